"""What every book can do, whatever holds its cells."""

from pathlib import Path
from typing import Protocol

from lkjip_xl.rencana import Plan
from lkjip_xl.table import Sheet


class Book(Protocol):
    """A workbook that can be read once and changed by a plan."""

    @property
    def name(self) -> str:
        """The file name a user knows the workbook by."""

    def read(self) -> tuple[Sheet, ...]:
        """Return all worksheets in tab order, as they stood when the book was opened."""

    def apply(self, plan: Plan) -> None:
        """Make the planned changes in memory; raises UnusableFileError where a cell or a sheet cannot be written."""


class SavableBook(Book, Protocol):
    """A book that is kept in a file."""

    def save(self, path: Path) -> None:
        """Write the workbook to ``path`` whole or not at all; raises UnusableFileError otherwise."""
