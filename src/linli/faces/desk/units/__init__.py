"""Units on the desk."""
