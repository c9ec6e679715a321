"""Every value and key of every field is text: for pandoc, in docx, on pages, on GitHub."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import cmarkgfm
import html5lib
import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.reports import docx
from smartscore.text.csl import known

from . import hostile_fields
from .building import ASSESSMENT
from .tools import program

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pandocs() -> list[str]:
    """Every pandoc that is here: that on the path, and that of the extra."""
    found = [path] if (path := shutil.which("pandoc")) else []
    try:
        import pypandoc

        found.append(str(pypandoc.get_pandoc_path()))
    except (ImportError, OSError):
        pass
    return list(dict.fromkeys(found)) or ["pandoc"]


@pytest.fixture(params=pandocs(), ids=lambda path: "extra" if "pypandoc" in path else "path")
def pandoc(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """One pandoc after another, as the one on the path."""
    program("pandoc", request.param)
    which = shutil.which
    monkeypatch.setattr(
        "shutil.which", lambda name, **more: request.param if name == "pandoc" else which(name)
    )
    return str(request.param)


@pytest.fixture(scope="module", params=[0, 1])
def hostile(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Files whose every field tries to act, beside files that they must not get."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("secret.png", "secret.env"):
        (folder / name).write_bytes(b"\x89PNG secret")
    path, reached = hostile_fields.write(folder, request.param)
    assert reached > 120
    return path


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(app, [*arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def written(*arguments: str) -> str:
    done = run(*arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


def of_kind(tree: Any, kind: str) -> Iterator[Any]:
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree["c"]
        tree = list(tree.values())
    if isinstance(tree, list):
        for inner in tree:
            yield from of_kind(inner, kind)


def read_by(pandoc: str, text: str, *arguments: str) -> Any:
    command = [pandoc, "--sandbox", "-t", "json", *arguments]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return json.loads(done.stdout)


OURS = {"https://doi.org/10.1000/182", "https://www.ncbi.nlm.nih.gov/pubmed/12345"}
"""The links of the one reference that has some."""


@pytest.mark.parametrize("reader", ["markdown", "markdown-smart"])
def test_pandoc_finds_text_alone(hostile, pandoc, reader):
    text = written("report", str(hostile), "--parts", "all")
    tree = read_by(pandoc, text, "-f", reader)
    listed = tree["meta"]["references"]["c"]
    assert len(listed) > 20
    assert not list(of_kind(tree["meta"], "Link"))
    cited = read_by(pandoc, text, "-f", reader, "--citeproc")
    for part in (tree["meta"], tree["blocks"], cited["blocks"]):
        for kind in ("Image", "RawInline", "Code", "CodeBlock", "Note", "Strikeout"):
            assert not list(of_kind(part, kind)), kind
        assert {raw[0] for raw in of_kind(part, "RawBlock")} <= {"openxml"}
    targets = {link[2][0] for link in of_kind(cited["blocks"], "Link")}
    assert targets <= OURS
    assert "https://doi.org/10.1000/182" in targets


def test_a_document_holds_text_alone(hostile, pandoc, tmp_path):
    out = tmp_path / "out.docx"
    written("report", str(hostile), "--parts", "all", "-o", str(out))
    parts = inspected(out)
    text = "".join(t.text or "" for t in ET.fromstring(parts["word/document.xml"]).iter(f"{W}t"))
    for acting in ("![x](/etc/passwd)", "<svg onload=alert(1)>", "DDEAUTO cmd calc", "[x] "):
        assert acting in text


def inspected(path: Path, *, links: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The parts of a docx, after a look at all that could act in them; `links` may begin so."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, content in parts.items():
        if name.endswith(".rels"):
            for relation in ET.fromstring(content):
                outside = relation.get("TargetMode") == "External"
                target = relation.get("Target") or ""
                assert not outside or target in OURS or target.startswith(links), target
        elif name.startswith("word/media/"):
            assert b"secret" not in content
            assert content.startswith(b"\x89PNG")
        elif name != "word/footer1.xml":
            tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(content).iter()}
            assert not tags & {"instrText", "fldSimple", "fldChar", "object", "altChunk"}, name
    return parts


def test_a_template_can_add_no_more(hostile, pandoc, tmp_path):
    (tmp_path / "own.jinja").write_text(
        "{{ front() }}\n\n# One\n\n"
        "{% for source in report.sources %}{% for key in source.csl %}"
        "{{ key }}: {{ source.csl[key] }}\n\n"
        "{% endfor %}{{ source.csl.get('language') }}\n\n"
        "{{ source.csl.get('title') }}\n\n{% endfor %}\n"
        "`<w:fldSimple w:instr='x'/>`{=openxml} [a](file:///x) [b](mailto:a@b.c) ![c](secret.png)\n"
        "\n{{ references() }}\n"
    )
    out = tmp_path / "out.docx"
    written("report", str(hostile), "--template", str(tmp_path / "own.jinja"), "-o", str(out))
    inspected(out, links=("http://", "https://"))  # it does not escape what it links


def github(text: str) -> Any:
    page = cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE)
    return html5lib.parse(page.replace("<!-- -->", ""), namespaceHTMLElements=False)


@pytest.mark.parametrize(
    "command",
    [
        ("report", "--flavour", "gfm"),
        ("report", "--flavour", "gfm", "--style", "brief"),
        ("assess", "--format", "markdown", "--detail"),
    ],
)
def test_github_finds_text_alone(hostile, command):
    page = github(written(command[0], str(hostile), *command[1:]))
    tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "svg", "img", "input", "iframe", "del", "a", "style"}, tags
    set_apart = {"".join(e.itertext()) for e in page.iter() if e.tag in ("em", "sup", "sub")}
    assert set_apart <= {"x"}, "as `<i>x</i>` in a title says"
    assert not [e for e in page.iter() if any(name.startswith("on") for name in e.attrib)]


def test_a_page_holds_text_alone(hostile):
    page = html5lib.parse(
        written("report", str(hostile), "--format", "html"), namespaceHTMLElements=False
    )
    assert not [e for e in page.iter() if e.tag in ("script", "iframe", "img", "object", "base")]
    for element in page.iter():
        assert not [name for name in element.attrib if name.startswith("on")]
        for name in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
            assert (element.get(name) or "#").startswith("#"), element.attrib


# one value at a time


@pytest.mark.parametrize(
    ("item", "left"),
    [
        ({"DOI": "10.1000/182"}, {"DOI": "10.1000/182"}),
        ({"DOI": "https://doi.org/10.1000/182"}, {"DOI": "10.1000/182"}),
        ({"DOI": "10.1002/(SICI)1097<1::AID>3.0.CO;2-B"},) * 2,
        ({"DOI": "file://evil.example/x"}, {}),
        ({"DOI": "doi.org/10.1000/182"}, {}),
        ({"DOI": ["10.1000/182"]}, {}),
        ({"PMID": 123, "PMCID": "PMC12"}, {"PMID": "123", "PMCID": "PMC12"}),
        ({"PMID": "smb://x", "PMCID": "12"}, {}),
        ({"url": "https://bps.go.id/x"}, {"URL": "https://bps.go.id/x"}),
        ({"url": "http://a.example", "URL": "http://b.example"}, {"URL": "http://b.example"}),
        ({"URL": "ftp://a.example"}, {}),
        ({"type": "article-journal", "language": "id-ID"},) * 2,
        ({"type": "motion_picture", "language": "zh_Hant_TW"},) * 2,
        ({"type": "\tbook", "language": "    x"}, {"type": "book"}),
        ({"type": "![x](/etc/passwd)", "language": "Bahasa Indonesia"}, {}),
        ({"custom": {"a": 1}, "categories": ["a"], "x": "y", "k" * 2000: "z"}, {}),
        (
            {"volume": 12, "issue": 1.5, "page": True, "edition": 10**20},
            {"volume": "12", "issue": "1.5"},
        ),
        ({"author": "A"}, {"author": [{"literal": "A"}]}),
        (
            {"author": [{"family": "A", "x": "b", "given": 3}]},
            {"author": [{"family": "A", "given": "3"}]},
        ),
        ({"author": [[1], None, {}, {"family": " "}]}, {}),
        (
            {"issued": {"date-parts": [[2020, "3", 1], [2021]]}},
            {"issued": {"date-parts": [[2020, 3, 1], [2021]]}},
        ),
        ({"issued": {"date-parts": [["x"]], "literal": "undated"}}, {"issued": "undated"}),
        ({"issued": {"date-parts": [[2020, 99]]}}, {"issued": {"date-parts": [[2020]]}}),
        ({"issued": {"date-parts": [[10**30]]}}, {}),
        ({"issued": 2020, "accessed": "2020-01"}, {"issued": "2020", "accessed": "2020-01"}),
        ({"issued": {"date-parts": 7, "raw": ["x"]}}, {}),
    ],
)
def test_what_of_a_reference_is_csl(item, left):
    assert known(item) == left


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2108-01-01", "9999-12-31"])
def test_a_document_of_any_day(here, pandoc, day):
    (here / "place.yaml").write_text(ASSESSMENT.replace("2021-07-12", day))
    assert day in (here / "place.yaml").read_text()
    written("report", "place.yaml", "-o", "a.docx")
    with zipfile.ZipFile(here / "a.docx") as archive:
        core = archive.read("docProps/core.xml").decode()
    assert f">{max(day, '1980-01-01')}T12:00:00Z</dcterms:created>" in core


def test_text_is_as_it_was_written(here, pandoc):
    said = '\'tis "so" -- e.g. 3--4 ... [x] <!-- no --> a@b.example'
    (here / "place.yaml").write_text(f"{ASSESSMENT}about: {json.dumps(said)}\n")
    written("report", "place.yaml", "-o", "a.docx")
    with zipfile.ZipFile(here / "a.docx") as archive:
        root = ET.fromstring(archive.read("word/document.xml"))
    assert said in "".join(text.text or "" for text in root.iter(f"{W}t"))


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (
            {"word/document.xml": b"<w:p xmlns:w='w'><w:instrText>x</w:instrText></w:p>"},
            "instrText",
        ),
        ({"word/media/a.png": b"other"}, "picture"),
        ({"word/vbaProject.bin": b""}, "vbaProject"),
        ({"word/document.xml": b"<w:p"}, "XML"),
        (
            {
                "word/_rels/document.xml.rels": b"<R><Relationship Type='x/hyperlink' "
                b"Target='file:///x' TargetMode='External'/></R>"
            },
            "file:///x",
        ),
        (
            {
                "word/_rels/settings.xml.rels": b"<R><Relationship Type='x/attachedTemplate' "
                b"Target='https://a.example'/></R>"
            },
            "attachedTemplate",
        ),
        (
            {
                "word/_rels/document.xml.rels": b"<R><Relationship Type='x/image' "
                b"Target='https://a.example' TargetMode='External'/></R>"
            },
            "https://a.example",
        ),
    ],
)
def test_the_last_look_sees_what_acts(parts, found):
    from smartscore.reports.docx.guard import guarded

    with pytest.raises(docx.ActsError, match=found):
        guarded(parts, b"", [b"ours"])


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_document_that_acts_is_not_written(here, monkeypatch, language):
    program("pandoc")

    def guarded(*_: object) -> None:
        raise docx.ActsError("word/document.xml: instrText")

    monkeypatch.setattr("smartscore.reports.docx.guarded", guarded)
    (here / "a.docx").write_text("old")
    done = run("report", "place.yaml", "-o", "a.docx", "--lang", language)
    assert done.exit_code == 2
    assert "word/document.xml: instrText" in done.stderr
    assert (here / "a.docx").read_text() == "old"


def test_markdown_that_is_nested_too_deeply_is_told(here, pandoc):
    (here / "own.jinja").write_text("{{ '> ' * 2000 }}x\n")
    done = run("report", "place.yaml", "--template", "own.jinja", "-o", "a.docx")
    assert done.exit_code == 2
    assert "RecursionError" not in done.stderr
    assert not (here / "a.docx").exists()


@pytest.mark.parametrize("key", ["", " ", "\t\n"])
def test_a_reference_has_a_key(here, key):
    (here / "place.yaml").write_text(f"{ASSESSMENT}references: [{{id: {json.dumps(key)}}}]\n")
    done = run("check", "place.yaml")
    assert done.exit_code == 1
    assert "S110" in done.stdout


def addresses(text: str) -> Sequence[str]:
    return [link.get("href") or "" for link in github(text).iter("a")]


@pytest.mark.parametrize(
    "text",
    [
        "a@b.example",
        "a.b+c-d_e@b.example",
        "mailto:a@b.example",
        "xmpp:a@b.example/x",
        "www.b.example",
        "WWW.b.example",
        "http://b.example",
        "https://b.example",
        "ftp://b.example",
        "(www.b.example)",
        "x a@-b.example",
        "a@_b.example",
        "a@b@c.example",
        "\\a@b.example",
        "a\\@b.example",
        "@b.example",
        "**www.b.example**",
        "http:\\//b.example",
        "é@b.example",
        "a@é.example",
        "[x] a@b.example",
    ],
)
def test_nothing_is_a_link_on_github(text):
    from smartscore.reports.markup import github as escaped

    assert addresses(text + " <https://a.example>"), "the reader makes links"
    for form in (
        f"{escaped(text)}\n",
        f"- {escaped(text)}\n",
        f"| a |\n|---|\n| {escaped(text)} |\n",
    ):
        assert not addresses(form)
        shown = "".join(github(form).itertext())
        assert text in shown


@pytest.mark.parametrize("box", ["[x]", "[X]", "[ ]"])
def test_no_item_is_a_task(pandoc, box):
    from smartscore.reports.markup import md

    page = cmarkgfm.github_flavored_markdown_to_html(f"- {md(f'{box} a')}\n")
    assert page == f"<ul>\n<li>{box} a</li>\n</ul>\n"
    for reader in ("markdown", "gfm"):
        shown = json.dumps(read_by(pandoc, f"- {md(f'{box} a')}\n", "-f", reader)["blocks"])
        assert "\\u26" not in shown
        assert "input" not in shown


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("DOI: doi.org/about", ("DOI", "value")),
        ("doi: file://10.1000/182", ("doi", "value")),
        ('DOI: "10.1000/a\\u200bb"', ("DOI", "value")),
        ("DOI: https://doi.org/10.1000/182", None),
        ("URL: smb://host/share", ("URL", "value")),
        ("URL: https://example.org/a", None),
        ("type: \\href", ("type", "value")),
        ("volume: {a: 1}", ("volume", "value")),
        ("weblink: https://example.org", ("weblink", "key")),
        ("weblink:", None),
        ("citation-key: x", None),
        ("container-title: Jurnal", None),
    ],
)
def test_what_a_report_leaves_out_of_a_reference_is_told(here, written, told):
    text = f"references:\n  - id: plan\n    title: Plan\n    {written}\n"
    for name, code in (("place.yaml", "A131"), ("tiny.yaml", "R127")):
        path = here / name
        path.write_text(path.read_text() + text)
        done = CliRunner().invoke(app, ["check", name, "--output-format", "json"])
        found = [p for p in json.loads(done.stdout)["problems"] if p["code"] == code]
        assert [p["severity"] for p in found] == ["advice"] * bool(told)
        for language in ("en", "id"):
            said = CliRunner().invoke(app, ["check", name, "--lang", language, "--select", code])
            assert (f"`{told[0]}`" in said.stdout and "`plan`" in said.stdout) if told else True


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("doi: 10.1000/x, DOI: 10.1000/182", "doi"),
        ("DOI: 10.1000/182, Doi: 10.1000/182", "Doi"),
        ("Title: Other", "Title"),
        ("url: https://a.example, Url: https://b.example", "Url"),
        ("doi: 10.1000/182", None),
    ],
)
def test_a_second_spelling_of_a_key_is_told(keys, told):
    from smartscore import check

    text = (
        "smartscore: assessment/1\nrubrics: [indrajit@1]\nsubject: {name: Kota Contoh}\n"
        f"date: 2021-07-12\nreferences:\n  - {{id: a, title: T, {keys}}}\nratings: {{}}\n"
    )
    found = [problem for problem in check(text) if problem.code == "A131"]
    assert [(p.values["key"], p.values["variant"]) for p in found] == (
        [(told, "spelling")] if told else []
    )
    assert all("spelling" in str(p) and "ejaan" in p.in_words("id") for p in found)
