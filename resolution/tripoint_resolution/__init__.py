"""Who is who: screening against lists, and proposals of who is the same, each with its reasons."""
