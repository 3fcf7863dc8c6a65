"""Residents' groups on the desk."""
