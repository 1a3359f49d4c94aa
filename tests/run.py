"""`python3 tests/run.py` sets up all the tests need, runs every check and every test, and skips none.

Arguments go to pytest. Exit code: 0 all passed, 2 something is missing that only a person can install,
otherwise that of the first check that failed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv-uji"
SYSTEM_PYTHON = "/usr/bin/python3"
PACKAGES = ("libreoffice-calc", "python3-uno", "chromium")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHECKS = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))
IMPORT_UNO = "import sys; sys.path.append('/usr/lib/python3/dist-packages'); import uno"
VERSION = "import sys; print(*sys.version_info[:2], sep='.')"
MISSING = """The tests need LibreOffice Calc, its Python bridge `uno` (for Python {version}) and Chromium: not found.
Debian or Ubuntu: sudo apt-get install libreoffice-calc python3-uno python3-venv chromium
Elsewhere: install Chromium, and LibreOffice Calc so that `soffice` and `chromium` are on the PATH and
`import uno` works in {python}."""


def main(arguments: list[str]) -> int:
    """Set up, run everything, return the exit code."""
    install_packages([package for package in PACKAGES if lacks(package)])
    base = base_python()
    if base is None or not shutil.which("soffice") or not any(map(shutil.which, BROWSERS)):
        say(MISSING.format(version="{}.{}".format(*sys.version_info), python=sys.executable))
        return 2
    python = environment(base)
    if python is None:
        say("No environment for the tests: see above, or remove .venv-uji and try again.")
        return 2
    commands = [*CHECKS, ("pytest", "-n", "2", *arguments)]
    return first_failure([run(python, "-m", *command) for command in commands])


def first_failure(codes: list[int]) -> int:
    """Return the first exit code that is no success."""
    return next((code for code in codes if code), 0)


def base_python() -> str | None:
    """Return the interpreter to build on: this one, or Debian's own where only that can import uno."""
    same = output(SYSTEM_PYTHON, "-c", VERSION) in (None, output(sys.executable, "-c", VERSION))
    for python in (sys.executable, SYSTEM_PYTHON) if same else (SYSTEM_PYTHON,):
        if output(python, "-c", f"{IMPORT_UNO}; assert sys.version_info >= (3, 11)") is not None:
            return python
    return None


def environment(base: str) -> str | None:
    """Return the Python of .venv-uji, made or renewed where needed, with everything installed."""
    python = str(VENV / "bin" / "python")
    if not is_usable(python, base) and not make_environment(base):
        return None
    stamp = VENV / "terpasang"
    wanted = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return python
    if run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ".[uji]"):
        return None
    stamp.write_text(wanted)
    return python


def is_usable(python: str, base: str) -> bool:
    """Say whether an existing environment runs and has the base's version."""
    return Path(python).exists() and output(python, "-c", VERSION) == output(base, "-c", VERSION)


def make_environment(base: str) -> bool:
    """Make .venv-uji afresh; Debian's Python may lack the means, which its package python3-venv brings."""
    if output(base, "-c", "import ensurepip, venv") is None:
        install_packages(["python3-venv"])
    return run(base, "-m", "venv", "--clear", str(VENV)) == 0


def lacks(package: str) -> bool:
    """Say whether a Debian package is not installed."""
    return output("dpkg-query", "-W", "-f", "${db:Status-Status}", package) != "installed"


def install_packages(packages: list[str]) -> None:
    """Install Debian packages when root may; otherwise leave it to the message that follows."""
    if not packages or not shutil.which("apt-get") or os.geteuid():
        return
    run("apt-get", "update", "-qq")
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def clean_environment() -> dict[str, str]:
    """Return the environment without what leads Python to other packages, and with no questions asked."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    return kept | {"DEBIAN_FRONTEND": "noninteractive", "PIP_NO_INPUT": "1"}


def output(*command: str) -> str | None:
    """Return what a command prints, None when it fails or does not exist."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            env=clean_environment(),
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def run(*command: str) -> int:
    """Run a command in the repository's root, its output shown; return its exit code."""
    say("$ " + " ".join(command))
    return subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, env=clean_environment(), check=False).returncode


def say(text: str) -> None:
    """Print at once, before any child prints."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
