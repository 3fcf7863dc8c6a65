"""The journal on the desk."""
