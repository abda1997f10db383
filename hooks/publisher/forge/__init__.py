"""What pull requests and issues are told: reports, annotations, nudges."""
