"""Candidate evidence for programs: what the command `evidence` shows."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from smartscore.api.calls import PathOrText, RubricLike, each_of, read_rubric
from smartscore.engine.tree import Tree, groups
from smartscore.model.fields import day
from smartscore.model.rubric import Rubric
from smartscore.model.walking import asked
from smartscore.passages.elsewhere import remarked
from smartscore.passages.flags import Setting
from smartscore.passages.proposals import Proposals
from smartscore.passages.search import Dismissed, Named, found
from smartscore.read.documents.several import Several, several
from smartscore.text.problems import Invalid

TOP: Final = 5
MOST: Final = 50
"""So many candidates an indicator can be asked to have."""


def evidence(
    documents: PathOrText | Sequence[PathOrText],
    *,
    rubric: RubricLike | Sequence[RubricLike],
    indicator: str | Sequence[str] | None = None,
    top: int = TOP,
    subject: str = "",
    province: str = "",
    date: str = "",
    rubrics: PathOrText | None = None,
    allow_outside: bool = False,
) -> Proposals:
    """Passages of documents that may be evidence, for each indicator of some rubrics.

    `documents` are paths. `rubric` is a rubric as `assess` takes it, or a list of these;
    `indicator` names those that are looked for, by code or path, or all of a dimension; else they
    are all. `top` is how many candidates each has at most. `subject`, `province` and `date` say of
    which place and which day (YYYY-MM-DD) the assessment is, for the flags of candidates.

    What could not be read is told in `problems` and `unread` of the result. Raises Unreadable or
    Invalid where no document could be read, or a rubric has problems; ValueError for an indicator
    that there is not, a number that can't be, or a date that is none.
    """
    if not 1 <= top <= MOST:
        raise ValueError(f"top {top!r}: from 1 to {MOST}")
    setting = Setting(subject, province, _day(date))
    files = [documents] if isinstance(documents, str | os.PathLike) else documents
    trees = _trees(rubric, rubrics, allow_outside=allow_outside)
    names = [indicator] if isinstance(indicator, str) else indicator
    wanted, unknown = matching(trees, names)
    if unknown:
        raise ValueError(f"no indicator {', '.join(map(repr, unknown))}")
    read = remarked(several([os.fspath(each) for each in files]), setting)
    if not read.documents:
        if read.unreadable:
            raise read.unreadable[0]
        raise Invalid(read.problems)
    return proposed(read, trees, setting, top=top, indicator=wanted)


def _day(date: str) -> str:
    """A day as it is given, if it is one; raises ValueError."""
    try:
        return str(day(date)) if date else ""
    except ValueError:
        raise ValueError(f"date {date!r}: write it as YYYY-MM-DD") from None


def _trees(
    rubric: RubricLike | Sequence[RubricLike], shelf: PathOrText | None, *, allow_outside: bool
) -> list[Tree]:
    """The rubrics that are searched for, each once; raises ValueError for two of one code."""
    trees: dict[str, Tree] = {}
    for one in each_of(rubric):
        tree = read_rubric(one, rubrics=shelf, allow_outside=allow_outside)
        if trees.setdefault(tree.rubric.code, tree).rubric != tree.rubric:
            raise ValueError(f"rubric: two that differ have the code {tree.rubric.code!r}")
    if not trees:
        raise ValueError("rubric: an empty list; name at least one")
    return list(trees.values())


def proposed(
    read: Several,
    trees: Sequence[Tree],
    setting: Setting,
    *,
    top: int = TOP,
    indicator: frozenset[str] | None = None,
    dismissed: Dismissed | None = None,
) -> Proposals:
    """The candidates of documents that were read; `indicator` as `matching` gives it."""
    named = [Named(each.name, each.document) for each in read.documents]
    findings = found(named, trees, setting, top=top, indicator=indicator, dismissed=dismissed)
    return Proposals(read, tuple(trees), setting, top, findings)


def matching(
    trees: Sequence[Tree], names: Sequence[str] | None
) -> tuple[frozenset[str] | None, list[str]]:
    """The indicators that are named, as `group/code`, and the names that stand for none.

    A name is a code or a path of an indicator, or of a dimension, whose indicators it stands for.
    """
    if names is None:
        return None, []
    known = called(groups(trees))
    found = frozenset(each for name in names for each in known.get(name.strip("/"), ()))
    return found, [name for name in names if name.strip("/") not in known]


def called(rubrics: Mapping[str, Rubric]) -> dict[str, list[str]]:
    """By what indicators can be named: each name with those that it stands for."""
    names: dict[str, list[str]] = {}
    for group, rubric in rubrics.items():
        for item in asked(rubric):
            codes = (group, *item.inside, item.code)
            for name in dict.fromkeys(_names(codes)):
                names.setdefault(name, []).append(f"{group}/{item.code}")
    return names


def _names(codes: tuple[str, ...]) -> Iterator[str]:
    """The code of an indicator or of a dimension around it, and the path of each."""
    for length in range(2, len(codes) + 1):
        yield codes[length - 1]
        yield "/".join(codes[:length])
        yield f"{codes[0]}/{codes[length - 1]}"
