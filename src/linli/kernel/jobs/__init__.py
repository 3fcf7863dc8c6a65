"""Jobs on the database: leased, retried, scheduled; a kill -9 repeats a job, never loses it."""
