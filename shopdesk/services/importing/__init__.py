"""How an import is matched, laid out and applied; `services.imports` is its door."""
