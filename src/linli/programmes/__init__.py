"""What is planned: policies split into tasks and targets, plans, supervision."""
