"""Replies and knowledge: entered, approved, filled in for somebody, used, and carried in and out of files."""
