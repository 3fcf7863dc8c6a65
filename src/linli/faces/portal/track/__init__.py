"""How a case stands, for somebody with number and code."""
