"""`smartscore refs`: what assessments cite, and their rubrics, for Zotero, pandoc and LaTeX."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options

if TYPE_CHECKING:
    from smartscore.words import Words


class Kind(StrEnum):
    """How references are written."""

    JSON = "json"
    BIB = "bib"


def refs(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    *,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="OUT")] = None,
    format: Kind | None = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
) -> None:
    """Write references for Zotero, pandoc and LaTeX: CSL JSON or BibLaTeX."""
    from smartscore.cli import outputs, session, streams
    from smartscore.cli.rubrics import chosen as rubric_of
    from smartscore.read.shelf import is_path
    from smartscore.reports import exchange
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    told = in_language(language or session.FALLBACK)
    outputs.ready([output], told)
    kind = _kind(output, format, told)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    asked = [file for file in files if _is_rubric(file)]
    rest = [file for file in files if file not in asked]
    inputs = session.read_all(rest, catalogue, (), language)
    words = inputs.words if rest else told
    trees = [rubric_of(file, catalogue, words) for file in asked]
    outputs.settle([output], [*inputs.files, *(f for f in asked if is_path(f))], words)
    found = exchange.items(inputs.results, trees, words)
    if kind == Kind.JSON:
        streams.write(output, lambda: exchange.csl_json(found), words, "json")
    else:
        from smartscore.model.fields import shown
        from smartscore.reports.biblatex import biblatex

        written = biblatex(found)
        streams.write(output, lambda: written.text, words, "bib")
        for key, name in written.renamed.items():
            streams.say(words("refs.renamed", cite=shown(key), name=name))
    session.complain(inputs.remarks, words)
    raise typer.Exit(1 if session.has_errors(inputs.remarks) else 0)


def _kind(output: str | None, format: Kind | None, told: "Words") -> Kind:
    """What to write: as told, else by the ending of the file, else CSL JSON."""
    from smartscore.cli import streams

    if format is not None:
        return format
    if output is None or output in streams.STDOUT:
        return Kind.JSON
    ending = Path(output).suffix.lower().removeprefix(".")
    known = {"json": Kind.JSON, "bib": Kind.BIB, "bibtex": Kind.BIB}
    if ending not in known:
        streams.stop(told("report.ending", file=output, kinds=".json, .bib"))
    return known[ending]


def _is_rubric(file: str) -> bool:
    """Whether a name is that of a rubric: a code, or a file that says so in its first key."""
    from smartscore.read.files import content
    from smartscore.read.ours import is_of
    from smartscore.read.shelf import is_path
    from smartscore.text.problems import Unreadable
    from smartscore.text.source import STDIN

    path = Path(file)
    if file == STDIN:
        return False
    try:
        if not path.exists():
            return not is_path(file) and path.suffix == ""
        return path.is_file() and is_of("rubric", content(path))
    except (OSError, ValueError, Unreadable):
        return False
