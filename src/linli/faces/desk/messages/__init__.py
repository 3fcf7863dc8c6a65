"""Messages: the ledger, notices for me, and the outbox of a demo."""
