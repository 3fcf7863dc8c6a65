"""Asking for something or reporting it, one question a screen, kept in a draft."""
