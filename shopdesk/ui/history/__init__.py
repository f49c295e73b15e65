"""The History page: everything that was done in the shop, by whom, and what can be taken back."""
