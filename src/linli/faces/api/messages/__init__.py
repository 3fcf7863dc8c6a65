"""Messages by API."""
