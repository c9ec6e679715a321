"""A workbook's sheets, read in a process of its own that is ended where it takes too much."""

from typing import Final

from smartscore.processes import bounded
from smartscore.sheets.contents import Grid
from smartscore.sheets.guard import read
from smartscore.text.problems import Unreadable
from smartscore.text.source import MAX_BYTES

LIMITS: Final = bounded.Limits(seconds=60, mebibytes=1536)


def grids(data: bytes, name: str) -> list[Grid]:
    """The sheets in their order; raises Unreadable where the file is none or exceeds a limit."""
    if len(data) > MAX_BYTES:
        raise Unreadable(name, "sheet-bytes")
    try:
        return bounded.run(LIMITS, read, data, name)
    except bounded.TooSlow:
        raise Unreadable(name, "sheet-slow") from None
    except bounded.TooBig:
        raise Unreadable(name, "sheet-memory") from None
    except bounded.Died:
        raise Unreadable(name, "sheet-died") from None
