"""Storage: everything that differs by engine lives here and nowhere else."""
