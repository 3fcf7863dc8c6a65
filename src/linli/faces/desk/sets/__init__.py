"""Sets of areas on the desk."""
