"""How far a run has come, and whether another one can go on from there."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from smartscore.batches.chunks import Chunk, Done, Read
from smartscore.batches.findings import Findings
from smartscore.tables.rows import Heading, Row


class OtherTableError(Exception):
    """The rows that were scored before are not those of the table."""


class Standing:
    """How many rows were read, scored and failed, what was found, and a mark of the rows."""

    def __init__(self, heading: Heading) -> None:
        self.rows = 0
        self.scored = 0
        self.withheld = 0
        self.failed = 0
        self.findings = Findings(heading)
        self._mark = hashlib.blake2b(digest_size=16)

    def take(self, chunk: Chunk, done: Done) -> None:
        """Count a chunk, but for what is wrong with rows that failed."""
        self._read(chunk)
        self.scored += done.scored
        self.withheld += done.withheld
        self.failed += len(done.failed)
        raws = {row.number: row.raw for row in chunk.rows} if done.remarks else {}
        for number, doubt, rows in done.remarks:
            self.findings.add(number, raws[number], doubt, rows)

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            "rows": self.rows,
            "scored": self.scored,
            "withheld": self.withheld,
            "failed": self.failed,
            "mark": self._mark.hexdigest(),
            "findings": self.findings.to_dict(),
        }

    def pass_over(self, data: Mapping[str, Any], chunks: Iterable[Chunk]) -> None:
        """Read the rows of what `to_dict` gave, and go on from there; raises OtherTableError.

        No chunk may hold rows of before and rows of afterwards.
        """
        for chunk in chunks:
            self._read(chunk)
        if (self.rows, self._mark.hexdigest()) != (data["rows"], data["mark"]):
            raise OtherTableError
        self.scored, self.withheld = data["scored"], data["withheld"]
        self.failed = data["failed"]
        self.findings.take(data["findings"])

    def _read(self, chunk: Chunk) -> None:
        self.rows += len(chunk.rows)
        text = "".join(map(_marked, chunk.rows))
        self._mark.update(text.encode("utf-8", "surrogatepass"))


def _marked(row: Read) -> str:
    said = row.raw or ("\x1f".join(row.cells) if isinstance(row, Row) else "")
    return f"{row.number}\x1f{said}\x1e"
