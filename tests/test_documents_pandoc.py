"""Word and OpenDocument texts, which pandoc takes apart for us."""

import json
import zipfile

import pytest

from smartscore.processes.pandoc import NoPandocError, PandocLimitError
from smartscore.read.documents import pandoc, reading
from smartscore.read.documents.faults import TakesTooMuch, Unfit, UnpacksTooMuch, WantsPandoc
from smartscore.text.documents import Document

from .archives import archive, old_office, zipped
from .tools import program

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType=
"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Target="word/document.xml" Type=
"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"""
CORE = """<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:title>Rencana &amp; Induk</dc:title>
<dc:creator>Bappeda</dc:creator></cp:coreProperties>"""
STYLES = f"""<w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1">
<w:name w:val="heading 1"/></w:style></w:styles>"""
DOCUMENT_RELS = RELS.replace("word/document.xml", "styles.xml").replace(
    'officeDocument"', 'styles"'
)


def docx(body: str, **more: bytes | str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": RELS,
            "word/_rels/document.xml.rels": DOCUMENT_RELS,
            "word/styles.xml": STYLES,
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "docProps/core.xml": CORE,
            **{name.replace("__", "/"): content for name, content in more.items()},
        }
    )


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def deleted(text: str) -> str:
    return f"<w:del w:id='1' w:author='x'><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def cell(text: str) -> str:
    return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"


BODY = (
    f"<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>{run('BAB I')}</w:p>"
    f"<w:p>{run('Sinyal ')}{deleted('tidak')}"
    f"<w:ins w:id='2' w:author='x'>{run('belum')}</w:ins>{run(' ada.')}</w:p>"
    f"<w:tbl><w:tblGrid><w:gridCol w:w='99'/><w:gridCol w:w='99'/></w:tblGrid>"
    f"<w:tr>{cell('Desa')}{cell('7')}</w:tr></w:tbl>"
)


def box(text: str) -> str:
    return f"<w:pict><w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent></w:pict>"


def test_text_boxes_that_pandoc_leaves_out_are_counted():
    program("pandoc")
    twice = f"<w:p><w:r>{box('Sorotan utama')}{box('Sorotan utama')}</w:r></w:p>"
    said = f"<w:p><w:r>{box('Sinyal belum ada.')}{box(' ')}</w:r></w:p>"
    packed = docx(BODY + twice + said)
    document = pandoc.document(pandoc.made("docx", packed, 60))
    assert document.boxes == 1
    told = reading.incomplete("a.docx", document)
    assert told is not None
    assert (told.code.code, told.values["count"]) == ("A418", "1")
    assert pandoc.document(pandoc.made("docx", docx(BODY), 60)).boxes == 0


def test_a_word_document():
    program("pandoc")
    document = pandoc.document(pandoc.made("docx", docx(BODY), 60))
    assert document.title == "Rencana & Induk"
    assert document.author == "Bappeda"
    assert [(block.level, block.text) for block in document.blocks] == [
        (1, "BAB I"),
        (0, "Sinyal belum ada."),
        (0, "Desa | 7"),
    ]


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
CONTENT = f"""<office:document-content xmlns:office="{OFFICE}office:1.0"
xmlns:text="{OFFICE}text:1.0" xmlns:table="{OFFICE}table:1.0" office:version="1.2">
<office:body><office:text>
<text:h text:outline-level="2">4.2 Jaringan</text:h>
<text:p>Sinyal belum ada<text:note text:note-class="footnote">
<text:note-citation>1</text:note-citation><text:note-body><text:p>Catatan.</text:p></text:note-body></text:note>.</text:p>
<table:table><table:table-column table:number-columns-repeated="2"/>
<table:table-header-rows><table:table-row><table:table-cell><text:p>Desa</text:p></table:table-cell>
<table:table-cell><text:p>Sinyal</text:p></table:table-cell></table:table-row>
</table:table-header-rows>
<table:table-row><table:table-cell><text:p>Contoh</text:p></table:table-cell>
<table:table-cell><text:p>tidak</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""


NO_STYLES = f"""<office:document-styles xmlns:office="{OFFICE}office:1.0"><office:styles/>
</office:document-styles>"""


def test_an_opendocument_text():
    program("pandoc")
    content = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": CONTENT,
            "styles.xml": NO_STYLES,
            "meta.xml": "<x><dc:title>Rencana</dc:title></x>",
        }
    )
    document = pandoc.document(pandoc.made("odt", content, 60))
    assert document.title == "Rencana"
    assert [(block.level, block.text) for block in document.blocks] == [
        (2, "4.2 Jaringan"),
        (0, "Sinyal belum ada."),
        (0, "Catatan."),
        (0, "Desa | Sinyal"),
        (0, "Contoh | tidak"),
    ]


def of(blocks: list[object], **meta: object) -> Document:
    told = json.dumps({"meta": meta, "blocks": blocks}).encode()
    return pandoc.document(pandoc.Made(told, "", "", ""))


def text(words: str) -> list[dict[str, object]]:
    return [{"t": "Str", "c": words}]


def test_every_kind_of_block_and_of_text():
    inline = [
        {"t": "Emph", "c": text("a")},
        {"t": "SoftBreak"},
        {"t": "Link", "c": [["", [], []], text("b"), ["https://contoh.go.id", ""]]},
        {"t": "Space"},
        {"t": "Quoted", "c": [{"t": "DoubleQuote"}, text("c")]},
        {"t": "Image", "c": [["", [], []], text("gambar"), ["x.png", ""]]},
        {"t": "Math", "c": [{"t": "InlineMath"}, "x^2"]},
        {"t": "RawInline", "c": ["html", "<b>"]},
        {"t": "Note", "c": [{"t": "Para", "c": text("catatan")}]},
    ]
    para = {"t": "Para", "c": inline}
    blocks = [
        {"t": "Div", "c": [["", [], []], [{"t": "BlockQuote", "c": [para]}]]},
        {"t": "BulletList", "c": [[{"t": "Plain", "c": text("butir")}], []]},
        {"t": "OrderedList", "c": [[1, {}, {}], [[{"t": "Plain", "c": text("satu")}]]]},
        {"t": "DefinitionList", "c": [[text("kata"), [[{"t": "Plain", "c": text("arti")}]]]]},
        {"t": "LineBlock", "c": [text("larik")]},
        {"t": "CodeBlock", "c": [["", [], []], "kode\nlagi"]},
        {"t": "HorizontalRule"},
        {"t": "Figure", "c": [["", [], []], [None, [{"t": "Plain", "c": text("judul")}]], []]},
        {"t": "RawBlock", "c": ["html", "<b>"]},
        {"t": "Null"},
    ]
    said = ["a b “c”x^2", "catatan", "butir", "satu", "kata", "arti", "larik", "kode lagi", "judul"]
    document = of(
        blocks,
        title={"t": "MetaInlines", "c": text("Judul")},
        author={
            "t": "MetaList",
            "c": [{"t": "MetaString", "c": "A"}, {"t": "MetaString", "c": "B"}],
        },
        abstract={"t": "MetaBlocks", "c": [{"t": "Para", "c": text("ringkasan")}]},
    )
    assert (document.title, document.author) == ("Judul", "A, B")
    assert [b.text for b in document.blocks] == ["Judul", "A, B", "ringkasan", *said]
    assert document.blocks[0].level == 1


def test_headings_without_a_style():
    def para(*inlines: object) -> dict[str, object]:
        return {"t": "Para", "c": list(inlines)}

    def words(said: str) -> list[object]:
        spaced = [part for word in said.split() for part in ({"t": "Space"}, *text(word))]
        return spaced[1:]

    bold = {"t": "Strong", "c": words("Jaringan desa")}
    cell = [["", [], []], {"t": "AlignDefault"}, 1, 1, [para(*words("BAB I JARINGAN"))]]
    rows = [[["", [], []], [cell, cell]]]
    nothing = [["", [], []], []]
    bodies = [[["", [], []], 0, [], rows]]
    table = {"t": "Table", "c": [["", [], []], [None, []], [], nothing, bodies, nothing]}
    blocks = [
        para(*words("BAB II KEADAAN UMUM")),
        para(*words("2.1 Jaringan")),
        para(bold),
        para(bold, *words("sekali ini.")),
        para(*words("Sinyal belum ada.")),
        table,
    ]
    assert [(block.level, block.text) for block in of(blocks).blocks] == [
        (1, "BAB II KEADAAN UMUM"),
        (2, "2.1 Jaringan"),
        (3, "Jaringan desa"),
        (0, "Jaringan desasekali ini."),
        (0, "Sinyal belum ada."),
        (0, "BAB I JARINGAN | BAB I JARINGAN"),
    ]


@pytest.mark.parametrize(
    "told", [b"", b"[]", b"{}", b'{"meta": {}, "blocks": [{"t": "Para"}]}', b"[" * 200_000, b"\xff"]
)
def test_what_is_nothing_of_pandocs_is_told(told):
    with pytest.raises(Unfit):
        pandoc.document(pandoc.Made(told, "", "", ""))


@pytest.mark.parametrize(
    ("kind", "content", "why"),
    [
        ("docx", b"words", "document-no-docx"),
        ("docx", b"%PDF-1.7", "document-no-docx"),
        ("docx", b"PK\x03\x04 broken", "document-damaged"),
        ("docx", old_office("EncryptedPackage"), "document-encrypted"),
        ("docx", old_office("WordDocument"), "document-no-docx"),
        ("docx", archive("xl/workbook.xml"), "document-no-docx"),
        ("odt", docx(BODY), "document-no-odt"),
        ("docx", docx(BODY).replace(b"BAB", b"XYZ"), "document-damaged"),
    ],
)
def test_what_is_no_document_of_its_kind_is_told(kind, content, why, monkeypatch):
    monkeypatch.setattr(pandoc, "run", None)
    if why == "document-damaged" and content[:30].count(b"broken") == 0:
        content = content[: len(content) // 2] + b"\0" * 9 + content[len(content) // 2 + 9 :]
    with pytest.raises(Unfit) as caught:
        pandoc.made(kind, content, 1)
    assert caught.value.why == why


def test_a_bomb_is_told_before_pandoc_sees_it(monkeypatch):
    monkeypatch.setattr(pandoc, "run", None)
    monkeypatch.setattr(pandoc, "MOST_UNPACKED", 1 << 20)
    with pytest.raises(UnpacksTooMuch):
        pandoc.made("docx", docx("<w:p/>" * 300_000), 1)


def test_pictures_are_not_unpacked(monkeypatch):
    given = []

    def run(_, arguments, place, patience):
        with zipfile.ZipFile(place / "given") as file:
            given.extend(file.namelist())
        (place / "made.json").write_text('{"meta": {}, "blocks": []}')

    monkeypatch.setattr(pandoc, "run", run)
    monkeypatch.setattr(pandoc, "find_pandoc", lambda: "pandoc")
    monkeypatch.setattr(pandoc, "MOST_UNPACKED", 1 << 16)
    pandoc.made("docx", docx(BODY, word__media__a_png=b"\0" * (1 << 20)), 1)
    assert "word/document.xml" in given
    assert not any("media" in name for name in given)


def test_without_pandoc(monkeypatch):
    def missing():
        raise NoPandocError

    monkeypatch.setattr(pandoc, "find_pandoc", missing)
    with pytest.raises(WantsPandoc):
        pandoc.made("docx", docx(BODY), 1)


def test_a_document_that_takes_too_long(monkeypatch):
    def slow(*_, patience):
        raise PandocLimitError(f"> {patience} s")

    monkeypatch.setattr(pandoc, "find_pandoc", lambda: "pandoc")
    monkeypatch.setattr(pandoc, "run", slow)
    with pytest.raises(TakesTooMuch) as caught:
        pandoc.made("docx", docx(BODY), 7)
    assert caught.value.limit == "7 s"
