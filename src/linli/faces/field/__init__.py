"""Grid workers' offline app."""
