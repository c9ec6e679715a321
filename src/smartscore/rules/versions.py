"""Rubrics of which a newer version is out, and references that do not say which is meant."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from smartscore.engine.rubric_change import compare
from smartscore.engine.rubric_change.rated import Group, Touched, touched
from smartscore.engine.tree import Tree
from smartscore.model.fields import split_reference
from smartscore.model.rubric import Graft
from smartscore.model.walking import walk
from smartscore.rules.rule import AssessmentCase, Finding, Found, RubricCase, Rule
from smartscore.text.problems import Code, Route, Severity

_MOST: Final = 5
"""So many indicators of a kind are named; more are counted."""


def versions_are_todays(case: AssessmentCase) -> Found:
    """An assessment is scored with today's version of a rubric, or its writer knows that it is not.

    A pin keeps an assessment under the version for which it was written: `hdi@1` is scored with
    version 1 when version 2 is out, so no score changes without a word. The message says what the
    newer version changed for the indicators that are rated, and `smartscore rubrics diff` shows
    each change. To move on, rate those again and write the newer version; to stay, leave the pin,
    and with `--ignore A270` nothing more is said of it. Comments that `smartscore new` wrote ask
    what the older version asks: write a new file by the newer one, and rate by that.

    `--rubric CODE` scores the version that the file pins. Where another one is named, as in
    `--rubric plan-check@2`, ratings are held against descriptors that their rater did not have.

    Breaks:
        rubrics: [plan-check@1, quick-scan@0]

    Keeps:
        rubrics: [plan-check@1, quick-scan@1]
    """
    scored = {**case.positions, **dict.fromkeys(case.superseded)}
    for code, (reference, old, new) in case.superseded.items():
        if code in case.otherwise:
            continue
        changed, rated = _changed(case, scored, code, old, new)
        values = {
            "reference": reference,
            "version": old.rubric.version,
            "newer": f"{split_reference(reference)[0]}@{new.rubric.major}",
            **_told(changed, code),
        }
        if not any(changed.groups.values()):
            beside = any(old.nodes[i].owner.code in scored.keys() - {code} for i in old.leaves)
            values["variant"] = "same" if rated else "beside" if beside else "unrated"
        yield _place(case, code), values
    for code, (reference, listed, wanted, chosen) in case.otherwise.items():
        old, new = sorted((listed, chosen), key=lambda tree: tree.rubric.major)
        values = {
            "reference": reference,
            "version": chosen.rubric.version,
            "wanted": wanted,
            "newer": f"{code}@{new.rubric.major}",
            "older": f"{code}@{old.rubric.major}",
            **_told(_changed(case, scored, code, old, new)[0], code),
            "variant": "other",
        }
        yield _place(case, code), values


def _place(case: AssessmentCase, code: str) -> Route:
    """Where a rubric is listed; the list, where another one of it takes the rubric in."""
    for i, reference in enumerate(case.assessment.rubrics):
        if split_reference(reference)[0] == code:
            return "rubrics", i
    return ("rubrics",)


def _changed(
    case: AssessmentCase, scored: Collection[str], code: str, old: Tree, new: Tree
) -> tuple[Touched, bool]:
    """What changed for the indicators of a rubric that are rated, and whether any is."""
    rated = {
        (rubric.code, indicator.code)
        for _, rating, indicator, rubric in case.rated()
        if rating.given is not None and (rubric.code == code or rubric.code not in scored)
    }
    return touched(old, new, compare(old, new), rated), bool(rated)


def _told(changed: Touched, code: str) -> dict[str, str]:
    """What changed, as values of a sentence."""
    values = {"rest": str(changed.rest or "")}
    for kind, groups in changed.groups.items():
        values |= _named(kind, groups, code)
    return values


def _named(kind: str, groups: Iterable[Group], code: str) -> dict[str, str]:
    """The first indicators of a kind, those of grafts with their rubric, and how many are left."""
    names = [name if group == code else f"{group}/{name}" for group, name in groups]
    more = len(names) - _MOST
    return {kind: ", ".join(names[:_MOST]), f"{kind}_more": str(more) if more > 0 else ""}


def assessments_say_the_version(case: AssessmentCase) -> Found:
    """An assessment says which major version of a rubric it was written for.

    A code alone means today's version. When a new major version comes, the same file is scored with
    other descriptors, weights or goalposts, and gets another score though nothing in it changed.
    Write the version behind the code, as in `plan-check@1`; `--fix` writes that of today, unless an
    older one is kept: only the rater knows which was used then, and `assess` tells it too. A rubric
    that is named by its path changes when its file does.

    Breaks:
        rubrics: [plan-check]

    Keeps:
        rubrics: [plan-check@1]
    """
    for code, i in case.positions.items():
        reference = case.assessment.rubrics[i]
        if reference == code:
            rubric = case.rubrics[code]
            pinned = f"{code}@{rubric.major}"
            values = {"reference": reference, "pinned": pinned}
            if kept := case.kept.get(code):
                values |= {"variant": "older", "version": rubric.version}
                values |= {"older": _listed(code, kept)}
            yield Finding(("rubrics", i), values, None if kept else pinned)


def _listed(code: str, majors: Sequence[int]) -> str:
    """Older versions as references, the latest first."""
    return ", ".join(f"`{code}@{major}`" for major in reversed(majors))


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
    `hdi@1`; `--fix` writes that of today, unless an older one is kept.

    Breaks:
        dimensions:
          - rubric: hdi

    Keeps:
        dimensions:
          - rubric: hdi@1
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Graft) and node.rubric in case.grafted:
            inside = case.grafted[node.rubric]
            if node.rubric == inside.code:
                pinned = f"{inside.code}@{inside.major}"
                values = {"reference": node.rubric, "pinned": pinned}
                if kept := case.kept.get(inside.code):
                    values |= {"variant": "older", "older": _listed(inside.code, kept)}
                yield Finding((*route, "rubric"), values, None if kept else pinned)


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
