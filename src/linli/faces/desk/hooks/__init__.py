"""Webhooks on the desk."""
