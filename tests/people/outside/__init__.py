"""Log-in through an outside provider."""
