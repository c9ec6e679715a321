"""Problems for a reader: place, code and sentence, the line, and a caret under what is meant."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from rich.cells import cell_len

from smartscore.read import rulebook
from smartscore.read.check_many import Checked
from smartscore.reports.lines import hanging, loosened, tied, wrapped
from smartscore.reports.look import BLUE, BOLD, CYAN, PLAIN, STYLES, Look
from smartscore.reports.repeats import NAMED, in_reading_order, places, together
from smartscore.reports.safe import clean, one_line
from smartscore.text.naming import shown
from smartscore.text.problems import Place, Problem, Related, Severity, identity, in_order
from smartscore.words import Words

_TAB = "    "
_LEAST = 20
"""So many characters at least stand on a line behind a margin."""


def listing(problems: Iterable[Problem], words: Words, look: Look = PLAIN) -> str:
    """All problems, errors last, each with its excerpt where it stands alone, and how many."""
    problems = in_reading_order(problems)
    lines = _Screen(words, look).in_full(problems, "problems.more")
    counts = Counter(problem.severity for problem in problems)
    told = ", ".join(_weighed(counts, words)) or words("problems.count", count=0)
    return "\n".join([*lines, told]) + "\n"


def report(checked: Checked, words: Words, look: Look = PLAIN, *, mended: int, every: bool) -> str:
    """What `check` found, errors last, and a line that sums up.

    Advice and warnings of one code are told together with their places, unless `every` problem is
    to be told by itself.
    """
    screen = _Screen(words, look)
    lines = screen.in_full(in_reading_order(checked.problems), "" if every else "check.more")
    summary = wrapped(_summary(checked, words, mended), look.width)
    return "\n".join([*lines, *(line.rstrip() for line in summary)]) + "\n"


class Going:
    """A line for each problem, in the order of the files, while these are checked.

    What is found elsewhere than in the files themselves comes after all of them, so that each
    problem is told once and in an order that does not depend on who has finished first.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._told: set[object] = set()

    def part(self, files: Container[str], problems: Iterable[Problem]) -> str:
        """What was found in some files."""
        told = in_order([each for each in problems if each.place.file in files])
        self._told.update(map(identity, told))
        return self._lines(told)

    def rest(self, checked: Checked, mended: int) -> str:
        """What is not told yet, and a line that sums up."""
        left = (each for each in checked.problems if identity(each) not in self._told)
        return f"{self._lines(left)}{_summary(checked, self._words, mended)}\n"

    def _lines(self, problems: Iterable[Problem]) -> str:
        return "".join(f"{''.join(_headed(each, self._words))}\n" for each in problems)


class _Screen:
    """Problems in full, in the words of one language."""

    def __init__(self, words: Words, look: Look) -> None:
        self._words = words
        self._look = look

    def in_full(self, problems: Iterable[Problem], more: str) -> Iterator[str]:
        """Problems in full; `more` is what is said of places that are only counted, or nothing.

        Without it each problem is told by itself.
        """
        groups = together(problems) if more else ((problem,) for problem in problems)
        for group in groups:
            yield from self._lines(group[0]) if len(group) == 1 else self._alike(group, more)
            yield ""

    def _alike(self, group: tuple[Problem, ...], more: str) -> Iterator[str]:
        """Problems of one code: what the first of them says, where they are, what would mend it."""
        words, first = self._words, group[0]
        sentence = one_line(words.problem(first))
        if any(words.problem(other) != words.problem(first) for other in group):
            sentence = words("problems.first", sentence=sentence)
        head = f"{first.code} x {len(group)}: "
        yield from self._head(first, head, f"{_severity(first, words)}: {sentence}")
        named = ", ".join(places(group[:NAMED]))
        if len(group) > NAMED:
            named = words(more, places=named, count=len(group) - NAMED)
        yield from self._wrapped(f"  {words('problems.at')}: ", named)
        yield from self._help(first, "  ")

    def _lines(self, problem: Problem) -> Iterator[str]:
        place, look = problem.place, STYLES[problem.severity]
        yield from self._head(problem, *_headed(problem, self._words))
        shown_here = _has_text(place, problem.excerpt)
        placed = [each for each in problem.related if _has_text(each.place, each.excerpt)]
        lines = [each.place.line for each in placed] + [place.line] * shown_here
        gutter = max((len(str(line)) for line in lines), default=0)
        margin = f"  {' ' * gutter} "
        if shown_here:
            yield from self._excerpt(place, problem.excerpt, "^", gutter, look)
        for each in placed:
            yield from self._beside(each, place.file, gutter)
        for each in problem.related:
            if each not in placed:
                said = _said(each, self._words)
                yield from self._wrapped(f"{margin if lines else '  '}= ", said)
        yield from self._help(problem, f"{margin}= " if lines else "  ")

    def _head(self, problem: Problem, where: str, sentence: str) -> Iterator[str]:
        """The first lines of a problem: its place, code and severity stand out."""
        lines = hanging(where, sentence, self._look.width)
        if not self._look.colour:
            yield from lines
            return
        style = STYLES[problem.severity]
        before, _, _ = where.rpartition(problem.code)
        severity = _severity(problem, self._words)
        for at, line in enumerate(lines):
            shown_line = line
            if at == 0 and line.startswith(where.rstrip()):
                rest = line[len(before) + len(problem.code) :]
                marked = self._marked(rest, severity, style)
                code = self._look.paint(problem.code, f"{BOLD};{style}")
                shown_line = f"{self._look.paint(before, BOLD)}{code}{marked}"
            elif at == 1 and line.strip().startswith(f"{severity}:"):
                shown_line = self._marked(line, severity, style)
            yield shown_line

    def _marked(self, line: str, word: str, style: str) -> str:
        return line.replace(word, self._look.paint(word, style), 1)

    def _help(self, problem: Problem, margin: str) -> Iterator[str]:
        if mend := one_line(self._words.mend(problem)):
            head = f"{margin}{self._words('help')}: "
            first, *rest = self._wrapped(head, mend)
            yield self._look.paint(head, CYAN) + first[len(head) :]
            yield from rest

    def _excerpt(
        self, place: Place, text: str, mark: str, gutter: int, style: str, label: str = ""
    ) -> Iterator[str]:
        """The line of a place, and marks under what is meant, with a label behind or below them."""
        room, paint = self._look.width - gutter - 5, self._look.paint
        line, indent, length = _window(place, text, room)
        margin = paint(f"  {' ' * gutter} | ", BLUE)
        yield paint(f"  {place.line:>{gutter}} | ", BLUE) + line
        marked = f"{' ' * indent}{paint(mark * length, style)}"
        if not label:
            yield f"{margin}{marked}"
        elif indent + length + 1 + _cells(label) <= room:
            yield f"{margin}{marked} {paint(label, style)}"
        else:
            yield f"{margin}{marked}"
            blanks = " " * max(0, min(indent, room - _cells(label)))
            yield f"{margin}{blanks}{paint(label, style)}"

    def _beside(self, each: Related, file: str, gutter: int) -> Iterator[str]:
        """A further place: its file where it is another one, its line, and what it is."""
        if each.place.file != file:
            yield f"  {' ' * gutter} {self._look.paint(':::', BLUE)} {_where(each.place)}"
        label = self._words(f"related.{each.label}")
        yield from self._excerpt(each.place, each.excerpt, "-", gutter, BLUE, label)

    def _wrapped(self, margin: str, text: str) -> list[str]:
        """A text behind a margin, its further lines hanging below the first."""
        import textwrap

        room = max(_LEAST, self._look.width - len(margin))
        if len(text) <= room:
            return [margin + text]
        lines = textwrap.wrap(tied(text, room), room, break_on_hyphens=False)
        first, *rest = map(loosened, lines)
        return [margin + first, *(" " * len(margin) + line for line in rest)]


def statistics(checked: Checked, words: Words) -> str:
    """How often each code was found, the most frequent first, and a line that sums up."""
    found = Counter((problem.code, problem.severity) for problem in checked.problems)
    pages = rulebook.pages()
    lines = []
    for (code, severity), count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        name = pages[code].name if code in pages else ""
        lines.append(f"{count:6}  {code}  {words(f'severity.{severity}'):8}  {name}".rstrip())
    return "\n".join([*lines, *([""] if lines else []), _summary(checked, words, 0)]) + "\n"


def _weighed(counts: Mapping[Severity, int], words: Words) -> list[str]:
    """How many problems there are of each weight, the heaviest first."""
    return [words(f"check.{s}", count=counts[s]) for s in Severity if counts[s]]


def _summary(checked: Checked, words: Words, mended: int) -> str:
    parts = _weighed(checked.counts(), words)
    if checked.unreadable:
        parts.append(words("check.unreadable", count=len(checked.unreadable)))
    files = words("check.files", count=len(checked.files))
    told = ", ".join(parts) if parts else words("check.clean")
    line = words("check.summary", files=files, told=told)
    if mended:
        line += " " + words("check.mended", count=mended)
    if checked.left_out:
        line += " " + words("check.left-out", count=checked.left_out)
    if checked.skipped:
        line += " " + words("check.skipped", count=checked.skipped)
    return line


def _has_text(place: Place, excerpt: str) -> bool:
    """Whether there is a line to show of a place."""
    return bool(place.line and excerpt and not excerpt.isspace())


def _said(each: Related, words: Words) -> str:
    """A further place in words: `first here: places.yaml:7:5`."""
    return f"{words(f'related.{each.label}')}: {_where(each.place)}"


def _severity(problem: Problem, words: Words) -> str:
    return words(f"severity.{problem.severity}")


def _headed(problem: Problem, words: Words) -> tuple[str, str]:
    """Where a problem is and its code, and its sentence."""
    where = _where(problem.place)
    sentence = one_line(words.problem(problem))
    return f"{where}: {problem.code} ", f"{_severity(problem, words)}: {sentence}"


def _where(place: Place) -> str:
    return shown(place.file) + (f":{place.line}:{place.column}" if place.line else "")


def _window(place: Place, excerpt: str, width: int) -> tuple[str, int, int]:
    """The part of the line that fits, the columns before the caret and those under it."""
    start, end = place.column - 1, place.end_column - 1
    before = _visible(excerpt[max(0, start - 4 * width) : start])
    meant = _visible(excerpt[start : min(end, start + 4 * width)])
    after = _visible(excerpt[end : end + 4 * width])
    kept = _fitting(before[::-1], width // 2)[::-1]
    lead = "" if kept == before else "…"
    before = kept[len(lead) :]
    text, room = before + meant + after, width - len(lead)
    whole = _fitting(text, room) == text
    part = text.rstrip() if whole else _fitting(text, room - 1)
    indent = len(lead) + _cells(before)
    taken = len(lead) + _cells(part) + (not whole)
    line = f"{lead}{part}" if whole else f"{lead}{part}…"
    return line, indent, max(1, min(_cells(meant), taken - indent))


def _visible(text: str) -> str:
    return clean(text.replace("\t", _TAB))


def _cells(text: str) -> int:
    """How many columns a text takes; that of plain letters is known without looking at each."""
    return len(text) if text.isascii() else cell_len(text)


def _fitting(text: str, width: int) -> str:
    """As much of the beginning of a text as fits into so many columns."""
    if text.isascii():
        return text[:width]
    taken = 0
    for at, character in enumerate(text):
        taken += _cells(character)
        if taken > width:
            return text[:at]
    return text
