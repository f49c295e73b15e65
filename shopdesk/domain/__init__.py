"""Pure rules of the trade. No Qt, no SQL, no files, no clock: `now` and tables come in as parameters."""
