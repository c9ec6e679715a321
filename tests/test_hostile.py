"""Files, names and streams made to break it: a clear message each time, and nothing lost."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.read.check import Examiner
from smartscore.read.shelf import Catalogue

from .building import ASSESSMENT, RUBRIC


def run(*arguments: str, **more: object) -> Result:
    done = CliRunner().invoke(app, ["assess", *arguments], **more)  # type: ignore[arg-type]
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code in (0, 1, 2)
    return done


def graft(code: str, *references: str) -> str:
    lines = "".join(f"  - rubric: {json.dumps(reference)}\n" for reference in references)
    head = f"smartscore: rubric/1\ncode: {code}\nversion: 1.0.0\ntitle: {code}\n"
    return f"{head}dimensions:\n{lines}"


def listing(*rubrics: str, ratings: str = "{}") -> str:
    return (
        f"smartscore: assessment/1\nrubrics: {json.dumps(list(rubrics))}\n"
        f"subject: {{name: X}}\ndate: 2021-07-12\nratings: {ratings}\n"
    )


def test_two_rubrics_of_one_code_are_told_apart(here):
    (here / "other.yaml").write_text(
        RUBRIC.replace("points: 3", "points: 9").replace("3: y", "9: y")
    )
    (here / "one.yaml").write_text(graft("one", "./tiny.yaml"))
    (here / "two.yaml").write_text(graft("two", "./other.yaml"))
    (here / "place.yaml").write_text(listing("./one.yaml", "./two.yaml"))
    assert "A105" in run("place.yaml").stderr


def test_a_score_does_not_depend_on_the_files_beside_it(here):
    for name, weight in (("x", 3), ("y", 1)):
        (here / name).mkdir()
        (here / name / "own.yaml").write_text(graft("own", "./tiny.yaml"))
        text = RUBRIC.replace("weight: 3", f"weight: {weight}")
        (here / name / "tiny.yaml").write_text(text)
        (here / name / "a.yaml").write_text(
            listing("./own.yaml", ratings="{tiny: {first: 3, second: 1}}")
        )
    done = run("x/a.yaml", "y/a.yaml", "x/a.yaml", "--format", "json", "--across-versions")
    shown = [result["cards"][0]["overall"]["shown"] for result in json.loads(done.stdout)]
    assert shown == ["25.0", "50.0", "25.0"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["place.yaml", "-o", "tiny.yaml"],
        ["place.yaml", "--rubric", "./tiny.yaml", "-o", "tiny.yaml"],
    ],
)
def test_a_rubric_that_was_read_is_not_overwritten(here, arguments):
    assert run(*arguments).exit_code == 2
    assert (here / "tiny.yaml").read_text() == RUBRIC


def test_a_broken_rubric_that_another_one_takes_in(here):
    (here / "tiny.yaml").write_text(RUBRIC + "colour: red\n")
    (here / "one.yaml").write_text(graft("one", "./tiny.yaml"))
    (here / "place.yaml").write_text(listing("./tiny.yaml", "./one.yaml"))
    (here / "again.yaml").write_text(listing("./one.yaml"))
    done = run("place.yaml", "again.yaml")
    assert done.exit_code == 1
    assert done.stderr.count("S102") == 1


BAD_REFERENCES = [
    "@1",
    "indrajit@1 ",
    "indrajit@1@1",
    "indrajit@1234567",
    "a" * 300,
    "./" + "a" * 300 + ".yaml",
]


@pytest.mark.parametrize("reference", BAD_REFERENCES)
def test_references_that_are_none(here, reference):
    (here / "place.yaml").write_text(listing(reference))
    assert run("place.yaml").exit_code == 1
    assert run("place.yaml", "--rubric", reference).exit_code == 2


@pytest.mark.parametrize("reference", ["", "@", " a", "a@b", "./", "./place.yaml"])
def test_rubrics_of_the_command_line_that_are_none(here, reference):
    assert run("place.yaml", "--rubric", reference).exit_code in (1, 2)


@pytest.mark.parametrize("kind", ["[a]", "{a: b}", "null", "3", "''"])
def test_kinds_that_are_none(here, kind):
    (here / "place.yaml").write_text(ASSESSMENT.replace("assessment/1", kind))
    assert "S118" in run("place.yaml").stderr


def test_a_file_named_after_another_code_is_not_that_rubric(here):
    (here / "foo.yaml").write_text(RUBRIC)
    (here / "place.yaml").write_text(listing("foo@1"))
    assert "R113" in run("place.yaml", "--rubrics", ".").stderr


def test_a_rubric_named_twice_on_the_command_line_counts_once(here):
    done = run("place.yaml", "--rubric", "./tiny.yaml", "--rubric", "tiny.yaml", "--format", "json")
    assert len(json.loads(done.stdout)["cards"]) == 1


@pytest.mark.parametrize("author", ["5", "true", "[5]", "[{literal: 5}]", "{}"])
def test_odd_references(here, author):
    text = ASSESSMENT.replace(
        "ratings:", f"references: [{{id: k, author: {author}, issued: 3}}]\nratings:"
    )
    (here / "place.yaml").write_text(text)
    assert run("place.yaml", "--format", "markdown").exit_code == 0


@pytest.mark.parametrize("layers", [40, 400])
def test_a_chain_of_grafts(here, layers):
    for n in range(layers):
        (here / f"g{n}.yaml").write_text(graft(f"g{n}", f"./g{n + 1}.yaml"))
    (here / f"g{layers}.yaml").write_text(RUBRIC)
    (here / "place.yaml").write_text(listing("./g0.yaml"))
    assert "R117" in run("place.yaml").stderr


def test_grafts_that_multiply(here):
    for n in range(14):
        (here / f"g{n}.yaml").write_text(graft(f"g{n}", f"./a{n}.yaml", f"./b{n}.yaml"))
        for side in "ab":
            (here / f"{side}{n}.yaml").write_text(graft(f"{side}{n}", f"./g{n + 1}.yaml"))
    (here / "g14.yaml").write_text(RUBRIC)
    (here / "place.yaml").write_text(listing("./g0.yaml"))
    assert "R117" in run("place.yaml").stderr


def test_many_problems_on_one_long_line(here):
    inside = ", ".join(f"c{n}: x" for n in range(3000))
    (here / "place.yaml").write_text(listing("./tiny.yaml", ratings=f"{{tiny: {{{inside}}}}}"))
    done = run("place.yaml")
    assert done.exit_code == 1
    assert max(len(line) for line in done.stderr.split("\n")) <= 120


def test_a_gate_speaks_of_its_own_node(here):
    (here / "tiny.yaml").write_text(RUBRIC.replace("code: only", "code: support"))
    own = graft("own", "./tiny.yaml") + (
        "  - {code: support, title: Own, indicators: [{code: o, title: O, levels: {1: x, 3: y}}]}\n"
        "scale: [{points: 1, label: x}, {points: 3, label: y}]\n"
        "bands: [{code: low, from: 0, label: Low}, {code: high, from: 50, label: High}]\n"
        "gates: [{when: support, below: 50, cap: low, because: x}]\n"
    )
    (here / "own.yaml").write_text(own)
    (here / "place.yaml").write_text(listing("./own.yaml", ratings="{tiny: {first: 3, second: 3}}"))
    assert "Own lies between 0.0 and 100.0" in " ".join(run("place.yaml").stdout.split())


@pytest.mark.parametrize("decimals", [4, 6])
def test_long_figures_are_not_cut(here, decimals):
    (here / "tiny.yaml").write_text(RUBRIC + f"display: {{max: 1000, decimals: {decimals}}}\n")
    assert f"250.{'0' * decimals} " in run("place.yaml").stdout


def test_what_is_unknown_is_never_called_rated(here):
    (here / "tiny.yaml").write_text(RUBRIC + "aggregate: minimum\n")
    (here / "place.yaml").write_text(ASSESSMENT.replace("first: 3, ", ""))
    done = run("place.yaml")
    assert "What is still unknown can't move it" in done.stdout
    assert "Everything is rated" not in done.stdout


NAMES = ["a\nfake.yaml:1:1: Y999 injected", "\x1b]0;owned\x07", "x\u202egnp", "[bold]"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("option", ["FILE", "-o", "--rubric", "--rubrics", "--lang"])
def test_names_are_never_control_sequences_or_lines(here, name, option):
    file = here / name
    file.write_text("a: [\n")
    arguments = [name] if option == "FILE" else ["place.yaml", option, f"{name}/x"]
    done = run(*arguments)
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert not any(line.startswith("fake.yaml") for line in done.stderr.split("\n"))


def test_links_that_go_round_in_a_circle(here):
    (here / "a").symlink_to("b")
    (here / "b").symlink_to("a")
    for name in ("a", "a/x"):
        assert run("place.yaml", "-o", name).exit_code == 2
    assert run("a").exit_code == 2


@pytest.mark.parametrize(
    "levels", ["{1: a, 1.0: b}", '{1: a, "01": b}', "{1_0: a}", '{" 5 ": a}', '{"٣": a}']
)
def test_levels_are_numbers_written_once(here, levels):
    (here / "tiny.yaml").write_text(RUBRIC.replace("levels: {1: x, 3: y}", f"levels: {levels}", 1))
    assert run("place.yaml").exit_code == 1


@pytest.mark.parametrize("text", ["title: {}", "title: '  '", "title: {id: ' '}"])
def test_blank_text_is_no_text(here, text):
    (here / "tiny.yaml").write_text(RUBRIC.replace("title: Only", text))
    assert "S110" in run("place.yaml").stderr


def test_an_output_that_ends_like_a_folder(here):
    assert run("place.yaml", "-o", "new/").exit_code == 2
    assert not (here / "new").exists()


def process(shell: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = shell.replace("smartscore", f"{sys.executable} -m smartscore")
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_short_write_is_noticed_even_without_a_buffer(in_root, tmp_path):
    out = tmp_path / "out.json"
    shell = f"ulimit -f 8; smartscore assess examples/sumenep.yaml --format json > {out}"
    done = process(f"trap '' XFSZ; {shell}", PYTHONUNBUFFERED="1")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ("smartscore --version > /dev/full", 2),
        ("smartscore --help > /dev/full", 2),
        ("smartscore assess nope.yaml 2> /dev/full", 2),
        ("smartscore assess broken.yaml 2> /dev/full", 1),
        ("smartscore assess place.yaml -o /dev/stdout | cat > out.txt", 0),
        ("smartscore assess - -o place.yaml < place.yaml", 2),
    ],
)
def test_streams_that_fail(here, shell, code):
    (here / "broken.yaml").write_text("a: [1\n")
    done = process(shell)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert (here / "place.yaml").read_text() == ASSESSMENT


def test_an_interrupted_run_is_quiet(here):
    fifo = here / "fifo"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "smartscore", "assess", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        import signal
        import time

        time.sleep(1.5)
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate()
    assert b"Traceback" not in errors
    assert child.returncode == 130


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    "command", ["--version", "--help", "check place.yaml", "assess place.yaml", "check - --fix"]
)
def test_closed_streams(here, command, closed):
    done = process(f"smartscore {command} {closed}")
    assert done.returncode in (0, 1, 2)
    if ">&-" in closed.split() and command.startswith("--"):
        assert done.returncode == 2
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stderr
    assert (here / "place.yaml").read_text() == ASSESSMENT


@pytest.mark.parametrize("shell", ["bash", "zsh", "nonsense", ""])
@pytest.mark.parametrize("kind", ["complete", "source"])
def test_a_completion_without_its_variables(here, shell, kind):
    done = process(f"_SMARTSCORE_COMPLETE={kind}_{shell} smartscore")
    assert "Traceback" not in done.stderr


LEAF = """\
  - code: {code}
    title: C
    indicators: [{{code: {code}-i, title: I, quantity: {{unit: u, worst: 0, best: 1}}}}]
"""


def test_two_rubrics_of_one_code_beneath_a_rubric_are_told(tmp_path):
    own = "smartscore: rubric/1\ncode: {code}\nversion: 1.0.0\ntitle: T\ndimensions:\n"
    for folder, code in (("x", "c-one"), ("y", "c-two")):
        (tmp_path / folder).mkdir()
        text = own.format(code="p") + LEAF.format(code=code)
        (tmp_path / folder / "p.yaml").write_text(text)
    (tmp_path / "q.yaml").write_text(own.format(code="q") + "  - {rubric: ./x/p.yaml@1}\n")
    (tmp_path / "r.yaml").write_text(own.format(code="r") + "  - {rubric: ./y/p.yaml@1}\n")
    top = own.format(code="m") + "  - {rubric: ./q.yaml@1}\n"

    def told(text: str) -> list[tuple[str, int]]:
        found = Examiner(Catalogue()).check(str(tmp_path / "m.yaml"), text.encode())
        return [(p.values["code"], p.place.line) for p in found if p.code == "R126"]

    assert told(top + "  - {rubric: ./r.yaml@1}\n") == [("p", 7)]
    assert told(top) == []
