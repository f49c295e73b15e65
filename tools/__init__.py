"""What `dev.py` does. `commands`, `setup` and `system` run on the standard library; the rest inside `.venv`."""
