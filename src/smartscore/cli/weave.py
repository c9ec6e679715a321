"""`smartscore weave`: refresh figures inside a writer's own documents."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartscore.cli import options
from smartscore.cli.report import Flavour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.cli.session import FaultyError, Inputs
    from smartscore.model.fields import Language
    from smartscore.read.shelf import Catalogue
    from smartscore.text.problems import Problem
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
    complete = loom.tell()
    loom.write()
    raise typer.Exit(1 if wrong and complete else 2 if wrong else 0)


class _Loom:
    """Weaves one document after another; assessments that it has read it keeps."""

    def __init__(
        self, told: "Words", language: "Language | None", shelf: "Catalogue", flavour: Flavour
    ) -> None:
        self._told = told
        self._language = language
        self._shelf = shelf
        self._flavour = flavour
        self._read: dict[str, Inputs | FaultyError] = {}
        self._woven: dict[str, Woven] = {}
        self._is_unread = False

    def weave(self, file: str, *, check: bool) -> bool:
        """Look through a document; False where a block is stale or has a fault.

        What is refreshed is kept for `write`.
        """
        from smartscore.cli import streams
        from smartscore.text.problems import Unreadable
        from smartscore.weaving.chapter import weave

        told = self._told
        try:
            text = _text(file)
        except Unreadable as error:
            streams.say(told("cannot.read", file=file, reason=told.reason(error.reason)))
            self._is_unread = True
            return False
        woven = weave(text, lambda spot: self._answer(file, spot))
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
        read = [file for found in self._read.values() for file in found.files]
        outputs.settle(list(self._woven), read, told)
        for file, woven in self._woven.items():
            streams.write(file, partial(woven.text.encode, "utf-8"), told, "md")
            streams.answer(told("report.weave.woven", file=file, count=len(woven.stale)))

    def tell(self) -> bool:
        """Tell what there is to say of all assessments, once; False where a file can't be read."""
        from smartscore.cli import session, streams

        found: list[Problem] = []
        for each in self._read.values():
            found += each.remarks if isinstance(each, session.Inputs) else each.problems
        words = next((each.words for each in self._read.values()), self._told)
        session.complain({repr(problem): problem for problem in found}.values(), words)
        faulty = [each for each in self._read.values() if not isinstance(each, session.Inputs)]
        unread = [error for each in faulty for error in each.unreadable]
        for error in unread:
            streams.say(session.why(error, words))
        return not (unread or self._is_unread)

    def _answer(self, file: str, spot: "Spot") -> str:
        from smartscore.cli import session
        from smartscore.weaving import Refused, orders
        from smartscore.words import known_language, words

        order = orders.read(spot.order)
        self._refuse_elsewhere(file, order.files)
        read = {name: self._inputs(file, name) for name in order.files}
        faulty = [f"`{name}`" for name in read if isinstance(read[name], session.FaultyError)]
        if faulty:
            raise Refused("faulty", names=", ".join(faulty))
        named = [read[name] for name in order.files]
        inputs = [found for found in named if isinstance(found, session.Inputs)]
        results = [result for found in inputs for result in found.results]
        language = known_language(order.language)
        spoken = words(language) if language else inputs[0].words
        inline = spot.lead is None
        return orders.answer(order, results, spoken, self._flavour.value, inline=inline)

    def _inputs(self, file: str, name: str) -> "Inputs | FaultyError":
        """An assessment that a document names, read once."""
        from smartscore.cli import session

        path = _beside(file, name)
        if path not in self._read:
            try:
                self._read[path] = session.gathered([path], self._shelf, [], self._language)
            except session.FaultyError as faulty:
                self._read[path] = faulty
        return self._read[path]

    def _refuse_elsewhere(self, file: str, names: "Sequence[str]") -> None:
        """Raise Refused for a file that the document may not name."""
        from smartscore.read.files import refusal
        from smartscore.weaving import Refused

        home = self._shelf.premises.home(Path(file).parent)
        for name in names:
            if why := refusal(home, name):
                raise Refused("unread", name=name, reason=self._told.reason(why))


def _beside(file: str, name: str) -> str:
    """A file that a document names, from where the document lies; `-` is a name like others."""
    from smartscore.text.source import STDIN

    path = str(Path(file).parent / name)
    return f"./{path}" if path == STDIN else path


def _text(file: str) -> str:
    """A document; every byte of it comes back when it is written. Raises Unreadable."""
    from smartscore.read.files import content
    from smartscore.text.problems import Unreadable
    from smartscore.text.source import MAX_BYTES

    data = content(Path(file))
    if len(data) > MAX_BYTES:
        raise Unreadable(file, "too-large")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(file, "encoding") from None
