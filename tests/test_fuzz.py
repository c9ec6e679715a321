"""Nothing breaks it: whatever a file holds, the exit code is 0, 1 or 2, without a traceback."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from smartscore.catalogue import bundled
from smartscore.cli import app
from smartscore.problems import Invalid, Problem
from smartscore.source import Source, parse

ROOT = Path(__file__).parent.parent
FORMATS = ["full", "concise", "json", "github", "gitlab", "sarif", "junit"]
ODD = [
    *("null", "true", "[]", "{}", "-1", "0", "1e400", ".nan", ".inf", "9" * 400, f"0.{'0' * 30}1"),
    *("''", "'  '", "~", "no", "2020-13-45", "1:30", "&a [*a]", "*nowhere", "!!int x", "<<: *x"),
    *("- - -", "\u202e", "\u2028", "\u0000", "\x1b]0;x", "\ud83d\ude00", "é\u0301", "a" * 5000),
    *("{a: {b: {c: [d]}}}", "? [a]", "@", "`", "%", "|", ">-", "'", '"', "#", "indrajit@1", "./"),
    *("../../etc", "id", "code", "[key]", "{id: x}", "{fr: x}", "[1, [2, [3]]]"),
    *("smartscore: rubric/1", "---", "...", "\t", "\u00a0"),
]
SEEDS = [
    ROOT / "examples" / "sumenep.yaml",
    *sorted(bundled().glob("*.yaml")),
    *sorted((Path(__file__).parent / "rules").glob("*.yaml")),
]


def mutated(text: str, source: random.Random) -> str:
    """A valid file with one to four things done to its lines."""
    lines = text.split("\n")
    for _ in range(source.randint(1, 4)):
        i = source.randrange(len(lines))
        line = lines[i]
        match source.randrange(8):
            case 0:
                del lines[i]
            case 1:
                lines.insert(i, line)
            case 2:
                lines[i] = line.partition(":")[0] + ": " + source.choice(ODD)
            case 3:
                lines[i] = " " * source.randrange(6) + line
            case 4:
                lines[i] = line[2:]
            case 5:
                lines.insert(i, " " * source.randrange(8) + source.choice(ODD))
            case 6:
                cut = source.randrange(len(line) + 1)
                lines[i] = line[:cut] + source.choice(ODD) + line[cut:]
            case _:
                j = source.randrange(len(lines))
                lines[i], lines[j] = lines[j], line
        if not lines:
            lines = [""]
    return "\n".join(lines)


def run(*arguments: str) -> None:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert done.exit_code in (0, 1, 2)
    assert "Traceback" not in done.output
    assert "\x1b" not in done.output


@pytest.mark.parametrize("number", range(300))
def test_a_mutated_file_breaks_nothing(number, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = random.Random(number)
    text = mutated(source.choice(SEEDS).read_text(encoding="utf-8"), source)
    (tmp_path / "file.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
    rubrics = str(Path(__file__).parent / "rules")
    run("check", "file.yaml", "--output-format", source.choice(FORMATS), "--rubrics", rubrics)
    run("check", "file.yaml", "--diff", "--rubrics", rubrics)
    run(
        "assess",
        "file.yaml",
        "--format",
        source.choice(["terminal", "markdown", "json"]),
        "--detail",
    )


def read(content: bytes) -> tuple[Source | None, tuple[Problem, ...]]:
    try:
        return parse(content, "f"), ()
    except Invalid as invalid:
        return None, invalid.problems


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    source, problems = read(content)
    assert source or problems
    assert all(problem.place.line >= 0 for problem in problems)


YAMLISH = st.text(
    alphabet=st.sampled_from(list("ab:- \n#[]{},'\"&*!|>%@`0129.~\t?é\u2028")), max_size=80
)


@settings(max_examples=400)
@given(YAMLISH)
def test_any_text_that_looks_like_yaml_is_read_or_refused(text):
    source, problems = read(text.encode())
    assert all(0 <= problem.place.column <= len(text) + 2 for problem in problems)
    if source is not None:
        for route, _ in source.nodes():
            assert source.place(route).line >= 1
            assert isinstance(source.anchor(route), str)
