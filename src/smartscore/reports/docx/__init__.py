"""A report as docx: its Markdown through pandoc, with the looks of a thesis.

Nothing that a file says becomes more than text there. pandoc reads in its sandbox; its tree keeps
only what a report of ours has (`tree`); the document is looked through at the end (`guard`).
"""

import datetime
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

from smartscore.processes.ending import Unfinished
from smartscore.processes.pandoc import NoPandocError, PandocError, find_pandoc, run
from smartscore.reports.docx.finish import finished, unzipped, zipped
from smartscore.reports.docx.guard import ActsError, guarded
from smartscore.reports.docx.pictures import replaced, stubs
from smartscore.reports.docx.sheet import tightened
from smartscore.reports.docx.size import refuse_large
from smartscore.reports.docx.tree import harmless
from smartscore.reports.view import Style

__all__ = ("ActsError", "NoPandocError", "PandocError", "document", "find_pandoc", "reference")

_FOOTER: Final = "word/footer1.xml"
_REFERENCE: Final = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    _FOOTER,
)

_ONE_AND_A_HALF: Final = 'w:line="360"'
_CLOSER: Final = 'w:line="276"'

_SETTINGS: Final = ("lang", "title")
"""What a report of ours says of itself."""

_MARKDOWN: Final = "--from=markdown-smart-task_lists"
"""Text stays as it is written: no other quotation marks, no other dashes, no boxes."""


def converted(
    markdown: str,
    pictures: Mapping[str, bytes],
    day: datetime.date,
    *,
    style: Style,
    title: str = "",
    first: int | None = None,
) -> bytes:
    """A docx from pandoc's Markdown; `pictures` are the files that it names, by their paths.

    The looks are those of `style`, `title` is what the document is called where the Markdown does
    not say it, and `first` is the number of the first page. Pictures, raw
    parts, links and settings that are not those of a report are left out, whoever made the
    Markdown. The document bears `day`, not the time of its making: the same report and pandoc give
    the same bytes.

    Raises NoPandocError, PandocError, also before pandoc runs for what it would take minutes for,
    ActsError, and OSError where there is no room to work in.
    """
    pandoc = find_pandoc()
    refuse_large(markdown)
    name = f"smartscore-{os.urandom(8).hex()}"
    with Unfinished(str(Path(tempfile.gettempdir()) / name)) as folder:
        place = Path(folder)
        place.mkdir(mode=0o700)
        (place / "reference.docx").write_bytes(reference(style))
        (place / "report.md").write_text(markdown, encoding="utf-8", newline="\n")
        kept = {name: name for name in pictures}
        held = stubs(pictures)
        addresses = {stub.name: stub.address for stub in held}
        try:
            run(pandoc, [_MARKDOWN, "--to=json", "--output=read.json", "report.md"], place)
            _tidy(place / "read.json", kept, (*_SETTINGS, "nocite", "references"))
            # citeproc makes links of its own, so what it gives is gone through as well
            cited = ["--to=json", "--citeproc", "--output=cited.json", "read.json"]
            run(pandoc, ["--from=json", *cited], place)
            _tidy(place / "cited.json", addresses, _SETTINGS)
        except RecursionError:
            raise PandocError("template-deep") from None
        output = ["--to=docx", "--reference-doc=reference.docx", "--output=report.docx"]
        run(pandoc, ["--from=json", *output, "cited.json"], place)
        made = (place / "report.docx").read_bytes()
    parts = finished(replaced(unzipped(made), held), day, title, first)
    guarded(parts, _part(_FOOTER), tuple(pictures.values()))
    return zipped(parts)


def _tidy(path: Path, pictures: Mapping[str, str], settings: Collection[str]) -> None:
    """Take out of a tree in a file what is not a report's."""
    tree: Any = json.loads(path.read_bytes())
    path.write_text(json.dumps(harmless(tree, pictures, settings)), encoding="utf-8")


def reference(style: Style) -> bytes:
    """The reference document: A4, margins 4-3-3-3 cm, Times New Roman 12, captions above tables.

    That of a thesis has its highest headings begin a page; that of an appendix has lines of 1.15
    instead of 1.5; that of a page is tight. The language to proofread by is that of the metadata,
    which pandoc puts in the place of the one that is here.
    """
    parts = {name: _part(name) for name in _REFERENCE}
    styles = parts["word/styles.xml"].decode("utf-8")
    if style == "appendix":
        styles = styles.replace(_ONE_AND_A_HALF, _CLOSER)
    if style == "thesis":
        before, heading = styles.split('w:styleId="Heading1"')
        heading = heading.replace("<w:keepLines/>", "<w:keepLines/><w:pageBreakBefore/>", 1)
        styles = f'{before}w:styleId="Heading1"{heading}'
    parts["word/styles.xml"] = styles.encode()
    return zipped(tightened(parts) if style == "page" else parts)


def _part(name: str) -> bytes:
    """A part of the reference document as it lies in its folder."""
    return (resources.files(__package__) / "reference").joinpath(name).read_bytes()
