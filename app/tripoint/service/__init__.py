"""What a running service is made of, beside the API."""
