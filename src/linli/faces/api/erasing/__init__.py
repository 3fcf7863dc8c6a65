"""Erasing and legal holds by API."""
