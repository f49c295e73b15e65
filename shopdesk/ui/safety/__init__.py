"""Backups on screen: when the last one was made, making one, going back to one, checking the data."""
