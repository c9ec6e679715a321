"""Workbooks of ours: whole ones come back as they were, changed ones are read or told."""

import functools
import io
import json
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from smartscore.model.rubric import Rubric
from smartscore.sheets.workbook import workbook
from smartscore.words import words
from tests.archives import zipped
from tests.building import assessment_data, dimension, indicator, rubric_data
from tests.fuzz import grammar
from tests.fuzz.grammar import dumped
from tests.fuzz.kinds import Case, Done, Kind

RUBRIC = rubric_data(
    dimension("papers", indicator("will"), indicator("law")),
    dimension(
        "figures",
        {"code": "income", "title": "Income", "quantity": {"unit": "USD", "worst": 1, "best": 9}},
        {"code": "records", "title": "Records", "checklist": [{"code": "roads", "text": "Roads"}]},
        {"code": "liking", "title": "Liking", "survey": {"min": 1, "max": 4}},
    ),
)
ASSESSMENT = assessment_data(
    {
        "will": {"level": 3, "evidence": [{"cite": "k", "at": 4}]},
        "income": {"value": 7.5},
        "records": {"met": ["roads"]},
        "liking": {"responses": [1, 4]},
    },
    references=[{"id": "k", "title": "Plan"}],
    rubrics=["./own.yaml"],
)
NUMBERS = st.sampled_from(["0", "-1", "1", "7", "4294967295", "9" * 20, "x", "", "1e9"])
BITS = st.sampled_from(
    [
        *("<c/>", "<v>9</v>", "<row/>", "<f>1</f>", "&#0;", "&b;", "<!DOCTYPE\xa0a>", "</row>"),
        *("<is/>", "<x:y/>", "<!--c-->", "<?pi?>", "<![CDATA[9]]>", "\x00", "]]>", "<si/>"),
    ]
)


def parts_of(content: bytes) -> dict[str, str]:
    """The parts of a workbook by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@st.composite
def changed(draw: st.DrawFn, files: dict[str, str], read: Sequence[str]) -> dict[str, str]:
    """Parts of which one that is read has another attribute, more of something, or less."""
    name = draw(st.sampled_from(list(read)))
    text = files[name]
    attributes = list(re.finditer(r' [\w:]+="([^"]*)"', text))
    elements = list(re.finditer(r"<[^>]*>", text))
    kind = draw(st.sampled_from(["attribute", "drop", "insert", "cut", "double", "gone"]))
    if kind == "attribute" and attributes:
        match = draw(st.sampled_from(attributes))
        text = text[: match.start(1)] + draw(NUMBERS) + text[match.end(1) :]
    elif kind == "gone" or not elements:
        return {key: part for key, part in files.items() if key != name}
    else:
        match = draw(st.sampled_from(elements))
        at = match.start()
        if kind == "cut":
            text = text[:at]
        elif kind == "insert":
            text = text[:at] + draw(BITS) + text[at:]
        elif kind == "double":
            text = text[:at] + match[0] + text[at:]
        else:
            text = text[:at] + text[match.end() :]
    return {**files, name: text}


@functools.cache
def _good() -> dict[str, str]:
    held = {"own": Rubric.model_validate(RUBRIC)}
    return parts_of(workbook(ASSESSMENT, held, words("en")))


@st.composite
def _books(draw: st.DrawFn) -> bytes:
    """A workbook with one or two changed parts, or a changed byte."""
    files = _good()
    read = [name for name in files if not name.startswith("docProps")]
    for _ in range(draw(st.integers(1, 2))):
        files = draw(changed(files, [name for name in read if name in files]))
    content = bytearray(zipped(dict(files)))
    if draw(st.sampled_from([False, False, False, True])):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content)


@st.composite
def broken(draw: st.DrawFn) -> Case:
    files = {"own.yaml": dumped(RUBRIC), "book.xlsx": draw(_books())}
    last = draw(st.sampled_from([("assess", "book.xlsx"), ("check", "book.xlsx", "--fix")]))
    return Case(files, [("convert", "book.xlsx", "out.yaml"), last], draw(st.booleans()))


def is_no_other_number(case: Case, done: Sequence[Done]) -> None:
    """What is written of a changed workbook is of the shape of an assessment."""
    if (text := done[0].files.get("out.yaml")) is not None:
        assert text.startswith(b"smartscore: assessment/1\n")


_SCORED = ("--format", "json")


@st.composite
def whole(draw: st.DrawFn) -> Case:
    """An assessment by the grammar, written as a workbook and read back."""
    rubric = draw(grammar.rubrics())
    files = {"own.yaml": dumped(rubric), "a.yaml": dumped(draw(grammar.assessments(rubric)))}
    language = ("--lang", draw(st.sampled_from(["en", "id"])))
    there = ("convert", "a.yaml", "book.xlsx", *language)
    back = ("convert", "book.xlsx", "b.yaml", *language)
    again = [("assess", name, *_SCORED) for name in ("a.yaml", "book.xlsx", "b.yaml")]
    return Case(files, [there, back, *again])


def comes_back(case: Case, done: Sequence[Done]) -> None:
    """A workbook and what is read back from it score as the file that it was made from."""
    _, back, first, sheet, second = done
    if first.code != 0 or "book.xlsx" not in back.files:
        return
    assert "b.yaml" in back.files, back.errors
    found: list[Any] = [json.loads(each.out) for each in (first, sheet, second)]
    assert found[0]["cards"] == found[1]["cards"] == found[2]["cards"]


BROKEN = Kind("workbooks", broken(), 50, is_no_other_number)
WHOLE = Kind("there-and-back", whole(), 20, comes_back)
