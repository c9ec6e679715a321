"""What commands share: languages, reading several files at once, complaining, writing whole."""

import contextlib
import errno
import math
import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import typer

from smartscore.catalogue import Catalogue, bundled
from smartscore.fields import Language
from smartscore.loading import content
from smartscore.outlook import Result, look_ahead
from smartscore.problems import Invalid, Problem, Severity, Unreadable, closest, in_order, reason
from smartscore.reading import Reader, declared_language
from smartscore.reports.safe import one_line
from smartscore.rounding import exact, half_up
from smartscore.scoring import score
from smartscore.source import MAX_BYTES
from smartscore.words import Words, known_language, words

if TYPE_CHECKING:
    from smartscore.cases import CaseResult
    from smartscore.rubric import Rubric

STDIN = "-"
FALLBACK: Language = "en"
STDOUT = ("-", "/dev/stdout")
_NO_RUBRIC = {
    "R113": "cannot.rubric",
    "R114": "cannot.rubric-major",
    "R115": "cannot.rubric",
    "R116": "cannot.rubric-read",
}


class Inputs(NamedTuple):
    """All assessments of a run, scored; `remarks` are problems that did not keep them from it."""

    results: list[Result]
    remarks: tuple[Problem, ...]
    words: Words
    files: tuple[str, ...] = ()
    """Every file that was read, rubrics too."""


def say(sentence: str) -> None:
    """A line on standard error; names of files in it can't steer the terminal or forge a line."""
    tell(f"smartscore: {one_line(sentence)}\n")


def tell(text: str) -> None:
    """Text on standard error, if there is one that takes it: that can't change the exit code."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text)
        sys.stderr.flush()


def stop(sentence: str) -> NoReturn:
    """Say why the command could not run, and end with exit code 2."""
    say(sentence)
    raise typer.Exit(2)


def chosen_language(option: str | None) -> Language | None:
    """The language of the option or of SMARTSCORE_LANG; None leaves it to the file."""
    for name in (option, os.environ.get("SMARTSCORE_LANG")):
        if name:
            language = known_language(name)
            if language is None:
                stop(words(FALLBACK)("cannot.language", name=name))
            return language
    return None


def catalogue(folder: str | None, language: Language | None) -> Catalogue:
    """The bundled rubrics, and before them those of a folder."""
    if folder is None:
        return Catalogue()
    if not os.path.isdir(folder):
        stop(words(language or FALLBACK)("cannot.rubrics-folder", file=folder))
    return Catalogue([Path(folder)])


def threshold(number: float | None, language: Language | None) -> float | None:
    """The threshold, if it is a number that a score can be held against."""
    if number is not None and not math.isfinite(number):
        stop(words(language or FALLBACK)("cannot.fail-under", number=number))
    return number


def read_all(
    files: Sequence[str], found: Catalogue, rubrics: Sequence[str], language: Language | None
) -> Inputs:
    """Read and score every file; complain about all of them at once where any can't be used."""
    reader = Reader(found)
    results: list[Result] = []
    problems: list[Problem] = []
    remarks: list[Problem] = []
    unreadable: list[Unreadable] = []
    spoken = language
    for file in files:
        try:
            data = standard_input() if file == STDIN else content(Path(file))
        except Unreadable as error:
            unreadable.append(error)
            continue
        try:
            reading = reader.assessment(file, data, rubrics)
        except Invalid as invalid:
            problems += invalid.problems
            spoken = spoken or declared_language(file, data)
            continue
        except Unreadable as error:
            unreadable.append(error)
            continue
        spoken = spoken or reading.assessment.language
        remarks += reading.remarks
        cards = [
            look_ahead(score(rubric, reading.assessment, reading.grafts))
            for rubric in reading.rubrics
        ]
        results.append(Result(reading.assessment, tuple(cards)))
    told = words(spoken or FALLBACK)
    if problems or unreadable:
        complain([*problems, *remarks], told)
        for failure in unreadable:
            say(_why(failure, told))
        raise typer.Exit(2 if unreadable else 1)
    read = (*files, *(str(path) for path in reader.paths()))
    return Inputs(results, in_order(remarks), told, read)


def run_cases(
    paths: Sequence[str] | None, found: Catalogue, language: Language
) -> "list[tuple[str, list[CaseResult]]]":
    """Run the cases of files and folders, or the bundled ones; complain of all that can't be."""
    from smartscore.cases import read_cases, run
    from smartscore.checking import find_files
    from smartscore.loading import Loader

    told = words(language)
    loader = Loader(found)
    results = []
    problems: list[Problem] = []
    try:
        files, _ = find_files(paths or [str(bundled() / "cases")])
        for file in files:
            data = content(Path(file))
            if file not in (paths or ()) and b"cases/" not in data[:4096]:
                continue
            try:
                results.append((file, list(run(read_cases(file, data, loader)))))
            except Invalid as invalid:
                problems += invalid.problems
    except Unreadable as error:
        stop(told("cannot.read", file=error.file, reason=told.reason(error.reason)))
    if problems:
        complain(problems, told)
        raise typer.Exit(1)
    if not results:
        stop(told("test.nothing"))
    return results


def _why(error: Unreadable, told: Words) -> str:
    if error.reason in _NO_RUBRIC:
        sentence = told(_NO_RUBRIC[error.reason], file=error.file)
        near = closest(error.file.split("@")[0], Catalogue().codes())
        return f"{sentence}; {told('suggest', suggestion=near)}" if near else sentence
    return told("cannot.read", file=error.file, reason=told.reason(error.reason))


def complain(problems: Iterable[Problem], told: Words) -> None:
    """Problems on standard error, sorted by place."""
    problems = in_order(list(problems))
    if problems:
        from smartscore.reports.problems import listing

        tell(listing(problems, told))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem is an error."""
    return any(problem.severity == Severity.ERROR for problem in problems)


def below(
    results: Sequence[Result], files: Sequence[str], limit: float | None, told: Words
) -> bool:
    """Say which wholes miss the limit, as shown; a whole without a score misses any."""
    if limit is None:
        return False
    missed = False
    wanted = told.figure(str(int(limit)) if limit == int(limit) else repr(limit))
    for result, file in zip(results, files, strict=True):
        for card in result.cards:
            whole = card.scorecard.whole
            if whole.score is None:
                line = told("below.unknown", file=file, code=whole.code, threshold=wanted)
            elif half_up(whole.score, whole.display.decimals) < exact(limit):
                shown = told.figure(whole.shown)
                line = told(
                    "below.threshold", file=file, code=whole.code, score=shown, threshold=wanted
                )
            else:
                continue
            missed = True
            say(line)
    return missed


def refuse_other_versions(inputs: Inputs) -> None:
    """Stop where files use different major versions of one rubric: their figures don't compare."""
    seen: dict[str, Rubric] = {}
    for result in inputs.results:
        for card in result.cards:
            rubric = card.scorecard.rubric
            other = seen.setdefault(rubric.code, rubric)
            if other.major != rubric.major:
                told = inputs.words
                versions = {"one": other.version, "other": rubric.version}
                stop(told("cannot.compare", code=rubric.code, **versions))


def refuse_input_as_output(output: str | None, files: Sequence[str], told: Words) -> None:
    """Stop before an input is overwritten, by whatever name it goes."""
    if output is None or output in STDOUT:
        return
    for file in files:
        with contextlib.suppress(OSError, ValueError, AttributeError):
            read = os.fstat(sys.stdin.fileno()) if file == STDIN else Path(file).stat()
            if os.path.samestat(Path(output).stat(), read):
                stop(told("cannot.overwrite-input", file=output))


def terminal(output: str | None) -> tuple[bool, bool]:
    """Whether to colour, and whether the reader's encoding has block characters.

    NO_COLOR forbids colour, FORCE_COLOR demands it, else only a terminal gets it.
    """
    if output is not None or sys.stdout is None:
        return False, True
    encoding = (sys.stdout.encoding or "").lower().replace("-", "").replace("_", "")
    if os.environ.get("NO_COLOR"):
        return False, encoding.startswith("utf")
    forced = os.environ.get("FORCE_COLOR", "0") not in ("", "0")
    dumb = os.environ.get("TERM") == "dumb"
    return forced or (sys.stdout.isatty() and not dumb), encoding.startswith("utf")


def write(output: str | None, made: Callable[[], str], told: Words) -> None:
    """Print the text, or write it to a file whole or not at all."""
    text = made()
    try:
        if output is None or output in STDOUT:
            print_whole(text)
        else:
            write_whole(_file(output), text)
    except BrokenPipeError:
        raise  # the reader has seen enough; typer ends quietly
    except OSError as error:
        stop(told("cannot.write", file=output or STDIN, reason=told.reason(reason(error))))


def _file(output: str) -> Path:
    """The path of an output; one that ends like a folder is none."""
    if output.endswith(("/", os.sep)):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return Path(output)


def print_bytes(content: bytes) -> None:
    """Print bytes as they are; where standard output takes text only, as text."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(content.decode("utf-8", "replace"))
        return
    sys.stdout.flush()
    buffer.write(content)
    buffer.flush()


def print_whole(text: str) -> None:
    """Print all of it, or raise OSError: a short write and a full disk are noticed here."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        _write_all(text)
    except OSError as error:
        if error.errno != errno.EPIPE:  # what is left in the buffer must not fail again at exit
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def _write_all(text: str) -> None:
    """Text to standard output, also where it is not buffered and may take only a part at once."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    left = memoryview(text.encode(sys.stdout.encoding or "utf-8", "replace"))
    while left:
        written = buffer.write(left)
        if written is None:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        left = left[written:]
    buffer.flush()


def standard_input() -> bytes:
    """What comes from standard input, no more than can be read anyway; raises Unreadable."""
    if sys.stdin is None:
        raise Unreadable(STDIN, "missing")
    try:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(STDIN, reason(error)) from None


def write_whole(path: Path, text: str) -> None:
    """Replace a file by a finished one; the old file stays whole if anything goes wrong.

    A device or a pipe is written to directly. Raises OSError.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Replace a file by a finished one, as `write_whole` does."""
    import tempfile  # rarely needed, and not for nothing

    mode = None
    with contextlib.suppress(FileNotFoundError):
        mode = path.stat().st_mode
    if mode is not None and not stat.S_ISREG(mode):
        path.write_bytes(content)
        return
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".part"
    )
    unfinished = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        unfinished.replace(target)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
