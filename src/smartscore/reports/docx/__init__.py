"""A report as docx: its Markdown through pandoc, with the looks of a thesis.

pandoc is a program of its own; it is run, not linked. It is the one on the path, else the one that
the extra `docx` (pypandoc-binary) brings.
"""

import datetime
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Container, Mapping
from importlib import resources
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any, Final

from smartscore.ending import Unfinished, run

_REFERENCE: Final = (
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/footer1.xml",
)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PATIENCE: Final = 300
"""Seconds after which pandoc is given up: a report of all bundled rubrics takes about one."""

_MEMORY: Final = ("+RTS", "-M1g", "-RTS")
_MEMORY_IS_FULL: Final = 251
"""What pandoc may take for its data, and the exit code by which it says that it needed more."""

_SETTINGS: Final = ("lang", "title", "nocite", "references")

_FOOTER = re.compile(r"<w:footerReference\b[^>]*/>")
_SECTION = re.compile(r"<w:sectPr\b[^>]*>")
_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_BOLD = re.compile(r"<w:b\s*/>")
_STYLE = re.compile(r'<w:pStyle w:val="[^"]*"\s*/>')
_PLAIN_ROW = re.compile(r"<w:tr>(?!\s*<w:trPr>)")


class NoPandocError(Exception):
    """There is no pandoc, neither on the path nor from the extra."""


class PandocError(Exception):
    """pandoc could not make the document; the message is the last line that it wrote."""


def find_pandoc() -> str:
    """The path of pandoc; raises NoPandocError."""
    found = shutil.which("pandoc")
    if found is not None:
        return found
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        raise NoPandocError from None


def document(
    markdown: str,
    pictures: Mapping[str, bytes],
    day: datetime.date,
    *,
    apart: bool,
    trusted: bool = True,
) -> bytes:
    """A docx from pandoc's Markdown; `pictures` are the files that it names, by their paths.

    `apart` begins each section on a page of its own. Of Markdown that is not `trusted`, because a
    template of somebody's made it, pictures and settings that lead to other files or to the network
    are left out. The document bears `day`, not the time of its making: the same report and pandoc
    give the same bytes.

    Raises NoPandocError, PandocError, and OSError where there is no room to work in.
    """
    pandoc = find_pandoc()
    name = f"smartscore-{os.urandom(8).hex()}"
    with Unfinished(str(Path(tempfile.gettempdir()) / name)) as folder:
        place = Path(folder)
        place.mkdir(mode=0o700)
        (place / "reference.docx").write_bytes(reference(apart=apart))
        (place / "report.md").write_text(markdown, encoding="utf-8", newline="\n")
        for name, content in pictures.items():
            (place / name).write_bytes(content)
        source = ["--from=markdown", "report.md"]
        if not trusted:
            _run([pandoc, "--sandbox", *source, "--to=json", "--output=report.json"], place, day)
            tree = harmless(json.loads((place / "report.json").read_bytes()), pictures)
            (place / "report.json").write_text(json.dumps(tree), encoding="utf-8")
            source = ["--from=json", "report.json"]
        made = ["--to=docx", "--reference-doc=reference.docx", "--output=report.docx"]
        _run([pandoc, *source, "--citeproc", *made], place, day)
        return _finished((place / "report.docx").read_bytes())


def harmless(tree: Any, pictures: Container[str]) -> Any:
    """pandoc's tree with no pictures but these, and no settings but those of our own reports."""
    kept = {key: value for key, value in tree["meta"].items() if key in _SETTINGS}
    return {**tree, "meta": kept, "blocks": _without_others(tree["blocks"], pictures)}


def _without_others(part: Any, pictures: Container[str]) -> Any:
    if isinstance(part, list):
        return [_without_others(inner, pictures) for inner in part]
    if not isinstance(part, dict):
        return part
    if part.get("t") == "Image" and part["c"][2][0] not in pictures:
        return {"t": "Span", "c": [["", [], []], _without_others(part["c"][1], pictures)]}
    return {key: _without_others(inner, pictures) for key, inner in part.items()}


def _run(command: list[str], place: Path, day: datetime.date) -> None:
    """Run pandoc in a folder; it takes `day` for today."""
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    try:
        done = run(
            [command[0], *_MEMORY, *command[1:]],
            cwd=str(place),
            env={**os.environ, "SOURCE_DATE_EPOCH": str(int(noon.timestamp()))},
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        raise PandocError(f"> {_PATIENCE} s") from None
    if done.returncode == _MEMORY_IS_FULL:
        raise PandocError("> 1 GiB")
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().split("\n")
        raise PandocError(told[-1] or f"exit code {done.returncode}")


def reference(*, apart: bool) -> bytes:
    """The reference document: A4, margins 4-3-3-3 cm, Times New Roman 12, captions above tables.

    `apart` has its highest headings begin a page. The language to proofread by is that of the
    metadata, which pandoc puts in the place of the one that is here.
    """
    folder = resources.files(__package__) / "reference"
    parts = {name: folder.joinpath(name).read_bytes() for name in _REFERENCE}
    styles = parts["word/styles.xml"].decode("utf-8")
    if apart:
        before, heading = styles.split('w:styleId="Heading1"')
        heading = heading.replace("<w:keepLines/>", "<w:keepLines/><w:pageBreakBefore/>", 1)
        styles = f'{before}w:styleId="Heading1"{heading}'
    return _zipped({**parts, "word/styles.xml": styles.encode()})


def _finished(docx: bytes) -> bytes:
    """What pandoc leaves out: page numbers in every section, and rows that stay where they belong.

    A row stays on one page; that of a part stays with the next row, the last with the source.
    """
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode("utf-8")
    footers = "".join(dict.fromkeys(_FOOTER.findall(text)))
    text = _SECTION.sub(lambda found: found[0] + footers, _FOOTER.sub("", text))
    text = _TABLE.sub(lambda found: _table(found[0]), text)
    return _zipped({**parts, "word/document.xml": text.encode("utf-8")})


def _table(text: str) -> str:
    last = len(_ROW.findall(text)) - 1
    numbers = count()

    def together(found: re.Match[str]) -> str:
        number = next(numbers)
        kept = number == last or (number and _BOLD.search(found[0]))
        return _STYLE.sub(r"\g<0><w:keepNext/>", found[0]) if kept else found[0]

    return _PLAIN_ROW.sub("<w:tr><w:trPr><w:cantSplit/></w:trPr>", _ROW.sub(together, text))


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, content)
    return buffer.getvalue()
