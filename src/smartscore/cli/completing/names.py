"""Names in folders, by the kind of file that a command takes."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from smartscore.cli.completing.offers import Asked, Completer, Offer, Offers
from smartscore.text.naming import shown

TABLES: Final = (".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".parquet", ".pq", ".xlsx")
DOCUMENTS: Final = (
    *(".pdf", ".docx", ".odt", ".html", ".htm", ".xhtml"),
    *(".txt", ".md", ".markdown", ".text", ".rst"),
)
CHAPTERS: Final = (".md", ".markdown", ".qmd", ".docx")
_WORKBOOK: Final = ".xlsx"


def anything(asked: Asked) -> Offers:
    """Every file and folder."""
    return _inside(asked, lambda name, path: True)  # noqa: ARG005


def folders(asked: Asked) -> Offers:
    """Folders alone."""
    return _inside(asked, lambda name, path: False)  # noqa: ARG005


def ending(*endings: str) -> Completer:
    """Files whose names end so, and folders."""
    return lambda asked: _inside(asked, lambda name, path: name.lower().endswith(endings))  # noqa: ARG005


def assessments(asked: Asked) -> Offers:
    """Assessments, as YAML or as workbooks."""
    return _of_kinds(asked, ("assessment",), _WORKBOOK)


def rubrics(asked: Asked) -> Offers:
    """Files of rubrics."""
    return _of_kinds(asked, ("rubric",))


def assessments_and_rubrics(asked: Asked) -> Offers:
    """What names sources: assessments and rubrics."""
    return _of_kinds(asked, ("assessment", "rubric"), _WORKBOOK)


def cases(asked: Asked) -> Offers:
    """Published cases."""
    return _of_kinds(asked, ("cases",))


def ours(asked: Asked) -> Offers:
    """Files of any kind of ours that is YAML."""
    return _of_kinds(asked, ("rubric", "assessment", "cases"))


def compared(asked: Asked) -> Offers:
    """Assessments, and tables of places."""
    return _of_kinds(asked, ("assessment",), *TABLES)


def _of_kinds(asked: Asked, kinds: tuple[str, ...], *endings: str) -> Offers:
    """YAML whose first key says one of these kinds, names that end so, and folders.

    In a large folder not every file can be looked into; there any YAML is offered.
    """
    from smartscore.read.glances import MANY, YAML, kind

    looked = 0

    def wanted(name: str, path: str) -> bool:
        nonlocal looked
        if not name.lower().endswith(YAML):
            return bool(endings) and name.lower().endswith(endings)
        looked += 1
        return looked > MANY or kind(path, asked.home) in kinds

    return _inside(asked, wanted)


def _inside(asked: Asked, wanted: Callable[[str, str], bool]) -> Offers:
    """Names in the folder that is written, those that begin as the rest of the word does."""
    cut = max(asked.word.rfind(mark) for mark in {"/", os.sep}) + 1
    folder, start = asked.word[:cut], asked.word[cut:]
    real = Path(folder).expanduser() if folder.startswith("~") else Path(folder)
    found = []
    try:
        with os.scandir(real) as inside:
            for each in inside:
                name = each.name
                hidden = name[0] == "." and not start
                like_an_option = name[0] == "-" and not folder
                if hidden or like_an_option or not asked.begins(name, start):
                    continue
                if shown(name) == name or (name.isascii() and name.isprintable()):
                    found.append(each)
    except (OSError, ValueError, RuntimeError):  # the last one: no such person
        return Offers(are_files=True)
    offers = []
    for each in sorted(found, key=lambda each: each.name):
        if _is(each.is_dir):
            offers.append(Offer(f"{each.name}/"))
        elif _is(each.is_file) and wanted(each.name, str(real / each.name)):
            offers.append(Offer(each.name))
    return Offers(tuple(offers), folder, are_files=True)


def _is(asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except OSError:
        return False
