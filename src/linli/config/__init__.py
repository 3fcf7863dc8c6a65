"""Settings, addresses, start-up: what ties the house together."""
