"""How values of each kind are read from a cell."""
