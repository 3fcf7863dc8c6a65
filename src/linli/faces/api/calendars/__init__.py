"""Due dates as a calendar that other programs follow."""
