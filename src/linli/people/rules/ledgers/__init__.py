"""Ledgers as communities keep them: what their columns mean, what their values are, which rows want a look."""
