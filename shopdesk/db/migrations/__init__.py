"""Alembic's steps from the first table to today's."""
