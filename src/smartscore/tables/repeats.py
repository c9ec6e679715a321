"""Places that stand in a table more than once, found without keeping the table."""

from hashlib import blake2b
from typing import Final

from smartscore.model.fields import shown
from smartscore.read import table_faults
from smartscore.tables.facts import Facts
from smartscore.text.problems import Complaint

MOST: Final = 250_000
"""So many places are remembered; those of later rows are only held against these."""


class Repeats:
    """Remembers a digest of each place, and the row in which it stood first."""

    def __init__(self) -> None:
        self._rows: dict[bytes, int] = {}

    def remark(self, place: Facts, number: int) -> Complaint | None:
        """What is to be remarked of a place in a row, if it stood in another one before."""
        key = f"c{place.code}" if place.code is not None else f"n{' '.join(place.name.split())}"
        digest = blake2b(key.casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
        first = self._rows.get(digest)
        if first is None:
            if len(self._rows) < MOST:
                self._rows[digest] = number
            return None
        values = {"name": shown(place.name), "row": str(first)}
        values |= {"code": shown(place.code), "variant": "code"} if place.code is not None else {}
        return Complaint(table_faults.PLACES_STAND_ONCE, values=values)
