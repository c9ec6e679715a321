"""The rows that failed, as they were, and a text beside them that says why."""

from collections.abc import Iterable

from smartscore.tables.rows import BadRow, Dialect
from smartscore.text.naming import shown
from smartscore.text.problems import Problem


class Failures:
    """Spells rows that failed; `lines` is how many lines stand above the next of them."""

    def __init__(self, errors: str | None, dialect: Dialect, language: str) -> None:
        self.lines = 0
        self._errors = shown(errors or "")
        self._end = dialect.end
        self._language = language

    def heading(self, raw: str) -> bytes:
        """What stands above the rows, as it was in the table."""
        return self._counted(raw + self._end) if raw else b""

    def row(self, row: BadRow) -> bytes:
        """A row as it was."""
        return self._counted(row.raw + self._end)

    def reasons(self, problems: Iterable[Problem]) -> bytes:
        """Why the next row failed, with its place here and in the table."""
        lines = []
        for problem in problems:
            mend = problem.mend(self._language)
            behind = f" ({mend})" if mend else ""
            here = f"{self._errors}:{self.lines + 1}"
            lines.append(f"{here}: {problem.in_words(self._language)}{behind}\n")
        return "".join(lines).encode("utf-8", "replace")

    def _counted(self, text: str) -> bytes:
        self.lines += text.count(self._end)
        return text.encode("utf-8", "surrogateescape")
