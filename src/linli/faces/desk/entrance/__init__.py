"""Getting in: log-in, second factor, enrolment, choosing a post."""
