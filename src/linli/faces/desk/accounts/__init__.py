"""Accounts on the desk."""
