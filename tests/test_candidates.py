"""Candidates in an assessment: a skeleton to fill in, and what is added to one that is there."""

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.engine.tree import groups
from smartscore.passages.cutting import passages
from smartscore.passages.search import Dismissed, Findings, Named, digest, found
from smartscore.read.assessments import Reader
from smartscore.read.check import Examiner
from smartscore.read.documents import reading
from smartscore.read.shelf import Catalogue
from smartscore.skeleton import Refused, Unplaced, candidates
from smartscore.skeleton.proposed import citation_key, overlaps, recorded
from smartscore.skeleton.wanted import listing
from smartscore.text.documents import Block, Document
from smartscore.text.parsing import parse
from smartscore.text.problems import Problem
from smartscore.words import Words, words
from tests.building import dimension, indicator, rubric_data

EN, ID = words("en"), words("id")
DAY = "2026-11-21"
PLAN = """# Service plan

## 1 Internet network

The internet network reaches 12 of 27 villages. Fifteen villages have no internet network yet.

## 2 Leadership

The mayor leads the steering team. The steering team met "twice": in May # and in June.
"""


class Read(NamedTuple):
    file: str
    digest: str
    document: Document


def read(path: Path) -> Read:
    """A document; one with headings as this test reads it."""
    data = path.read_bytes()
    document: object = marked(data.decode())
    if path.suffix != ".md":
        document = reading.document(path.name, data)
    assert isinstance(document, Document), document
    return Read(str(path), f"sha256:{hashlib.sha256(data).hexdigest()}", document)


def marked(text: str, pages: int = 0) -> Document:
    parts = [part.strip() for part in text.split("\n\n")]
    blocks = [
        Block(part.lstrip("# "), min(pages, 1), len(part) - len(part.lstrip("#"))) for part in parts
    ]
    return Document(tuple(blocks), pages)


@pytest.fixture
def place(tmp_path):
    """A shelf with a rubric of three measures, and a plan beside the assessment."""
    shelf = tmp_path / "rubrics"
    shelf.mkdir()
    data = rubric_data(
        dimension(
            "state",
            indicator("network", title="Internet network"),
            indicator("no", title="Leadership by the mayor"),
        ),
        dimension(
            "count",
            indicator(
                "villages",
                title="Villages with internet",
                levels=None,
                quantity={"unit": "villages", "worst": 0, "best": 27},
            ),
        ),
        evidence="required",
    )
    (shelf / "own.yaml").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    return tmp_path


def catalogue(place: Path) -> Catalogue:
    return Catalogue([place / "rubrics"])


def search(place: Path, files: list[Read], dismissed: Dismissed | None = None) -> Findings:
    trees = Reader(catalogue(place), together=True).assessment("-", listing(["own@1"])).trees
    assert groups(trees)
    return found([Named(Path(f.file).name, f.document) for f in files], trees, dismissed=dismissed)


def skeleton(place: Path, *names: str, told: Words = EN) -> Path:
    """A skeleton made from some documents of the folder."""
    files = [read(place / name) for name in names or ("plan.md",)]
    made = candidates.fresh(
        str(place / "town.yaml"), ["own"], catalogue(place), told,
        search(place, files), files, date=DAY, subject="Somewhere",
    )  # fmt: skip
    (place / "town.yaml").write_text(made.text, encoding="utf-8")
    return place / "town.yaml"


def added(
    path: Path, *names: str, told: Words = EN, named: bool = False, again: bool = False
) -> candidates.Added:
    """The file with the candidates of some documents; it is written if there are any."""
    place, data = path.parent, path.read_bytes()
    files = [read(place / name) for name in names or ("plan.md",)]
    gone: Dismissed = {} if again else candidates.dismissed(data, str(path))
    result = candidates.added(
        str(path), data, search(place, files, gone), files, catalogue(place), EN,
        named=named, again=again,
    )  # fmt: skip
    path.write_bytes(result.text.encode())
    return result


def check(path: Path) -> list[Problem]:
    return list(Examiner(catalogue(path.parent)).check(str(path), path.read_bytes()))


def told(path: Path) -> set[str]:
    return {problem.code for problem in check(path)}


def written(path: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", parse(path.read_bytes(), str(path)).data)


def ratings(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = written(path)["ratings"]["own"]
    return found


class TestFresh:
    @pytest.mark.parametrize("language", [EN, ID], ids=["en", "id"])
    def test_is_quiet_but_for_what_is_not_read(self, place, language):
        path = skeleton(place, told=language)
        assert told(path) <= {"A430", "A215", "Y203"}, check(path)
        unread = [p for p in check(path) if p.code == "A430"]
        pieces = [each for held in ratings(path).values() if held for each in held["evidence"]]
        assert len(unread) == len(pieces) > 2
        lines = path.read_text(encoding="utf-8").splitlines()
        assert all(lines[p.place.line - 1].strip() == "shows:" for p in unread)
        assert {p.values["code"] for p in unread} == set(ratings(path))

    def test_says_where_each_stands_and_never_a_level_or_a_direction(self, place):
        path = skeleton(place)
        rating = ratings(path)["network"]
        assert set(rating) == {"unknown", "evidence"}
        first = rating["evidence"][0]
        assert set(first) == {"cite", "at", "quote", "shows"}
        assert first["at"] == "1 Internet network"
        assert first["quote"] in " ".join(PLAN.split())
        assert set(ratings(path)["villages"]) == {"unknown", "evidence"}  # a quantity

    def test_makes_a_reference_of_each_document(self, place):
        path = skeleton(place)
        (item,) = written(path)["references"]
        digest = hashlib.sha256(PLAN.encode()).hexdigest()
        assert item == {
            "id": "plan", "type": "document", "title": "Service plan", "file": "plan.md",
            "digest": f"sha256:{digest}",
        }  # fmt: skip

    def test_scores_nothing_of_them(self, place):
        reading_of = Reader(catalogue(place)).assessment(
            str(skeleton(place)), (place / "town.yaml").read_bytes()
        )
        held = reading_of.assessment.rating("own", "network")
        assert held is not None
        assert held.pieces
        assert not held.evidence

    def test_documents_of_one_name_and_odd_names_have_keys_of_their_own(self, place):
        (place / "a b: #.md").write_text(PLAN.replace("12", "13"), encoding="utf-8")
        (place / "x").mkdir()
        (place / "x" / "plan.md").write_text(PLAN.replace("12", "14"), encoding="utf-8")
        path = skeleton(place, "plan.md", "x/plan.md", "a b: #.md")
        data = written(path)
        assert {each["id"]: each["file"] for each in data["references"]}.items() <= {
            "plan": "plan.md", "plan-2": "x/plan.md", "a-b": "a b: #.md",
        }.items()  # fmt: skip
        assert told(path) <= {"A430", "A215", "Y203"}, check(path)

    def test_a_document_off_the_premises_is_refused(self, place):
        inside = place / "inside"
        inside.mkdir()
        file = read(place / "plan.md")
        with pytest.raises(Refused, match=r"candidates\.outside"):
            candidates.fresh(
                str(inside / "town.yaml"), ["own"], catalogue(place), EN,
                search(place, [file]), [file], date=DAY, subject=None,
            )  # fmt: skip


HOSTILE = st.lists(
    st.sampled_from(
        ["internet", "network", "mayor", '"', "'", ": ", " #", "# smartscore: ignore[A430]", "- ",
         "---", "%YAML 1.2", "&a", "*a", "!!str", "{", "[", "|", ">-", "\t", "\u202e", "\u2066",
         "\U0001f600", "é", "x" * 120, "\ufeff", "\xad", "null", "~", "no", "\\", "\\n", "<b>"]
    ),
    min_size=6,
    max_size=40,
)  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_every_quote_is_accepted_by_the_check(tmp_path_factory, paragraphs):
    place = tmp_path_factory.mktemp("hostile")
    (place / "rubrics").mkdir()
    network = indicator("network", title="Internet network")
    data = rubric_data(dimension("state", network))
    (place / "rubrics" / "own.yaml").write_text(json.dumps(data), encoding="utf-8")
    text = "\n\n".join("internet network " + " ".join(each) for each in paragraphs)
    (place / "plan.txt").write_text(text, encoding="utf-8")
    path = skeleton(place, "plan.txt")
    assert "A430" in told(path)
    assert not told(path) & {"A401", "A403", "A420", "A421", "Y205", "Y206"}, check(path)
    assert added(path, "plan.txt").candidates == 0


def test_a_quote_that_begins_with_a_date_is_no_date(place):
    (place / "plan.md").write_text("2024-01-01 The internet network reaches five villages.\n")
    path = skeleton(place)
    assert "quote: 2024-01-01 The internet" in path.read_text(encoding="utf-8")
    assert "Y201" not in told(path), check(path)


def test_the_place_is_the_printed_page_and_the_heading(place):
    document = marked(PLAN, 9)._replace(labels=("iii", *map(str, range(1, 9))))
    file = read(place / "plan.md")._replace(document=document)
    made = candidates.fresh(
        str(place / "town.yaml"), ["own"], catalogue(place), ID,
        search(place, [file]), [file], date=DAY, subject=None,
    )  # fmt: skip
    assert "at: hlm. iii, 1 Internet network\n" in made.text


class TestAdded:
    def test_twice_is_once(self, place):
        path = skeleton(place)
        before = path.read_bytes()
        assert added(path).candidates == 0
        assert path.read_bytes() == before

    def test_what_was_deleted_does_not_come_back(self, place):
        path = skeleton(place)
        text = path.read_text(encoding="utf-8")
        start = text.index("    network:\n")
        end = text.index("    #", start)
        path.write_text(text[:start] + "    network:\n" + text[end:], encoding="utf-8")
        gone = candidates.dismissed(path.read_bytes(), str(path))
        assert gone["own", "network"]
        assert not gone["own", "no"]
        assert added(path).candidates == 0
        assert added(path, again=True).candidates > 0
        assert ratings(path)["network"]["evidence"]

    @pytest.mark.parametrize(
        "old",
        [
            "ratings:\n  own:\n    network:\n    no: {level: 2}\n",
            (
                "ratings:\n  own:\n    # mine\n    network:  # still\n\n    no: 2\n    villages:\n"
                "      unknown: candidates not read yet\n"
            ),
            "ratings:\n  own:\n",
            "",
            "about: |+\n  Kept.\n\n",
            (
                "references: lib.json\nratings:\n  own:\n"
                "    network: {unknown: candidates not read yet, evidence: []}\n"
            ),
            (
                "references:\n- {id: plan, title: Other}\nratings:\n  own:\n    no:\n"
                "      plan: {level: 3}\n"
            ),
            (
                "references: [{id: mine, title: P, file: plan.md}]\nratings:\n  own:\n    no:\n"
                "      unknown: kandidat belum dibaca\n      evidence:\n"
                "      - {cite: mine, at: 2, shows: Mine.}\n      # end\n"
            ),
        ],
    )
    def test_every_line_stays_and_the_rest_is_told(self, place, old):
        (place / "lib.json").write_text('[{"id": "zed", "type": "book", "title": "Z"}]')
        head = f"smartscore: assessment/1\nrubrics: [own@1]\nsubject: {{name: A}}\ndate: {DAY}\n"
        path = place / "town.yaml"
        for ending in ("\n", "\r\n"):
            path.write_bytes((head + old).replace("\n", ending).encode())
            before = path.read_bytes().decode()
            result = added(path)
            assert result.candidates > 0
            assert not result.unplaced
            rest = iter(path.read_bytes().decode())
            assert all(letter in rest for letter in before)
            assert path.read_bytes().decode().splitlines()[-1].startswith("# proposed own/")
            assert "A430" in told(path)
            assert not told(path) & {"A401", "A402", "A203", "A204"}, check(path)
            assert added(path).candidates == 0
            held = [each for each in ratings(path).values() if isinstance(each, dict)]
            cited = {piece["cite"] for each in held for piece in each.get("evidence", ())}
            taken = "plan-2" if "id: plan" in old else "plan"
            assert cited == {"mine" if "file: plan.md" in old else taken}

    def test_braces_take_every_letter(self, place):
        (place / "plan.md").write_text(
            "# Plan \U0001f600\n\nThe internet network \U0001f600 reaches\u202e five villages.\n",
            encoding="utf-8",
        )
        path = place / "town.yaml"
        path.write_text(
            f"smartscore: assessment/1\nrubrics: [own@1]\nsubject: {{name: A}}\ndate: {DAY}\n"
            "references: [{id: mine, type: report, title: P}]\nratings:\n  own:\n"
            "    network: {unknown: candidates not read yet}\n",
            encoding="utf-8",
        )
        assert added(path).candidates
        (piece,) = ratings(path)["network"]["evidence"]
        assert "network \U0001f600 reaches" in piece["quote"]
        assert not told(path) & {"A401", "Y205", "Y206"}, check(path)

    def test_no_other_passage_brings_back_a_sentence_that_was_deleted(self, place):
        (place / "plan.md").write_text(
            "The internet network has masts. The internet network reaches schools. It is for "
            "all. Nobody pays for it yet. The budget is small. It ends next year.\n"
        )
        file = read(place / "plan.md")
        best = search(place, [file]).asked[0].candidates[0].passage
        other = next(
            each
            for each in passages(file.document)
            if each.number != best.number and each.first <= best.last and best.first <= each.last
        )
        answer = search(place, [file], {("own", "network"): {digest(other.text)}}).asked[0]
        assert all(each.passage.first > other.last for each in answer.candidates)

    def test_a_document_that_has_changed_is_told_and_what_no_longer_stands_is_no_quote(self, place):
        path = skeleton(place)
        assert added(path).changed == ()
        (place / "plan.md").write_text(PLAN.replace("12 of 27", "26 of 27"), encoding="utf-8")
        result = added(path)
        assert result.changed == (str(place / "plan.md"),)
        quotes = [each["quote"] for each in ratings(path)["network"]["evidence"]]
        assert [quote for quote in quotes if "26 of 27" in quote]
        assert "A421" in told(path)

    def test_rated_ones_get_none_unless_they_are_named(self, place):
        path = place / "town.yaml"
        rated = "      level: 2\n      because: So.\n"
        path.write_text(
            f"smartscore: assessment/1\nrubrics: [own@1]\nsubject: {{name: A}}\ndate: {DAY}\n"
            f"ratings:\n  own:\n    network:\n{rated}    no: 3\n"
            "    villages:\n      unknown: Nobody has counted them in any report.\n",
            encoding="utf-8",
        )
        assert added(path).candidates == 0
        result = added(path, named=True)
        assert result.unplaced == ("own/no",)  # a bare number has no place for evidence
        assert ratings(path)["network"]["level"] == 2
        assert "unknown" not in ratings(path)["network"]
        assert {"A201", "A430"} <= told(path)  # unread, it is no evidence for the level

    def test_garbled_records_do_no_harm(self):
        text = "# proposed own/network: 0123456789ab zz 01234\n#proposed own/no:\n# proposed : x\n"
        assert recorded(text) == {("own", "network"): {"0123456789ab"}, ("own", "no"): set()}

    def test_what_leaves_no_place_is_refused(self, place):
        path = place / "town.yaml"
        data = {"smartscore": "assessment/1", "rubrics": ["own@1"], "subject": {"name": "A"}}
        path.write_text(json.dumps({**data, "date": DAY}), encoding="utf-8")
        with pytest.raises(Unplaced):
            added(path)


def test_keys_are_letters_and_their_own():
    assert citation_key("RPJMD Kab. X (2025).pdf", ["other"], EN) == "rpjmd-kab-x-2025"
    assert citation_key("x/計画.pdf", ["dokumen"], ID) == "dokumen-2"


def test_overlaps():
    assert not overlaps("the plan names no year", ["the plan names a year"])


class TestElsewhere:
    """What other commands make of candidates that nobody has read."""

    def test_a_workbook_keeps_them(self, place):
        path = skeleton(place)
        book, back = place / "town.xlsx", place / "back.yaml"
        shelf = ["--rubrics", str(place / "rubrics")]
        for source, target in ((path, book), (book, back)):
            result = CliRunner().invoke(app, ["convert", str(source), str(target), *shelf])
            assert result.exit_code == 0, result.output
            assert ("record of candidates" in result.stderr) == (source == path)
        assert written(back)["ratings"] == written(path)["ratings"]

    def test_merging_keeps_them_but_for_those_that_another_has_read(self, place):
        path = skeleton(place)
        other, both = place / "other.yaml", place / "both.yaml"
        text = path.read_text(encoding="utf-8")
        other.write_text(text.replace("shows:\n", "shows: Something.\n", 1), encoding="utf-8")
        files = [str(path), str(other), "-o", str(both), "--rubrics", str(place / "rubrics")]
        result = CliRunner().invoke(app, ["merge", *files])
        assert result.exit_code == 0, result.output
        pieces = [piece for held in ratings(both).values() if held for piece in held["evidence"]]
        shown = [piece["shows"] for piece in pieces]
        assert shown.count("Something.") == 1
        assert len(shown) == text.count("          shows:\n")

    @pytest.mark.parametrize("style", ["page", "appendix"])
    def test_reports_show_none_of_them_nor_their_documents(self, place, style):
        path = skeleton(place)
        text = path.read_text(encoding="utf-8")
        asked = ["report", str(path), "--rubrics", str(place / "rubrics"), "--style", style]
        result = CliRunner().invoke(app, asked)
        assert "Somewhere" in result.output
        assert "12 of 27" not in result.output
        assert "Service plan" not in result.output
        path.write_text(text.replace("shows:\n", "shows: Few have it.\n", 1), encoding="utf-8")
        result = CliRunner().invoke(app, asked)
        assert ("Service plan" in result.output) == (style == "appendix")

    def test_assess_lists_no_document_of_which_nothing_is_read(self, place):
        path = skeleton(place)
        asked = ["assess", str(path), "--rubrics", str(place / "rubrics")]
        result = CliRunner().invoke(app, [*asked, "--detail"])
        assert (result.exit_code, "Service plan" in result.output) == (0, False)
