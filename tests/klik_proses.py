"""What a process of RunPython needs to find "Excel" here: imported first in it, the rest runs as xlwings runs it."""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from libreoffice import Connection
from xlwings_libreoffice import register

ENGINE, _ = register(Connection(int(os.environ["LKJIP_UJI_PORT"])))


def tell() -> None:
    """Print what the user was told."""
    print(*ENGINE.results, *(f"!{prompt}" for prompt, *_ in ENGINE.alerts), sep="\n")
