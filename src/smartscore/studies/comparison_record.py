"""`comparison/1`: places beside one another, as plain data for programs."""

from typing import TYPE_CHECKING, Any

from smartscore import __version__
from smartscore.engine.scored import ScoredNode
from smartscore.results.records import both_languages, number
from smartscore.studies.league_record import of_place, of_rubric
from smartscore.studies.robustness_record import assumptions
from smartscore.studies.sample_record import sample

if TYPE_CHECKING:
    from smartscore.studies.comparison import Compared
    from smartscore.studies.league import League
    from smartscore.studies.ranking import Comparison, Drawn, Rank
    from smartscore.studies.remarks import Remarked

_DECIMALS = 9
_INTERNAL = ("in_column", "variant")


def comparison(found: "Compared") -> dict[str, Any]:
    """`comparison/1`: figures unrounded on the display scale of each rubric, beside `shown`."""
    return {
        "format": "comparison/1",
        "smartscore": __version__,
        "assessments": [
            {
                "subject": entry.subject.model_dump(exclude_none=True),
                "date": None if entry.date is None else entry.date.isoformat(),
                "groups": dict(entry.groups),
            }
            for entry in found.entries
        ],
        "assumptions": assumptions(found.assumed),
        "lost": found.lost,
        "remarks": list(map(_remark, found.remarks)),
        "group": found.group,
        "rubrics": list(map(_rubric, found.leagues)),
        "alone": list(found.alone),
    }


def _remark(found: "Remarked") -> dict[str, Any]:
    return {
        "code": found.first.code,
        "severity": found.first.severity.value,
        "column": found.heading,
        "row": found.first.place.line,
        "rows": found.rows,
        "values": {k: v for k, v in found.first.values.items() if k not in _INTERNAL},
    }


def _rubric(league: "League") -> dict[str, Any]:
    found = league.found
    rubric = found.first.rubric
    return {
        "code": rubric.code,
        "title": both_languages(rubric.title),
        "display": found.first.whole.display.model_dump(),
        "by": "/".join(found.by),
        "alike": found.alike,
        "sample": sample(found.first.tree),
        **of_rubric(league),
        "places": [_place(found, place) | of_place(league, place) for place in found.order],
    }


def _place(found: "Comparison", place: int) -> dict[str, Any]:
    card = found.cards[place]
    nodes = {"/".join(node.path): node.path for node in found.nodes}
    return {
        "assessment": found.places[place],
        "version": card.rubric.version,
        "digest": card.digest,
        "nodes": {
            name: _node(found, found.at(place, path), found.ranks(path)[place])
            for name, path in nodes.items()
        },
        "ahead_of": (
            None if found.ahead is None else [found.places[other] for other in found.ahead[place]]
        ),
        **_draws(found, found.drawn, place),
    }


def _node(found: "Comparison", node: ScoredNode | None, rank: "Rank") -> dict[str, Any] | None:
    if node is None:
        return None
    display = found.first.whole

    def placed(value: Any) -> float | None:
        return number(display.on_display(value))

    score = None if node.withheld else node.value
    return {
        "score": placed(score),
        "shown": display.printed(display.on_display(score)),
        "low": placed(node.low_value),
        "high": placed(node.high_value),
        "availability": number(node.availability),
        "band": node.band.code if node.band else None,
        "rank": rank.rank,
        "tied": rank.tied,
        "best_rank": rank.best,
        "worst_rank": rank.worst,
    }


def _draws(found: "Comparison", drawn: "Drawn | None", place: int) -> dict[str, Any]:
    """The shares of ranks, and of draws above each other assessment; null where none is drawn."""
    if drawn is None or place not in drawn.places:
        return {"ranks": None, "wins": None}
    row = drawn.places.index(place)
    others = zip(drawn.places, drawn.wins[row], strict=True)
    return {
        "ranks": [_share(part) for part in drawn.ranks[row]],
        "wins": {
            str(found.places[other]): _share(part) for other, part in others if other != place
        },
    }


def _share(part: Any) -> float:
    return round(float(part), _DECIMALS)
