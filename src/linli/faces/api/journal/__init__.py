"""The journal by API."""
