"""Rubrics of which a newer version is out, and references that do not say which is meant."""

from collections.abc import Iterable
from typing import Final

from smartscore.engine.rubric_change import compare
from smartscore.engine.rubric_change.rated import Group, touched
from smartscore.model.fields import split_reference
from smartscore.model.rubric import Graft
from smartscore.model.walking import walk
from smartscore.rules.rule import AssessmentCase, Finding, Found, RubricCase, Rule
from smartscore.text.problems import Code, Severity

_TOLD: Final = 5
"""So many indicators of a kind are named; more are counted."""


def versions_are_todays(case: AssessmentCase) -> Found:
    """An assessment is scored with today's version of a rubric, or its writer knows that it is not.

    A pin keeps an assessment under the version for which it was written: `hdi@1` is scored with
    version 1 when version 2 is out, so no score changes without a word. The message says what the
    newer version changed for the indicators that are rated, and `smartscore rubrics diff` shows
    each change. To move on, rate those again and write the newer version; to stay, leave the pin,
    and with `--ignore A270` nothing more is said of it.

    Breaks:
        rubrics: [plan-check@1, quick-scan@0]

    Keeps:
        rubrics: [plan-check@1, quick-scan@1]
    """
    listed = case.positions
    for code, (old, new) in case.superseded.items():
        rated = {
            (rubric.code, indicator.code)
            for _, rating, indicator, rubric in case.rated()
            if rating.given is not None and (rubric.code == code or rubric.code not in listed)
        }
        changed = touched(old, new, compare(old, new), rated)
        reference = case.assessment.rubrics[listed[code]]
        values = {
            "reference": reference,
            "version": old.rubric.version,
            "newer": f"{split_reference(reference)[0]}@{new.rubric.major}",
            "rest": str(changed.rest or ""),
        }
        for kind, groups in changed.groups.items():
            values |= _named(kind, groups, code)
        if not any(changed.groups.values()):
            beside = any(old.nodes[i].owner.code in listed.keys() - {code} for i in old.leaves)
            values["variant"] = "same" if rated else "beside" if beside else "unrated"
        yield ("rubrics", listed[code]), values


def _named(kind: str, groups: Iterable[Group], code: str) -> dict[str, str]:
    """The first indicators of a kind, those of grafts with their rubric, and how many are left."""
    names = [name if group == code else f"{group}/{name}" for group, name in groups]
    more = len(names) - _TOLD
    return {kind: ", ".join(names[:_TOLD]), f"{kind}_more": str(more) if more > 0 else ""}


def assessments_say_the_version(case: AssessmentCase) -> Found:
    """An assessment says which major version of a rubric it was written for.

    A code alone means today's version. When a new major version comes, the same file is scored with
    other descriptors, weights or goalposts, and gets another score though nothing in it changed.
    Write the version behind the code, as in `plan-check@1`; `--fix` writes that of today. A rubric
    that is named by its path changes when its file does.

    Breaks:
        rubrics: [plan-check]

    Keeps:
        rubrics: [plan-check@1]
    """
    for code, i in case.positions.items():
        reference = case.assessment.rubrics[i]
        if reference == code:
            pinned = f"{code}@{case.rubrics[code].major}"
            yield Finding(("rubrics", i), {"reference": reference, "pinned": pinned}, pinned)


def grafts_are_todays(case: RubricCase) -> Found:
    """A rubric takes in today's version of another one, or its writer knows that it does not.

    Within a pin nothing changes, so what is pinned falls behind without a word. The message names
    the newer version, and `smartscore rubrics diff` shows what it changed. Naming it changes
    scores: that is a new major version of this rubric too. Archived rubrics are left alone.

    Breaks:
        dimensions:
          - rubric: quick-scan@0

    Keeps:
        dimensions:
          - rubric: quick-scan@1
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Graft) and node.rubric in case.newer:
            values = {"reference": node.rubric, "newer": case.newer[node.rubric]}
            yield (*route, "rubric"), values


def grafts_say_the_version(case: RubricCase) -> Found:
    """A rubric says which major version of another one it takes in.

    A code alone means today's version. When a new major version comes, the scores of this rubric
    change with it, though its own version stays. Write the version behind the code, as in
    `quick-scan@1`; `--fix` writes that of today.

    Breaks:
        dimensions:
          - rubric: quick-scan

    Keeps:
        dimensions:
          - rubric: quick-scan@1
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Graft) and node.rubric in case.grafted:
            inside = case.grafted[node.rubric]
            if node.rubric == inside.code:
                pinned = f"{inside.code}@{inside.major}"
                values = {"reference": node.rubric, "pinned": pinned}
                yield Finding((*route, "rubric"), values, pinned)


OF_ASSESSMENTS: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A270", Severity.WARNING, blocks=False), versions_are_todays),
)
QUALITY: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A271", Severity.ADVICE, blocks=False, mends=True), assessments_say_the_version),
)
OF_RUBRICS: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R236", Severity.WARNING, blocks=False), grafts_are_todays),
    Rule(Code("R237", Severity.ADVICE, blocks=False, mends=True), grafts_say_the_version),
)
