"""What every face needs of a request and a response, and no face owns: gates, templates, problems, lists."""
