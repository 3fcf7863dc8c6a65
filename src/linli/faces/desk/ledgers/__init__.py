"""Ledgers on the desk: taken in, looked at, decided, written, corrected, undone."""
