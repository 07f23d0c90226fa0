"""Keeping watch: feeds read when they are due, and what is new in the record told to whom it concerns, once."""
