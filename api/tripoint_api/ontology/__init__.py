"""What is declared: kinds, links, classes, viewer and service."""
