"""What all tests share: one LibreOffice per worker, and no test may be skipped."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from libreoffice import Office

if TYPE_CHECKING:
    from xlwings_libreoffice import Engine

# No test depends on wall time: a busy machine is no fault.
settings.register_profile("tanpa_tenggat", deadline=None)
settings.load_profile("tanpa_tenggat")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    running = Office(tmp_path_factory.mktemp("libreoffice"))
    yield running
    running.close()


@pytest.fixture
def excel(office: Office) -> "Iterator[Engine]":
    """Let xlwings talk to a fresh "Excel" (LibreOffice); xlwings is slow to import, so only here."""
    from xlwings_libreoffice import registered

    with registered(office) as engine:
        yield engine


def pytest_sessionfinish(session: pytest.Session) -> None:
    quiet = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    if _skipped(session.config) and session.exitstatus in quiet:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in _skipped(terminalreporter.config):
        terminalreporter.write_line(f"FAILED {report.nodeid}: skipped, and a skipped test counts as failed")


def _skipped(config: pytest.Config) -> list[pytest.TestReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("skipped", [])) if reporter else []
