"""What papers promised, as residents see it."""
