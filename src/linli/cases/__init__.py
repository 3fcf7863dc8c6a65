"""What is owed: whatever someone owes someone by a date."""
