"""`--fix` changes what it says it changes, and nothing else."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.text.parsing import parse
from smartscore.text.problems import sole_match

from .test_check import HEAD, QUOTED, RUBRIC


def run(*arguments: str, **more: object) -> Result:
    done = CliRunner().invoke(app, ["check", *arguments], **more)  # type: ignore[arg-type]
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return done


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    (tmp_path / "plan.md").write_text("x y")
    return tmp_path


def fixed(here: Path, text: str, name: str = "file.yaml") -> str:
    """A file after `--fix`, which a second `--fix` leaves alone."""
    (here / name).write_bytes(text.encode())
    run(name, "--fix")
    once = (here / name).read_bytes()
    run(name, "--fix")
    assert (here / name).read_bytes() == once
    return once.decode()


PLACE = QUOTED.replace('quote: "QUOTE", ', "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    title: Only\n", "    title: Only\n    weight: 1\n    wieght: 2\n"),
        ("title: Tiny", "title: &t no\nabout: *t"),
        ("about: What", "abuot: x\nabout: What"),
    ],
)
def test_a_key_never_stands_twice_afterwards(here, old, new):
    text = RUBRIC.replace(old, new, 1)
    after = parse(fixed(here, text).encode(), "f")
    assert len(after.problems) <= len(parse(text.encode(), "f").problems)


def test_a_mapping_that_ends_in_an_alias_is_left_alone(here):
    text = PLACE.replace("{name: Somewhere}", "{name: &n Somewhere}").replace(
        "references:", "rater:\n  role: x\n  name: *n\nreferences:"
    )
    assert fixed(here, text) == text


@pytest.mark.parametrize("key", ["perda #1", "dewi, 2024", "2024", "true", "a: b"])
def test_a_citation_is_put_in_quotation_marks_where_it_needs_them(here, key):
    text = PLACE.replace("{id: talk,", f'{{id: "{key}",').replace("cite: talk", f'cite: "{key}x"')
    plain = text.replace(f'cite: "{key}x"', f"cite: {key.replace(', ', ' ')}x")
    for written in (text, plain) if key == "dewi, 2024" else (text,):
        data = parse(fixed(here, written).encode(), "f").data
        assert isinstance(data, dict)
        cited = data["ratings"]["tiny"]["first"]["evidence"][1]["cite"]  # type: ignore[index,call-overload]
        assert isinstance(cited, str)


def test_block_scalars_keep_their_blank_lines(here):
    text = PLACE.replace("subject:", "about: |+\n  A.\n\nsubject:")
    before, after = parse(text.encode(), "f"), parse(fixed(here, text).encode(), "f")
    assert before.data == after.data


def test_a_comment_above_the_first_key_goes_along(here):
    text = PLACE.replace(
        "{name: Somewhere}", "\n  # from the statistics office\n  code: 'x'\n  name: Somewhere"
    )
    after = fixed(here, text)
    assert "  name: Somewhere\n  # from the statistics office\n  code: 'x'\n" in after


@pytest.mark.parametrize(
    ("word", "known", "sole"),
    [
        ("external-audit", ["internal-audit"], None),
        ("water-quality", ["water-quantity"], None),
        ("wieght", ["weight", "weights"], "weight"),
        ("ab", ["ac"], None),
        ("first", ["first"], None),
        ("firsst", ["first", "firsts"], None),
    ],
)
def test_only_one_slip_of_the_hand_is_mended(word, known, sole):
    assert sole_match(word, known) == sole


def test_nested_mappings_are_all_put_in_order(here):
    depth = 25
    lines = RUBRIC.split("dimensions:\n")[0] + "dimensions:\n"
    text = lines
    for n in range(depth):
        pad = "    " * n
        text += f"{pad}  - title: T{n}\n{pad}    code: d{n}\n{pad}    dimensions:\n"
    pad = "    " * depth
    text += f"{pad}  - title: T\n{pad}    code: last\n{pad}    indicators:\n"
    text += f"{pad}      - {{code: x, title: X, levels: {{1: a b, 3: c d}}}}\n"
    after = fixed(here, text)
    places = [after.index(f"code: d{n}\n") for n in range(depth)]
    assert all(after.index(f"title: T{n}\n") > places[n] for n in range(depth))
    assert parse(after.encode(), "f").data == parse(text.encode(), "f").data


def test_windows_line_ends_stay_throughout(here):
    (here / "schemas").mkdir()
    (here / "schemas" / "rubric.json").write_text("{}")
    after = fixed(here, RUBRIC.replace(HEAD, "").replace("\n", "\r\n"))
    assert after.startswith("# yaml-language-server")
    assert "\n" not in after.replace("\r\n", "")


def test_standard_input_comes_out_alone(here):
    done = run("-", "--fix", "--output-format", "json", input=RUBRIC)
    assert done.stdout == RUBRIC
    assert '"format": "check/1"' in done.stderr


@pytest.mark.parametrize(
    "outputs",
    [
        ["--output-file", "a", "--output-file", "b"],
        ["--output-format", "json", "--output-file", "-", "--output-format", "sarif"],
        ["--output-format", "json", "--output-format", "sarif"],
        ["--output-file", "tiny.yaml"],
        ["--output-file", "other.yaml"],
        [
            *("--output-format", "json", "--output-file", "same"),
            *("--output-format", "sarif", "--output-file", "./same"),
        ],
    ],
)
def test_outputs_that_can_not_be_are_refused_before_anything_is_mended(here, outputs):
    text = RUBRIC.replace("title: Tiny", "title: no")
    (here / "tiny.yaml").write_text(text)
    (here / "other.yaml").write_text(RUBRIC)
    assert run("tiny.yaml", "--fix", *outputs).exit_code == 2
    assert (here / "tiny.yaml").read_text() == text
    assert (here / "other.yaml").read_text() == RUBRIC


@pytest.mark.parametrize("count", [1, 40])
def test_a_file_that_can_not_be_read_does_not_hide_the_others(here, count):
    for number in range(count):
        (here / f"r{number}.yaml").write_text(RUBRIC.replace("tiny", f"t{number}") + "colour: 1\n")
    (here / "gone.yaml").symlink_to("nowhere")
    done = run(".")
    assert done.exit_code == 2
    assert "colour" in done.stdout
    assert "gone.yaml" in done.stderr


def test_a_byte_order_mark_does_not_hide_a_file(here):
    (here / "sub").mkdir()
    (here / "sub" / "r.yaml").write_bytes(b"\xef\xbb\xbfsmartscore: rubric/1\n")
    assert "S103" in run("sub").stdout


@pytest.mark.parametrize("table", ["tool = 3", "[tool]\nsmartscore = 3", "[[tool.smartscore]]"])
def test_odd_settings(here, table):
    (here / "pyproject.toml").write_text(table)
    assert run("tiny.yaml").exit_code in (0, 2)


def test_no_line_is_a_command_to_a_runner(here, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (here / "::error title=x::y.yaml").write_text('a: "##[error]z"\n')
    done = run(".", "--output-format", "concise")
    assert not any(line.lstrip().startswith("::") for line in done.stdout.split("\n"))
    assert "##[" not in run(".").stdout
