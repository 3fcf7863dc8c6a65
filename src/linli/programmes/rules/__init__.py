"""Rules of programmes."""
