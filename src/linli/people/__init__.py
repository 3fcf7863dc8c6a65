"""Who: persons, households, units, posts and terms, accounts, consent, the log of who looked."""
