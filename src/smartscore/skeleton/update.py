"""What a newer rubric, or a further one, adds to an assessment; no line that is there changes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from smartscore.engine.tree import Tree, groups
from smartscore.model.assessment import Assessment
from smartscore.model.rubric import Rubric
from smartscore.model.walking import asked
from smartscore.read.assessments import Reader
from smartscore.read.shelf import Catalogue
from smartscore.rules.assessment import OF_ANOTHER_RUBRIC
from smartscore.skeleton import Refused, Unplaced
from smartscore.skeleton.insertion import Insertion
from smartscore.skeleton.wanted import Wanted, find, listing
from smartscore.text.parsing import parse
from smartscore.text.problems import Invalid, Problem
from smartscore.text.source import Source
from smartscore.words import Words

_LEFT: Final = frozenset(rule.code.code for rule in OF_ANOTHER_RUBRIC)
"""What a newer rubric can do to ratings; it is told, and the ratings are left alone."""

MARK: Final = b"\xef\xbb\xbf"
"""What some editors put before a text."""


@dataclass(frozen=True, slots=True)
class Updated:
    """An assessment with what was added: references of rubrics, codes of indicators.

    `left` are ratings that no longer fit, with their places in the new text.
    """

    text: str
    rubrics: tuple[str, ...]
    indicators: tuple[str, ...]
    left: tuple[Problem, ...]
    stale: Mapping[str, str]
    """The versions by which comments were written that are not those of today, by rubric@major."""


def updated(
    file: str, data: bytes, rubrics: Sequence[str], catalogue: Catalogue, words: Words
) -> Updated:
    """An assessment with the rubrics, groups and indicators that it lacks, each in its place.

    Raises Invalid where the file or a rubric can't be read, Refused where a further rubric is not
    there, Unplaced where the file is written in a way that leaves no place.
    """
    reader = Reader(catalogue, together=True)
    readable(reader, file, data)
    source = parse(data, file)
    model = Assessment.model_validate(source.data)
    listed = reader.assessment(file, listing(model.rubrics)).trees
    further = _further(find(rubrics, file, reader, catalogue), listed)
    names = [*model.rubrics, *(one.reference for one in further)]
    reading = reader.assessment(file, listing(names))
    held = groups(reading.trees)
    missing = _missing(model, held)
    text = _inserted(source, further, held, words)
    _verify(source, file, text, further, missing)
    new = text.encode()
    codes = tuple(code for codes in missing.values() for code in codes)
    mark = "\ufeff" if data.startswith(MARK) else ""
    left = _left(Reader(catalogue, together=True), file, new)
    named = tuple(one.reference for one in further)
    return Updated(mark + text, named, codes, left, _stale(source.text, held))


def _stale(text: str, held: Mapping[str, Rubric]) -> dict[str, str]:
    """The version that the comment above a group names, where its major is not the one scored."""
    found = {}
    for code, rubric in held.items():
        about = rf"^ *#.*\({re.escape(code)}[\s#]+((\d{{1,6}})\.\d+\.\d+)\)"
        named = re.search(about, text, re.MULTILINE)
        if named and int(named[2]) != rubric.major:
            found[f"{code}@{rubric.major}"] = named[1]
    return found


def readable(reader: Reader, file: str, data: bytes) -> None:
    """Raise Invalid for a file to which nothing can be added; faults of ratings are no matter."""
    try:
        reader.assessment(file, data)
    except Invalid as invalid:
        if any(p.code not in _LEFT and not p.code.startswith("A2") for p in invalid.problems):
            raise


def _left(reader: Reader, file: str, data: bytes) -> tuple[Problem, ...]:
    try:
        reader.assessment(file, data)
    except Invalid as invalid:
        return tuple(problem for problem in invalid.problems if problem.code in _LEFT)
    return ()


def _further(wanted: Sequence[Wanted], listed: Sequence[Tree]) -> list[Wanted]:
    """The wanted rubrics that are not listed yet."""
    known = {tree.rubric.code: tree.rubric for tree in listed}
    for one in wanted:
        if known.get(one.rubric.code, one.rubric) != one.rubric:
            raise Refused("new.other", file=one.reference, code=one.rubric.code)
    return [one for one in wanted if one.rubric.code not in known]


def _missing(model: Assessment, held: Mapping[str, Rubric]) -> dict[str, list[str]]:
    """The codes of the indicators that are not written, by group; groups that lack none left out.

    A group that is not written lacks all of its own.
    """
    found = {
        group: [i.code for i in asked(rubric) if i.code not in (model.ratings.get(group) or {})]
        for group, rubric in held.items()
    }
    return {group: codes for group, codes in found.items() if codes}


def _inserted(
    source: Source, further: Sequence[Wanted], held: Mapping[str, Rubric], words: Words
) -> str:
    insertion = Insertion(source.text, words)
    top = {key.value: (key, value) for key, value in cast("Any", source.root).value}
    insertion.rubrics(*top["rubrics"], [one.reference for one in further])
    if "ratings" in top:
        insertion.ratings(*top["ratings"], held)
    else:
        insertion.ratings_at_end(source.root, held)
    return insertion.text()


def _verify(
    source: Source,
    file: str,
    text: str,
    further: Sequence[Wanted],
    missing: Mapping[str, Sequence[str]],
) -> None:
    """Hold what the new text says against what it is to say; raises Unplaced where they differ."""
    old = cast("dict[str, Any]", source.data)
    ratings = dict(old.get("ratings") or {})
    for group, codes in missing.items():
        ratings[group] = {**(ratings.get(group) or {}), **dict.fromkeys(codes)}
    expected = {**old, "rubrics": [*old["rubrics"], *(one.reference for one in further)]}
    if missing:
        expected["ratings"] = ratings
    try:
        found = parse(text.encode(), file)
    except Invalid:
        raise Unplaced from None
    if found.problems or settled(found.data) != settled(expected):
        raise Unplaced


def settled(data: Any) -> Any:
    """The data without line breaks at the end of texts, which the end of a file can bring."""
    if isinstance(data, dict):
        return {key: settled(value) for key, value in data.items()}
    if isinstance(data, list):
        return [settled(value) for value in data]
    return data.rstrip("\n") if isinstance(data, str) else data
