"""`smartscore rubrics`: which rubrics there are, what is in one, what differs between two."""

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import helped, options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import NoReturn

    from smartscore.engine.tree import Tree
    from smartscore.read.assessments import Reader
    from smartscore.read.shelf import Catalogue
    from smartscore.reports.library.listing import Shelved
    from smartscore.text.problems import Complaint
    from smartscore.words import Words

app = helped.group()


class OutputFormat(StrEnum):
    """How a list or a difference is shown."""

    TERMINAL = "terminal"
    JSON = "json"


class PageFormat(StrEnum):
    """How a rubric is shown."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"
    JSON = "json"


@app.command("list", cls=helped.Command)
def list_(
    *,
    every: Annotated[bool, typer.Option("--all")] = False,
    lang: options.Lang = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    format: OutputFormat = OutputFormat.TERMINAL,
) -> None:
    """List all rubrics: how large, whether in force, where from."""
    from smartscore.cli import streams
    from smartscore.reports.library import listing

    told, catalogue = _surroundings(lang, rubrics, anywhere=allow_outside)
    shelf = sorted(_shelf(catalogue, older=every), key=lambda each: each.place)
    as_json = format == OutputFormat.JSON
    streams.write(
        None,
        lambda: listing.as_json(shelf) if as_json else listing.text(shelf, told, streams.look()),
        told,
        format.value,
    )
    raise typer.Exit(any(each.tree is None for each in shelf))


@app.command(cls=helped.Command)
def show(
    rubric: Annotated[str, typer.Argument(metavar="CODE|PATH")],
    *,
    levels: Annotated[bool, typer.Option("--levels")] = False,
    lang: options.Lang = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    format: PageFormat = PageFormat.TERMINAL,
) -> None:
    """Show a rubric: its rules, and its tree with the weight of every part."""
    from smartscore.cli import streams
    from smartscore.reports.library import data, page

    told, catalogue = _surroundings(lang, rubrics, anywhere=allow_outside)
    tree = chosen(rubric, catalogue, told)
    if format == PageFormat.JSON:
        streams.write(None, lambda: data.as_json(tree), told, "json")
    elif format == PageFormat.MARKDOWN:
        streams.write(None, lambda: page.markdown(tree, told, levels=levels), told, "md")
    else:
        streams.write(None, lambda: page.text(tree, told, streams.look(), levels=levels), told)


@app.command(cls=helped.Command)
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD")],
    new: Annotated[str, typer.Argument(metavar="NEW")],
    *,
    lang: options.Lang = None,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    format: OutputFormat = OutputFormat.TERMINAL,
) -> None:
    """Tell what differs: what can move a score, how one rates, or neither."""
    from smartscore.cli import streams
    from smartscore.engine.rubric_change import compare
    from smartscore.reports.library import difference

    told, catalogue = _surroundings(lang, rubrics, anywhere=allow_outside)
    found = compare(chosen(old, catalogue, told), chosen(new, catalogue, told))
    as_json = format == OutputFormat.JSON
    streams.write(
        None,
        lambda: (
            difference.as_json(found) if as_json else difference.text(found, told, streams.look())
        ),
        told,
        format.value,
    )
    raise typer.Exit(found.breaks)


def _surroundings(
    lang: str | None, rubrics: str | None, *, anywhere: bool
) -> "tuple[Words, Catalogue]":
    from smartscore.cli import session
    from smartscore.words import words

    language = session.chosen_language(lang)
    return words(language or session.FALLBACK), session.catalogue(
        rubrics, language, anywhere=anywhere
    )


def chosen(reference: str, catalogue: "Catalogue", told: "Words", *, faulty: int = 1) -> "Tree":
    """The rubric that is meant; else say why not, and end, with `faulty` where it has errors."""
    from pathlib import Path

    from smartscore.cli import session, streams
    from smartscore.read.assessments import Reader
    from smartscore.text.problems import Complaint, Invalid, Unreadable

    reader = Reader(catalogue)
    try:
        found = reader.loader.find(reference, Path(), given=True)
        if isinstance(found, Complaint):
            _refuse(found, reference, told)
        return reader.rubric(found.path)
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(faulty) from None
    except Unreadable as error:
        streams.stop(told.unreadable(error.file, error.reason))


def _refuse(found: "Complaint", reference: str, told: "Words") -> "NoReturn":
    """Say why there is no rubric under that name."""
    from smartscore.cli import streams
    from smartscore.read import loading_faults

    if found.code == loading_faults.OTHER_MAJOR_VERSION:
        streams.stop(told("rubrics.major", name=reference, found=found.values["found"]))
    if found.code == loading_faults.RUBRIC_UNREADABLE:
        streams.stop(told.unreadable(reference, found.values["why"]))
    near = found.values.get("suggestion")
    hint = told("rubrics.near", suggestion=near) if near else ""
    streams.stop(told("rubrics.unknown", name=reference, hint=hint))


def _shelf(catalogue: "Catalogue", *, older: bool) -> "Iterator[Shelved]":
    """Every rubric file of the folders, but none that another of its code and version hides."""
    from pathlib import Path

    from smartscore.read.assessments import Reader
    from smartscore.read.rubrics import Loaded

    reader = Reader(catalogue)
    kept = set(catalogue.archived()) if older else set()
    for path in (*_rubric_files(catalogue), *kept):
        each = _shelved(path, reader)
        if each.tree is not None:
            pin = f"@{each.tree.rubric.major}" if path in kept else ""
            first = reader.loader.find(f"{each.code}{pin}", Path())
            if (
                isinstance(first, Loaded)
                and first.rubric
                and first.path != Path(os.path.realpath(path))
            ):
                continue
        yield each._replace(older=path in kept)


def _rubric_files(catalogue: "Catalogue") -> "Iterator[Path]":
    """The files that say they are rubrics, and those that can't be asked."""
    import os
    import re

    from smartscore.read.files import content
    from smartscore.read.premises import leads_away
    from smartscore.text.problems import Unreadable, closest

    kind = re.compile(rb"^[\"']?smartscore[\"']?[ \t]*:[ \t]*[\"']?([^/\s\"']*)", re.MULTILINE)
    for folder in catalogue.folders:
        home = catalogue.premises.home(folder)
        try:
            names = sorted(folder.iterdir())
        except OSError:
            continue
        for path in names:
            if path.suffix not in (".yaml", ".yml") or not os.path.isfile(path):
                continue
            if leads_away(path, home):
                continue
            try:
                match = kind.search(content(path))
            except Unreadable:
                yield path
                continue
            said = match[1].decode("utf-8", "replace") if match else ""
            if closest(said, ("rubric", "assessment")) == "rubric":
                yield path


def _shelved(path: "Path", reader: "Reader") -> "Shelved":
    from smartscore.read.files import as_shown
    from smartscore.reports.library.listing import Shelved
    from smartscore.text.problems import Invalid, Unreadable

    file = as_shown(path)
    try:
        tree = reader.rubric(path)
    except Invalid as invalid:
        return Shelved(path.stem, file, problem=invalid.problems[0])
    except Unreadable as error:
        return Shelved(path.stem, file, why=error.reason)
    return Shelved(tree.rubric.code, file, tree)
