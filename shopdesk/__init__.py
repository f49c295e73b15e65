"""ShopDesk: one window for the five service roles of a small online shop."""

__version__ = "0.1.0"
