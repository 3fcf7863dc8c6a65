"""The first page, search, and how one reads."""
