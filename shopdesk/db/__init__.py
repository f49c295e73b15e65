"""The store: SQLAlchemy lives on this floor only. Dataclasses and plain values go out, never rows or sessions."""
