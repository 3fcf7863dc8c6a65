"""Persons on the desk: search, record, changes, looks."""
