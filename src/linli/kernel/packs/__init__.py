"""Catalogue packs: the data that turns ten nouns into some three hundred mechanisms."""
