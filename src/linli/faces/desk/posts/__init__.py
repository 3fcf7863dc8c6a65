"""Posts and terms on the desk."""
