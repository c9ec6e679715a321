"""Word documents as small as they can be, written as Word would write them."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "word/document.xml"
LINKS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PAGE = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1701" w:bottom="1701" '
    'w:left="2268" w:header="708" w:footer="708" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
)
STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{code}"><w:name w:val="{name}"/></w:style>'
    for kind, code, name in (
        ("paragraph", "Normal", "Normal"),
        ("paragraph", "Judul1", "heading 1"),
        ("paragraph", "Keterangan", "caption"),
        ("paragraph", "Bibliografi", "Bibliography"),
        ("table", "KisiTabel", "Table Grid"),
    )
)
_STORIES = {"header1.xml": "header", "footnotes.xml": "footnotes", "comments.xml": "comments"}


def run(text: str, looks: str = "") -> str:
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*texts: str, properties: str = "") -> str:
    """A paragraph of runs, or of what is written as elements."""
    inside = "".join(text if text.startswith("<") else run(text) for text in texts)
    return f"<w:p>{properties}{inside}</w:p>"


def caption(label: str, number: int, title: str, *, chapter: str = "") -> str:
    """A caption as Word makes one: label, field, title; with the number of its chapter."""
    switches = " \\s 1" if chapter else ""
    turns = [
        f'<w:r><w:fldChar w:fldCharType="{turn}"/></w:r>' for turn in ("begin", "separate", "end")
    ]
    said = f" SEQ {label} \\* ARABIC{switches} "
    order = f'<w:r><w:instrText xml:space="preserve">{said}</w:instrText></w:r>'
    field = turns[0] + order + turns[1] + run(str(number)) + turns[2]
    properties = '<w:pPr><w:pStyle w:val="Keterangan"/><w:jc w:val="center"/></w:pPr>'
    return paragraph(f"{label} {chapter}", field, f". {title}", properties=properties)


def part(name: str, inside: str) -> bytes:
    """A part with text."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<w:{name} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{name}>'.encode()


def document(
    *body: str,
    page: str = PAGE,
    parts: Mapping[str, bytes] | None = None,
    kind: str = "document.main",
    settings: str = "",
) -> bytes:
    """A document of paragraphs and tables; `parts` come to its own or take their places."""
    links = {
        "rId1": ("styles", "styles.xml"),
        "rId2": ("settings", "settings.xml"),
        **{f"rId{n}": (role, name) for n, (name, role) in enumerate(_STORIES.items(), 9)},
    }
    written = "".join(
        f'<Relationship Id="{key}" Type="{R}/{role}" Target="{name}"/>'
        for key, (role, name) in links.items()
    )
    top = f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    overrides = f'<Override PartName="/word/document.xml" ContentType="{_KIND}.{kind}+xml"/>'
    found = {
        TYPES: f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>'.encode(),
        "_rels/.rels": _links(top),
        MAIN: part("document", f"<w:body>{''.join(body)}{page}</w:body>"),
        LINKS: _links(written),
        "word/styles.xml": part("styles", STYLES),
        "word/settings.xml": part("settings", settings),
        "word/header1.xml": part("hdr", paragraph("Skripsi")),
        "word/footnotes.xml": part(
            "footnotes", f'<w:footnote w:id="1">{paragraph("Note")}</w:footnote>'
        ),
        "word/comments.xml": part(
            "comments", f'<w:comment w:id="0">{paragraph("Mind")}</w:comment>'
        ),
        **(parts or {}),
    }
    return archive(found)


def _links(inside: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'.encode()


def archive(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2021, 7, 12, 0, 0, 0)), content)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def body_of(data: bytes) -> str:
    return parts_of(data)[MAIN].decode()
