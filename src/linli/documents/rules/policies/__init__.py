"""Reading policy papers: bytes to text, damage undone with a ledger, every place kept."""
