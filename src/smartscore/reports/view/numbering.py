"""How tables and figures of a report are numbered: each kind for itself, from a start on."""

from smartscore.reports.view import Wishes


class Numbering:
    """Gives out numbers such as `4.3`; nothing where a filter will number them."""

    def __init__(self, wishes: Wishes) -> None:
        self._prefix = wishes.prefix
        self._numbered = wishes.numbered
        self._next = {"table": wishes.start, "figure": wishes.start}

    def table(self) -> str:
        """The number of the next table."""
        return self._number("table")

    def figure(self) -> str:
        """The number of the next figure."""
        return self._number("figure")

    def _number(self, kind: str) -> str:
        number = self._next[kind]
        self._next[kind] += 1
        return f"{self._prefix}{number}" if self._numbered else ""
