"""Dialogs of the window; loaded when first opened."""
