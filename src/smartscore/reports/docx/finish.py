"""What pandoc leaves out of a docx: page numbers, rows that stay where they belong, its day."""

import datetime
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from itertools import count
from typing import Final

from smartscore.reports.charts.svg import escape
from smartscore.reports.safe import one_line

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_FIRST: Final = datetime.date(1980, 1, 1)
"""No document is older: what reads its date knows no earlier one everywhere."""

_DAY = re.compile(r"(<dcterms:(created|modified)\b[^>]*>)[^<]*(?=</)")
_UNTITLED: Final = "<dc:title></dc:title>"
_FOOTER = re.compile(r"<w:footerReference\b[^>]*/>")
_SECTION = re.compile(r"<w:sectPr\b[^>]*>")
_MARGINS = re.compile(r"<w:pgMar\b[^>]*/>")
_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_BOLD = re.compile(r"<w:b\s*/>")
_STYLE = re.compile(r'<w:pStyle w:val="[^"]*"\s*/>')
_LED = re.compile(
    r'(<w:pStyle w:val="(?:BodyText|FirstParagraph)"\s*/>)'
    r'((?:(?!</w:p>).)*</w:p>\s*<w:p>\s*<w:pPr>\s*<w:pStyle w:val="TableCaption")',
    re.DOTALL,
)
"""A paragraph before the caption of a table, which is the sentence that names it."""
_ITEM = re.compile(
    r'(<w:numId w:val="(\d+)"\s*/>\s*</w:numPr>\s*<w:pStyle w:val=")Compact(?="\s*/>)'
)
_PLAIN_ROW = re.compile(r"<w:tr>(?!\s*<w:trPr>)")


def finished(
    parts: Mapping[str, bytes], day: datetime.date, title: str = "", first: int | None = None
) -> dict[str, bytes]:
    """The parts of a docx with page numbers in every section from `first` on, and rows not torn.

    A row stays on one page; that of a part stays with the next row, the last with the source, and
    a sentence before a table with its caption. A list of one item is set like other text.
    """
    text = parts["word/document.xml"].decode("utf-8")
    lists = Counter(found[2] for found in _ITEM.finditer(text))
    text = _ITEM.sub(
        lambda found: f"{found[1]}BodyText" if lists[found[2]] == 1 else found[0], text
    )
    text = _LED.sub(r"\1<w:keepNext/>\2", text)
    footers = "".join(dict.fromkeys(_FOOTER.findall(text)))
    text = _SECTION.sub(lambda found: found[0] + footers, _FOOTER.sub("", text))
    if first is not None:
        text = _MARGINS.sub(rf'\g<0><w:pgNumType w:start="{first}"/>', text, count=1)
    text = _TABLE.sub(lambda found: _table(found[0]), text)
    core = parts["docProps/core.xml"].decode("utf-8")
    core = core.replace(_UNTITLED, f"<dc:title>{escape(one_line(title))}</dc:title>")
    core = _DAY.sub(rf"\g<1>{max(day, _FIRST).isoformat()}T12:00:00Z", core)
    return {
        **parts,
        "word/document.xml": text.encode("utf-8"),
        "docProps/core.xml": core.encode("utf-8"),
    }


def _table(text: str) -> str:
    last = len(_ROW.findall(text)) - 1
    numbers = count()

    def together(found: re.Match[str]) -> str:
        number = next(numbers)
        kept = number == last or (number and _BOLD.search(found[0]))
        return _STYLE.sub(r"\g<0><w:keepNext/>", found[0]) if kept else found[0]

    return _PLAIN_ROW.sub("<w:tr><w:trPr><w:cantSplit/></w:trPr>", _ROW.sub(together, text))


def unzipped(docx: bytes) -> dict[str, bytes]:
    """The parts of an archive by their names."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as an archive, the same bytes on any day."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, content)
    return buffer.getvalue()
