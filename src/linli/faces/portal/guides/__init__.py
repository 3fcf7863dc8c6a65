"""Guides: what one can ask for, with papers, limits, fee and law."""
