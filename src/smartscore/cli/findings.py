"""What `smartscore check` found, told in each format, and in part while files are checked."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from smartscore.cli import outputs, streams
from smartscore.cli.checks import Run
from smartscore.cli.progress import Bar, progress
from smartscore.read.check_many import Checked, check
from smartscore.read.sharing import Found
from smartscore.reports import problems
from smartscore.reports.problems import Going
from smartscore.text.problems import Severity
from smartscore.words import Words

if TYPE_CHECKING:
    from smartscore.reports import Spelling
    from smartscore.reports.findings.sarif import Log

_SCREENS = ("full", "concise")
"""The formats for people."""

_MANY = 24
"""Of fewer files nobody asks how far the work has come."""


class Telling:
    """Tells problems in each format; `mended` is None where nothing was to be mended.

    `every` problem is told by itself, or what is lighter than an error with its like. Those that
    weigh as much as `limit` are failures where a format knows failures.
    """

    def __init__(
        self,
        run: Run,
        places: Sequence[tuple[str, str | None]],
        *,
        statistics: bool,
        mended: int | None,
        every: bool,
        limit: Severity,
    ) -> None:
        self._run = run
        self._places = places
        self._statistics = statistics
        self._mended = mended
        self._every = every
        self._limit = limit
        self._kept: defaultdict[str | None, list[str]] = defaultdict(list)
        self._going = {
            place: Going(run.words)
            for name, place in places
            if name == "concise" and not statistics
        }

    def found(self) -> Checked:
        """Check the files, and tell what can be told on the way."""
        run = self._run
        bar: AbstractContextManager[Bar] = nullcontext(Bar())
        if len(run.files.files) >= _MANY:
            bar = progress(run.words("check.checking"), len(run.files.files))
        with bar as done:

            def tell(part: Found) -> None:
                self._tell(part, done)
                done(len(part.files))

            return check(run.files, run.catalogue, run.choice, data=run.given, tell=tell)

    def _tell(self, part: Found, bar: Bar) -> None:
        for place, going in self._going.items():
            text = going.part(part.files, part.problems)
            if place is not None:
                self._kept[place].append(text)
            elif text:
                with bar.aside():
                    self._write("concise", None, text)

    def rest(self, checked: Checked) -> None:
        """Tell what is not told yet."""
        run, told = self._run, self._run.words
        outputs.settle([place for _, place in self._places], checked.inputs, told)
        for name, place in self._places:
            made = _sarif(checked, told) if name == "sarif" else None
            self._write(name, place, made.text if made else self._text(name, place, checked))
            if made:
                _tell_cut(made, told)
        for link in run.files.away:
            streams.say(told("check.away", file=link))
        for link in run.files.linked:
            streams.say(told("check.linked", file=link))
        for error in checked.unreadable:
            streams.say(told.unreadable(error.file, error.reason))

    def _text(self, name: str, place: str | None, checked: Checked) -> str:
        words, mended = self._run.words, self._mended or 0
        if name not in _SCREENS:
            return _document(name, checked, words, self._limit)
        if self._statistics:
            return problems.statistics(checked, words)
        if name == "concise":
            return "".join([*self._kept[place], self._going[place].rest(checked, mended)])
        look = streams.look(place)
        return problems.report(checked, words, look, mended=mended, every=self._every)

    def _write(self, name: str, place: str | None, text: str) -> None:
        if place is None and self._run.given is not None and self._mended is not None:
            streams.tell(text, name)  # standard output holds the mended text
        else:
            streams.write(place, partial(str, text), self._run.words, name)


def _sarif(checked: Checked, told: Words) -> "Log":
    from smartscore.reports.findings import sarif

    return sarif.made(checked, told)


def _tell_cut(made: "Log", told: Words) -> None:
    """What a reader on GitHub will not see: what the document leaves out, and what GitHub does."""
    from smartscore.reports.findings import sarif

    if made.left_out:
        streams.say(made.said(told))
    if made.kept > sarif.SHOWN:
        streams.say(told("check.shown", most=sarif.SHOWN, count=made.kept))


def _document(name: str, checked: Checked, told: Words, limit: Severity) -> str:
    """What was found for another program, each problem by itself."""
    from smartscore.reports.findings import github, gitlab, json, junit

    spellings: dict[str, Spelling[Checked]] = {
        "github": github.annotations,
        "gitlab": gitlab.code_quality,
        "junit": partial(junit.problem_suites, limit=limit),
        "json": json.problem_list,
    }
    return spellings[name](checked, told)
