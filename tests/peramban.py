"""A real Chromium without a window: what it makes of a page, as its DOM, a picture or a PDF."""

import shutil
import subprocess
from pathlib import Path

from run import BROWSERS

PLAIN = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")


def browse(folder: Path, page: Path, *options: str, fragment: str = "", width: int = 1280) -> str:
    """Open a page and return what Chromium prints; its profile is kept in ``folder``."""
    browser = next(path for name in BROWSERS if (path := shutil.which(name)))
    size = f"--window-size={width},900"
    command = [browser, *PLAIN, f"--user-data-dir={folder / 'profil'}", size, *options, f"{page.as_uri()}{fragment}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout
