"""The journal: who did what to what, and when; append-only, with an outbox beside it."""
