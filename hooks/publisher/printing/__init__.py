"""The print room: from pages and data to sheets on paper and files to take away."""
