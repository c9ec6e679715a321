"""Tables of places in every dialect: a score is that of what was rated, or its row is told."""

import csv
import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from tests.building import dimension, rubric_data
from tests.fuzz.grammar import dumped
from tests.fuzz.kinds import Case, Done, Kind
from tests.fuzz.surveys import COMMENT, DIALECTS, ENCODINGS, MARKS

_RATED = st.sampled_from(["1", "2", "3", "4", "4", "", "NA", "n/a", "5", "#N/A", "=1", "3.0", "x"])
_COMMAND = ("batch", "desa.csv", "--rubric", "./own.yaml", "--jobs", "1", "-o", "out.jsonl")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A table with comments that hold anything, and what each of its places was rated."""
    heading = ["name", "comment", "x"]
    order = draw(st.permutations(range(3)))
    rows = draw(st.lists(st.tuples(COMMENT, _RATED), min_size=1, max_size=8))
    named = [(f"R{i}", *row) for i, row in enumerate(rows)]
    out = io.StringIO()
    dialect: Any = draw(DIALECTS)
    try:
        writer = csv.writer(out, **dialect)
        writer.writerows([each[at] for at in order] for each in (heading, *named))
    except csv.Error:
        named = []
    content = (draw(st.sampled_from(MARKS)) + out.getvalue()).encode(
        draw(st.sampled_from(ENCODINGS)), "replace"
    )
    ladder = {"code": "x", "title": "x", "survey": {"min": 1, "max": 4}}
    files = {
        "desa.csv": content,
        "own.yaml": dumped(rubric_data(dimension("a", ladder))),
        "truth.json": json.dumps({name: rated for name, _, rated in named}).encode(),
    }
    return Case(
        files, [(*_COMMAND, "--errors", "bad.csv"), ("compare", *_COMMAND[1:4], "--draws", "0")]
    )


def right_or_told(case: Case, done: Sequence[Done]) -> None:
    """Each score is that of its place; where no row failed, no place is lost."""
    if done[0].code == 2:
        return
    truth: dict[str, str] = json.loads(case.files["truth.json"])
    scored: list[dict[str, Any]] = [
        json.loads(line) for line in done[0].files["out.jsonl"].splitlines()
    ]
    for each in scored:
        rated = truth.get(each["name"].strip("'"))
        known = rated is not None and rated[:1].isdigit()
        score = float((Fraction(rated or 0) - 1) / 3 * 100) if known else None
        assert each["score"] == score, each
    if done[0].code == 0:
        assert len(scored) == len(truth)


KIND = Kind("tables", cases(), 25, right_or_told)
