"""Secrets: envelope encryption of fields, keyed look-up, salted commitments."""
