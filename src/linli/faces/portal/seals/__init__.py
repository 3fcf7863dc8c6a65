"""The seals of the journal, for everybody."""
