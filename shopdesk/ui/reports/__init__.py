"""Reports: figures of some days, drawn and in tables."""
