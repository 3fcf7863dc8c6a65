"""Reads of places; every one that returns rows to a face starts from ``visible(actor)``."""
