"""Notes on the desk."""
