"""Tables of many places: how they are divided into rows, what their columns and cells say."""

import io
import pickle
import re

import pytest

from smartscore.engine.tree import Tree
from smartscore.model.assessment import Rating
from smartscore.read import table_faults
from smartscore.read.rubrics import Loader
from smartscore.read.shelf import Catalogue
from smartscore.tables import columns, opening, places, told
from smartscore.tables.cells import Reader
from smartscore.tables.mapping import mapping
from smartscore.tables.rows import BadRow, Doubt, Form, Row
from smartscore.text.problems import Code, Complaint, Invalid, Problem

RUBRIC = """\
smartscore: rubric/1
code: village
version: 1.0.0
title: Village
scale: [{points: 1, label: Absent}, {points: 2, label: Partial}, {points: 3, label: Complete}]
evidence: optional
dimensions:
  - code: office
    title: Office
    indicators:
      - {code: plan, title: Plan, levels: {1: No plan., 2: A draft., 3: A decree.}}
      - {code: income, title: Income, quantity: {unit: Rp 1000, worst: 1007, best: 26572}}
      - {code: poverty, title: Poverty, quantity: {unit: percent, worst: 100, best: 0}}
      - {code: water, title: Water, quantity: {unit: litres, worst: 0, best: 50000}}
  - code: people
    title: People
    indicators:
      - code: papers
        title: Papers
        checklist: [{code: decree, text: Decree}, {code: budget, text: Budget}]
      - {code: liking, title: Liking, survey: {min: 1, max: 4}}
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Tree:
    file = tmp_path_factory.mktemp("rubrics") / "village.yaml"
    file.write_text(RUBRIC, encoding="utf-8")
    return Loader(Catalogue()).load(file).tree


def table(content: str | bytes, form: Form | None = None, name: str = "desa.csv") -> opening.Opened:
    data = content if isinstance(content, bytes) else content.encode()
    return opening.opened(name, stream=io.BytesIO(data), form=form)


def rows(content: str | bytes, form: Form | None = None) -> list[tuple[int, tuple[str, ...] | str]]:
    """Each row with its number: its cells, or the code of what is wrong with it."""
    return [
        (row.number, row.cells if isinstance(row, Row) else row.doubts[0].complaint.code.code)
        for row in table(content, form)
    ]


def refused(content: str | bytes, form: Form | None = None) -> Problem:
    with pytest.raises(Invalid) as caught:
        list(table(content, form))
    return caught.value.problems[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_is_divided_by_what_fits_its_heading(end, delimiter, mark):
    lines = (["name", "plan"], ["Desa A", "2"], ['"Desa ""B"""', "3"])
    content = mark + end.join(delimiter.join(line) for line in lines)
    assert rows(content) == [(2, ("Desa A", "2")), (3, ('Desa "B"', "3"))]


def test_what_a_first_line_says_delimits():
    assert rows("sep=;\nname;a,b\nA;1\n") == [(3, ("A", "1"))]
    assert table("sep=;\r\nname;a,b\r\nA;1\n").raw_heading == "sep=;\r\nname;a,b"


def test_two_delimiters_that_fit_are_not_chosen_between():
    assert refused("name,x;plan,y\nA,1;2,3\n").code == "T107"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A,2,3", "T108"),
        ("A", "T108"),
        ('"A,2', "T109"),
        ('"A"x,2', "T110"),
        ('A,"2\nB,3"\nC,"1', "T111"),
        ("A,\0", "T114"),
        ("A\rB,2", "T113"),
        ("A," + "2" * 140_000, "T112"),
    ],
)
def test_a_row_that_can_not_be_divided_fails_alone(row, code):
    found = rows(f"name,plan\n{row}\nLast,1\n")
    assert found[0] == (2, code)
    assert found[-1][1] == ("Last", "1")


def test_a_bad_row_is_kept_as_it_was_byte_for_byte():
    content = b'name,plan\nA\xe9,1\n"x,2\nB,2\n'
    bad = [row for row in table(content) if isinstance(row, BadRow)]
    assert [row.doubts[0].complaint.code.code for row in bad] == ["T101", "T109"]
    assert bad[0].doubts[0].complaint.values == {"byte": "2", "character": "0xE9"}
    kept = [row.raw.encode("utf-8", "surrogateescape") for row in bad]
    assert kept == [b"A\xe9,1", b'"x,2']


def test_blank_rows_and_empty_columns_of_spreadsheets_are_passed_over():
    assert rows("name,plan,,\n\nA,1,,\n,,,\nB,2\nC,3, , \n") == [
        (3, ("A", "1")),
        (5, ("B", "2")),
        (6, ("C", "3")),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "T104"),
        ("\n \n", "T104"),
        ("name,plan\n", "T105"),
        ("name,plan,plan\nA,1,2\n", "T106"),
        ("name,plan".encode("utf-16"), "T101"),
        (b"name,pl\xe9\nA,1\n", "T101"),
        ("x," * 20_000 + "x\nA\n", "T103"),
    ],
)
def test_a_heading_that_can_not_be_used(content, code):
    assert refused(content).code == code


def test_a_line_without_an_end_is_refused_and_not_kept():
    class Endless(io.BytesIO):
        given = 0

        def read(self, size: int | None = -1, /) -> bytes:
            assert size
            self.given += size
            return b"x" * size

    endless = Endless()
    with pytest.raises(Invalid) as caught:
        list(opening.opened("-", stream=endless))
    assert caught.value.problems[0].code == "T102"
    assert endless.given < 4_000_000


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_row_that_is_too_long_fails_alone_and_again(end, form):
    lines = {
        "csv": ["name,plan", "A,1", "B,2," + "x" * 3_000_000, '"C,', "y" * 2_000_000, "D,3"],
        "jsonl": [
            '{"name": "A", "plan": 1}',
            '{"name": "B", "plan": 2}' + " " * 3_000_000,
            '{"name": "D", "plan": 3}',
        ],
    }
    found = list(table(end.join(lines[form]), form))
    wrong = [row for row in found if isinstance(row, BadRow)]
    assert [row.cells for row in found if isinstance(row, Row)] == [("A", "1"), ("D", "3")]
    codes = [row.doubts[0].complaint.code.code for row in wrong]
    assert codes == {"csv": ["T102", "T109", "T102"], "jsonl": ["T102"]}[form]
    assert all(len(row.raw) < 100 for row in wrong)
    kept = "\n".join([*lines[form][:1], *(row.raw for row in wrong)])
    assert all(isinstance(code, str) for _, code in rows(kept, form)[form == "jsonl" :])


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (r'{"name": "A\u0000B", "plan": 1}', "desa.jsonl:2:10"),
        (r'{"name": "A", "plan": 1, "papers": ["a\ud83d"]}', "desa.jsonl:2:36"),
        (r'{"name": "A\u001bB", "plan": 1}', "desa.jsonl:2:10"),
        (r'{"na\u0000me": "A", "plan": 1}', "desa.jsonl:2:1"),
    ],
)
def test_an_escape_makes_no_text_of_what_is_none(record, place):
    source = table('{"name": "B", "plan": 2, "papers": []}\n' + record, name="desa.jsonl")
    good, wrong = list(source)
    assert isinstance(good, Row)
    assert isinstance(wrong, BadRow)
    (problem,) = told.problems(source.heading, wrong)
    assert str(problem).startswith(f"{place}: T114 ")


def test_records_have_the_keys_of_the_first():
    content = (
        '{"name": "A", "income": 13365.10, "papers": ["decree", "budget"], "plan": null}\n'
        '{"name": "B", "papers": []}\n\n'
        '{"name": "C", "incme": 1}\n'
        '{"name": "D", "plan": {"level": 2}}\n'
        '{"name": "E", "name": "F"}\n'
        '{"name": "G", "plan": NaN}\n'
        "[1]\n"
        '{"name": "H", "plan": 2e0}\n'
    )
    source = table(content, name="desa.jsonl")
    assert source.heading == ("name", "income", "papers", "plan", "incme")
    assert rows(content, "jsonl") == [
        (1, ("A", "13365.10", "decree; budget", "", "")),
        (2, ("B", "", "none", "", "")),
        (4, ("C", "", "", "", "1")),
        (5, ("D", "", "", "\0nested\0plan\0", "")),
        (6, "T117"),
        (7, "T115"),
        (8, "T115"),
        (9, ("H", "", "", "2", "")),
    ]


def test_a_key_that_only_a_later_record_has_is_told():
    first = '{"name": "A", "income": 13365}\n'
    found = list(table(first * 3000 + '{"name": "B", "incme": 1}\n', "jsonl"))
    assert isinstance(found[-1], BadRow)
    (doubt,) = found[-1].doubts
    assert (found[-1].number, doubt.complaint.code.code) == (3001, "T116")
    assert doubt.complaint.values["suggestion"] == "income"


def test_what_has_no_column_may_be_anything(tree):
    content = (
        '{"name": "A", "plan": 2, "shape": {"type": "Point"}}\n'
        '{"name": "B", "plan": {"level": 2}, "shape": [[1, 2]]}\n'
        '{"name": "C", "plan": ["2", "a b"]}\n'
    )
    with table(content, "jsonl") as source:
        held = columns.held(source.heading, tree)
        entries, problems = places.entries(source, held, tree)
    assert [entry.subject.name for entry in entries] == ["A"]
    assert [(p.code, p.place.line) for p in problems] == [("T118", 2), ("T118", 3)]


def judged(tree: Tree, code: str, text: str, marks="."):
    (node,) = tree.named(code)
    return pickle.loads(pickle.dumps(Reader(node, marks))).judged(text)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("plan", "", None),
        ("plan", " - ", None),
        ("plan", "NA", None),
        ("plan", "n/a", Rating(not_applicable="n/a")),
        ("plan", " 3\u00a0", Rating(level=3)),
        ("plan", "2.0", Rating(level=2)),
        ("income", "13365", Rating(value=13365)),
        ("income", "32500/2", Rating(value="32500/2")),
        ("income", "32500 / 2", Rating(value="32500/2")),
        ("papers", "decree, budget", Rating(met=("decree", "budget"))),
        ("papers", "decree budget", Rating(met=("decree", "budget"))),
        ("papers", "none", Rating(met=())),
        ("liking", "3.5", Rating(responses={"mean": 3.5, "n": 1})),
        ("liking", "3; 4", Rating(responses=(3, 4))),
    ],
)
def test_a_cell_is_the_rating_of_a_file(tree, code, text, expected):
    found = judged(tree, code, text)
    assert (found.rating, found.wrong) == (expected, None)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("plan", "4", "A103"),
        ("plan", "2.5", "A103"),
        ("plan", "2,5", "S112"),
        ("plan", "Partial", "S104"),
        ("plan", "5/2", "A106"),
        ("plan", "N/A", "T134"),
        ("plan", "null", "T134"),
        ("plan", "tidak ada", "T134"),
        ("plan", "#N/A", "A510"),
        ("plan", "=1+1", "A509"),
        ("plan", "'3", "S104"),
        ("plan", "٣", "S112"),
        ("income", "13.365,5", "S112"),
        ("income", "13 365", "S112"),
        ("income", "1e4", "S112"),
        ("income", "60%", "S112"),
        ("income", "2026-03-05", "S104"),
        ("income", "1" * 50, "S104"),
        ("papers", "decre", "A108"),
        ("papers", "3", "A108"),
        ("liking", "5", "A109"),
        ("liking", "3; 5", "A109"),
    ],
)
def test_a_cell_that_can_not_be_taken(tree, code, text, expected):
    wrong = judged(tree, code, text).wrong
    assert wrong is not None
    assert wrong.code.code == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("income", "13.365", ["A217"]),
        ("income", "90000", ["A217"]),
        ("poverty", "12.345", []),
        ("water", "12.345", ["T135"]),
        ("water", "12.3450", []),
        ("papers", "decree decree", ["A219"]),
    ],
)
def test_what_can_be_taken_and_is_remarked(tree, code, text, expected):
    assert [each.code.code for each in judged(tree, code, text).remarks] == expected


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("12,5", ".,", 12.5),
        ("12.5", ".,", 12.5),
        ("12,5", ",", 12.5),
        ("12.5", ",", "T136"),
        ("12.345", ",", "T136"),
        ("12,345", ",", 12.345),
        ("12.345", ".", 12.345),
        ("12.345", ".,", "S123"),
        ("12,345", ".,", "S123"),
    ],
)
def test_a_decimal_comma_is_read_where_a_table_has_one(tree, text, marks, expected):
    found = judged(tree, "water", text, marks)
    got = found.wrong.code.code if found.wrong else found.rating.value
    assert got == expected


@pytest.mark.parametrize(
    ("code", "text", "marks", "expected"),
    [
        ("income", "22.411", "1.000,0", 22411),
        ("water", "1.234,5", "1.000,0", 1234.5),
        ("water", "1.234.5", "1.000,0", "T136"),
        ("water", "0.234", "1.000,0", "T136"),
        ("water", "12,345", "1.000,0", 12.345),
        ("poverty", "48,3", "1.000,0", 48.3),
        ("poverty", "48.3", "1.000,0", "T136"),
        ("poverty", "1.5e1", "1.000,0", "T136"),
        ("poverty", "65/4", "1.000,0", "65/4"),
        ("water", "-", "1.000,0", None),
        ("income", "22,411", "1,000.0", 22411),
        ("water", "1,234.5", "1,000.0", 1234.5),
        ("poverty", "48,3", "1,000.0", "T136"),
    ],
)
def test_what_stands_between_thousands_can_be_said(tree, code, text, marks, expected):
    found = judged(tree, code, text, marks)
    got = found.wrong.code.code if found.wrong else found.rating and found.rating.value
    assert (got, found.remarks) == (expected, ())


@pytest.mark.parametrize(
    ("marks", "proposed"),
    [(".", ["48.3", "0.483"]), (",", ["48,3", "0,483"]), ("1.000,0", ["48,3", "0,483"])],
)
def test_what_is_proposed_can_be_written_in_that_column(tree, marks, proposed):
    wrong = judged(tree, "poverty", "48,3%" if marks != "." else "48.3%", marks).wrong
    assert [wrong.values[key] for key in ("one", "other")] == proposed
    again = [judged(tree, "poverty", text, marks) for text in proposed]
    assert [each.rating.value for each in again] == [48.3, 0.483]


def told_of(tree: Tree, content: str, **given) -> tuple[list[str], columns.Columns]:
    held = columns.held(table(content).heading, tree, **given)
    return [problem.code for problem in held.problems], held


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("name,plan,income,poverty,water,papers,liking", []),
        ("code,office/plan,village/office/income,poverty,water,papers,liking", []),
        ("plan,income,poverty,water,papers,liking", ["T120"]),
        ("name,province", ["T121"]),
        ("Villages of 2026,", ["T121"]),
        ("name,plan,income,poverty,water,papers", ["T123"]),
        ("name,plan,income,poverty,water,papers,liking,notes", ["T122"]),
        ("name,pln,income,poverty,water,papers,liking", ["T122", "T123"]),
        ("Name,Plan,income,poverty,water,papers,liking", ["T126", "T126"]),
        ("name,plan,office/plan,income,poverty,water,papers,liking", ["T125"]),
    ],
)
def test_what_columns_are(tree, heading, expected):
    content = f"{heading}\n{',' * heading.count(',')}x\n"
    assert told_of(tree, content)[0] == expected


def test_of_many_columns_without_an_indicator_a_few_are_told(tree):
    names = [f"incme{i}" for i in range(1000)]
    held = columns.held(("name", "plan", *names), tree)
    codes = [problem.code for problem in held.problems]
    assert codes.count("T122") == 21
    assert held.problems[20].values["count"] == "980"


def test_columns_for_groups_and_headings_of_ones_own(tree):
    content = "Desa,provinsi,Pendapatan,plan,poverty,water,papers,liking\nA,,,,,,,1\n"
    given = {"Desa": "name", "Pendapatan": "income"}
    codes, held = told_of(tree, content, mapping=given, also=["provinsi"])
    assert codes == []
    assert held.groups == (("provinsi", 1),)
    assert (held.name, held.leaves[:2]) == (0, (3, 2))
    assert told_of(tree, content, mapping=given, also=["propinsi"])[0] == ["T130", "T122"]
    assert told_of(tree, content, mapping={"Dsa": "name"})[0][0] == "T127"
    assert told_of(tree, content, mapping={"Desa": "nama"})[0][0] == "T128"
    again = pickle.loads(pickle.dumps(held))
    assert (again, again.heading.file) == (held, "desa.csv")


def test_a_file_says_what_headings_are_called(tree, tmp_path):
    file = tmp_path / "columns.yaml"
    file.write_text("Desa: name\nPendapatan: incom\n", encoding="utf-8")
    codes, held = told_of(tree, "Desa,Pendapatan,plan\nA,1,2\n", mapping=mapping(str(file)))
    assert codes[0] == "T128"
    place = held.problems[0].place
    assert (place.file, place.line, place.column) == (str(file), 2, 13)
    for content in ("- name\n", "Desa: 3\n", "Desa: [name]\n"):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(Invalid) as caught:
            mapping(str(file))
        assert caught.value.problems[0].code == "T129"


def test_a_code_of_two_grafts_needs_its_path(tmp_path):
    (tmp_path / "one.yaml").write_text(RUBRIC.replace("code: village", "code: one"))
    (tmp_path / "two.yaml").write_text(RUBRIC.replace("code: village", "code: two"))
    (tmp_path / "both.yaml").write_text(
        "smartscore: rubric/1\ncode: both\nversion: 1.0.0\ntitle: Both\n"
        "dimensions: [{rubric: ./one.yaml}, {rubric: ./two.yaml}]\n"
    )
    both = Loader(Catalogue()).load(tmp_path / "both.yaml").tree
    held = columns.held(("name", "plan", "two/office/plan"), both)
    assert [problem.code for problem in held.problems] == ["T124"]
    assert held.problems[0].values["paths"] == "one/office/plan, two/office/plan"
    held = columns.held(("name", "two/office/plan"), both)
    assert [problem.code for problem in held.problems] == ["T123"]
    assert [at for at in held.leaves if at is not None] == [1]


def test_the_decimal_mark_is_seen_from_the_first_rows(tree):
    _, held = told_of(tree, "name;water;poverty;income\nA;1.500;3,5;2\nB;1.500;4,25;2\n")
    marks = dict(zip(("plan", "income", "poverty", "water"), held.marks, strict=False))
    assert marks == {"plan": ".", "income": ".,", "poverty": ",", "water": ".,"}


def test_of_two_decimal_marks_in_a_column_the_rarer_one_is_wrong(tree):
    source = table("name;poverty\nA;60.5\nB;50,5\nC;50,25\nD;1.234\n")
    entries, problems = places.entries(source, columns.held(source.heading, tree), tree)
    assert [entry.subject.name for entry in entries] == ["B", "C"]
    assert [(each.code, each.place.line) for each in problems] == [("T136", 2), ("T136", 5)]


def test_a_name_may_begin_with_a_number_sign(tree):
    content = "name,group,plan\n#2 Desa,# head,1\n#REF!,B,1\nC,#N/A,1\n###,D,1\n#,E,1\n"
    with table(content) as source:
        held = columns.held(source.heading, tree)
        entries, problems = places.entries(source, held, tree)
    assert [(each.subject.name, each.groups["group"]) for each in entries] == [
        ("#2 Desa", "# head"),
        ("#", "E"),
    ]
    assert [(each.code, each.place.line) for each in problems] == [("A510", n) for n in (3, 4, 5)]


def test_places_are_told_with_line_and_column(tree):
    content = (
        "name,code,group,date,plan,income,poverty,water,papers,liking\n"
        "A,1,Utara,2026-06-30,2,13365,12,100,decree,3.5\n"
        "B,1,Utara,,7,13.365,12,100,decree,3.5\n"
        "C,1,Selatan,30/6/2026,2,,,,,\n"
        ",,,,2,,,,,\n"
        "A,1,Utara,,2,,,,,\n"
        "Jumlah,,,,3,,,,,\n"
    )
    with table(content) as source:
        held = columns.held(source.heading, tree)
        entries, problems = places.entries(source, held, tree)
    assert [entry.subject.name for entry in entries] == ["A", "A", "Jumlah"]
    assert entries[0].groups == {"group": "Utara"}
    assert str(entries[0].date) == "2026-06-30"
    said = [str(problem) for problem in problems]
    assert said[0] == ('desa.csv:3:12: A103 column "plan": level 7 is not on the scale (1, 2, 3)')
    assert [line.split()[1] for line in said] == ["A103", "S108", "T131", "T132", "T133"]
    assert problems[1].place[1:] == (4, 13, 4, 22)


def test_more_places_than_fit_are_refused(tree, monkeypatch):
    monkeypatch.setattr(places, "MOST", 2)
    source = table("name,plan\nA,1\nB,1\nC,1\n")
    with pytest.raises(Invalid) as caught:
        places.entries(source, columns.held(source.heading, tree), tree)
    assert caught.value.problems[-1].code == "T119"


def test_a_problem_stands_at_its_cell_in_every_form():
    source = table('{"name": "A", "plan": 7}\n', name="a.jsonl")
    wrong = BadRow(1, '{"name": "A", "plan": 7}', ())
    doubt = Doubt("plan", Complaint(table_faults.ROWS_HAVE_A_NAME))
    found = told.problem(source.heading, 1, wrong.raw, doubt)
    assert (found.place.column, found.place.end_column) == (23, 24)


def test_a_file_is_closed(tmp_path):
    file = tmp_path / "desa.csv"
    file.write_text("name,plan\nA,1\n", encoding="utf-8")
    with opening.opened(str(file)) as source:
        assert source.size == 14
        assert [row.number for row in source] == [2]
        assert source.read == 14


def test_every_fault_of_tables_has_a_table_that_breaks_it(root):
    """By its code in the tests of tables, each of which expects it of some table."""
    declared = {each.code for each in vars(table_faults).values() if isinstance(each, Code)}
    tests = (path.read_text(encoding="utf-8") for path in (root / "tests").glob("test_tables*.py"))
    assert declared <= set(re.findall(r"T\d{3}", "".join(tests)))
