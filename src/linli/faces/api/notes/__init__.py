"""Notes by API."""
