"""Several assessments of one subject as one document: data that a file can hold."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from smartscore.merging import facts, findings
from smartscore.merging import references as sources
from smartscore.merging.judges import judges
from smartscore.merging.parts import Data, Part, written
from smartscore.merging.ratings import Settling, Uniting, Voice, left_open
from smartscore.model.fields import Language
from smartscore.read import merging_faults
from smartscore.read.rubrics import Loader
from smartscore.skeleton.comments import comment, quoted, schema_lines
from smartscore.text import writing
from smartscore.text.naming import shown
from smartscore.text.problems import Invalid, Problem, Related, Severity, in_order
from smartscore.text.source import STDIN
from smartscore.words import words

KEYS: Final = (
    "smartscore",
    "language",
    "rubrics",
    "subject",
    "masterplan",
    "date",
    "rater",
    "raters",
    "about",
    "references",
    "informants",
    "ratings",
)
"""The keys of an assessment in the order of the format."""


_WITHOUT_A_PLACE: Final = frozenset(
    code.code for code in (merging_faults.FACTS_DIFFER, merging_faults.REASON_LEFT_OUT)
)
"""What the format has no place for, so that only a comment can keep it."""


class Merged(NamedTuple):
    """The document, and what there is to say of it.

    `open` are ratings and facts on which the parts do not agree, `settled` ratings of which one was
    taken, `notes` what was left out or renamed.
    """

    data: Data
    files: tuple[str, ...]
    open: tuple[Problem, ...]
    settled: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    asked: int
    """How many indicators there are to be rated."""

    @property
    def rated(self) -> int:
        """How many of them are."""
        ratings = (each for _, _, each in written(self.data) if each)
        return sum(findings.key(each) in findings.RATED for each in ratings)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that there is to say, sorted by place; what was settled is a warning."""
        settled = (each._replace(severity=Severity.WARNING) for each in self.settled)
        return in_order([*self.open, *settled, *self.notes])

    def text(self, language: Language = "en", file: str = STDIN) -> str:
        """The document as YAML that will be a file; what it has no place for is in comments."""
        told = words(language)
        left = [each for each in self.problems if each.code in _WITHOUT_A_PLACE]
        files = ", ".join(quoted(shown(file)) for file in self.files)
        lines = schema_lines(file, "assessment", told("new.schema"))
        lines += comment(told("merge.from", files=files))
        if left:
            lines += comment(told("merge.left"))
        for each in left:
            spot = Related(each.place, "").spot
            said = told(f"unplaced.{each.code}", spot=spot, **each.values)
            lines += comment(f"- {quoted(said)}")
        return "".join(f"{line}\n" for line in lines) + writing.text(self.data)


def merged(
    parts: Sequence[Part],
    loader: Loader,
    folder: Path,
    settling: Settling = left_open,
    date: str | None = None,
    *,
    apart: bool = False,
) -> Merged:
    """Several parts as one document that will lie in a folder; two or more are due.

    `settling` says what is agreed where ratings differ; `date` is the day of the judgement, else it
    is that of the first part. Each part is of a rater of its own where they are kept `apart`, even
    if two name the same. Raises Invalid where they are of several places, or use several
    versions of a rubric.
    """
    if clashes := [*facts.clashes(parts)]:
        raise Invalid(clashes)
    listed = sources.united(parts, loader)
    who = judges(parts)
    who = who._replace(differ=True) if apart else who
    uniting = Uniting(who, listed.renamed, settling, apart=apart)
    found, differing = facts.united(parts, date)
    found |= {
        "smartscore": "assessment/1",
        "rubrics": facts.rubrics(parts, folder),
        "references": list(listed.listed),
        "informants": facts.informants(parts, listed.renamed),
        "ratings": _ratings(parts, uniting),
    }
    if not who.differ:
        found["rater"] = next((part.rater for part in parts if part.rater), {})
    found["raters"] = who.listed(uniting.used)
    data: Data = {key: found[key] for key in KEYS if found.get(key) not in (None, [], {})}
    notes = (*uniting.notes, *listed.problems)
    files = tuple(part.file for part in parts)
    asked = {(group, code) for part in parts for group, i in part.indicators.items() for code in i}
    asked |= {(group, code) for group, code, _ in written(data)}
    left = (*differing, *uniting.open)
    return Merged(data, files, left, tuple(uniting.settled), notes, len(asked))


def _ratings(parts: Sequence[Part], uniting: Uniting) -> dict[str, dict[str, Any]]:
    """The ratings group by group, in the order of the rubric; what nobody rated yet stays."""
    known = {group: found for part in parts for group, found in part.indicators.items()}
    groups = dict.fromkeys(group for part in parts for group in part.data.get("ratings") or {})
    data: dict[str, dict[str, Any]] = {}
    for group in groups:
        inside = [(part.data.get("ratings") or {}).get(group, {}) for part in parts]
        named = dict.fromkeys(code for each in inside for code in each)
        order = [code for code in known.get(group, {}) if code in named]
        data[group] = {
            code: uniting.rating(
                [
                    Voice(i, part, ("ratings", group, code), each[code])
                    for i, (part, each) in enumerate(zip(parts, inside, strict=True))
                    if each.get(code)
                ]
            )
            for code in dict.fromkeys([*order, *named])
        }
    return data
