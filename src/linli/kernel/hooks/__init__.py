"""Webhooks: outside systems are told of events, thinly, signed, at least once; nothing waits silently."""
