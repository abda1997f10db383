"""Spreadsheets and calendars of the toolkit: what is in them is declared, and written in one place."""
