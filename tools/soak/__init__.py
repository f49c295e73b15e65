"""Kills ShopDesk at random moments while commands and a window write to one shop, and looks what is left of it.

Every writer notes in a log of its own what it is about to write and, when the program has said that it is done,
that it was acknowledged (`notes`). After the kills the shop is read and held against all logs (`verdict`).
"""
