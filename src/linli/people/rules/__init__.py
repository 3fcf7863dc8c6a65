"""Pure rules of people: lock-out, passwords, terms."""
