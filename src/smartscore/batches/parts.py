"""Tables of many files as parts, each of which is scored by itself into an output of its own.

A part is scored by what scores any table (`run`), so that it comes to the same bytes, in whatever
process and on whatever machine.
"""

import contextlib
import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from smartscore.batches.findings import IN_FULL, Count
from smartscore.batches.keeping import PART, real
from smartscore.batches.run import Order, Summary, reasons_of, run
from smartscore.tables import parquet
from smartscore.tables.endings import ENDINGS
from smartscore.tables.opening import Opened, opened
from smartscore.text.problems import Problem, Unreadable

_ENDINGS: Final = (*ENDINGS, *parquet.ENDINGS)
_OURS: Final = re.compile(r"part-[0-9]{5,}\.[a-z.]+")
_MAGIC: Final = re.compile(r"[*?\[]")


class FilledError(Exception):
    """There is something in the folder that parts shall be written to."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(folder)


class Part(NamedTuple):
    """A file, or of one in Parquet a group of its rows; counted from 1."""

    number: int
    file: str
    group: int | None = None

    @property
    def size(self) -> int:
        """About how many bytes it has, to see how far all is done."""
        return Path(self.file).stat().st_size if self.group is None else 1 << 20

    def name(self, ending: str) -> str:
        """What its outputs are called.

        >>> Part(7, "desa.csv").name(".csv")
        'part-00007.csv'
        """
        return f"part-{self.number:05}{ending}"

    def opened(self) -> Opened:
        """The part as a table."""
        return opened(self.file) if self.group is None else parquet.opened(self.file, self.group)


class Job(NamedTuple):
    """What is to be done with each part, in whatever process.

    `ordered` says what is to be made of an open table. Outputs go to folders, that of rows that
    fail where there is one.
    """

    ordered: Callable[[Opened], Order]
    output: str
    ending: str
    errors: str | None = None
    language: str = "en"

    def done(self, part: Part) -> Summary:
        """Score a part; raises what `run` raises."""
        with part.opened() as table:
            order = self.ordered(table)._replace(
                output=str(growing(self.output) / part.name(self.ending)),
                language=self.language,
            )
            if self.errors is None:
                return run(table, order)
            ending = f".{table.dialect.form}" if table.dialect.form != "xlsx" else ".csv"
            errors = growing(self.errors) / part.name(ending)
            called = str(Path(self.errors) / errors.name)
            found = run(table, order._replace(errors=str(errors), called=called))
        if not found.failed:
            errors.unlink()
            Path(reasons_of(str(errors))).unlink(missing_ok=True)
        return found

    def begin(self) -> None:
        """Make the folders in which outputs grow; raises FilledError and OSError."""
        for folder in self._folders():
            if os.path.lexists(folder) and (
                not os.path.isdir(folder) or any(Path(folder).iterdir())
            ):
                raise FilledError(folder)
            grows = growing(folder)
            grows.mkdir(exist_ok=True)
            there = list(grows.iterdir())
            if not all(_OURS.fullmatch(each.name) for each in there):
                raise FilledError(str(grows))
            for each in there:
                each.unlink()

    def leave(self) -> None:
        """Leave nothing behind where nothing was written."""
        for folder in self._folders():
            with contextlib.suppress(OSError):
                growing(folder).rmdir()

    def finish(self) -> None:
        """Give the folders their names; raises OSError. That of the outputs comes last."""
        for folder in reversed(self._folders()):
            target = real(folder)
            if target.is_dir():
                target.rmdir()
            growing(folder).replace(target)

    def _folders(self) -> list[str]:
        return [self.output] if self.errors is None else [self.output, self.errors]


def growing(folder: str) -> Path:
    """Where parts are while not all are done."""
    target = real(folder)
    return target.with_name(target.name + PART)


def parts(named: Iterable[str]) -> list[Part]:
    """The parts of files, of all tables in folders, and of patterns such as `desa/*.csv`.

    Those of a folder or a pattern are in the order of their paths; a file that is named twice is
    one part. Raises Unreadable and `parquet.NotInstalled`.
    """
    found: list[Part] = []
    seen: set[str] = set()
    for file in _files(named):
        if (real_file := os.path.realpath(file)) in seen:
            continue
        seen.add(real_file)
        if not file.lower().endswith(parquet.ENDINGS):
            found.append(Part(len(found) + 1, file))
            continue
        for group in range(parquet.groups(file)):
            found.append(Part(len(found) + 1, file, group))
    return found


def _files(named: Iterable[str]) -> Iterator[str]:
    for name in named:
        if os.path.isdir(name):
            inside = list(_inside(Path(name)))
        elif _MAGIC.search(name) and not os.path.exists(name):
            found = glob.glob(name, recursive=True)  # noqa: PTH207 - of any folder, as shells do
            inside = sorted(filter(os.path.isfile, found))
        else:
            inside = [name]
        if not inside or not os.path.isfile(inside[0]):
            raise Unreadable(name, "no-tables" if os.path.isdir(name) else "missing")
        yield from inside


def _inside(folder: Path) -> Iterator[str]:
    """The tables in a folder and those in it, but for hidden ones and marks of other programs."""
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder).parts
        if path.suffix.lower() in _ENDINGS and not any(part[0] in "._" for part in inner):
            yield str(path)


def summed(found: Sequence[Summary]) -> Summary:
    """What all parts came to together."""
    counts: dict[tuple[str, str | None], Count] = {}
    first: list[Problem] = []
    for one in found:
        first += one.first
        for count in one.counts:
            key = count.first.code, count.heading
            before = counts.get(key)
            more = before._replace(rows=before.rows + count.rows) if before else None
            counts[key] = more or count
    return Summary(
        sum(one.rows for one in found),
        sum(one.scored for one in found),
        sum(one.withheld for one in found),
        sum(one.failed for one in found),
        tuple(first[:IN_FULL]),
        tuple(counts.values()),
    )
