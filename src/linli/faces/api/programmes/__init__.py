"""Programmes by API."""
