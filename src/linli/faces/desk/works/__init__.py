"""The machinery: jobs."""
