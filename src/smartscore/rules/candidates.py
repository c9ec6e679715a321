"""What nobody has read yet: candidates of `evidence`, and unknowns that wait for them."""

from collections.abc import Mapping
from typing import Final

from smartscore.model.assessment import Rating
from smartscore.model.fields import Language, shown
from smartscore.rules.rule import AssessmentCase, Found, Rule
from smartscore.rules.texts import by_language
from smartscore.text.problems import Code, Severity

WAITING: Final[Mapping[Language, str]] = {
    "id": "kandidat belum dibaca",
    "en": "candidates not read yet",
}
"""What `evidence` writes under `unknown` where it proposes something, by the file's language."""


def is_waiting(rating: Rating) -> bool:
    """Whether a rating is unknown only because its candidates are still to be read."""
    if rating.unknown is None:
        return False
    said = (text for _, text in by_language(rating.unknown))
    return all(" ".join(text.split()).rstrip(".").casefold() in WAITING.values() for text in said)


def candidates_are_read(case: AssessmentCase) -> Found:
    """A candidate that was proposed has been read.

    `smartscore evidence` copies passages that may say something about an indicator and leaves
    `shows` empty below the quote; only about a quarter of them turn out to be evidence. Until
    somebody has read it, a candidate counts nowhere: not for a level and not against it. Read the
    passage where it stands; then say in your own words what it shows, with a `direction` unless it
    supports the level, or delete the candidate. A candidate that was deleted is not proposed again.

    Breaks:
        ratings:
          plan-check:
            vision:
              unknown: candidates not read yet
              evidence:
                - cite: plan2024
                  at: p. 4
                  quote: By 2033 every service is online.
                  shows:

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence:
                - cite: plan2024
                  at: p. 4
                  quote: By 2033 every service is online.
                  shows: A vision with a year.
    """
    for route, piece in case.pieces():
        if piece.is_unread:
            values = {"code": str(route[2]), "key": piece.cite, "quote": shown(piece.quote or "")}
            yield (*route, "shows"), values


def nothing_waits_in_vain(case: AssessmentCase) -> Found:
    """An indicator that waits for its candidates to be read still has one.

    `smartscore evidence` writes `unknown: candidates not read yet`. Once all of them are read or
    deleted that is no longer so: rate the indicator, or say under `unknown` where you looked and
    what was missing there.

    Breaks:
        ratings:
          plan-check:
            vision: {unknown: candidates not read yet}

    Keeps:
        ratings:
          plan-check:
            vision: {unknown: Neither the plan nor the city's site names a year.}
    """
    for route, rating, indicator, _ in case.rated():
        if is_waiting(rating) and not any(piece.is_unread for piece in rating.pieces):
            yield (*route, "unknown"), {"code": indicator.code}


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A430", Severity.WARNING, blocks=False), candidates_are_read),
    Rule(Code("A431", Severity.WARNING, blocks=False), nothing_waits_in_vain),
)
"""What only `check` tells."""
