"""The seam to Django's sessions and to the log-in library; the only place where they write."""
