"""The part of `comparison/1` that tells of many places: quantiles, bands, groups, correlations."""

from fractions import Fraction
from typing import Any, Final

from smartscore.results.records import number
from smartscore.studies.league import Group, League, Pull
from smartscore.studies.linking import Link
from smartscore.studies.spreads import PARTS, Spread, Standing

_DECIMALS: Final = 9


def of_rubric(league: League) -> dict[str, Any]:
    """What is told of all places together."""
    return {
        "spreads": {"/".join(path): _spread(league, s) for path, s in league.spreads.items()},
        "bands": {band.code: count for band, count in league.bands},
        "groups": [_group(league, group) for group in league.groups],
        "correlations": None if league.links is None else list(map(_link, league.links)),
    }


def of_place(league: League, place: int) -> dict[str, Any]:
    """What is told of one place among all."""
    group = None if league.grouped is None else league.grouped[place]
    return {
        "group": group,
        **_ranked("group_", league.within[place]),
        "pull": _pull(league, league.pulls[place]),
    }


def _ranked(before: str, standing: Standing) -> dict[str, Any]:
    return {f"{before}rank": standing.rank, f"{before}tied": standing.tied}


def _spread(league: League, spread: Spread) -> dict[str, Any]:
    placed = league.found.first.whole.on_display
    at = zip(PARTS, spread.quantiles, strict=False)
    return {
        "size": spread.size,
        "without": spread.without,
        "mean": number(placed(spread.mean)),
        "quantiles": {str(part * 100): number(placed(value)) for part, value in at},
    }


def _group(league: League, group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        **_ranked("", group.standing),
        **_spread(league, group.spread),
        "places": [league.found.places[place] for place in group.places],
    }


def _pull(league: League, pull: Pull | None) -> dict[str, Any] | None:
    if pull is None:
        return None

    def apart(part: Fraction | None) -> float | None:
        return number(None if part is None else league.found.apart(part))

    return {
        "distance": apart(pull.distance),
        "parts": {"/".join(path): apart(part) for path, part in pull.parts.items()},
        "rest": apart(pull.rest),
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "between": ["/".join(path) for path in link.between],
        "size": link.size,
        "pearson": _rounded(link.pearson),
        "spearman": _rounded(link.spearman),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS)
