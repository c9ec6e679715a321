"""A problem quotes what is written, says what to write in the reader's words, and never guesses
the contrary."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel, ValidationError
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.model.assessment import Assessment
from smartscore.model.cases import Cases
from smartscore.model.rubric import Rubric
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue
from smartscore.rules import shape
from smartscore.text.parsing import parse
from smartscore.text.problems import Invalid, Problem, closest, sole_match
from smartscore.text.vocabulary import in_the_format, opposite
from smartscore.words import words

ASSESSMENT = """\
# yaml-language-server: $schema=x
smartscore: assessment/1
rubrics: [indrajit@1]
subject: {name: Kota Contoh}
date: 2026-11-21
references:
  - {id: plan, title: Rencana}
ratings:
  indrajit:
    political-will:
      level: 2
      because: Ada.
      evidence:
        - cite: plan
          at: 3
          shows: Ada.
"""

RUBRIC = """\
# yaml-language-server: $schema=x
smartscore: rubric/1
code: own
version: 1.0.0
title: Own
display: {min: 0, max: 100}
missing: {minimum_availability: 0.5}
scale: [{points: 1, label: Absent}, {points: 2, label: Present}]
dimensions:
  - code: all
    title: All
    weight: 1
    indicators:
      - {code: first, title: First, levels: {1: No list., 2: A list.}}
      - {code: papers, title: Papers, checklist: [{code: decree, text: A decree}]}
      - {code: liking, title: Liking, survey: {min: 1, max: 4}}
"""

CASES = """\
# yaml-language-server: $schema=x
smartscore: cases/1
rubric: indrajit@1
cases:
  - name: Kota Contoh
    ratings: {political-will: 3}
    expect:
      overall: 50.0
"""


def told(text: str, name: str = "file.yaml") -> tuple[Problem, ...]:
    return Examiner(Catalogue()).check(name, text.encode())


def sentences(text: str, code: str) -> list[tuple[str, str]]:
    """What is said in both languages of the problems of a code, and what would mend them."""
    return [
        (words(language).problem(p), words(language).mend(p))
        for p in told(text)
        if p.code == code
        for language in ("en", "id")
    ]


def fixed(tmp_path: Path, text: str) -> str:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    CliRunner().invoke(app, ["check", str(path), "--fix", "--select", "S,Y201,Y210"])
    return path.read_text(encoding="utf-8")


# --- text that looks like a number ----------------------------------------------------------------

TEXTS = [
    ("subject: {name: Kota Contoh}", "subject: {name: Kota Contoh, code: X}"),
    ("subject: {name: Kota Contoh}", "subject: {name: Kota Contoh, province: X}"),
    ("subject: {name: Kota Contoh}", "subject: {name: X}"),
    ("          at: 3", "          at: X"),
    ("          shows: Ada.", "          shows: X"),
    ("          shows: Ada.", "          shows: {id: X}"),
    ("        - cite: plan", "        - cite: X"),
    ("      because: Ada.", "      because: X"),
    ("date: 2026", "rater: {name: X, role: {en: X}}\ndate: 2026"),
    ("date: 2026", "masterplan: {title: X}\ndate: 2026"),
]


@pytest.mark.parametrize("written", ["35.10", "3.10", "1.0", "0.50", "-2.0", "100.000", "true"])
@pytest.mark.parametrize(("old", "new"), TEXTS)
def test_text_that_yaml_types_is_quoted_as_it_is_written(tmp_path, old, new, written):
    text = ASSESSMENT.replace(old, new.replace("X", written))
    said = sentences(text, "S104")
    assert said
    for problem, mend in said:
        assert f"`{written}`" in problem
        assert f'"{written}"' in mend
    mended = fixed(tmp_path, text)
    assert mended == ASSESSMENT.replace(old, new.replace("X", f'"{written}"'))


@pytest.mark.parametrize("written", ["007", "1e3", "+3", ".5", "1_000", "2026-11-21", "1:30", "no"])
def test_text_that_others_would_type_is_quoted_as_it_is_written(tmp_path, written):
    text = ASSESSMENT.replace("{name: Kota Contoh}", f"{{name: Kota Contoh, code: {written}}}")
    assert "S104" not in {p.code for p in told(text)}
    assert f'code: "{written}"' in fixed(tmp_path, text)


def test_whole_numbers_are_pages_and_decimals_are_not():
    for written, code in (("12", None), ("3.10", "S104")):
        found = {p.code for p in told(ASSESSMENT.replace("at: 3", f"at: {written}"))}
        assert (code in found) if code else "S104" not in found


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        yield from (found for part in _parts(field.annotation) for found in models(part, seen))


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


FIELDS = [
    (model, field.alias or name)
    for kind in (Rubric, Assessment, Cases)
    for model in models(kind, set())
    for name, field in model.model_fields.items()
]


@pytest.mark.parametrize(
    ("model", "key"), FIELDS, ids=lambda part: part if isinstance(part, str) else part.__name__
)
def test_no_field_of_any_model_changes_what_is_written(model, key):
    """A decimal that a field does not take is told with its last zero."""
    found = []
    try:
        model.model_validate({key: 35.1})
    except ValidationError as error:
        found = [c for c in shape.complaints(error, model, lambda route: "35.10") if c.route]
    for complaint in (c for c in found if c.route[0] == key):
        for name, value in complaint.values.items():
            assert not re.search(r"35\.1(?!0)", value), (complaint.code, name)
        assert complaint.instead in (None, "35.10")


@pytest.mark.parametrize("written", ["3.10", "2.0"])
def test_a_code_that_is_a_decimal_is_mended_into_a_code(written):
    [(_, mend), _] = sentences(RUBRIC.replace("code: own", f"code: {written}"), "S105")
    assert written.replace(".", "-") in mend


def test_the_version_of_the_format_is_quoted_as_written():
    [(problem, _), _] = sentences(ASSESSMENT.replace("assessment/1", "1.10"), "S118")
    assert "1.10" in problem


@pytest.mark.parametrize(
    "key", ["number", "issue", "volume", "edition", "version", "page", "x-own"]
)
@pytest.mark.parametrize("written", ["1.10", "2.0", "0.50"])
def test_decimals_in_references_are_the_text_that_they_are(key, written):
    item = f"{{id: plan, {key}: {written}, custom: {{a: [{written}]}}}}"
    for text in (ASSESSMENT.split("references:", maxsplit=1)[0], RUBRIC, CASES):
        data: Any = parse(f"{text}references: [{item}]\n".encode(), "f").data
        assert data["references"][0][key] == written
        assert data["references"][0]["custom"] == {"a": [written]}


def test_decimals_elsewhere_are_numbers():
    text = RUBRIC.replace("weight: 1", "weight: 1.10") + "references: [{id: a, number: 1.10}]\n"
    data: Any = parse((text + "gates: [{below: 2.50}]\n").encode(), "f").data
    assert data["dimensions"][0]["weight"] == 1.1
    assert data["gates"][0]["below"] == 2.5


def test_a_report_prints_the_number_of_a_source_as_it_is_written(tmp_path):
    path = tmp_path / "town.yaml"
    path.write_text(
        ASSESSMENT.replace("{id: plan,", "{id: plan, type: report, number: 7.10, volume: 1.10,"),
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, ["report", str(path), "-o", str(tmp_path / "out.md")])
    assert done.exit_code in (0, 1), done.output
    report = (tmp_path / "out.md").read_text(encoding="utf-8")
    assert not re.search(r"\b(7\.1|1\.1)(?![0-9.])", report)


# --- numbers in other notations -------------------------------------------------------------------

NUMBERS = [
    ("51,20", "51.20", True),
    ("0,125", "0.125", True),
    ("-2,5", "-2.5", True),
    ("1234,567", "1234.567", True),
    ("1.234,5", "1234.5", False),
    ("1,234.50", "1234.50", False),
    ("1.234.567", "1234567", False),
    ("1 234,5", "1234.5", False),
    ("1_000", "1000", False),
    ("+3", "3", False),
    (".50", "0.50", False),
    ("007", "7", False),
    ("1e3", "1000", False),
    ("2.5e-3", "0.0025", False),
    ("\u0663,\u0665", "3.5", True),
    ("1.2345678901234567890123456789012e2", "123.45678901234567890123456789012", False),
]
"""What is written, what is to be written, and whether that is done by `--fix`."""


@pytest.mark.parametrize(("written", "number", "mends"), NUMBERS)
@pytest.mark.parametrize(
    ("text", "old"),
    [
        (RUBRIC, "    weight: 1\n"),
        (ASSESSMENT, "      level: 2\n"),
        (CASES, "      overall: 50.0\n"),
    ],
)
def test_a_number_in_another_notation_keeps_its_digits(tmp_path, text, old, written, number, mends):
    key = old.split(":")[0]
    wrong = text.replace(old, f"{key}: {written}\n")
    said = sentences(wrong, "S112")
    assert said
    for _, mend in said:
        assert re.search(rf" {re.escape(number)}:", mend)
    mended = fixed(tmp_path, wrong).replace("\r", "")
    assert (f"{key}: {number}\n" in mended) == mends
    if not mends:
        assert f"{key}: {written}\n" in mended or f'{key}: "{written}"\n' in mended


def test_a_decimal_comma_in_quotation_marks_is_left_alone(tmp_path):
    text = RUBRIC.replace("    weight: 1\n", '    weight: "2,5"\n')
    assert fixed(tmp_path, text) == text


@pytest.mark.parametrize("written", ["1,234", "12,345", "-123,456"])
def test_a_comma_that_can_be_two_things_is_told_and_not_mended(tmp_path, written):
    text = RUBRIC.replace("    weight: 1\n", f"    weight: {written}\n")
    for problem, mend in sentences(text, "S123"):
        assert written.replace(",", ".") in problem
        assert written.replace(",", "") in problem
        assert mend
    assert fixed(tmp_path, text) == text


@pytest.mark.parametrize(
    ("written", "mended"), [("2,50", "2.50"), ("0,125", "0.125"), ("2,500", None), ("2, 5", None)]
)
def test_a_comma_between_braces_does_not_halve_a_number(tmp_path, written, mended):
    text = CASES.replace("{political-will: 3}", f"{{political-will: {written}, x: 1}}")
    assert "Y210" in {p.code for p in told(text)} or written == "2, 5"
    after = fixed(tmp_path, text)
    assert f"political-will: {mended or written}, x: 1" in after


@pytest.mark.parametrize(
    ("written", "share"),
    [("60%", "0.6"), ("12,5 %", "0.125"), ("100%", "1"), ("0.5%", "0.005"), ("3.0%", "0.03")],
)
def test_a_percentage_of_the_whole_is_told_as_a_share(written, share):
    text = RUBRIC.replace("availability: 0.5", f'availability: "{written}"')
    for _, mend in sentences(text, "S112"):
        assert f" {share}:" in mend
    text = RUBRIC.replace("availability: 0.5", "availability: 60")
    assert [mend for _, mend in sentences(text, "S107")] == ["write 0.6", "tulis 0.6"]


@pytest.mark.parametrize("written", ["2_019", '"2019"', "2019.0", "2.019", "2,019"])
def test_a_whole_number_in_another_notation(written):
    text = ASSESSMENT.replace(
        "date: 2026", f"masterplan: {{title: P, from: {written}}}\ndate: 2026"
    )
    if written == "2,019":
        assert "Y210" in {p.code for p in told(text)}
    else:
        found = [p for p in told(text) if p.code in ("S104", "S112")]
        assert found
        assert words("en").mend(found[0]).startswith("write ")


# --- what is never suggested ----------------------------------------------------------------------

CONTRARY = [
    ("maximum", "minimum"),
    ("maximum_availability", "minimum_availability"),
    ("max", "min"),
    ("max-x", "min-x"),
    ("lowest", "highest"),
    ("lower", "higher"),
    ("include", "exclude"),
    ("internal-audit", "external-audit"),
    ("water-quality", "water-quantity"),
    ("known", "unknown"),
    ("formal", "informal"),
    ("applicable", "not_applicable"),
    ("tidak-ada-data", "ada-data"),
    ("indirect-cost", "direct-cost"),
    ("urban-access", "rural-access"),
    ("layanan-online", "layanan-offline"),
    ("anggaran-naik", "anggaran-turun"),
    ("import-duty", "export-duty"),
]


SLIPS_FOR_THE_CONTRARY = [
    ("maximun_availability", "minimum_availability"),
    ("inclde", "exclude"),
    ("maxi", "min"),
    ("external-audits", "internal-audit"),
    ("Maximum", "minimum"),
]


@pytest.mark.parametrize(
    ("word", "other"),
    [*CONTRARY, *(pair[::-1] for pair in CONTRARY), *SLIPS_FOR_THE_CONTRARY],
)
def test_the_contrary_is_neither_suggested_nor_mended_to(word, other):
    assert closest(word, [other, "unlike"]) == ""
    assert sole_match(word, [other, "unlike"]) is None


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("minimun_availability", "minimum_availability"),
        ("minimum-availability", "minimum_availability"),
        ("exlude", "exclude"),
        ("higer", "higher"),
        ("intenal-audit", "internal-audit"),
        ("unknwon", "unknown"),
        ("not_aplicable", "not_applicable"),
        ("wieght", "weight"),
        ("suports", "supports"),
        ("demmand", "demand"),
        ("requird", "required"),
    ],
)
def test_a_slip_is_still_told(word, known):
    assert closest(word, [known, "title"]) == known


@pytest.mark.parametrize(("word", "known"), [("q13", "q12"), ("dewi2023", "dewi2024"), ("a1", "a")])
def test_another_number_is_never_mended_to(word, known):
    assert sole_match(word, [known]) is None


def test_where_the_nearest_is_the_contrary_the_next_is_told():
    assert closest("maximum", ["minimum", "maximal"]) == "maximal"
    assert not opposite("weight", "weights")


# --- the reader's words ---------------------------------------------------------------------------

KEYS = [
    (RUBRIC, "    weight: 1", "    bobot: 1", "weight"),
    (RUBRIC, "    title: All", "    judul: All", "title"),
    (RUBRIC, "dimensions:", "dimensi:", "dimensions"),
    (RUBRIC, "    indicators:", "    indikator:", "indicators"),
    (RUBRIC, "scale:", "skala:", "scale"),
    (ASSESSMENT, "      level: 2", "      tingkat: 2", "level"),
    (ASSESSMENT, "      level: 2", "      nilai: 2", "value"),
    (ASSESSMENT, "      level: 2", "      Skor: 2", "level"),
    (ASSESSMENT, "      level: 2", "      berkas: a.csv", "responses: {file: ...}"),
    (ASSESSMENT, "      level: 2", "      responses: {berkas: a, column: u}", "file"),
    (ASSESSMENT, "      level: 2", "      tidak_diketahui: dicari", "unknown"),
    (ASSESSMENT, "      level: 2", "      tidak-berlaku: x", "not_applicable"),
    (ASSESSMENT, "      because: Ada.", "      alasan: Ada.", "because"),
    (ASSESSMENT, "      evidence:", "      bukti:", "evidence"),
    (ASSESSMENT, "          at: 3", "          halaman: 3", "at"),
    (ASSESSMENT, "date: 2026", "tanggal: 2026", "date"),
    (ASSESSMENT, "references:", "sumber:", "references"),
    (ASSESSMENT, "references:", "daftar_pustaka:", "references"),
    (ASSESSMENT, "ratings:", "penilaian:", "ratings"),
]


@pytest.mark.parametrize(("text", "old", "new", "meant"), KEYS)
def test_a_key_in_other_words_is_told_by_the_word_of_the_format(text, old, new, meant):
    """And it is not told as missing too."""
    wrong = text.replace(old, new, 1)
    for _, mend in sentences(wrong, "S102"):
        assert f"`{meant}`" in mend
    assert sentences(wrong, "S102")
    assert not [p for p in told(wrong) if p.code == "S103"]


CHOICES = [
    (ASSESSMENT, "          shows", "          direction: menghambat\n          shows", "hinders"),
    (ASSESSMENT, "          shows", "          direction: Mendukung\n          shows", "supports"),
    (ASSESSMENT, "          shows", "          side: pengguna\n          shows", "demand"),
    (ASSESSMENT, "date: 2026", "rater: {side: penyedia}\ndate: 2026", "supply"),
    (RUBRIC, "scale:", "evidence: wajib\nscale:", "required"),
    (RUBRIC, "scale:", "aggregate: rata-rata\nscale:", "arithmetic"),
    (RUBRIC, "availability: 0.5}", "availability: 0.5, treat: kecualikan}", "exclude"),
    (RUBRIC, "title: First,", "title: First, techniques: [wawancara],", "interview"),
    (RUBRIC, "title: First,", "title: First, judged_by: pengguna,", "demand"),
]


@pytest.mark.parametrize(("text", "old", "new", "meant"), CHOICES)
def test_a_choice_in_other_words_is_told_by_the_word_of_the_format(text, old, new, meant):
    said = sentences(text.replace(old, new, 1), "S106")
    assert said
    for _, mend in said:
        assert f"`{meant}`" in mend


def test_every_word_of_the_format_in_the_table_is_one():
    known = {key for _, key in FIELDS} | set(
        re.findall(r"Literal\[[^\]]*\]", "\n".join(str(m.model_fields) for m, _ in FIELDS))
    )
    literals = {word for found in known for word in re.findall(r"'([\w-]+)'", found)}
    from smartscore.text import vocabulary

    meant = {term for terms in vocabulary._terms().values() for term in terms}
    planned = {"medium", "high", "low", "maximum", "ratings"}
    assert meant - {key for _, key in FIELDS} - literals - planned == set()


def test_words_of_the_format_are_not_put_in_place_of_codes():
    assert in_the_format("tanggal", ["kode-lain"]) == ""
    assert closest("tanggal", ["date"]) == ""


# --- what to write --------------------------------------------------------------------------------

WRITTEN_OUT = [
    (RUBRIC, "[{code: decree, text: A decree}]", "[undangan]", "{code: undangan, text: ...}"),
    (
        RUBRIC,
        "[{code: decree, text: A decree}]",
        "[Surat undangan]",
        "{code: surat-undangan, text: Surat undangan}",
    ),
    (RUBRIC, "[{code: decree, text: A decree}]", "sk", "[{code: sk, text: ...}]"),
    (RUBRIC, "[{points: 1, label: Absent}, ", "[1, ", "{points: 1, label: ...}"),
    (RUBRIC, "[{points: 1, label: Absent}, ", "[Ada, ", "{points: ..., label: Ada}"),
    (RUBRIC, "{minimum_availability: 0.5}", "worst", "{treat: worst}"),
    (ASSESSMENT, "[indrajit@1]", "indrajit@1", "[indrajit@1]"),
    (ASSESSMENT, "{name: Kota Contoh}", "Kota Contoh", "{name: Kota Contoh}"),
    (ASSESSMENT, "{name: Kota Contoh}", '"Kota, Contoh"', '{name: "Kota, Contoh"}'),
    (ASSESSMENT, "      level: 2", "      responses: skm.csv", "{file: skm.csv, column: ...}"),
    (ASSESSMENT, "      level: 2", "      responses: 3.60", "{mean: 3.60, n: ...}"),
    (ASSESSMENT, "      level: 2", "      met: a", "[a]"),
]


@pytest.mark.parametrize(("text", "old", "new", "written"), WRITTEN_OUT)
def test_a_plain_value_is_told_as_the_mapping_or_list_that_is_due(text, old, new, written):
    said = sentences(text.replace(old, new, 1), "S104")
    assert said
    for _, mend in said:
        assert mend.endswith(f" {written}")


@pytest.mark.parametrize("name", ["zotero.rdf", "./a/b.ris", "x.YAML"])
@pytest.mark.parametrize("form", ["{}", "[{}]"])
def test_references_by_a_file_are_told_how_they_get_into_this_one(name, form):
    text = ASSESSMENT.replace("\n  - {id: plan, title: Rencana}", " " + form.format(name))
    for problem, mend in sentences(text, "S124"):
        assert name in problem
        assert "CSL JSON" in mend
    assert sentences(text, "S124")


@pytest.mark.parametrize("indent", ["", " "])
def test_csl_json_pasted_behind_the_key_is_read(indent):
    pasted = f'references:\n{indent} [{{"id": "plan", "title": "Rencana", "volume": 1.10}}]\n'
    text = ASSESSMENT.replace("references:\n  - {id: plan, title: Rencana}\n", pasted)
    assert not [p for p in told(text) if p.code[0] in "YS"]


def test_items_that_are_met_are_listed_where_none_comes_close(tmp_path):
    (tmp_path / "own.yaml").write_text(RUBRIC, encoding="utf-8")
    text = ASSESSMENT.split("ratings:", maxsplit=1)[0].replace("indrajit@1", "./own.yaml")
    text += "ratings:\n  own:\n    papers: {met: [x, y]}\n    liking: {responses: [3]}\n"
    found = [p for p in told(text, str(tmp_path / "town.yaml")) if p.code == "A108"]
    assert [words("en").mend(p) for p in found] == ["the items are decree"] * 2
    assert [words("id").mend(p) for p in found] == ["butirnya decree"] * 2


SIGNS = [
    ("{foo} bar", "Y118"),
    ("[1] Dinas", "Y118"),
    ("* foo", "Y118"),
    ("**tebal**", "Y118"),
    ("*foo", "Y120"),
    ("& foo", "Y118"),
    ("&foo bar", "Y202"),
    ("! foo", "Y110"),
    ("!foo", "Y110"),
    ("%foo", "Y118"),
    ("@foo", "Y118"),
    ("`foo`", "Y118"),
    ("> 5 orang", "Y118"),
    ("| foo", "Y118"),
    ("? foo", "Y118"),
    ("}x", "Y118"),
    (", x", "Y118"),
    ("- foo", "Y209"),
    ('"foo" bar', "Y208"),
    ("'foo' bar", "Y208"),
    ("{foo}", "S102"),
    ("{a: b}", "S102"),
    ("[foo]", "S104"),
    ("{{ nama }}", "Y113"),
]


@pytest.mark.parametrize(("value", "code"), SIGNS)
@pytest.mark.parametrize("place", ["because: {}", "because:\n        en: {}"])
def test_a_sign_at_the_start_of_text_is_mended_by_quotation_marks(value, code, place):
    text = ASSESSMENT.replace("because: Ada.", place.format(value))
    said = sentences(text, code if place == "because: {}" or code[0] == "Y" else "S104")
    assert said
    for _, mend in said:
        assert "quotation marks" in mend or "tanda kutip" in mend
    other = '"' if "'" in value else "'"
    sound = ASSESSMENT.replace("because: Ada.", place.format(f"{other}{value}{other}"))
    assert not [p for p in told(sound) if p.code[0] in "YS"]


@pytest.mark.parametrize(
    ("text", "column", "meant"),
    [
        ("a: {file: a.csv, column: G01Q02[SQ001]}", 26, "G01Q02[SQ001]"),
        ("a: {c: x{1}, d: 2}", 8, "x{1}"),
        ("a: [x[1], b]", 5, "x[1]"),
        ("a: {because: lihat Bab [2] dan 3, level: 2}", 14, "lihat Bab [2] dan 3"),
        ("a: {b: [1] [2]}", 4, None),
        ("a: {b: 'x'[1]}", 4, None),
        ("a: {c: [1, 2, d: 3}", 8, None),
    ],
)
def test_brackets_in_text_between_braces_are_told_with_the_text(text, column, meant):
    with pytest.raises(Invalid) as raised:
        parse(text.encode(), "f")
    (problem,) = raised.value.problems
    assert problem.code == ("Y211" if meant else "Y115")
    assert problem.place.column == column
    if meant:
        assert problem.values["text"] == meant
        assert parse(text.replace(meant, f'"{meant}"').encode(), "f").data


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a: [3,5, 4,5]", ("3.5", "3, 5")),
        ("a: [4, 3,5]", ("3.5", "3, 5")),
        ("a: [3,5,\n  4,5]", ("3.5", "3, 5")),
        ("a: [x, 12,75]", ("12.75", "12, 75")),
        ("a: [3,5,4,5]", None),
        ("a: [3, 5, 4, 5]", None),
        ("a: [3.5, 4.5]", None),
        ("a: [x,y, z]", None),
        ('a: ["3","5", 4]', None),
        ("a: [[3,5], [4,5]]", None),
    ],
)
def test_a_list_whose_commas_are_uneven_is_told(text, meant):
    found = [p for p in parse(text.encode(), "f").problems if p.code == "Y212"]
    assert [(p.values["one"], p.values["other"]) for p in found] == ([meant] if meant else [])


# --- one fault, one complaint, with the digits that are written -----------------------------------


@pytest.mark.parametrize("written", ["35.10", "9.0", "0.50"])
@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (ASSESSMENT, "level: 2", "level: X"),
        (CASES, "political-will: 3", "political-will: X"),
        (CASES, "political-will: 3", "political-will: {level: X}"),
    ],
)
def test_a_level_off_the_scale_is_quoted_as_it_is_written(text, old, new, written):
    found = [p for p in told(text.replace(old, new.replace("X", written))) if p.code == "A103"]
    assert [p.values["level"] for p in found] == [written]


ANSWERED = ASSESSMENT.replace("indrajit@1", "skm-2017@1").replace(
    "  indrajit:\n    political-will:\n      level: 2\n",
    "  skm-2017:\n    requirements:\n      responses: X\n",
)


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ("[3,5, 4]", ["Y212"]),
        ("[3, 4,5]", ["Y212"]),
        ("[3,5, 4,5]", ["Y212"]),
        ("[3,5, 9]", ["A109", "Y212"]),
        ("[3, 5.0]", ["A109"]),
        ("{mean: 5,50, n: 2}", ["Y210"]),
        ("{mean: 5.50, n: 2}", ["A109"]),
    ],
)
def test_nothing_is_told_that_follows_from_a_comma_between_answers(answers, codes):
    found = [p for p in told(ANSWERED.replace("X", answers)) if p.code in ("A109", "Y210", "Y212")]
    assert sorted(p.code for p in found) == codes
    off = [p.values["value"] for p in found if p.code == "A109"]
    assert set(off) <= {"9", "5.0", "5.50"}


@pytest.mark.parametrize("text", ["political-will: {level: 9,5}", "political-will: {level: 0,5}"])
def test_nothing_is_told_of_the_half_of_a_level(text):
    assert [p.code for p in told(CASES.replace("political-will: 3", text))] == ["Y210"]


@pytest.mark.parametrize(
    ("text", "old", "new", "key"),
    [
        (RUBRIC, "title: Own", "title: {id: Sarana, prasarana}", "prasarana"),
        (RUBRIC, "title: First", "title: Sarana, prasarana", "prasarana"),
        (RUBRIC, "1: No list.", "1: Ada 1,5 juta", "5 juta"),
        (RUBRIC, "1: No list.", "1: Sarana, prasarana", "prasarana"),
        (RUBRIC, "1: No list.", "1: {id: Ada, lengkap }", "lengkap"),
        (RUBRIC, "text: A decree", "text: Surat ,undangan", "undangan"),
        (ASSESSMENT, "name: Kota Contoh", "name: Kota Contoh, lama", "lama"),
        (ASSESSMENT, "title: Rencana", "title: Rencana, induk", "induk"),
        (CASES, "- name: Kota Contoh\n   ", "- {name: Kota, lama}\n  - name: x\n   ", "lama"),
        (RUBRIC, "title: Own", "title: {id: Sarana, en}", "en"),
        (RUBRIC, "title: Own", "title: {id: Sarana, source, prasarana}", "source"),
        (RUBRIC, "title: First", "title: Sarana, weight", "weight"),
        (RUBRIC, "1: No list.", "1: Ada, 3", "3"),
        (ASSESSMENT, "name: Kota Contoh", "name: Kota Contoh, province", "province"),
        (ASSESSMENT, "name: Kota Contoh", "name: Kota Contoh\n    , name", "name"),
        (ASSESSMENT, "title: Rencana", "title: Rencana, note", "note"),
    ],
)
def test_text_that_a_comma_between_braces_ends_is_told_as_that(text, old, new, key):
    assert old in text
    found = [p for p in told(text.replace(old, new)) if p.code[:2] in ("S1", "Y1")]
    found = [p for p in found if p.code != "S103"]
    assert [(p.code, p.values["key"]) for p in found] == [("S120", key)]


@pytest.mark.parametrize(
    "name", ["Kota Batu, province:", '"Kota Batu", province', "Kota Batu, province: null"]
)
def test_a_key_that_was_left_empty_is_no_text(name):
    found = told(ASSESSMENT.replace("name: Kota Contoh", f"name: {name}"))
    assert "S120" not in {p.code for p in found}


def test_the_whole_text_stands_in_the_mend():
    (cut,) = [
        p
        for p in told(ASSESSMENT.replace("name: Kota Contoh", "name: Kota  Batu , province"))
        if p.code == "S120"
    ]
    assert 'write "Kota Batu , province"' in cut.mend("en")
    assert 'tulis "Kota Batu , province"' in cut.mend("id")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("title: {id: Own, english: Own}", "S102"),
        ("title: {id: Own, english: }", "S102"),
        ("title: {id: Own, en}", "S120"),
        ("title:\n  id: Own\n  english:", "S102"),
    ],
)
def test_a_key_with_a_colon_is_an_unknown_key(text, code):
    found = [p.code for p in told(RUBRIC.replace("title: Own", text, 1)) if p.code[0] == "S"]
    assert found == ([code] if code else [])


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize("script", [ARABIC, WIDE], ids=["arabic", "wide"])
@pytest.mark.parametrize(
    ("text", "old", "new", "code", "suggestion"),
    [
        (ASSESSMENT, "[indrajit@1]", "[indrajit@{}]", "S113", "indrajit@1"),
        (CASES, "rubric: indrajit@1", "rubric: indrajit@{}", "S113", "indrajit@1"),
        (ASSESSMENT, "date: 2026", "date: {}026", "S108", None),
        (ASSESSMENT, "level: 2", "level: {}", "S112", "1"),
        (ASSESSMENT, "level: 2", 'value: "{}/4"', "S112", "1/4"),
        (CASES, "overall: 50.0", "overall: '{}'", "S112", "1"),
        (RUBRIC, "version: 1.0.0", "version: {}.0.0", "S109", None),
        (RUBRIC, "weight: 1", "weight: {}", "S112", "1"),
        (
            RUBRIC,
            "dimensions:",
            "weights: {{method: ahp, comparisons: {{all/all: '{}/4'}}}}\ndimensions:",
            "S112",
            "1/4",
        ),
    ],
)
def test_digits_of_other_scripts_are_refused_with_ours(text, old, new, code, suggestion, script):
    assert old in text
    changed = text.replace(old, new.format("1".translate(script)))
    found = [p for p in told(changed) if p.code[0] == "S"]
    assert [(p.code, p.values.get("suggestion")) for p in found] == [(code, suggestion)]


@pytest.mark.parametrize("part", ["1/3", "'1/3'", "2/0", "12345678901234567/3"])
def test_a_fraction_where_a_number_is_due_is_no_other_notation(part):
    """To write it as it stands would mend nothing."""
    found = [p for p in told(RUBRIC.replace("weight: 1", f"weight: {part}")) if p.code[0] == "S"]
    assert [p.code for p in found] == ["S104"]


@pytest.mark.parametrize(
    ("ratio", "codes"),
    [("1/123456", []), ("0/3", ["S107"]), ("3/0", ["S107"]), ("1/1234567", ["S104"])],
)
def test_a_ratio_of_weights_has_up_to_six_digits_on_each_side(ratio, codes):
    weights = f"weights: {{method: ahp, comparisons: {{all/all: {ratio}}}}}\ndimensions:"
    found = told(RUBRIC.replace("dimensions:", weights, 1))
    assert [p.code for p in found if p.code[0] == "S"] == codes
