"""Reads of words: what packs say about policy papers."""
