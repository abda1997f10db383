"""What people change by pull request: models, reading, checks, and what follows from the numbers."""
