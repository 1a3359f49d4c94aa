"""`python -m lkjip_xl.template` rebuilds the sample workbooks in ./workbooks."""

from pathlib import Path

from lkjip_xl.template import serang


def main() -> None:
    """Write every built workbook into the folder workbooks of the present directory."""
    serang.build(Path("workbooks") / serang.FILE_NAME)


if __name__ == "__main__":
    main()
