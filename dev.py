#!/usr/bin/env python3
"""Everything a developer does, on Python's standard library alone: `python3 dev.py`, on Windows `py dev.py`.

This file keeps to words that an old Python can read, so that it can say which one is needed.
"""

import sys

if sys.version_info < (3, 11):
    sys.stderr.write("ShopDesk needs Python 3.11 or newer: run dev.py with that, not %d.%d.\n" % sys.version_info[:2])
    sys.exit(2)

if __name__ == "__main__":
    from tools.commands import main

    sys.exit(main(sys.argv[1:]))
