"""Reminders: a calm line in the window, and a count in the tray."""
