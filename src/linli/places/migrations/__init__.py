"""Rebuilt freely until v0.1: one initial migration a package."""
