"""Reads of cases; every one that returns rows starts from ``visible(actor)``."""
