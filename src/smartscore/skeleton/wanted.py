"""The rubrics that are asked for on the command line, and how a file refers to them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from smartscore.model.fields import is_reference, split_reference
from smartscore.model.rubric import Rubric
from smartscore.read import loading_faults
from smartscore.read.assessments import Reader, Reading
from smartscore.read.files import as_named
from smartscore.read.shelf import Catalogue, is_path
from smartscore.reports.safe import clean
from smartscore.skeleton import Refused
from smartscore.text.problems import Unreadable, closest
from smartscore.text.source import STDIN

_REFUSED = {
    loading_faults.OTHER_MAJOR_VERSION.code: "cannot.rubric-major",
    loading_faults.RUBRIC_UNREADABLE.code: "cannot.rubric-read",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A rubric, as a file beside which it is to be found refers to it."""

    rubric: Rubric
    reference: str


def listing(rubrics: Sequence[str]) -> bytes:
    """An assessment that lists rubrics and says nothing else, to read them by."""
    data = {
        "smartscore": "assessment/1",
        "rubrics": list(rubrics),
        "subject": {"name": "-"},
        "date": "2000-01-01",
    }
    return json.dumps(data, ensure_ascii=False).encode()


def find(names: Sequence[str], file: str, reader: Reader, catalogue: Catalogue) -> list[Wanted]:
    """The rubrics of `--rubric`, each once.

    Raises Refused where one is not there, Invalid where one has problems.
    """
    found: dict[str, Wanted] = {}
    for name in names:
        rubric = _read(name, reader, catalogue).trees[0].rubric
        wanted = Wanted(rubric, _reference(name, rubric, file))
        _refuse_outside(wanted, name, file, reader)
        first = found.setdefault(rubric.code, wanted)
        if first.rubric != rubric:
            raise Refused("new.other", file=name, code=rubric.code)
    return list(found.values())


def _read(name: str, reader: Reader, catalogue: Catalogue) -> Reading:
    if not is_reference(name):
        raise Refused("cannot.rubric", file=name)
    try:
        return reader.assessment(STDIN, listing([name]), [name])
    except Unreadable as error:
        why, _, there = error.reason.partition("\t")
        if why in _REFUSED:
            raise Refused(_REFUSED[why], file=name, found=there) from None
        code = split_reference(name)[0]
        near = "" if is_path(code) else closest(code, catalogue.codes())
        if near:
            raise Refused("new.near", file=name, suggestion=near) from None
        raise Refused("cannot.rubric", file=name) from None


def _refuse_outside(wanted: Wanted, name: str, file: str, reader: Reader) -> None:
    """Stop where the file could not name the rubric afterwards."""
    path = split_reference(wanted.reference)[0]
    try:
        if is_path(path):
            reader.loader.home(_folder(file)).admitted(path)
    except ValueError:
        raise Refused("new.rubric-outside", file=clean(name)) from None


def _folder(file: str) -> Path:
    """Where paths in a file start from."""
    return Path() if file == STDIN else Path(file).parent


def _reference(name: str, rubric: Rubric, file: str) -> str:
    """How a file refers to a rubric: pinned, and a path relative to the file."""
    code = split_reference(name)[0]
    if is_path(code):
        code = as_named(Path(code), _folder(file))
    if "@" in code or clean(code) != code or " ".join(code.split()) != code:
        raise Refused("new.rubric-path", file=clean(name))
    return f"{code}@{rubric.major}"
