"""Workbooks of assessments: nothing is lost on the way there and back, and none is believed."""

import datetime
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from smartscore.model.assessment import MAX_COLUMN, Assessment
from smartscore.model.fields import _without_decimals
from smartscore.read.answers import paired
from smartscore.read.assessments import Reader
from smartscore.read.shelf import Catalogue
from smartscore.rules.rule import indicators
from smartscore.sheets import cells, csl
from smartscore.sheets.columns import MAX_TEXT
from smartscore.sheets.reading import SheetSource, groups, held, read
from smartscore.sheets.workbook import Overlong, fresh, workbook
from smartscore.text import writing
from smartscore.text.parsing import parse
from smartscore.text.problems import Wrong
from smartscore.text.source import NOT_TEXT
from smartscore.words import words

from .building import assessment_data, dimension, indicator, rubric

ITEMS = [{"code": "decree", "text": "A decree"}, {"code": "budget", "text": "A budget"}]
MEASURED = [
    dimension(
        "papers",
        indicator("will", question="Is it said?", look_for="The plan."),
        indicator("papers-two", judged_by="demand"),
        title={"id": "Berkas", "en": "Papers"},
    ),
    dimension(
        "figures",
        {"code": "income", "title": "Income", "quantity": {"unit": "USD", "worst": 1, "best": 9}},
        {"code": "records", "title": "Records", "checklist": ITEMS},
        {"code": "liking", "title": "Liking", "survey": {"min": 1, "max": 4}},
    ),
]
OWN = rubric(*MEASURED, scale=[{"points": n, "label": f"L, {n}"} for n in (1, 1.5, 2, 3, 5)])
HELD = {"own": OWN}


def made(data: dict[str, Any], language: str = "en") -> bytes:
    return workbook(data, HELD, words(language))


def taken(content: bytes, name: str = "town.xlsx") -> SheetSource:
    return read(name, content, None, "en")


def there_and_back(data: dict[str, Any], language: str = "en") -> Assessment:
    source = taken(made(data, language))
    assert source.problems == []
    text = writing.text(source.assessment)
    again = parse(text.encode(), "town.yaml")
    assert again.problems == []
    wanted: Any = dict(source.data)  # type: ignore[arg-type]
    if "references" in wanted:  # a decimal there is read as the text that it is
        wanted["references"] = _without_decimals(wanted["references"])
    assert again.data == wanted
    assert repr(again.data) == repr(wanted)  # 3 and 3.0 are equal, and not the same
    return Assessment.model_validate(again.data)


def settled(model: Assessment) -> str:
    """All that a model holds, in an order of its own; 3 and 3.0 differ."""
    return json.dumps(model.model_dump(mode="json"), sort_keys=True)


# What stands in single cells

ODD_TEXTS = [
    "=1+1",
    "+62 811",
    "-5",
    "@SUM(A1)",
    "\ttab",
    "\rreturn",
    "a\nb\n",
    "a\r\nb",
    "'apostrophe",
    "''two",
    " spaces ",
    "1.0",
    "03",
    "1e3",
    "3/4",
    "2021-07-12",
    "TRUE",
    "#REF!",
    "null",
    "json:",
    'json:"x"',
    "json:{",
    "_x0041_",
    "_x005f_x0041_",
    "_x000D_",
    "https://example.org",
    "mailto:a@b.id",
    "{=A1}",
    "e\u0301 \u2028 \ufeff \x85",
    "\U0001f600" * 100,
    "<&>\"'",
    "x" * MAX_TEXT,
    "- not a level",
    "3 - not a level",
    ";,",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_text_comes_back_as_it_was(text):
    rating = {"level": 1, "because": text, "evidence": [{"cite": "k", "at": text, "quote": text}]}
    data = assessment_data({"will": rating}, references=[{"id": "k", "title": text, "x": text}])
    data["rater"] = {"name": text, "role": {"id": text}}
    if len(text) == MAX_TEXT:
        del data["references"][0]["x"]  # as JSON it is longer than itself
    assert there_and_back(data) == Assessment.model_validate(data)


@pytest.mark.parametrize("text", [t for t in ODD_TEXTS if t[0] in "=+-@\t\r{" or "://" in t])
def test_no_text_becomes_a_formula_or_a_link(text):
    content = made(assessment_data({"will": {"level": 1, "because": text}}))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        inside = b"".join(archive.read(name) for name in sheets)
    assert b"<f>" not in inside
    assert b"hyperlink" not in inside


@pytest.mark.parametrize(
    "value", [0, 3, -3, 3.0, 0.5, 0.1 + 0.2, 1e22, 1e-7, 10**15, 10**30, 123456789.125, -0.25]
)
def test_numbers_keep_their_kind_and_all_their_digits(value):
    data = assessment_data({"income": {"value": value}})
    rating = there_and_back(data).rating("own", "income")
    assert rating is not None
    assert repr(rating.value) == repr(value)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (3.0, 3),
        ("3 - Partial", 3),
        ("1.5 - L, 1.5", 1.5),
        (" 2 ", 2),
        ("3.0 - x", 3.0),
        ("three", "three"),
        ("2,5", "2,5"),
    ],
)
def test_levels_from_cells(cell, expected):
    assert repr(cells.level_of(cell)) == repr(expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (3.0, [3]),
        ("3; 4;2", [3, 4, 2]),
        ("3 4\n2;", [3, 4, 2]),
        ("3, 4, 2", [3, 4, 2]),
        ("3.0", [3.0]),
        ("3,5; 2", ["3,5", 2]),
    ],
)
def test_answers_from_cells(cell, expected):
    assert repr(cells.answers_of(cell)) == repr(expected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("-", []), ("\u2013", []), ("decree", ["decree"]), ("decree, budget\n", ["decree", "budget"])],
)
def test_items_from_cells(cell, expected):
    assert cells.met_of(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-07-12", "2021-07-12"),
        (" 2021-07-12 ", "2021-07-12"),
        (datetime.date(2021, 7, 12), "2021-07-12"),
        (datetime.datetime(2021, 7, 12), "2021-07-12"),  # noqa: DTZ001
        ("12 July", "12 July"),
    ],
)
def test_dates_from_cells(cell, expected):
    assert cells.date_of(cell) == expected


@pytest.mark.parametrize(
    ("read_cell", "cell", "code"),
    [
        (cells.date_of, 44389.0, "A516"),
        (cells.date_of, 5.0, "A516"),
        (cells.date_of, datetime.datetime(2021, 7, 12, 1), "S108"),  # noqa: DTZ001
        (cells.text_of, datetime.date(2021, 7, 12), "A511"),
        (cells.text_of, datetime.time(1, 2), "A511"),
        (cells.text_of, "a\x07", "Y114"),
        (cells.text_of, "json:[1]", "A512"),
        (cells.text_of, "json:", "A512"),
        (cells.json_of, '{"a": 1, "a": 2}', "A512"),
        (cells.json_of, '{"a": NaN}', "A512"),
        (cells.json_of, '{"a": 1e999}', "A512"),
        (cells.json_of, '{"a": ' + "9" * 50 + "}", "A512"),
        (cells.json_of, "[" * 100_000, "A512"),
        (cells.json_of, "[" * 60 + "]" * 60, "A512"),
        (cells.json_of, '{"\\u0007": 1}', "Y114"),
        (cells.json_of, '[["\\ud800"]]', "Y114"),
    ],
)
def test_cells_that_can_not_be_taken(read_cell, cell, code):
    with pytest.raises(Wrong) as caught:
        read_cell(cell)
    assert caught.value.complaint.code.code == code


def test_the_day_that_a_serial_number_stands_for_is_suggested():
    with pytest.raises(Wrong) as caught:
        cells.date_of(44389)
    assert caught.value.complaint.values["suggestion"] == "2021-07-12"


# References

ITEMS_OF_CSL: list[dict[str, Any]] = [
    {"id": "a", "author": [{"family": "Wahid", "given": "Zainul"}, {"literal": "Bappeda"}]},
    {"id": "a", "author": [{"family": "Wahid"}]},
    {"id": "a", "author": [{"family": "van, Dam", "given": "A"}]},
    {"id": "a", "author": [{"family": "Wahid", "given": "Z", "suffix": "Jr"}]},
    {"id": "a", "author": [{"given": "Z", "family": "Wahid"}]},
    {"id": "a", "author": []},
    {"id": "a", "author": "Wahid, Z"},
    {"id": "a", "author": [{"literal": "a; b"}]},
    {"id": "a", "issued": {"date-parts": [[2021]]}},
    {"id": "a", "issued": {"date-parts": [[2021, 7]]}},
    {"id": "a", "issued": {"date-parts": [[2021, 7, 12]]}},
    {"id": "a", "issued": {"date-parts": [[2021, 7], [2022, 1]]}},
    {"id": "a", "issued": {"date-parts": [["2021"]]}},
    {"id": "a", "issued": {"date-parts": [[2021.0]]}},
    {"id": "a", "issued": {"date-parts": [[21]]}},
    {"id": "a", "issued": {"literal": "no date"}},
    {"id": "a", "issued": {"literal": "2021"}},
    {"id": "a", "issued": {"date-parts": [[2021]], "circa": True}},
    {"id": "a", "issued": 2021},
    {"id": "a", "number": 5, "publisher": None, "note": "", "title": None},
    {"id": "a", "number": "5", "note": True, "URL": 0.5, "type": 10**20},
    {"id": "a", "DOI": "10.1/x", "custom": {"a": [1, 2.0, None, {"b": "\u2028"}]}},
    {"id": "2021", "file": "a.txt", "container-title": ["x"]},
]


@pytest.mark.parametrize("item", ITEMS_OF_CSL)
def test_references_come_back_as_they_were(item):
    data = assessment_data({}, references=[item])
    found = there_and_back(data)
    assert found == Assessment.model_validate(data)
    kept = {k: v for k, v in item.items() if v is not None or k not in ("title", "file")}
    references: Any = taken(made(data)).assessment["references"]
    assert repr(sorted(references[0].items())) == repr(sorted(kept.items()))


def test_what_people_know_stands_in_columns_of_its_own():
    row = csl.row_of(ITEMS_OF_CSL[0] | {"issued": {"date-parts": [[2021, 7]]}})
    assert row == {"id": "a", "author": "Wahid, Zainul; Bappeda", "issued": "2021-07"}
    assert csl.value_of("issued", 2021.0) == {"date-parts": [[2021]]}
    day = {"date-parts": [[2021, 7, 12]]}
    assert csl.value_of("issued", datetime.date(2021, 7, 12)) == day


# Whole assessments

CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(lambda c: not NOT_TEXT.search(c))
ANY_TEXT = st.one_of(st.text(CHARACTERS, max_size=12), st.sampled_from(ODD_TEXTS[:-6]))
PROSE = ANY_TEXT.filter(str.strip)
TEXT = st.one_of(
    PROSE,
    st.fixed_dictionaries({}, optional={"id": PROSE, "en": PROSE}).filter(bool),
)
WHOLE = st.integers(-(10**30), 10**30)
NUMBER = st.one_of(
    WHOLE, st.integers(0, 9), st.floats(allow_nan=False, allow_infinity=False).filter(writing.holds)
)
VALUE = st.one_of(NUMBER, st.sampled_from(["23/7", "-1/3", "0/1"]))
SIDE = st.sampled_from(["supply", "demand"])
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBER, ANY_TEXT),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(ANY_TEXT, inner, max_size=3)
    ),
    max_leaves=6,
)
DATE = st.dates().map(str)


def some(required: dict[str, Any], **optional: Any) -> Any:
    return st.fixed_dictionaries(required, optional=optional)


PIECE = some(
    {"cite": ANY_TEXT},
    at=st.one_of(st.integers(-5, 10**20), TEXT),
    quote=PROSE,
    shows=TEXT,
    direction=st.sampled_from(["supports", "hinders", "conflicts"]),
    side=SIDE,
)
RESPONSES = st.one_of(
    st.lists(NUMBER, min_size=1, max_size=6),
    some(
        {"file": PROSE, "column": st.one_of(PROSE, st.integers(1, MAX_COLUMN))},
        no_answer=st.lists(st.one_of(NUMBER, PROSE, st.sampled_from(["99", "a; b"])), max_size=3),
        decimal=st.sampled_from([".", ","]),
    ),
    some({"mean": VALUE, "n": st.integers(1, 10**20)}),
)
CODES = st.sampled_from(["decree", "budget", "other"])
FINDING = st.one_of(
    st.fixed_dictionaries({"level": NUMBER}),
    st.fixed_dictionaries({"value": VALUE}),
    st.fixed_dictionaries({"met": st.lists(CODES, max_size=3)}),
    st.fixed_dictionaries({"responses": RESPONSES}),
    st.fixed_dictionaries({"unknown": TEXT}),
    st.fixed_dictionaries({"not_applicable": TEXT}),
)
RATER = st.sampled_from(["office", "forum-2", "9"])
JUDGEMENT = st.tuples(
    st.one_of(
        st.fixed_dictionaries({"level": NUMBER}),
        st.fixed_dictionaries({"value": VALUE}),
        st.fixed_dictionaries({"met": st.lists(CODES, max_size=3)}),
        st.fixed_dictionaries({"responses": RESPONSES}),
    ),
    some({"rater": RATER}, because=TEXT),
).map(lambda both: both[0] | both[1])
RATING = st.one_of(
    st.none(),
    NUMBER,
    st.fixed_dictionaries({"judgements": st.lists(JUDGEMENT, min_size=1, max_size=3)}),
    st.tuples(
        FINDING,
        some(
            {},
            because=TEXT,
            evidence=st.lists(PIECE, max_size=5),
            judgements=st.lists(JUDGEMENT, max_size=3),
            confidence=st.sampled_from(["high", "medium", "low"]),
        ),
    ).map(lambda both: both[0] | both[1]),
)
INDICATORS = st.one_of(
    st.sampled_from(["will", "papers-two", "income", "records", "liking", "gone"]), PROSE
)
GROUP = st.one_of(st.none(), st.dictionaries(INDICATORS, RATING, max_size=4))
ASSESSMENTS = some(
    {
        "smartscore": st.just("assessment/1"),
        "rubrics": st.lists(
            st.sampled_from(["own@1", "./own file.yaml", "=x", "'y"]), min_size=1, max_size=3
        ),
        "subject": some({"name": PROSE}, code=ANY_TEXT, province=ANY_TEXT),
        "date": DATE,
    },
    language=st.sampled_from(["id", "en"]),
    masterplan=some(
        {"title": TEXT}, **{"from": st.integers(1900, 2200)}, until=st.integers(1900, 2200)
    ),
    rater=some({}, name=ANY_TEXT, role=TEXT, side=SIDE),
    raters=st.lists(some({"code": RATER}, name=ANY_TEXT, role=TEXT, side=SIDE), max_size=3),
    about=TEXT,
    references=st.lists(
        st.dictionaries(
            st.one_of(
                st.sampled_from(["title", "file", "type", "number", "author", "issued", "more"]),
                ANY_TEXT,
            ),
            JSON,
            max_size=3,
        ).flatmap(
            lambda item: st.builds(
                lambda key, title, file: {
                    **item,
                    "id": key,
                    **({"title": title} if "title" in item else {}),
                    **({"file": file} if "file" in item else {}),
                },
                ANY_TEXT.filter(bool),
                st.one_of(st.none(), ANY_TEXT),
                st.one_of(st.none(), PROSE),
            )
        ),
        max_size=3,
    ),
    informants=st.lists(
        some(
            {},
            name=ANY_TEXT,
            role=TEXT,
            institution=TEXT,
            kind=st.sampled_from(["key", "main", "additional"]),
            date=DATE,
            cite=ANY_TEXT.filter(bool),
        ),
        max_size=3,
    ),
    ratings=st.dictionaries(
        st.one_of(st.just("own"), st.sampled_from(["Own", "a/b", "x" * 40, "history"]), PROSE),
        GROUP,
        max_size=3,
    ),
)
_BARE: dict[str, Any] = {"smartscore": "assessment/1", "rubrics": ["own@1"], "date": "2021-07-12"}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=ASSESSMENTS, language=st.sampled_from(["id", "en"]))
@example(data=_BARE | {"subject": {"name": "x"}, "ratings": {"own": None}}, language="id")
@example(data=_BARE | {"subject": {"name": "x"}, "ratings": {"own": {}}}, language="id")
@example(data=_BARE | {"subject": {"name": "x"}, "rater": {}, "informants": [{}]}, language="id")
def test_no_assessment_loses_anything(data, language):
    # A number without a key stands in the column of its measure, and comes back under its key.
    written = Assessment.model_validate(data)
    ratings = paired(written.ratings, {"own": indicators(OWN)})
    model = written.model_copy(update={"ratings": ratings})
    found = there_and_back(data, language)
    assert found == model
    assert settled(found) == settled(model)


@pytest.mark.parametrize("name", ["sumenep", "blitar", "jember", "sumenep-two-readings"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_examples_lose_nothing(root, name, language):
    file = root / "examples" / f"{name}.yaml"
    source = parse(file.read_bytes(), str(file))
    assert isinstance(source.data, dict)
    rubrics = groups(Reader(Catalogue()), source.data["rubrics"], file.parent)  # type: ignore[arg-type]
    content = workbook(source.data, rubrics, words(language))
    back = taken(content)
    assert back.problems == []
    assert Assessment.model_validate(back.data) == Assessment.model_validate(source.data)
    text = writing.text(back.assessment)
    assert max(len(line) for line in text.split("\n") if "http" not in line) <= 100
    assert parse(text.encode(), "x.yaml").data == back.data
    reading = held(Reader(Catalogue()), back)
    assert reading.assessment == Reader(Catalogue()).held(source).assessment


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_same_input_gives_the_same_bytes(language, monkeypatch):
    data = assessment_data({"will": {"level": 1}})
    first = made(data, language)
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert made(data, language) == first


def test_the_reader_of_a_workbook_needs_no_language():
    data = assessment_data(
        {
            "will": {
                "level": 3,
                "evidence": [{"cite": "k", "direction": "hinders", "side": "demand"}],
            }
        },
        references=[{"id": "k"}],
        informants=[{"kind": "additional"}],
        rater={"side": "supply"},
    )
    assert taken(made(data, "id")).data == taken(made(data, "en")).data


def test_a_new_workbook_waits_for_every_rating():
    data = fresh(["own@1"], HELD, "id", day="2026-11-21", subject="Sumenep")
    source = taken(made(data, "id"))
    assert source.problems == source.remarks == []
    assert source.data == data


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('[{"rater": "a", "level": 3}]', [{"rater": "a", "level": 3}]),
        ("{}", "A512"),
        ("3", "A512"),
        ("[{", "A512"),
        ('[{"rater": "a", "rater": "b"}]', "A512"),
        (3, "A512"),
    ],
)
def test_judgements_from_cells(cell, expected):
    if expected == "A512":
        with pytest.raises(Wrong) as wrong:
            cells.list_of(cell)
        assert wrong.value.complaint.code.code == "A512"
    else:
        assert cells.list_of(cell) == expected


# What a workbook looks like


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_every_sheet_is_locked_printed_and_frozen():
    content = parts(made(assessment_data({})))
    sheets = {n: t for n, t in content.items() if n.startswith("xl/worksheets/sheet")}
    assert len(sheets) == 5
    hidden = re.findall(r'<sheet name="([^"]+)"[^>]* state="hidden"', content["xl/workbook.xml"])
    assert hidden == ["_lists"]
    for name, text in sheets.items():
        assert "<sheetProtection " in text
        assert "password" not in text
        if name != "xl/worksheets/sheet5.xml":
            assert 'orientation="landscape"' in text
            assert 'paperSize="9"' in text
            assert 'fitToHeight="0"' in text
            assert 'state="frozen"' in text
            assert re.search(r'<row r="1"[^>]* hidden="1"', text)
            assert re.search(r'<row r="2"[^>]* hidden="1"', text)
    assert content["xl/workbook.xml"].count("_xlnm.Print_Titles") == 4
    assert 'locked="0"' in content["xl/styles.xml"]


def test_levels_are_offered_and_long_scales_from_a_list():
    short = rubric(*MEASURED, scale=[{"points": n, "label": f"L{n}"} for n in (1, 3, 5)])
    content = "".join(parts(workbook(assessment_data({}), {"own": short}, words("en"))).values())
    assert '<formula1>"1 - L1,3 - L3,5 - L5"</formula1>' in content
    label = "a long label of a level "
    scale = [{"points": n, "label": f"{label}{n}"} for n in range(1, 30)]
    content = "".join(
        parts(
            workbook(assessment_data({}), {"own": rubric(*MEASURED, scale=scale)}, words("en"))
        ).values()
    )
    assert re.search(r"<formula1>_lists!\$[A-Z]\$3:\$[A-Z]\$31</formula1>", content)
    assert label in content


def test_a_graft_has_the_sheets_of_what_it_takes_in_each_once():
    found = groups(Reader(Catalogue()), ["masterplan-readiness@1", "indrajit@1"], Path())
    assert list(found) == ["indrajit", "six-dimensions"]


def test_a_text_that_no_cell_holds_is_named():
    data = assessment_data(
        {
            "will": {"level": 1, "because": {"id": "\U0001f600" * 20_000}},
            "liking": {"responses": [1] * 20_000},
        },
        references=[{"id": "k", "DOI": "x" * 40_000}],
        about="x" * (MAX_TEXT + 1),
    )
    with pytest.raises(Overlong) as caught:
        made(data)
    assert sorted(caught.value.routes, key=str) == sorted(
        [
            ("about",),
            ("references", 0, "more"),
            ("ratings", "own", "will", "because", "id"),
            ("ratings", "own", "liking", "responses"),
        ],
        key=str,
    )
