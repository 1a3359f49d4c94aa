"""``python -m lkjip_xl`` is ``lkjip``."""

import sys

from lkjip_xl.cli import main

if __name__ == "__main__":
    sys.exit(main())
