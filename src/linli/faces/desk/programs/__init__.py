"""Programs that come in by the service: whom they act for, their secret, their end."""
