"""Copying replies, for every page: filled in, what is missing asked for, text and pictures on the clipboard, logged."""
