"""The journal in words: what was done, which cell went from what to what, how many records."""
