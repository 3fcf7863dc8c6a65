"""Erasing contents by two hands, and legal holds."""
