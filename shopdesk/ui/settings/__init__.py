"""The settings page and the first steps of a new shop."""
