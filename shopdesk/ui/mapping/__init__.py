"""The page that says which column of an unknown table is what."""
