"""The assistant: what a customer wants, what their words name, which replies fit. Nothing loads before first use."""
