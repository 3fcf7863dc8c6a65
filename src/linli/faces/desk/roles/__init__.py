"""Roles and the matrix on the desk."""
