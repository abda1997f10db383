"""Builds the site of IOPS: pure functions from data and text to pages and files; never imports mkdocs."""
