"""People by API: units, posts and terms, accounts, persons, consents, looks, roles."""
