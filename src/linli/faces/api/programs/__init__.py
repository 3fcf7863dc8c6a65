"""Programs by API: their tokens of an hour, and who lets them in."""
