"""The commands, one file per group; `shopdesk.cli` parses and dispatches."""
