"""`python -m tests.shown PAGE...`: do what pages say, by the program that is installed."""

import argparse
import tempfile
import time
from pathlib import Path

from tests.shown.pages import walk


def main() -> int:
    """Walk the pages; 1 where one does not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.shown", description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path, metavar="PAGE")
    parser.add_argument(
        "--program", type=Path, help="an installed smartscore; else this checkout's"
    )
    wanted = parser.parse_args()
    failed = False
    for page in wanted.pages:
        begin = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            faults = walk(page.read_text(encoding="utf-8"), Path(folder), wanted.program)
        print(f"{page}: {time.monotonic() - begin:.1f} s, {len(faults)} not as shown")
        for fault in faults:
            print(fault)
        failed = failed or bool(faults)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
