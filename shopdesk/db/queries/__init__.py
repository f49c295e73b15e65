"""Reading: one file per role, dataclasses out."""
