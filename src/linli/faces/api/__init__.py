"""REST, Open311, webhooks."""
