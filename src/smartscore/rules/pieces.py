"""What each piece of evidence must say for a reader to find it again."""

import re
from typing import Any, Final

from smartscore.model.fields import Reference
from smartscore.rules.rule import AssessmentCase, Found, Rule
from smartscore.text.problems import Code, Severity

_PAGELESS: Final = re.compile(
    """
    article-newspaper | bill | broadcast | dataset | entry | entry-dictionary | entry-encyclopedia
    | event | figure | graphic | hearing | interview | legal-case | legislation | map
    | motion-picture | performance | personal-communication | post | post-weblog | regulation
    | software | song | speech | treaty | webpage
    """,
    re.VERBOSE,
)
"""Types of CSL whose sources have no pages: they are found by address, article, date or person."""


def evidence_says_what_it_shows(case: AssessmentCase) -> Found:
    """Evidence says what it shows, and where in its source if that has pages.

    A citation of 300 pages can not be checked. `at` gives the page, section or minute; `shows`
    says in your own words what stands there, so that a reader knows what to look for. Sources
    whose `type` is one without pages need no `at`: webpages, articles of newspapers, laws,
    interviews, posts, data sets. The article of a law (`at: Pasal 5`) helps a reader all the same.

    Breaks:
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence: [{cite: plan2024}]

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: There is a year but no figure to reach by then.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
    """
    paged = {reference.key: has_pages(reference) for reference in case.assessment.references}
    for route, piece in case.pieces():
        missing = ["at"] if piece.at is None and paged.get(piece.cite) else []
        missing += ["shows"] if piece.shows is None else []
        if missing and not piece.is_unread:
            values = {"key": piece.cite, "keys": ", ".join(missing)}
            values |= {"variant": missing[0]} if len(missing) == 1 else {}
            yield (*route, "cite"), values


def has_pages(reference: Reference) -> bool:
    """Whether a place in a source can be told by a page, or by a section of something long.

    So it is taken for of a source without a type, and of one whose type nobody knows.
    """
    kind: Any = (reference.model_extra or {}).get("type")
    return not isinstance(kind, str) or not _PAGELESS.fullmatch(
        kind.strip().casefold().replace("_", "-")
    )


def a_conflict_has_two_sides(case: AssessmentCase) -> Found:
    """Where sources contradict one another, the evidence has both of them.

    `direction: conflicts` says that a source contradicts another one on a fact. A reader who finds
    one of the two only can not see what is in conflict with what. Cite the other one beside it,
    in whatever direction it points; it may be another place in the same source. What speaks
    against the level, and against no source, is `direction: hinders`.

    Breaks:
        ratings:
          plan-check:
            vision:
              unknown: The plan and the survey do not agree on whether there is a target figure.
              evidence: [{cite: plan2024, at: 4, shows: A figure for 2033., direction: conflicts}]

    Keeps:
        ratings:
          plan-check:
            vision:
              unknown: The plan and the survey do not agree on whether there is a target figure.
              evidence:
                - {cite: plan2024, at: 4, shows: A figure for 2033., direction: conflicts}
                - {cite: survey2025, at: 1, shows: No figure is set., direction: conflicts}
    """
    for route, rating, indicator, _ in case.rated():
        places = {(evidence.cite, str(evidence.at)) for evidence in rating.evidence}
        if rating.conflicts and len(places) == 1:
            i = rating.pieces.index(rating.conflicts[0])
            values = {"code": indicator.code, "key": rating.pieces[i].cite}
            yield (*route, "evidence", i, "direction"), values


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A208", Severity.WARNING, blocks=False), evidence_says_what_it_shows),
    Rule(Code("A250", Severity.WARNING, blocks=False), a_conflict_has_two_sides),
)
"""What only `check` tells."""
