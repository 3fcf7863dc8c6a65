"""The supervisor's board and counts."""
