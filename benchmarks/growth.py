"""How time and memory grow when an input doubles, for everything a file can have much of.

    python benchmarks/growth.py [KIND ...] [--times N]

Each kind is written with n parts and with 2n parts, and the command is run on both as a whole
process; what the same command needs for an input of one part is taken off first. Growth is the
ratio of processor time, and of the highest memory: 2 is linear. The aim is below 2.5 for both. A
dash says that too little was used to tell. Run it with PYTHONDONTWRITEBYTECODE unset and with
nothing else at work.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

AIM = 2.5
ENOUGH_SECONDS, ENOUGH_MEGABYTES = 0.15, 8.0

RUBRIC = """\
smartscore: rubric/1
code: plan
version: 1.0.0
title: Plan
about: A small rubric.
references:
  - {id: book, type: book, title: A book}
scale:
  - {points: 1, label: Absent}
  - {points: 2, label: Partial}
  - {points: 3, label: Complete}
dimensions:
  - code: mandate
    title: Mandate
    indicators:
      - code: vision
        title: Vision
        levels: {1: No vision is written., 2: A vision is written., 3: It has a year.}
"""
HEAD = "smartscore: assessment/1\nrubrics: [./plan.yaml]\nsubject: {name: K}\ndate: 2026-01-01\n"


class Kind(NamedTuple):
    """One thing an input can have much of: how it is written, and the command that meets it."""

    name: str
    parts: int
    write: Callable[[Path, int], None]
    command: tuple[str, ...] = ("check", "in.yaml")


def given(text: Callable[[int], str]) -> Callable[[Path, int], None]:
    """An assessment of so many parts, beside the small rubric."""

    def write(folder: Path, parts: int) -> None:
        (folder / "in.yaml").write_text(HEAD + text(parts), encoding="utf-8")

    return write


def rating(inside: str) -> str:
    """The one rating of the small rubric, with more in it."""
    return f"ratings:\n  plan:\n    vision: {{level: 2, because: b, {inside}}}\n"


def many(form: str, parts: int, between: str = "") -> str:
    """A form written so often, with its number in place of %."""
    return between.join(form.replace("%", str(i)) for i in range(parts))


def evidence(form: str) -> Callable[[int], str]:
    """A source and so many pieces of evidence."""

    def text(parts: int) -> str:
        source = "references: [{id: a, type: book, title: T}]\n"
        return source + rating(f"evidence: [{many(form, parts, ', ')}]")

    return text


def quoted(folder: Path, words: int, quotes: int) -> None:
    """So many quotes from a text of so many words."""
    (folder / "long.txt").write_text(many("some word % that goes on\n", words), encoding="utf-8")
    (folder / "in.yaml").write_text(
        HEAD
        + "references: [{id: a, title: T, file: long.txt}]\n"
        + rating(
            f"evidence: [{many('{cite: a, at: 1, shows: x, quote: no % of all}', quotes, ', ')}]"
        ),
        encoding="utf-8",
    )


def hyphens(folder: Path, parts: int) -> None:
    """A hyphen and so many ends of lines."""
    (folder / "long.txt").write_text("zz-" + "\n" * parts, encoding="utf-8")
    (folder / "in.yaml").write_text(
        HEAD
        + "references: [{id: a, title: T, file: long.txt}]\n"
        + rating("evidence: [{cite: a, at: 1, shows: x, quote: zz}]"),
        encoding="utf-8",
    )


def rubric(text: Callable[[int], str]) -> Callable[[Path, int], None]:
    """A rubric of so many parts."""

    def write(folder: Path, parts: int) -> None:
        (folder / "in.yaml").write_text(text(parts), encoding="utf-8")

    return write


def indicators(parts: int) -> str:
    """A rubric of so many indicators, each with words of its own."""
    return RUBRIC + many(
        "      - code: i%\n        title: Indicator %\n"
        "        question: Does the office keep register %?\n"
        "        look_for: Register % and its keeper.\n"
        "        levels:\n          1: There is no register %.\n"
        "          2: Register % lists some villages.\n          3: Register % lists all.\n",
        parts,
    )


def dimensions(parts: int) -> str:
    """A rubric of so many dimensions with one indicator each."""
    return RUBRIC + many(
        "  - code: d%\n    title: Dimension %\n    indicators:\n      - code: i%\n"
        "        title: Indicator %\n"
        "        levels: {1: No % is kept., 2: Some % is kept., 3: All % is kept.}\n",
        parts,
    )


def scored(folder: Path, parts: int) -> None:
    """A rubric of so many indicators, each rated with evidence."""
    (folder / "plan.yaml").write_text(indicators(parts), encoding="utf-8")
    ratings = many(
        "    i%: {level: 2, because: b, evidence: [{cite: a, at: 1, shows: s}]}\n", parts
    )
    (folder / "in.yaml").write_text(
        HEAD + "references: [{id: a, type: book, title: T}]\nratings:\n  plan:\n" + ratings,
        encoding="utf-8",
    )


def broad(folder: Path, parts: int) -> None:
    """A rubric of so many dimensions, each rated."""
    (folder / "plan.yaml").write_text(dimensions(parts), encoding="utf-8")
    ratings = many("    i%: {level: 2, because: b}\n", parts)
    (folder / "in.yaml").write_text(f"{HEAD}ratings:\n  plan:\n{ratings}", encoding="utf-8")


def sourced(parts: int) -> str:
    """So many sources by one author in one year, each cited."""
    references = many(
        "  - {id: r%, type: book, title: T %, author: [{family: Same}],\n"
        "     issued: {date-parts: [[2020]]}}\n",
        parts,
    )
    cites = many("{cite: r%, at: 1, shows: s}", parts, ", ")
    return f"references:\n{references}{rating(f'evidence: [{cites}]')}"


def toml(form: Callable[[int], str]) -> Callable[[Path, int], None]:
    """A pyproject.toml of so many parts beside a file to check."""

    def write(folder: Path, parts: int) -> None:
        (folder / "pyproject.toml").write_text(form(parts), encoding="utf-8")
        (folder / "in.yaml").write_text(HEAD + rating("evidence: []"), encoding="utf-8")

    return write


def answers(folder: Path, parts: int) -> None:
    """A survey file of so many rows."""
    head = RUBRIC.split("        levels:", maxsplit=1)[0]
    (folder / "plan.yaml").write_text(
        f"{head}        survey: {{min: 1, max: 4}}\n", encoding="utf-8"
    )
    rows = many("%,3\n", parts)
    (folder / "answers.csv").write_text(f"n,u\n{rows}", encoding="utf-8")
    (folder / "in.yaml").write_text(
        HEAD
        + "ratings: {plan: {vision: {responses: {file: answers.csv, column: u}, because: b}}}\n",
        encoding="utf-8",
    )


def wrong_answers(folder: Path, parts: int) -> None:
    """A survey file of so many rows with no number in them."""
    answers(folder, 1)
    rows = many("%,x%\n", parts)
    (folder / "answers.csv").write_text(f"n,u\n{rows}", encoding="utf-8")


def compared(parts: int) -> str:
    """Weights by comparison of so many dimensions, some pairs of which are missing."""
    pairs = many("    d0/d%: 2\n", parts)
    return dimensions(parts).replace(
        "dimensions:\n", f"weights:\n  method: ahp\n  comparisons:\n{pairs}dimensions:\n", 1
    )


def many_files(folder: Path, parts: int) -> None:
    """So many assessments of one rubric."""
    (folder / "in").mkdir()
    (folder / "in" / "plan.yaml").write_text(RUBRIC, encoding="utf-8")
    for i in range(parts):
        (folder / "in" / f"a{i}.yaml").write_text(HEAD + rating("evidence: []"), encoding="utf-8")


def unknown_rubrics(folder: Path, parts: int) -> None:
    """An assessment that lists so many rubrics that are nowhere."""
    listed = f"[{many('indrajitt%@1', parts, ', ')}]"
    text = HEAD.replace("[./plan.yaml]", listed)
    (folder / "in.yaml").write_text(text, encoding="utf-8")


def unknown_grafts(parts: int) -> str:
    """A rubric that takes in so many that are nowhere."""
    return RUBRIC + many("  - {rubric: indrajitt%@1}\n", parts)


def lists(parts: int) -> str:
    """A checklist of so many items."""
    items = many("          - {code: c%, text: Item % is there.}\n", parts)
    return RUBRIC.split("        levels:", maxsplit=1)[0] + "        checklist:\n" + items


X = "references:\n  - id: a\n    x:\n"

KINDS = (
    Kind("references", 10_000, given(lambda n: "references:\n" + many("  - {id: r%}\n", n))),
    Kind("references that are cited", 1_500, given(sourced)),
    Kind(
        "unknown citations among as many known",
        2_000,
        given(
            lambda n: (
                "references:\n"
                + many("  - {id: reference%, title: T}\n", n)
                + rating(f"evidence: [{many('{cite: referense%, at: 1, shows: s}', n, ', ')}]")
            )
        ),
    ),
    Kind(
        "unknown indicators",
        2_000,
        given(lambda n: "ratings:\n  plan:\n" + many("    visioon%: {level: 2}\n", n)),
    ),
    Kind("unknown keys", 5_000, given(lambda n: many("ky%: a\n", n))),
    Kind("unknown groups", 2_000, given(lambda n: "ratings:\n" + many("  plann%: {v: 2}\n", n))),
    Kind(
        "unknown rubrics",
        1_000,
        unknown_rubrics,
    ),
    Kind("unknown rubrics to take in", 1_000, rubric(unknown_grafts)),
    Kind(
        "comments that ignore",
        5_000,
        given(lambda n: many("k%: yes # smartscore: ignore[Y999]\n", n)),
    ),
    Kind(
        "comments that ignore, on their own",
        3_000,
        given(
            lambda n: (
                "ratings:\n  plan:\n" + many("    # smartscore: ignore[Y201]\n    v%: yes\n", n)
            )
        ),
    ),
    Kind(
        "comments that ignore, one below another",
        3_000,
        given(lambda n: many("# smartscore: ignore[Y201]\n", n)),
    ),
    Kind("mends", 5_000, given(lambda n: X + "      - yes\n" * n), ("check", "in.yaml", "--fix")),
    Kind(
        "mends, as a difference",
        5_000,
        given(lambda n: X + "      - yes\n" * n),
        ("check", "in.yaml", "--diff"),
    ),
    Kind(
        "keys to put in order",
        1_000,
        given(lambda n: "references:\n" + many("  - title: T\n    id: r%\n", n)),
        ("check", "in.yaml", "--fix"),
    ),
    Kind(
        "mends of codes",
        500,
        given(
            lambda n: (
                "references:\n"
                + many("  - {id: reference%, title: T}\n", n)
                + rating(f"evidence: [{many('{cite: reference%x, at: 1, shows: s}', n, ', ')}]")
            )
        ),
        ("check", "in.yaml", "--fix"),
    ),
    Kind(
        "words in a line",
        10_000,
        given(lambda n: "references: [{id: a, x: [" + "yes, " * n + "yes]}]\n"),
    ),
    *(
        Kind(
            f"words in a line, {form}",
            5_000,
            given(lambda n: "references: [{id: a, x: [" + "yes, " * n + "yes]}]\n"),
            ("check", "in.yaml", "--output-format", form),
        )
        for form in ("json", "github", "gitlab", "sarif", "junit", "concise")
    ),
    Kind(
        "anchors",
        10_000,
        given(lambda n: f"references: [{{id: a, x: [{many('&a% y', n, ', ')}]}}]\n"),
    ),
    Kind(
        "aliases",
        10_000,
        given(lambda n: f"references: [{{id: a, x: [&a y, {many('*a', n, ', ')}]}}]\n"),
    ),
    Kind("quotes from one text", 50, lambda folder, n: quoted(folder, 20_000, n)),
    Kind("words of a quoted text", 50_000, lambda folder, n: quoted(folder, n, 20)),
    Kind("ends of lines behind a hyphen", 100_000, hyphens),
    Kind("evidence", 5_000, given(evidence("{cite: a, at: 1, shows: s}"))),
    Kind("evidence without a source", 5_000, given(evidence("{cite: b, at: 1, shows: s}"))),
    Kind("a long text", 1_000_000, given(lambda n: f"about: {'w ' * (n // 2)}\n")),
    Kind("a long word", 1_000_000, given(lambda n: f"about: {'w' * n}\n")),
    Kind("a long key", 500_000, given(lambda n: f"{'w' * n}: 1\n")),
    Kind("spaces", 1_000_000, given(lambda n: f"about: a{' ' * n}b\n")),
    Kind("blank lines", 1_000_000, given(lambda n: "\n" * n)),
    Kind("comments", 100_000, given(lambda n: "# a comment\n" * n)),
    Kind("lines after which a mark is open", 50_000, given(lambda n: 'about: "a\n' + "  b\n" * n)),
    Kind("the same key", 10_000, given(lambda n: "k: 1\n" * n)),
    Kind("control characters", 10_000, given(lambda n: 'x: ["' + '\\u0007", "' * n + '"]\n')),
    Kind("unclosed brackets", 60, given(lambda n: "x: " + "[" * n)),
    Kind("indicators", 500, rubric(indicators)),
    Kind(
        "indicators of one title",
        1_000,
        rubric(
            lambda n: (
                RUBRIC
                + many(
                    "      - {code: i%, title: Same,\n"
                    "         levels: {1: Same word., 2: Same word too., 3: Same again.}}\n",
                    n,
                )
            )
        ),
    ),
    Kind(
        "indicators of one code",
        1_000,
        rubric(
            lambda n: RUBRIC + "      - {code: i, title: T, levels: {1: A., 2: B., 3: C.}}\n" * n
        ),
    ),
    Kind("dimensions", 500, rubric(dimensions)),
    Kind("items of a checklist", 3_000, rubric(lists)),
    Kind("comparisons", 100, rubric(compared)),
    Kind(
        "bands",
        2_000,
        rubric(lambda n: RUBRIC + "bands:\n" + many("  - {code: b%, from: %, label: B %}\n", n)),
    ),
    Kind(
        "points of a scale",
        2_000,
        rubric(
            lambda n: RUBRIC.replace(
                "  - {points: 3, label: Complete}\n", many("  - {points: 1%, label: P %}\n", n)
            )
        ),
    ),
    Kind(
        "gates",
        2_000,
        rubric(
            lambda n: (
                RUBRIC
                + "bands: [{code: a, from: 0, label: A}, {code: b, from: 50, label: B}]\ngates:\n"
                + many("  - {when: mandate, below: %, cap: a, because: B.}\n", n)
            )
        ),
    ),
    Kind(
        "ladders",
        2_000,
        rubric(lambda n: RUBRIC + "ladders:\n" + many("  l%: {1: A %., 2: B %., 3: C %.}\n", n)),
    ),
    Kind(
        "crosswalks",
        1_000,
        rubric(
            lambda n: RUBRIC + f"        crosswalk: [{many('indrajit/political-wil%', n, ', ')}]\n"
        ),
    ),
    Kind(
        "grafts of one rubric",
        500,
        rubric(
            lambda n: (
                RUBRIC.split("dimensions:", maxsplit=1)[0]
                + "dimensions:\n"
                + many("  - {rubric: indrajit@1}\n", n)
            )
        ),
    ),
    Kind("answers of a survey", 50_000, answers),
    Kind("wrong answers of a survey", 50_000, wrong_answers),
    Kind("parts of one key of pyproject.toml", 5_000, toml(lambda n: ".".join("a" * n) + " = 1\n")),
    Kind("keys of pyproject.toml", 20_000, toml(lambda n: many("k% = 1\n", n))),
    Kind("tables of pyproject.toml", 30_000, toml(lambda n: many("[t%]\nk = 1\n", n))),
    Kind("files", 100, many_files, ("check", "in")),
    Kind("files of one line, to assess", 100, many_files, ("assess", "@in")),
    Kind("ratings to assess", 500, scored, ("assess", "in.yaml")),
    Kind("ratings to assess in detail", 500, scored, ("assess", "in.yaml", "--detail")),
    Kind("ratings to explain", 500, scored, ("explain", "in.yaml")),
    Kind("ratings to report", 500, scored, ("report", "in.yaml", "-o", "out.md")),
    Kind("ratings to report as a page", 500, scored, ("report", "in.yaml", "-o", "out.html")),
    Kind("dimensions to report", 500, broad, ("report", "in.yaml", "-o", "out.md")),
    Kind("dimensions to report as a page", 500, broad, ("report", "in.yaml", "-o", "out.html")),
    Kind("dimensions to report as docx", 200, broad, ("report", "in.yaml", "-o", "out.docx")),
    Kind(
        "evidence to report",
        2_000,
        given(evidence("{cite: a, at: 1, shows: s}")),
        ("report", "in.yaml", "-o", "out.md"),
    ),
    Kind("assessments in a report", 100, many_files, ("report", "@in", "-o", "out.md")),
    Kind("assessments in a page", 100, many_files, ("report", "@in", "-o", "out.html")),
    Kind("sources to report", 500, given(sourced), ("report", "in.yaml", "-o", "out.md")),
    Kind("indicators to show", 500, rubric(indicators), ("rubrics", "show", "./in.yaml")),
)


class Cost(NamedTuple):
    """Processor seconds and megabytes of a process."""

    seconds: float
    megabytes: float


def run(kind: Kind, parts: int, times: int) -> Cost:
    """The least that the command needs for an input of so many parts."""
    found = []
    for _ in range(times):
        folder = Path(tempfile.mkdtemp(prefix="growth-"))
        try:
            (folder / "plan.yaml").write_text(RUBRIC, encoding="utf-8")
            kind.write(folder, parts)
            found.append(_process(list(_arguments(kind, folder)), folder))
        finally:
            shutil.rmtree(folder)
    return Cost(min(c.seconds for c in found), min(c.megabytes for c in found))


def _arguments(kind: Kind, folder: Path) -> Iterator[str]:
    for word in kind.command:
        if word.startswith("@"):
            yield from sorted(str(p) for p in (folder / word[1:]).glob("a*.yaml"))
        else:
            yield word


def _process(arguments: list[str], folder: Path) -> Cost:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    program = str(Path(sys.executable).parent / "smartscore")
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        os.execve(program, [program, *arguments], environment)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 2):
        print(f"exit code {code}: {' '.join(arguments)[:80]}", file=sys.stderr)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _growth(one: float, two: float, enough: float) -> str:
    return f"{two / one:4.1f}" if one >= enough / 2 and two >= enough else "   –"


def main() -> None:
    """Run the kinds that are asked for, or all, and print a table; exit code 1 past the aim."""
    words = sys.argv[1:]
    times = 1
    if "--times" in words:
        place = words.index("--times")
        times = int(words[place + 1])
        del words[place : place + 2]
    chosen = [kind for kind in KINDS if not words or any(word in kind.name for word in words)]
    past = 0
    print(
        "| much of | n | s, n | s, 2n | growth | MB, 2n | growth |\n|---|---|---|---|---|---|---|"
    )
    for kind in chosen:
        base = run(kind, 1, times)
        one, two = run(kind, kind.parts, times), run(kind, 2 * kind.parts, times)
        seconds = [max(0.0, c.seconds - base.seconds) for c in (one, two)]
        memory = [max(0.0, c.megabytes - base.megabytes) for c in (one, two)]
        growth = (
            _growth(seconds[0], seconds[1], ENOUGH_SECONDS),
            _growth(memory[0], memory[1], ENOUGH_MEGABYTES),
        )
        over = any(g.strip() != "–" and float(g) > AIM for g in growth)
        past += over
        print(
            f"| {kind.name} | {kind.parts} | {one.seconds:.2f} | {two.seconds:.2f} | {growth[0]} "
            f"| {two.megabytes:.0f} | {growth[1]} |{' past the aim' if over else ''}",
            flush=True,
        )
    sys.exit(1 if past else 0)


if __name__ == "__main__":
    main()
