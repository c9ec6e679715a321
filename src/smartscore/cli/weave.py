"""`smartscore weave`: refresh figures inside a writer's own documents."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options
from smartscore.cli.report import Flavour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.catalogue import Catalogue
    from smartscore.cli.session import Inputs
    from smartscore.fields import Language
    from smartscore.weaving.blocks import Spot
    from smartscore.weaving.chapter import Woven
    from smartscore.words import Words


def weave(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Markdown documents with blocks.")
    ],
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where a block is stale.")
    ] = False,
    lang: options.Lang = None,
    flavour: Annotated[
        Flavour, typer.Option(help="Markdown for pandoc or for GitHub.")
    ] = Flavour.PANDOC,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
) -> None:
    """Refresh tables and figures inside your own Markdown.

    A block stands between <!-- smartscore: table dimensions sumenep.yaml
    indrajit --> and <!-- /smartscore -->; docs/weaving.md lists what it can
    hold. Nothing outside the blocks is touched.

    Exit code: 0 fine, 1 a block is stale or has a fault, 2 could not run.
    """
    from smartscore.cli import session
    from smartscore.words import words

    language = session.chosen_language(lang)
    told = words(language or session.FALLBACK)
    shelf = session.catalogue(rubrics, language, anywhere=allow_outside)
    loom = _Loom(told, language, shelf, flavour)
    wrong = [file for file in files if not loom.weave(file, check=check)]
    loom.write()
    raise typer.Exit(1 if wrong else 0)


class _Loom:
    """Weaves one document after another; assessments that it has read it keeps."""

    def __init__(
        self, told: "Words", language: "Language | None", shelf: "Catalogue", flavour: Flavour
    ) -> None:
        self._told = told
        self._language = language
        self._shelf = shelf
        self._flavour = flavour
        self._read: dict[tuple[str, ...], Inputs] = {}
        self._woven: dict[str, Woven] = {}

    def weave(self, file: str, *, check: bool) -> bool:
        """Look through a document; False where a block is stale or has a fault.

        What is refreshed is kept for `write`.
        """
        from smartscore.cli import streams
        from smartscore.weaving.chapter import weave

        told = self._told
        woven = weave(_text(file, told), lambda spot: self._answer(file, spot))
        for fault in woven.faults:
            streams.say(told(f"report.weave.{fault.key}", file=file, **fault.values))
        if woven.faults:
            return False
        if not woven.blocks:
            streams.say(told("report.weave.none", file=file))
        elif not woven.stale:
            streams.answer(told("report.weave.fresh", file=file, count=woven.blocks))
        elif check:
            for line in dict.fromkeys(woven.stale):
                streams.say(told("report.weave.stale", file=file, line=line))
        else:
            self._woven[file] = woven
        return not (woven.stale and check)

    def write(self) -> None:
        """Write what was refreshed; stops before the first where one of them is an input."""
        from smartscore.cli import outputs, streams

        told = self._told
        read = [file for inputs in self._read.values() for file in inputs.files]
        outputs.settle(list(self._woven), read, told)
        for file, woven in self._woven.items():
            streams.write(file, partial(woven.text.encode, "utf-8"), told, "md")
            streams.answer(told("report.weave.woven", file=file, count=len(woven.stale)))

    def _answer(self, file: str, spot: "Spot") -> str:
        from smartscore.cli import session
        from smartscore.weaving import orders
        from smartscore.words import known_language, words

        order = orders.read(spot.order)
        self._refuse_elsewhere(file, order.files)
        paths = tuple(_beside(file, name) for name in order.files)
        if paths not in self._read:
            self._read[paths] = session.read_all(paths, self._shelf, [], self._language)
        inputs = self._read[paths]
        language = known_language(order.language)
        spoken = words(language) if language else inputs.words
        inline = spot.lead is None
        return orders.answer(order, inputs.results, spoken, self._flavour.value, inline=inline)

    def _refuse_elsewhere(self, file: str, names: "Sequence[str]") -> None:
        """Raise Refused for a file that the document may not name."""
        from smartscore.loading import refusal
        from smartscore.weaving import Refused

        home = self._shelf.premises.home(Path(file).parent)
        for name in names:
            if why := refusal(home, name):
                raise Refused("unread", name=name, reason=self._told.reason(why))


def _beside(file: str, name: str) -> str:
    """A file that a document names, from where the document lies; `-` is a name like others."""
    from smartscore.source import STDIN

    path = str(Path(file).parent / name)
    return f"./{path}" if path == STDIN else path


def _text(file: str, told: "Words") -> str:
    """A document; every byte of it comes back when it is written."""
    from smartscore.cli import streams
    from smartscore.loading import content
    from smartscore.problems import Unreadable
    from smartscore.source import MAX_BYTES

    try:
        data = content(Path(file))
    except Unreadable as error:
        streams.stop(told("cannot.read", file=file, reason=told.reason(error.reason)))
    if len(data) > MAX_BYTES:
        streams.stop(told("cannot.read", file=file, reason=told.reason("too-large")))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        streams.stop(told("cannot.read", file=file, reason=told.reason("encoding")))
