"""One windowed table for all pages: `RecordTable` over a `RowSource`, columns as data."""
