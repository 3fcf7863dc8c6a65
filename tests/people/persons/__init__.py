"""Persons: records, masks, looks, residences, consents, merges."""
