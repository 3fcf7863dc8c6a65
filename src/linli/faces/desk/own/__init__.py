"""One's own things: tokens."""
