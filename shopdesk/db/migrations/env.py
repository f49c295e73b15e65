"""Alembic asks for this file; `db.upgrade` runs the steps itself, on its own connection."""
