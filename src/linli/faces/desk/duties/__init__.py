"""Recurring duties."""
