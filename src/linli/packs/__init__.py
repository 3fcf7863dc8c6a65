"""The catalogue packs that come with Linli (data, no code)."""
