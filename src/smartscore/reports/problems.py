"""Problems for a reader: place, code and sentence, the line, and a caret under what is meant."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping

from rich.cells import cell_len

from smartscore.read import rulebook
from smartscore.read.check_many import Checked
from smartscore.reports.lines import WIDTH, hanging, loosened, tied
from smartscore.reports.repeats import NAMED, in_reading_order, places, together
from smartscore.reports.safe import clean, one_line
from smartscore.text.naming import shown
from smartscore.text.problems import Place, Problem, Related, Severity, identity, in_order
from smartscore.words import Words

_TAB = "    "


def listing(problems: Iterable[Problem], words: Words) -> str:
    """All problems, errors last, each with its excerpt where it stands alone, and how many."""
    problems = in_reading_order(problems)
    lines = _in_full(problems, words, "problems.more")
    counts = Counter(problem.severity for problem in problems)
    told = ", ".join(_weighed(counts, words)) or words("problems.count", count=0)
    return "\n".join([*lines, told]) + "\n"


def report(checked: Checked, words: Words, *, mended: int, every: bool) -> str:
    """What `check` found, errors last, and a line that sums up.

    Advice and warnings of one code are told together with their places, unless `every` problem is
    to be told by itself.
    """
    lines = _in_full(in_reading_order(checked.problems), words, "" if every else "check.more")
    return "\n".join([*lines, _summary(checked, words, mended)]) + "\n"


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


def _in_full(problems: Iterable[Problem], words: Words, more: str) -> Iterator[str]:
    """Problems in full; `more` is what is said of places that are only counted, or nothing.

    Without it each problem is told by itself.
    """
    groups = together(problems) if more else ((problem,) for problem in problems)
    for group in groups:
        yield from _lines(group[0], words) if len(group) == 1 else _alike(group, words, more)
        yield ""


def _alike(group: tuple[Problem, ...], words: Words, more: str) -> Iterator[str]:
    """Problems of one code: what the first of them says, where they are, what would mend it."""
    first = group[0]
    sentence = one_line(words.problem(first))
    if any(words.problem(other) != words.problem(first) for other in group):
        sentence = words("problems.first", sentence=sentence)
    severity = words(f"severity.{first.severity}")
    yield from hanging(f"{first.code} x {len(group)}: ", f"{severity}: {sentence}")
    named = ", ".join(places(group[:NAMED]))
    if len(group) > NAMED:
        named = words(more, places=named, count=len(group) - NAMED)
    yield from _wrapped(f"  {words('problems.at')}: ", named)
    if mend := one_line(words.mend(first)):
        yield from _wrapped(f"  {words('help')}: ", mend)


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


def _lines(problem: Problem, words: Words) -> Iterator[str]:
    place = problem.place
    where, sentence = _headed(problem, words)
    yield from hanging(where, sentence)
    shown_here = _has_text(place, problem.excerpt)
    placed = [each for each in problem.related if _has_text(each.place, each.excerpt)]
    lines = [each.place.line for each in placed] + [place.line] * shown_here
    gutter = max((len(str(line)) for line in lines), default=0)
    margin = f"  {' ' * gutter} "
    if shown_here:
        yield from _excerpt(place, problem.excerpt, "^", gutter)
    for each in placed:
        yield from _beside(each, place.file, words, gutter)
    for each in problem.related:
        if each not in placed:
            yield from _wrapped(f"{margin if lines else '  '}= ", _said(each, words))
    if mend := one_line(words.mend(problem)):
        yield from _wrapped(f"{margin + '= ' if lines else '  '}{words('help')}: ", mend)


def _has_text(place: Place, excerpt: str) -> bool:
    """Whether there is a line to show of a place."""
    return bool(place.line and excerpt and not excerpt.isspace())


def _excerpt(place: Place, text: str, mark: str, gutter: int, label: str = "") -> Iterator[str]:
    """The line of a place, and marks under what is meant, with a label behind or below them."""
    room = WIDTH - gutter - 5
    line, indent, length = _window(place, text, room)
    margin = f"  {' ' * gutter} | "
    yield f"  {place.line:>{gutter}} | {line}"
    marked = f"{' ' * indent}{mark * length}"
    if not label or len(marked) + 1 + _cells(label) <= room:
        yield f"{margin}{marked} {label}".rstrip()
        return
    yield f"{margin}{marked}"
    yield f"{margin}{' ' * max(0, min(indent, room - _cells(label)))}{label}"


def _beside(each: Related, file: str, words: Words, gutter: int) -> Iterator[str]:
    """A further place: its file where it is another one, its line, and what it is."""
    if each.place.file != file:
        yield f"  {' ' * gutter} ::: {_where(each.place)}"
    yield from _excerpt(each.place, each.excerpt, "-", gutter, words(f"related.{each.label}"))


def _said(each: Related, words: Words) -> str:
    """A further place in words: `first here: places.yaml:7:5`."""
    return f"{words(f'related.{each.label}')}: {_where(each.place)}"


def _wrapped(margin: str, text: str) -> list[str]:
    """A text behind a margin, its further lines hanging below the first."""
    import textwrap

    room = max(30, WIDTH - len(margin))
    if len(text) <= room:
        return [margin + text]
    lines = textwrap.wrap(tied(text, room), room, break_on_hyphens=False)
    first, *rest = map(loosened, lines)
    return [margin + first, *(" " * len(margin) + line for line in rest)]


def _headed(problem: Problem, words: Words) -> tuple[str, str]:
    """Where a problem is and its code, and its sentence."""
    where = _where(problem.place)
    severity = words(f"severity.{problem.severity}")
    return f"{where}: {problem.code} ", f"{severity}: {one_line(words.problem(problem))}"


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
