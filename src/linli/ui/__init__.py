"""The design system: view models, templates, tokens. It knows no noun of the house and reads no database."""
