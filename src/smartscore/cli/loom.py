"""Documents woven one after another, Markdown and Word, with the assessments that they name."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.cli import outputs, session, streams
from smartscore.read.files import content, refusal
from smartscore.text.naming import shown
from smartscore.text.problems import Problem, Unreadable, reason
from smartscore.text.source import MAX_BYTES, STDIN
from smartscore.weaving import Fault, Order, Refused
from smartscore.weaving.answers import Answer, answer
from smartscore.words import Words, known_language, words

if TYPE_CHECKING:
    from smartscore.model.fields import Language
    from smartscore.read.shelf import Catalogue
    from smartscore.reports.flavours import Flavour
    from smartscore.weaving.blocks import Spot
    from smartscore.weaving.markdown import Spelt
    from smartscore.weaving.word.jobs import Where

_WORD: Final = (".docx", ".docm", ".dotx", ".dotm", ".doc")
_ARCHIVES: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LONGEST_HEADING: Final = 50


class _Done(NamedTuple):
    """A document as it becomes: its bytes, and the files that it shows, by their paths.

    `said` is what to tell when it is written; `pixels`, that charts were drawn as such.
    """

    content: bytes
    files: Mapping[str, str | bytes]
    said: tuple[str, ...]
    pixels: bool


class Loom:
    """Weaves one document after another; assessments that it has read it keeps."""

    def __init__(
        self,
        told: Words,
        language: "Language | None",
        shelf: "Catalogue",
        flavour: "Flavour",
        output: str | None,
    ) -> None:
        self._told = told
        self._language = language
        self._shelf = shelf
        self._flavour = flavour
        self._output = output
        self._read: dict[str, session.Inputs | session.FaultyError] = {}
        self._done: dict[str, _Done] = {}
        self._is_unread = False

    def weave(self, file: str, *, check: bool) -> bool:
        """Look through a document; False where a block is stale or has a fault.

        What is refreshed is kept for `write`.
        """
        from smartscore.weaving.word.archive import MOST_BYTES

        try:
            data = content(Path(file), MOST_BYTES)
        except Unreadable as error:
            return self._unread(file, error.reason)
        if file.lower().endswith(_WORD) or data.startswith(_ARCHIVES):
            return self._weave_word(file, data, check=check)
        return self._weave_markdown(file, data, check=check)

    def _unread(self, file: str, why: str) -> bool:
        told = self._told
        streams.say(told.unreadable(file, why))
        self._is_unread = True
        return False

    def _weave_markdown(self, file: str, data: bytes, *, check: bool) -> bool:
        from smartscore.weaving.chapter import weave

        if len(data) > MAX_BYTES:
            return self._unread(file, "too-large")
        try:
            text = data.decode("utf-8")  # every byte of it comes back when it is written
        except UnicodeDecodeError:
            return self._unread(file, "encoding")
        told = self._told
        woven = weave(text, partial(self._spelt, file))
        for fault in woven.faults:
            self._complain(file, f"{shown(file)}:{fault.values.get('line')}", fault)
        if woven.faults:
            return False
        beside = Path(self._output or file).parent
        files = {str(beside / name): made for name, (_, made) in woven.pictures.items()}
        old = [
            line
            for name, (line, made) in woven.pictures.items()
            if not _is_there(beside / name, made)
        ]
        stale = sorted({*woven.stale, *old})
        places = [
            told("report.weave.stale", file=file, place=f"{shown(file)}:{line}") for line in stale
        ]
        said = (told("report.weave.woven", file=self._output or file, count=len(stale)),)
        pixels = any(isinstance(made, bytes) for made in files.values())
        done = _Done(woven.text.encode("utf-8"), files, said, pixels)
        return self._settled(file, done, woven.blocks, places, "", check=check)

    def _weave_word(self, file: str, data: bytes, *, check: bool) -> bool:
        from smartscore.weaving.word.document import weave
        from smartscore.weaving.word.locks import lock_of

        told = self._told
        target = self._output or file
        if not check and target not in streams.STDOUT and (lock := lock_of(Path(target))):
            streams.say(told("report.weave.word-locked", file=target, lock=shown(lock)))
            self._is_unread = True
            return False
        woven = weave(data, lambda order: self._answered(file, order))
        for where, fault in (*woven.faults, *woven.remarks):
            order = where.order if where else ""
            self._complain(file, self._place(file, where), fault, order)
        if woven.faults:
            return False
        places = [
            told(
                "report.weave.word-stale",
                file=file,
                place=self._place(file, where),
                order=where.order,
            )
            for where in woven.stale
        ]
        said = [told("report.weave.word-woven", file=target, count=len(places))]
        if woven.counts:
            said.append(told("report.weave.word-fields", file=target))
        done = _Done(woven.content, {}, tuple(said), woven.draws)
        return self._settled(file, done, woven.controls, places, "word-", check=check)

    def _settled(
        self,
        file: str,
        done: _Done,
        count: int,
        stale: Sequence[str],
        kind: str,
        *,
        check: bool,
    ) -> bool:
        """Tell what was found in a document, or keep what is to be written.

        `stale` are sentences, one for each block that is.
        """
        told = self._told
        if not count:
            streams.say(told(f"report.weave.{'word-empty' if kind else 'none'}", file=file))
        elif not stale:
            streams.answer(told(f"report.weave.{kind}fresh", file=file, count=count))
        elif check:
            for sentence in dict.fromkeys(stale):
                streams.say(sentence)
        if not check and (stale or self._output is not None):
            self._done[self._output or file] = done if stale else done._replace(said=())
        return not (stale and check)

    def _complain(self, file: str, place: str, fault: Fault, order: str = "") -> None:
        told, values = self._told, {"order": order, **fault.values}
        if "what" in values:
            values["what"] = told(f"report.weave.holds.{values['what']}")
        streams.say(told(f"report.weave.{fault.key}", **{"file": file, "place": place, **values}))

    def _place(self, file: str, where: "Where | None") -> str:
        if where is None:
            return shown(file)
        heading = where.heading
        if len(heading) > _LONGEST_HEADING:
            heading = heading[: _LONGEST_HEADING - 1].rstrip() + "…"
        key = "report.weave.place-heading" if heading else "report.weave.place"
        return self._told(key, file=file, number=where.number, heading=heading)

    def write(self) -> None:
        """Write what was refreshed; stops before the first where one of them is an input."""
        told = self._told
        read = [file for found in self._read.values() for file in found.files]
        outputs.settle(list(self._done), read, told)
        for file, done in self._done.items():
            self._write_pictures(done.files, read)
            form = "" if done.content.startswith(_ARCHIVES) else "md"
            streams.write(file, partial(_same, done.content), told, form)
            for sentence in done.said if file not in streams.STDOUT else ():
                streams.answer(sentence)
        if any(done.pixels for done in self._done.values()):
            from smartscore.reports import charts

            if not charts.has_letters():
                streams.say(told("report.without-letters"))

    def _write_pictures(self, files: Mapping[str, str | bytes], read: Sequence[str]) -> None:
        """The pictures of a document, in their folder beside it; each whole or not at all."""
        told = self._told
        for folder in dict.fromkeys(str(Path(name).parent) for name in files):
            if Path(folder).is_symlink():
                streams.stop(told("cannot.write-link", file=folder))
            try:
                Path(folder).mkdir(exist_ok=True)
            except OSError as error:
                streams.stop(told("cannot.write", file=folder, reason=told.reason(reason(error))))
            names = [Path(name).name for name in files if str(Path(name).parent) == folder]
            outputs.settle(outputs.settle_made(folder, names, told), read, told)
        for name, made in files.items():
            streams.write(name, partial(_same, made), told)

    def tell(self) -> bool:
        """Tell what there is to say of all assessments, once; False where a file can't be read."""
        found: list[Problem] = []
        for each in self._read.values():
            found += each.remarks if isinstance(each, session.Inputs) else each.problems
        told = next((each.words for each in self._read.values()), self._told)
        session.complain({repr(problem): problem for problem in found}.values(), told)
        faulty = [each for each in self._read.values() if not isinstance(each, session.Inputs)]
        unread = [error for each in faulty for error in each.unreadable]
        for error in unread:
            streams.say(session.why(error, told))
        return not (unread or self._is_unread)

    def _spelt(self, file: str, order: Order, spot: "Spot") -> "Spelt":
        from smartscore.weaving.markdown import spelt

        found = self._answered(file, order)
        return spelt(found, order, self._flavour, inline=spot.lead is None, top=spot.lead == "")

    def _answered(self, file: str, order: Order) -> Answer:
        """What answers an order of a document; raises Refused."""
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
        return answer(order, results, spoken)

    def _inputs(self, file: str, name: str) -> "session.Inputs | session.FaultyError":
        """An assessment that a document names, read once."""
        path = _beside(file, name)
        if path not in self._read:
            try:
                self._read[path] = session.gathered([path], self._shelf, [], self._language)
            except session.FaultyError as faulty:
                self._read[path] = faulty
        return self._read[path]

    def _refuse_elsewhere(self, file: str, names: Sequence[str]) -> None:
        """Raise Refused for a file that the document may not name."""
        home = self._shelf.premises.home(Path(file).parent)
        for name in names:
            if why := refusal(home, name):
                raise Refused("unread", name=name, reason=self._told.reason(why))


def _beside(file: str, name: str) -> str:
    """A file that a document names, from where the document lies; `-` is a name like others."""
    path = str(Path(file).parent / name)
    return f"./{path}" if path == STDIN else path


def _same(made: str | bytes) -> str | bytes:
    return made


def _is_there(path: Path, made: str | bytes) -> bool:
    """Whether a picture is as it should be; one of pixels need only be there, by any font."""
    try:
        return path.is_file() and (isinstance(made, bytes) or path.read_bytes() == made.encode())
    except OSError:
        return False
