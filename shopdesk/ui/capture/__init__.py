"""Beside the chat: a small window on top of all others that answers what is pasted, and files it."""
