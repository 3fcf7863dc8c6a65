"""The catalogue of matters, their flows, and the duty lists."""
