"""Data between units: requests, the log, asking."""
