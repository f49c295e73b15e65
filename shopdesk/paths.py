"""Where things lie on this computer (platformdirs); nothing here touches the disk unless told to."""

import os
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("ShopDesk", appauthor=False, roaming=False)


def data_dir() -> Path:
    """The folder of the user's shop and logs; `SHOPDESK_DATA` overrides it for throw-away runs."""
    override = os.environ.get("SHOPDESK_DATA")
    return Path(override) if override else Path(_DIRS.user_data_dir)


def default_shop() -> Path:
    """The shop that opens when none is named; `SHOPDESK_SHOP` overrides it."""
    override = os.environ.get("SHOPDESK_SHOP")
    return Path(override) if override else data_dir() / "shop.shopdesk"
