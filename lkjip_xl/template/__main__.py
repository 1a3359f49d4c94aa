"""`python -m lkjip_xl.template` rebuilds the workbooks in ./workbooks."""

from pathlib import Path

from lkjip_xl.template import serang, serang_induk

FOLDER = Path("workbooks")


def main() -> None:
    """Write every built workbook into the folder workbooks of the present directory."""
    serang.build(FOLDER / serang.FILE_NAME)
    serang_induk.build(FOLDER / serang_induk.FILE_NAME)
    serang_induk.build_empty(FOLDER / serang_induk.EMPTY_NAME)


if __name__ == "__main__":
    main()
