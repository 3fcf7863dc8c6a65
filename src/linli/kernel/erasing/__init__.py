"""Erasing contents by two hands: proposed, confirmed, held back; journal, acts and seal stay as they are."""
