"""`smartscore refs`: CSL JSON and BibLaTeX, and what other programs read of them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.reports.biblatex import biblatex

from .building import ASSESSMENT, RUBRIC
from .tools import program

EXAMPLES = Path(__file__).parents[1] / "examples"

ITEMS: list[dict[str, Any]] = [
    {
        "id": "alfiyah2019",
        "type": "article-journal",
        "title": "Pengaruh e-Government Pada Smart City di Kabupaten Sumenep",
        "author": [
            {"family": "Alfiyah", "given": "Nur Inna"},
            {"literal": "Badan Pusat Statistik"},
        ],
        "container-title": "JISoP",
        "issued": {"date-parts": [[2019, 5, 3]]},
        "volume": "3",
        "issue": "2",
        "page": "12-20",
        "DOI": "10.1000/182",
        "ISSN": "1234-5678",
    },
    {
        "id": "perpres95",
        "type": "book",
        "title": "Peraturan Presiden Nomor 95 & lain-lain: 100% #1 _x_ {y} ~z^ \\input{a}",
        "author": [{"literal": "Pemerintah {Pusat} and Daerah"}],
        "editor": [{"family": "Berg and Co, Ltd", "given": "A"}],
        "issued": {"date-parts": [[2018]]},
        "publisher": "Sekretariat Negara",
        "publisher-place": "Jakarta",
        "URL": "https://jdih.example.go.id/a_b%20c?x={1}",
        "accessed": {"date-parts": [[2021, 1, 2]]},
    },
    {
        "id": "bab",
        "type": "chapter",
        "title": "Bab <i>Dua</i> H<sub>2</sub>O",
        "container-title": "Buku Besar SPBE",
        "issued": {"date-parts": [[2020, 7]]},
        "publisher": "UGM",
    },
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    keys = "".join(f"  - {{cite: {item['id']}}}\n" for item in ITEMS)
    listed = f"references: {json.dumps([*ITEMS, {'id': 'unread', 'title': 'Unread'}])}\n"
    (tmp_path / "place.yaml").write_text(f"{ASSESSMENT}{listed}informants:\n{keys}")
    return tmp_path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["refs", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_csl_json_holds_what_is_cited_and_the_rubrics(here):
    items = {item["id"]: item for item in json.loads(run("place.yaml").stdout)}
    assert set(items) == {"alfiyah2019", "perpres95", "bab", "rubric-tiny"}
    assert items["alfiyah2019"] == ITEMS[0]
    assert items["rubric-tiny"]["version"] == "1.2.0"
    assert "author" not in items["rubric-tiny"]


def test_what_is_written_can_be_named_as_references(here):
    assert run("place.yaml", "-o", "refs.json").exit_code == 0
    text = (here / "place.yaml").read_text()
    start, end = text.index("references:"), text.index("informants:")
    (here / "place.yaml").write_text(f"{text[:start]}references: refs.json\n{text[end:]}")
    again = json.loads(run("place.yaml").stdout)
    assert again == json.loads((here / "refs.json").read_text())


def test_a_rubric_gives_itself_and_what_it_cites(here):
    items = json.loads(run("indrajit", "--lang", "en").stdout)
    keys = {item["id"] for item in items}
    assert "rubric-indrajit" in keys
    assert len(keys) > 1
    assert not any(key.startswith("oecd") for key in keys)
    cited = f"{RUBRIC}references: [{{id: a, title: A}}, {{id: b, title: B}}]\n"
    cited = cited.replace("title: First", "title: First, citations: [{cite: a}]")
    (here / "tiny.yaml").write_text(cited)
    assert {i["id"] for i in json.loads(run("tiny.yaml").stdout)} == {"a", "rubric-tiny"}


def test_several_files_give_each_source_once(here):
    found = json.loads(run(str(EXAMPLES / "sumenep.yaml"), str(EXAMPLES / "jember.yaml")).stdout)
    keys = [item["id"] for item in found]
    assert len(keys) == len(set(keys))
    assert {"alfiyah", "jember-study", "rubric-indrajit"} <= set(keys)


def test_pandoc_reads_back_what_is_written_as_biblatex(here):
    pandoc = program("pandoc")
    assert run("place.yaml", "-o", "refs.bib").exit_code == 0
    command = [pandoc, "-f", "biblatex", "-t", "csljson", "--sandbox", "refs.bib"]
    done = subprocess.run(command, capture_output=True, check=True)
    items = {item["id"]: item for item in json.loads(done.stdout)}
    assert set(items) == {"alfiyah2019", "perpres95", "bab", "rubric-tiny"}
    for item in ITEMS:
        back = items[item["id"]]
        assert back["type"] == item["type"]
        for key in ("DOI", "page", "issue", "volume", "publisher", "container-title", "issued"):
            assert back.get(key) == item.get(key), key
    assert items["alfiyah2019"]["title"] == ITEMS[0]["title"]
    assert items["alfiyah2019"]["author"] == ITEMS[0]["author"]
    assert items["perpres95"]["author"] == ITEMS[1]["author"]
    assert items["perpres95"]["editor"][0]["family"] == "Berg and Co, Ltd"
    assert items["perpres95"]["title"] == ITEMS[1]["title"]
    assert "<i>" in items["bab"]["title"]
    assert "<sub>" in items["bab"]["title"]


@pytest.mark.parametrize(
    "kind", ["article-newspaper", "article-magazine", "article-journal", "review", "graphic"]
)
def test_kinds_of_sources_outlast_biblatex(tmp_path, kind):
    item = {"id": "a", "type": kind, "title": "Bupati absen", "container-title": "Radar"}
    (tmp_path / "a.bib").write_text(biblatex([item]).text)
    command = [program("pandoc"), "-f", "biblatex", "-t", "csljson", "--sandbox"]
    done = subprocess.run([*command, str(tmp_path / "a.bib")], capture_output=True, check=True)
    assert [one["type"] for one in json.loads(done.stdout)] == [kind]


def test_our_own_reader_reads_it_back_too(here):
    program("pandoc")
    assert run("place.yaml", "-o", "refs.bib").exit_code == 0
    text = (here / "place.yaml").read_text()
    start, end = text.index("references:"), text.index("informants:")
    (here / "place.yaml").write_text(f"{text[:start]}references: refs.bib\n{text[end:]}")
    again = {item["id"]: item for item in json.loads(run("place.yaml").stdout)}
    for item in ITEMS[:2]:
        assert again[item["id"]]["title"] == item["title"]
        assert again[item["id"]]["author"] == item["author"]


def test_braces_that_do_not_close_do_not_swallow_what_follows():
    text = biblatex([{"id": "a", "title": "a { b", "note": "}}}"}, {"id": "b", "title": "B"}]).text
    assert text.count("{") == text.count("}")
    assert "title = {a [ b}" in text
    assert text.endswith("@misc{b,\n  title = {B},\n}\n")


def test_keys_that_bibtex_can_not_hold_are_told():
    items = [
        {"id": key, "title": key} for key in ("a b", "a-b", "A-B", "{}", "źle", "http://x.y/z")
    ]
    written = biblatex(items)
    assert written.renamed == {"a-b": "a-b-2", "A-B": "A-B-3", "a b": "a-b", "{}": "source"}
    assert "@misc{http://x.y/z," in written.text


def test_what_is_written_is_not_read_over(here):
    assert run("place.yaml", "-o", "place.yaml").exit_code == 2
    (here / "own.json").write_text("[]")
    text = (here / "place.yaml").read_text().replace("references:", "references: own.json #")
    (here / "place.yaml").write_text(text)
    assert run("place.yaml", "-o", "own.json").exit_code == 2


@pytest.mark.parametrize("arguments", [["nope"], ["nope.yaml"], ["place.yaml", "-o", "x.ris"]])
def test_what_is_not_there_is_told(here, arguments):
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stderr


def test_a_citation_without_a_source_is_told(here):
    text = (here / "place.yaml").read_text().replace("{cite: bab}", "{cite: babb}")
    (here / "place.yaml").write_text(text)
    done = run("place.yaml")
    assert done.exit_code == 1
    assert "A203" in done.stderr
    assert json.loads(done.stdout)
