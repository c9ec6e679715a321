"""What a shell is offered on a line of ours: by the tree of commands, in this very process."""

import contextlib
import os
import sys

import pytest
from typer.main import get_command

from smartscore.cli import installing, program, run
from smartscore.cli.completing import names, offered, spelling, table
from smartscore.cli.completing.line import taken_apart
from smartscore.cli.completing.offers import Offer, Offers
from smartscore.read import contents, freshness, glances
from smartscore.read.documents import reading
from smartscore.read.shelf import Catalogue
from smartscore.tables import endings, parquet

from .building import ASSESSMENT, RUBRIC
from .test_startup import HEAVY, modules

WRITTEN_BY_HAND = {
    "appendix_start",
    "date",
    "draws",
    "fail_under",
    "group",
    "jobs",
    "min_coverage",
    "old",
    "page_start",
    "rows_per_table",
    "scheduler",
    "seed",
    "staged",
    "start",
    "subject",
    "table_prefix",
    "top",
}
"""Parameters for figures, days and names, of which nobody knows what they will be."""


def words(*line, exact=False):
    """What is offered for the last word of a line, as the whole of it."""
    found = offered(line[:-1], line[-1], exact=exact)
    return [f"{found.before}{each.word}" for each in found.found]


def meanings(*line):
    return {each.word: each.means for each in offered(line[:-1], line[-1]).found}


def parameters(command, name=""):
    for param in command.params:
        yield name, command, param
    for inner, sub in getattr(command, "commands", {}).items():
        yield from parameters(sub, f"{name} {inner}".strip())


def test_every_parameter_is_completed_or_written_by_hand():
    left = {
        param.name
        for name, command, param in parameters(get_command(program()))
        if not getattr(param, "is_flag", False) and table.completer(name, param) is None
    }
    assert left == WRITTEN_BY_HAND


def test_the_table_names_only_what_is_there():
    all_of_them = list(parameters(get_command(program())))
    assert set(table.ANYWHERE) <= {param.name for _, _, param in all_of_them}
    assert set(table.OF_COMMANDS) <= {(name, param.name) for name, _, param in all_of_them}


def test_endings_are_those_of_the_readers():
    assert set(names.TABLES) == {*endings.ENDINGS, *parquet.ENDINGS, ".xlsx"}
    assert set(names.DOCUMENTS) == set(reading.ENDINGS)


@pytest.mark.parametrize(
    ("line", "first"),
    [
        (["rule", "R20"], "R201"),
        (["rule", "r20"], "R201"),
        (["rule", "tab"], "tab"),
        (["check", "--select", "R101,Y10"], "R101,Y101"),
        (["check", "--ignore=Y1"], "--ignore=Y101"),
        (["assess", "--lang", ""], "id"),
        (["assess", "--lang=e"], "--lang=en"),
        (["assess", "--format", ""], "terminal"),
        (["schema", "a"], "assessment"),
        (["rubrics", "show", "indra"], "indrajit"),
        (["rubrics", "show", "indrajit@"], "indrajit@2"),
        (["explain", "examples/sumenep.yaml", ""], "indrajit/"),
        (["explain", "examples/sumenep.yaml", "indrajit/s"], "indrajit/support/"),
        (["explain", "examples/sumenep.yaml", "indrajit/support/p"], None),
        (["explain", "examples/sumenep.yaml", "political"], "political-will"),
        (["explain", "examples/sumenep.yaml", "support/political"], "support/political-will"),
        (["explain", "--rubric", "hdi", "examples/sumenep.yaml", ""], "hdi/"),
        (["assess", "examples/sumenep.yaml", "--set", "political-will=3"], "political-will=3"),
        (["evidence", "--rubric", "smart-village", "--indicator", ""], "smart-village"),
        (["plan", "examples/sumenep.yaml", "--target", "mostly"], "mostly-ready"),
        (["report", "--parts", "results,evidence-f"], "results,evidence-full"),
        (["report", "--parts", "results,ME"], "results,method"),
        (["robustness", "examples/sumenep.yaml", "--weights", "f"], "free"),
        (["new", "ass"], "assessment"),
        (["new", "example", "sumenep-s"], "sumenep-spbe"),
        (["new", "--example", "sumenep-s"], "sumenep-spbe"),
        (["--lang", ""], "id"),
        (["--lang", "id", "rob"], "robustness"),
        (["--install-completion", "z"], "zsh"),
        ([""], "new"),
        (["assess", "--out"], "--output"),
        (["assess", "examples/suM"], "examples/sumenep-2024.yaml"),
        (["test", "rubrics/c"], "rubrics/cases/"),
        (["batch", "examples/"], "examples/villages.csv"),
        (["evidence", "examples/p"], "examples/plan.md"),
    ],
)
def test_what_is_offered_first(in_root, line, first):
    found = words(*line)
    assert found
    assert first is None or found[0] == first


def test_titles_are_in_the_language_of_the_reader(in_root, monkeypatch):
    line = ("explain", "examples/sumenep.yaml", "indrajit/")
    assert meanings(*line)["indrajit/support/"] == "Support"
    assert meanings(*line, "--lang", "id", "") == {}
    assert meanings("explain", "--lang", "id", *line[1:])["indrajit/support/"] == "Dukungan"
    monkeypatch.setenv("SMARTSCORE_LANG", "id")
    assert meanings("rule", "Y101") == {"Y101": "Berkas adalah teks dalam UTF-8."}
    assert meanings("rubrics", "show", "hdi")["hdi"].startswith("Indeks")


def test_an_outline_is_that_of_the_rubric(root):
    from smartscore import read_rubric

    for code in ("masterplan-readiness", "smart-village", "spbe-2020"):
        tree = read_rubric(code)
        seen = glances.outline(code, glances.here(), Catalogue())
        assert [part.path for part in seen] == [node.path for node in tree.nodes]


def test_a_word_of_several_rubrics_is_offered_once(in_root):
    found = words("plan", "examples/sumenep.yaml", "--target", "")
    assert "mostly-ready" in found
    assert len(found) == len(set(found))


def test_own_rubrics_come_before_bundled_ones(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours").mkdir()
    own = RUBRIC.replace("code: tiny", "code: own-one")
    (tmp_path / "ours" / "any-name.yaml").write_text(own)
    (tmp_path / "ours" / "hdi.yaml").write_text(own.replace("own-one", "hdi"))
    assert words("assess", "--rubrics", "ours", "--rubric", "own") == ["own-one"]
    assert words("assess", "--rubric", "own") == []
    bundled = meanings("assess", "--rubric", "hdi")
    assert meanings("assess", "--rubrics", "ours", "--rubric", "hdi").keys() == bundled.keys()
    assert meanings("assess", "--rubrics", "ours", "--rubric", "hdi") != bundled
    assert words("assess", "--rubric", "ours/") == ["ours/any-name.yaml", "ours/hdi.yaml"]


def test_only_files_of_the_kind_are_offered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "town.yaml").write_text(ASSESSMENT)
    (tmp_path / "mini.yaml").write_text(RUBRIC)
    (tmp_path / "foreign.yaml").write_text("version: 2\n")
    (tmp_path / "broken.yaml").write_text("smartscore: [\n")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00" * 99)
    (tmp_path / "town.xlsx").write_bytes(b"")
    (tmp_path / ".hidden.yaml").write_text(ASSESSMENT)
    (tmp_path / "inside").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")
    assert words("assess", "") == ["inside/", "town.xlsx", "town.yaml"]
    assert words("assess", ".") == [".hidden.yaml"]
    assert words("check", "") == ["inside/", "mini.yaml", "town.yaml"]
    assert words("assess", "--rubrics", "") == ["inside/"]
    assert words("assess", "TOWN.Y") == ["town.yaml"]
    assert words("assess", "TOWN.Y", exact=True) == []
    assert words("explain", "broken.yaml", "") == []
    assert words("explain", "bytes.yaml", "") == []
    assert words("explain", "nowhere.yaml", "") == []


def test_names_that_steer_a_terminal_are_not_offered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a b.csv", "a$(x).csv", "a\nb.csv", "a\x1b[2J.csv", "a\u202eb.csv", "a'\"`.csv"):
        (tmp_path / name).write_text("")
    assert words("batch", "a") == ["a b.csv", "a$(x).csv", "a'\"`.csv"]


def test_codes_that_a_shell_would_run_are_not_offered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    bad = "a$(touch x)", "`x`", "a b", "c;d", "-rf", "e\u202ef", "fine"
    listed = "".join(f"  - {{code: '{code}', from: 1}}\n" for code in bad)
    (tmp_path / "own.yaml").write_text(f"smartscore: rubric/1\ncode: own\nbands:\n{listed}")
    assert words("plan", "--rubric", "./own.yaml", "--target", "") == ["fine"]


def test_in_a_large_folder_few_files_are_looked_into(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(glances.MANY + 20):
        (tmp_path / f"{number:04}.yaml").write_text("other: 1\n")
    looked = []
    monkeypatch.setattr(glances, "kind", lambda name, home: looked.append(name))
    assert len(words("assess", "")) == 20
    assert len(looked) == glances.MANY


def test_a_rubric_that_takes_itself_in_ends(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.yaml").write_text(
        "smartscore: rubric/1\ncode: own\ndimensions:\n  - rubric: ./own.yaml\n"
    )
    assert words("explain", "--rubric", "./own.yaml", "x", "own/") == ["own/own/"]


@pytest.mark.parametrize("depth", [50, 5000])
def test_what_is_nested_deeply_is_left_out(tmp_path, monkeypatch, depth):
    monkeypatch.chdir(tmp_path)
    deep = "".join(" " * level + "dimensions:\n" for level in range(depth))
    (tmp_path / "own.yaml").write_text(f"smartscore: rubric/1\ncode: own\n{deep}")
    assert words("explain", "--rubric", "./own.yaml", "x", "") == ["own/"]


@pytest.mark.parametrize(
    "line",
    [
        ["assess", "--la"],
        ["assess", "examples/"],
        ["rubrics", "show", ""],
        ["explain", "examples/sumenep.yaml", "indrajit/"],
    ],
)
def test_little_is_loaded_for_an_answer(in_root, monkeypatch, line):
    monkeypatch.setenv("_SMARTSCORE_COMPLETE", "fish")
    found = {name.split(".")[0] for name in modules(*line)}
    assert "smartscore" in found
    assert found & HEAVY == {"typer"}


def test_an_option_is_offered_until_it_is_there(in_root):
    assert "--lang" in words("assess", "--")
    assert "--lang" not in words("assess", "--lang", "id", "--")
    assert "--rubric" in words("assess", "--rubric", "hdi", "--")
    assert words("assess", "--", "--la") == []
    assert words("assess", "-oexamples/pla") == ["-oexamples/plan.md"]
    assert words("nothing", "") == []
    assert words("assess", "--nothing", "--lang=i") == ["--lang=id"]


def test_bash_gets_what_stands_behind_its_break_of_a_word():
    line = taken_apart("smartscore assess --lang=i")
    found = Offers((Offer("id"),), "--lang=")
    assert spelling.bash(found, line, "i") == ["words", "id"]
    line = taken_apart("smartscore assess a\\:b:c")
    assert spelling.bash(Offers((Offer("a:b:cd"),), "", True), line, "c") == ["files", "cd"]
    line = taken_apart('smartscore assess "my d')
    assert spelling.bash(Offers((Offer("my dir/"),), "", True), line, "my d") == ["files", "my dir"]
    line = taken_apart("smartscore assess ")
    assert spelling.bash(Offers((Offer("code="),)), line, "") == ["open", "code="]


def answered(monkeypatch, capsysbinary, shell, *arguments, **environment):
    monkeypatch.setenv("_SMARTSCORE_COMPLETE", shell)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["smartscore", *arguments])
    with contextlib.suppress(SystemExit):
        assert run() == 0
    out, err = capsysbinary.readouterr()
    assert err == b""
    return out.decode()


def test_powershell_gets_words_as_it_reads_them(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "it's $(a).csv").write_text("")
    (tmp_path / "plain.csv").write_text("")
    said = answered(monkeypatch, capsysbinary, "powershell", _SMARTSCORE_WORDS="batch\x1f")
    assert said == (
        "'it''s $(a).csv'\tit's $(a).csv\tit's $(a).csv\nplain.csv\tplain.csv\tplain.csv\n"
    )


def test_whatever_goes_wrong_nothing_is_said(monkeypatch, capsysbinary):
    monkeypatch.setattr(table, "completer", lambda *_: 1 / 0)
    assert answered(monkeypatch, capsysbinary, "zsh", "assess", "") == ""
    assert answered(monkeypatch, capsysbinary, "zsh") == ""


def test_scripts_that_1_0_installed_are_still_answered(in_root, monkeypatch, capsysbinary):
    said = answered(
        monkeypatch,
        capsysbinary,
        "complete_bash",
        COMP_WORDS="smartscore\nassess\n--form",
        COMP_CWORD="2",
    )
    assert said == "--format\n"


def test_the_contents_of_the_manual_are_kept(tmp_path, monkeypatch):
    contents.keep(tmp_path)
    monkeypatch.setattr(contents, "_place", lambda: tmp_path / contents.NAME)
    monkeypatch.setattr(freshness, "_is_checkout", lambda: False)
    listed = {language: contents.made(language) for language in ("en", "id")}
    monkeypatch.setattr(contents, "made", lambda language: [])
    assert {language: contents.contents(language) for language in ("en", "id")} == listed
    assert len(listed["en"]) == len(listed["id"]) > 300
    for broken in ("", "[]", '{"en": [1]}', '{"en": [["a"]]}'):
        (tmp_path / contents.NAME).write_text(broken)
        assert contents.contents("en") == []


def installed(monkeypatch, capsys, *arguments):
    monkeypatch.setattr(sys, "argv", ["smartscore", *arguments])
    code = run()
    out, err = capsys.readouterr()
    return code, out + err


@pytest.fixture
def own(tmp_path, monkeypatch):
    for name in ("ZDOTDIR", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_of_the_shell_that_is_named_is_shown(shell, monkeypatch, capsys):
    code, said = installed(monkeypatch, capsys, "--show-completion", shell)
    assert code == 0
    named = {"pwsh": "powershell"}.get(shell, shell)
    assert f"`smartscore --show-completion {named}` prints it" in said


def test_the_shell_is_this_one_where_none_is_named(monkeypatch, capsys):
    monkeypatch.setattr(installing, "_current", lambda: "fish")
    for option in (["--show-completion"], ["--show-completion="]):
        assert "for fish" in installed(monkeypatch, capsys, *option)[1]
    monkeypatch.setattr(installing, "_current", lambda: "")
    code, said = installed(monkeypatch, capsys, "--show-completion")
    assert code == 2
    assert "bash, zsh, fish, powershell, pwsh" in " ".join(said.split())


def test_a_shell_that_nobody_knows_is_refused_in_both_languages(own, monkeypatch, capsys):
    code, said = installed(monkeypatch, capsys, "--install-completion", "tcsh")
    assert code == 2
    assert "no completion for the shell tcsh" in said
    monkeypatch.setenv("SMARTSCORE_LANG", "id")
    assert "tidak ada pelengkapan" in installed(monkeypatch, capsys, "--show-completion", "tcsh")[1]
    assert list(own.iterdir()) == []


@pytest.mark.parametrize(
    ("shell", "script", "settings"),
    [
        ("bash", ".bash_completions/smartscore.sh", ".bashrc"),
        ("zsh", ".zfunc/_smartscore", ".zshrc"),
        ("fish", ".config/fish/completions/smartscore.fish", None),
    ],
)
def test_what_is_installed_twice_is_there_once(own, monkeypatch, capsys, shell, script, settings):
    if settings:
        (own / settings).write_text("alias x=y")
    code, first = installed(monkeypatch, capsys, "--install-completion", shell)
    assert code == 0
    assert str(own / script) in first
    kept = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    code, second = installed(monkeypatch, capsys, "--install-completion", shell)
    assert code == 0
    assert kept == {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    if settings:
        assert (own / settings).read_text().splitlines()[0] == "alias x=y"
        assert len((own / settings).read_text().splitlines()) == 2
        assert "a line was added" in first
        assert "left as it was" in second


def test_a_home_that_takes_nothing_is_told(own, monkeypatch, capsys):
    (own / "file").write_text("")
    monkeypatch.setenv("HOME", str(own / "file"))
    code, said = installed(monkeypatch, capsys, "--install-completion", "bash")
    assert code == 2
    assert "can't be written" in said
    assert "Traceback" not in said


def test_powershell_says_where_its_settings_are(own, monkeypatch, capsys):
    profile = own / "PowerShell" / "it's.ps1"
    monkeypatch.setattr(installing, "_profile", lambda shell: profile)
    assert installed(monkeypatch, capsys, "--install-completion", "pwsh")[0] == 0
    line = f". '{own}/PowerShell/smartscore-completion.ps1'\n"
    assert profile.read_text() == line
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(own))
    code, said = installed(monkeypatch, capsys, "--install-completion", "pwsh")
    assert code == 2
    assert "is it installed?" in " ".join(said.split())
