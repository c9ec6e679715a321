"""References that a reader can follow: by an address, the number of a book, or in a journal."""

import re
from collections.abc import Collection, Iterable
from typing import Final

from smartscore.model.fields import Reference, shown
from smartscore.rules.rule import AssessmentCase, Finding, Found, RubricCase, Rule
from smartscore.text import csl
from smartscore.text.problems import Beside, Code, Severity

_TOLD: Final = 5
"""So many references are named; more are counted."""

_LAWS: Final = frozenset(("legislation", "bill", "regulation", "legal_case", "treaty"))
_HEARD: Final = frozenset(("personal_communication", "interview", "speech"))
_LEADS: Final = ("URL", "DOI", "ISBN", "PMID", "PMCID", "archive_location", "call-number")
_YEAR: Final = re.compile(r"\b(1[89]|20)[0-9]{2}\b")


def sources_of_assessments_can_be_followed(case: AssessmentCase) -> Found:
    """A reader can follow a reference to its source.

    Whoever doubts a level looks the source up. A title alone often leads to nothing, or to another
    edition. Write `URL`, `DOI` or `ISBN`, and for a page of the web the day on which it was read
    (`accessed`). A journal can be found by its `ISSN` and `volume`, a law by its number and year,
    what lies in an archive by its `archive_location` or `call-number`. Conversations and speeches
    have no address, and what has a `file` is at hand. Where nothing was found, say in `note` how
    the source was read.

    Breaks:
        references:
          - {id: plan2024, title: Masterplan}
          - {id: survey2025, title: Survey, URL: "https://contoh.go.id/survei-2025"}

    Keeps:
        references:
          - {id: plan2024, title: Masterplan, file: sources/plan.txt}
          - {id: rpjmd2021, title: RPJMD, note: A copy on paper lent by Bappeda.}
          - {id: survey2025, title: Survey, URL: "https://contoh.go.id/survei-2025"}
    """
    told = {one.cite for one in case.assessment.informants if one.cite is not None}
    yield from _without_a_lead(case.assessment.references, told)


def sources_of_rubrics_can_be_followed(case: RubricCase) -> Found:
    """A reader can follow a reference of a rubric to its source.

    A rubric asks to be believed because of its sources. Write `URL`, `DOI` or `ISBN`, and for a
    page of the web the day on which it was read (`accessed`). A journal can be found by its `ISSN`
    and `volume`, a law by its number and year. Where nothing was found, say in `note` how the
    source is known.

    Breaks:
        references: [{id: dewi2024, title: Reading plans}]

    Keeps:
        references: [{id: dewi2024, title: Reading plans, DOI: 10.1000/182}]
    """
    yield from _without_a_lead(case.rubric.references, ())


def _without_a_lead(references: Iterable[Reference], told: Collection[str]) -> Found:
    """One finding for all of a file, at the first of them."""
    found = [
        (i, reference.key)
        for i, reference in enumerate(references)
        if reference.key not in told and not _is_accounted_for(reference)
    ]
    if not found:
        return
    (first, _), *others = found
    related = tuple(Beside(("references", i, "id"), "like-it") for i, _ in others[: _TOLD - 1])
    values = {
        "count": str(len(found)),
        "keys": ", ".join(shown(key) for _, key in found[:_TOLD]),
        "more": str(len(found) - _TOLD) if len(found) > _TOLD else "",
    }
    yield Finding(("references", first, "id"), values, related=related)


def _is_accounted_for(reference: Reference) -> bool:
    """Whether a source can be found, or a note says how it was read."""
    return leads_somewhere(reference) or bool(csl.known(reference.model_extra or {}).get("note"))


def leads_somewhere(reference: Reference) -> bool:
    """Whether a reader can find the source by what the reference says, or has it at hand.

    >>> leads_somewhere(Reference(id="a", title="A plan", URL="https://contoh.go.id/a"))
    True
    >>> leads_somewhere(Reference(id="a", title="A plan", URL="on the web"))
    False
    >>> leads_somewhere(Reference(id="a", type="legislation", title="Perpres Nomor 95 Tahun 2018"))
    True
    """
    if reference.file is not None:
        return True
    item = csl.known({"title": reference.title, **(reference.model_extra or {})})
    kind = item.get("type")
    if kind in _HEARD or any(item.get(name) for name in _LEADS):
        return True
    if kind in _LAWS:
        title = str(item.get("title", ""))
        number = item.get("number") or re.search(r"[0-9]", _YEAR.sub("", title))
        return bool(number and (item.get("issued") or _YEAR.search(title)))
    return bool(item.get("ISSN") and item.get("volume"))


OF_ASSESSMENTS: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A272", Severity.ADVICE, blocks=False), sources_of_assessments_can_be_followed),
)
OF_RUBRICS: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R235", Severity.ADVICE, blocks=False), sources_of_rubrics_can_be_followed),
)
