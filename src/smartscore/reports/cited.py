"""What a reader cites: the references that an assessment cites, and each rubric as one source."""

from collections.abc import Iterable
from typing import Any, Final

from smartscore.engine.card import Card
from smartscore.model.assessment import Informant
from smartscore.model.fields import Reference
from smartscore.model.rubric import Rubric
from smartscore.read.shelf import is_bundled
from smartscore.words import Words

_PROGRAM: Final = "smartscore"


def in_evidence(cards: Iterable[Card], informants: Iterable[Informant] = ()) -> set[str]:
    """The keys that the evidence of some cards cites, and informants if any are given."""
    ratings = (node.rating for card in cards for node in card.whole.indicators())
    found = {evidence.cite for rating in ratings if rating for evidence in rating.evidence}
    return found | {one.cite for one in informants if one.cite is not None}


def as_source(rubric: Rubric, words: Words) -> Reference:
    """A rubric as a source of its own: its title, its version, and the day of its validity if any.

    Nobody is named as its author, nor as the publisher of what does not come with smartscore. Its
    kind names the version too, since few styles of citation print that of a program.
    """
    item: dict[str, Any] = {
        "id": f"rubric-{rubric.code}",
        "type": "software",
        "title": words.text(rubric.title),
        "version": rubric.version,
        "genre": words("report.rubric-genre", version=rubric.version),
    }
    if is_bundled(rubric.code, rubric.version):
        item["publisher"] = _PROGRAM
    if rubric.validity is not None and rubric.validity.start is not None:
        day = rubric.validity.start
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    return Reference.model_validate(item)
