"""The hook, the action and the snippets of docs/pipelines.md: each is run or held against `check`.

Nothing here needs a network.
"""

import importlib.util
import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smartscore import __version__
from smartscore.text.parsing import parse
from tests.conftest import ROOT

HELP = subprocess.run(
    [sys.executable, "-m", "smartscore", "check", "--help"],
    env={**os.environ, "COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1"},
    capture_output=True,
    text=True,
    encoding="utf-8",
    check=False,
).stdout
OPTIONS = set(re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", HELP, re.MULTILINE))
CHOICES = {
    option: set(choices.split("|"))
    for option, choices in re.findall(
        r"^ +(--[a-z-]+) (?:<(?:list\[)?)?([a-z|]+\|[a-z|]+)", HELP, re.MULTILINE
    )
}
DOCUMENT = (ROOT / "docs" / "pipelines.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^ *```yaml\n(.*?)^ *```$", DOCUMENT, re.MULTILINE | re.DOTALL)
GOOD = (
    "smartscore: rubric/1\ncode: own\nversion: 1.0.0\ntitle: Own\nevidence: optional\n"
    "scale:\n  - {points: 1, label: Low}\n  - {points: 2, label: High}\n"
    "dimensions:\n  - code: d\n    title: D\n    indicators:\n"
    "      - {code: i, title: I, levels: {1: Nothing is written., 2: A decree is enacted.}}\n"
)
CASES = (
    "smartscore: cases/1\nrubric: ./own.yaml\ncases:\n"
    "  - {name: 'Kota: A', ratings: {i: 2}, expect: {overall: 99.5}}\n"
)
BAD = GOOD.replace("title: Own", "titel: Own")
CHECK = re.compile(r'(^smartscore|"\$PYTHON" -I -m smartscore) check ')
BASH = shutil.which("bash")
TAG = f"v{__version__}"
COMMIT = ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q"]


def yaml(text: str) -> Any:
    return parse(text.encode(), "snippet").data


def loaded(name: str) -> Any:
    return yaml((ROOT / name).read_text(encoding="utf-8"))


def of_kind(key: str) -> list[Any]:
    return [data for data in map(yaml, SNIPPETS) if key in data]


def steps_of(key: str) -> list[Any]:
    return [s for data in of_kind("jobs") for s in data["jobs"].get(key, {}).get("steps", ())]


def scripts() -> list[str]:
    """Every command that the snippets and the action run."""
    steps = [*steps_of("check"), *steps_of("scan"), *loaded("action.yml")["runs"]["steps"]]
    gitlab = [
        line
        for data in of_kind("smartscore")
        if isinstance(data["smartscore"], dict)
        for line in data["smartscore"]["script"]
    ]
    return [*(step["run"] for step in steps if "run" in step), *gitlab]


def check_commands() -> list[str]:
    joined = [script.replace("\\\n", " ") for script in scripts()]
    found = [line for script in joined for line in script.splitlines()]
    return [line for line in found if CHECK.search(line)]


class TestSnippets:
    def test_all_are_yaml_as_we_read_it(self):
        assert len(SNIPPETS) == 7
        for snippet in SNIPPETS:
            assert isinstance(yaml(snippet), dict)

    def test_no_host_and_no_owner_is_invented(self):
        named = re.findall(r"([\w./:+-]+/smartscore)(?=@|$)", DOCUMENT, re.MULTILINE)
        ours = "https://github.com/OWNER/smartscore"
        assert set(named) == {"OWNER/smartscore", ours, f"git+{ours}"}
        assert set(re.findall(r"https?://([^/\s]+)", DOCUMENT)) == {"github.com"}

    def test_the_version_is_ours(self):
        named = re.findall(r"smartscore@v([\d.]+\d)|rev: v(\S+)", DOCUMENT)
        assert {a or b for a, b in named} == {__version__}

    def test_there_are_commands_and_options_to_look_at(self):
        assert {"--output-format", "--output-file", "--fail-on", "--lang"} <= OPTIONS
        assert CHOICES["--fail-on"] == {"error", "warning", "advice"}
        assert {"github", "gitlab", "sarif", "full"} <= CHOICES["--output-format"]
        assert len(check_commands()) == 4

    @pytest.mark.parametrize("command", check_commands())
    def test_every_option_exists_and_every_choice(self, command):
        command = re.sub(r'\$\{\w+:\+"?(--[\w-]+)[^}]*\}', r"\1", command).split(" -- ")[0]
        words = shlex.split(command.partition(" check ")[2])
        used = [word.split("=")[0] for word in words if word.startswith("-")]
        assert used
        assert set(used) <= OPTIONS
        for name, value in itertools.pairwise(words):
            assert name not in CHOICES or value in CHOICES[name] or value.startswith("-")

    def test_files_stand_before_the_format_that_is_printed(self):
        for command in check_commands():
            assert command.count("--output-format") - command.count("--output-file") == 1

    @pytest.mark.parametrize("data", of_kind("jobs"))
    def test_github_workflows(self, data):
        assert {"name", "on", "jobs"} <= set(data)
        (job,) = data["jobs"].values()
        assert data.get("permissions", job.get("permissions"))["contents"] == "read"
        assert job["runs-on"] == "ubuntu-latest"
        assert job["steps"][0]["uses"].startswith("actions/checkout@")
        assert all("uses" in step or "run" in step for step in job["steps"])

    def test_what_is_written_is_uploaded(self):
        (upload,) = [s for s in steps_of("scan") if "upload-sarif" in s.get("uses", "")]
        written = f"--output-format sarif --output-file {upload['with']['sarif_file']}"
        assert any(written in step.get("run", "") for step in steps_of("scan"))
        job = next(d["jobs"]["scan"] for d in of_kind("jobs") if "scan" in d["jobs"])
        assert job["permissions"]["security-events"] == "write"

    def test_the_inputs_of_the_action_are_used_and_told(self):
        inputs = loaded("action.yml")["inputs"]
        used = [s["with"] for s in steps_of("check") if "OWNER/smartscore@" in s.get("uses", "")]
        assert used
        assert all(set(given) <= set(inputs) for given in used)
        assert re.findall(r"^\| `([\w-]+)` \|", DOCUMENT, re.MULTILINE) == list(inputs)

    def test_gitlab(self):
        (job,) = [d["smartscore"] for d in of_kind("smartscore") if "image" in d["smartscore"]]
        for form, kind in (("gitlab", "codequality"), ("junit", "junit")):
            report = job["artifacts"]["reports"][kind]
            assert f"--output-format {form} --output-file {report}" in job["script"][0]

    def test_jenkins(self):
        (groovy,) = re.findall(r"```groovy\n(.*?)```", DOCUMENT, re.DOTALL)
        (command,) = re.findall(r"bin/smartscore (check [^']+)'", groovy)
        (report,) = re.findall(r"junit '([^']+)'", groovy)
        assert f"--output-format junit --output-file {report} " in command
        assert set(re.findall(r"--[a-z-]+", command)) <= OPTIONS
        assert groovy.count("{") == groovy.count("}")

    def test_settings_are_read(self, tmp_path):
        (toml,) = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
        (tmp_path / "pyproject.toml").write_text(re.sub(r"^  ", "", toml, flags=re.MULTILINE))
        (tmp_path / "own.yaml").write_text(GOOD)
        done = run([sys.executable, "-m", "smartscore", "check"], tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Y203" not in done.stdout


def run(command: list[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run in a folder, with nothing of the surrounding repository or CI job about it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "GITHUB_", "PRE_"))}
    quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        command,
        cwd=folder,
        env={**kept, **quiet, **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


class TestAction:
    STEPS = loaded("action.yml")["runs"]["steps"]

    def test_its_shape(self):
        action = loaded("action.yml")
        assert {"name", "description", "inputs", "runs"} == set(action)
        assert list(action["inputs"]) == ["paths", "version", "fail-on", "lang", "settings", "test"]
        assert all(i["description"] and "default" in i for i in action["inputs"].values())
        assert action["runs"]["using"] == "composite"
        assert all(step["shell"] == "bash" for step in self.STEPS)

    def test_no_input_becomes_part_of_a_script(self):
        assert not any("${{" in step["run"] for step in self.STEPS)

    def test_every_input_reaches_a_step(self):
        given = {value for step in self.STEPS for value in step["env"].values()}
        for name in loaded("action.yml")["inputs"]:
            assert f"${{{{ inputs.{name} }}}}" in given

    @pytest.fixture
    def program(self, tmp_path: Path) -> Path:
        """What the first step installs: here, the smartscore that is tested."""
        program = tmp_path / "programs" / "smartscore"
        program.parent.mkdir()
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        program.chmod(0o755)
        return program

    def check(
        self,
        folder: Path,
        program: Path,
        paths: str = ".",
        fail_on: str = "",
        lang: str = "",
        settings: str = "true",
        test: str = "false",
    ) -> subprocess.CompletedProcess[str]:
        assert BASH
        script = folder / "check.sh"
        script.write_text(self.STEPS[1]["run"], newline="\n")
        (folder / "work").mkdir(exist_ok=True)
        return run(
            [BASH, "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            folder / "work",
            PYTHON=str(program),
            RUNNER_TEMP=str(folder),
            INPUT_PATHS=paths,
            INPUT_FAIL_ON=fail_on,
            INPUT_LANG=lang,
            INPUT_SETTINGS=settings,
            INPUT_TEST=test,
        )

    @pytest.fixture
    def work(self, tmp_path: Path) -> Path:
        work = tmp_path / "work"
        (work / "with space").mkdir(parents=True)
        (work / "good.yaml").write_text(GOOD)
        (work / "with space" / "bad.yaml").write_text(BAD)
        return work

    pytestmark = pytest.mark.skipif(not BASH, reason="bash is not installed")

    def test_a_good_file_passes(self, tmp_path, program, work):
        done = self.check(tmp_path, program, paths="good.yaml\n")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "::error" not in done.stdout

    def test_a_bad_file_fails_with_text_and_annotation(self, tmp_path, program, work):
        done = self.check(tmp_path, program, paths="good.yaml\r\n\nwith space\n")
        assert done.returncode == 1
        assert "with space/bad.yaml:4:1: S102" in done.stdout
        assert re.search(
            r"^::error file=with( |%20)space/bad\.yaml,line=4,", done.stdout, re.MULTILINE
        )

    def test_the_text_can_not_command_the_runner(self, tmp_path, program, work):
        done = self.check(tmp_path, program)
        told = done.stdout
        (token,) = re.findall(r"^::stop-commands::(\S+)$", told, re.MULTILINE)
        assert told.index("S102") < told.index(f"\n::{token}::\n") < told.index("\n::error ")

    def test_the_options_are_passed_on(self, tmp_path, program, work):
        assert self.check(tmp_path, program, "good.yaml", fail_on="advice").returncode == 1
        assert self.check(tmp_path, program, "good.yaml", fail_on="never").returncode == 2
        told = self.check(tmp_path, program, "with space", lang="id").stdout
        assert told != self.check(tmp_path, program, "with space", lang="en").stdout

    def test_settings_of_a_pull_request_can_be_left_out(self, tmp_path, program, work):
        (work / "pyproject.toml").write_text('[tool.smartscore.check]\nignore = ["S", "Y", "R"]\n')
        assert self.check(tmp_path, program, "with space").returncode == 0
        assert self.check(tmp_path, program, "with space", settings="false").returncode == 1

    def test_published_cases_are_run_where_it_is_asked_for(self, tmp_path, program, work):
        (work / "ours").mkdir()
        (work / "ours" / "own.yaml").write_text(GOOD)
        assert self.check(tmp_path, program, "ours", test="true").returncode == 2, "no cases"
        (work / "ours" / "cases.yaml").write_text(CASES)
        assert self.check(tmp_path, program, "ours").returncode == 0
        done = self.check(tmp_path, program, "ours", test="true")
        assert done.returncode == 1, done.stdout + done.stderr
        told = done.stdout
        assert told.count("::stop-commands::") == 2
        assert "::error file=ours/cases.yaml,line=4,title=Kota%3A A::" in told
        assert told.index("1 of 1 case") < told.index("\n::error file=ours/cases")

    def test_inputs_are_never_run_nor_taken_for_options(self, tmp_path, program, work):
        for paths in ("$(touch ran)", "good.yaml; touch ran", "`touch ran`", "--exit-zero"):
            assert self.check(tmp_path, program, paths).returncode == 2
        for word in ("$(touch ran)", '" touch ran "'):
            assert self.check(tmp_path, program, fail_on=word, lang=word).returncode == 2
        assert not (work / "ran").exists()

    def test_modules_of_the_checkout_are_not_run(self, tmp_path, program, work):
        for name in ("venv", "pip", "smartscore", "typing", "sitecustomize", "usercustomize"):
            (work / f"{name}.py").write_text("open('ran', 'w').close(); raise SystemExit(0)")
        script = tmp_path / "hostile.sh"
        script.write_text("export PYTHONPATH=. PYTHONSTARTUP=venv.py\n" + self.STEPS[1]["run"])
        done = run(
            ["bash", "-e", str(script)],
            work,
            PYTHON=sys.executable,
            RUNNER_TEMP=str(tmp_path),
            INPUT_PATHS="bad.yaml",
        )
        assert done.returncode in (1, 2), done.stderr
        assert not (work / "ran").exists()
        assert "-I -m venv" in self.STEPS[0]["run"]

    def test_nothing_to_check_fails_and_old_annotations_are_gone(self, tmp_path, program, work):
        assert self.check(tmp_path, program).returncode == 1
        done = self.check(tmp_path, program, "nowhere")
        assert done.returncode == 2
        assert done.stdout.count("::error file") == done.stdout.count("::error file=nowhere,") == 1

    @pytest.mark.parametrize(
        ("version", "wanted"), [("", "the action's own folder"), ("1.2.3", "smartscore==1.2.3")]
    )
    def test_what_is_installed(self, tmp_path, version, wanted):
        """With a python that notes how it was called instead of making an environment."""
        assert BASH
        stand_in = tmp_path / "path" / "python3"
        stand_in.parent.mkdir()
        stand_in.write_text(
            f'#!{BASH}\nif [ "$3" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"\n'
            f'else printf "%s\\n" "$@" > "{tmp_path / "called"}"; fi\n'
        )
        stand_in.chmod(0o755)
        script = tmp_path / "install.sh"
        script.write_text(self.STEPS[0]["run"], newline="\n")
        (tmp_path / "a runner").mkdir()
        done = run(
            [BASH, "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            tmp_path,
            PATH=f"{stand_in.parent}{os.pathsep}{os.environ['PATH']}",
            RUNNER_TEMP=str(tmp_path / "a runner"),
            GITHUB_ACTION_PATH="the action's own folder",
            GITHUB_OUTPUT=str(tmp_path / "output"),
            INPUT_VERSION=version,
        )
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "called").read_text().splitlines()[-1] == wanted
        program = tmp_path / "a runner" / "smartscore" / "bin" / "python"
        assert (tmp_path / "output").read_text() == f"python={program}\n"
        assert (tmp_path / "called").read_text().splitlines()[:3] == ["-I", "-m", "pip"]


class TestHook:
    HOOKS = loaded(".pre-commit-hooks.yaml")

    @pytest.fixture(autouse=True)
    def _needs_programs(self):
        missing = [name for name in ("git",) if not shutil.which(name)]
        missing += [] if importlib.util.find_spec("pre_commit") else ["pre-commit"]
        if missing and os.environ.get("CI") != "true":
            pytest.skip(f"not installed: {', '.join(missing)}")
        assert not missing

    @pytest.fixture
    def repository(self, tmp_path: Path) -> Path:
        """A repository with our hooks from a tag, run by the smartscore that is tested."""
        ours = tmp_path / "smartscore"
        ours.mkdir()
        (ours / ".pre-commit-hooks.yaml").write_text("".join(map(self.as_tested, self.HOOKS)))
        for command in (["init", "-q"], ["add", "."], [*COMMIT, "-m", "Release"], ["tag", TAG]):
            assert run(["git", *command], ours).returncode == 0
        (ours / ".pre-commit-hooks.yaml").write_text("- id: later\n")
        assert run(["git", *COMMIT, "-a", "-m", "Later"], ours).returncode == 0
        repository = tmp_path / "repository"
        repository.mkdir()
        (repository / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: {quoted(str(ours))}\n  rev: {TAG}\n"
            "  hooks:\n  - id: smartscore-check\n"
        )
        assert run(["git", "init", "-q"], repository).returncode == 0
        return repository

    def as_tested(self, hook: dict[str, Any]) -> str:
        """A hook that needs nothing to be installed."""
        program, arguments = hook["entry"].split(" ", 1)
        assert program == "python"
        entry = f"{shlex.quote(sys.executable)} {arguments}"
        local = {**hook, "language": "system", "entry": entry}
        lines = [f"  {key}: {quoted(value)}\n" for key, value in local.items()]
        return "-\n" + "".join(lines)

    def pre_commit(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pre_commit", *arguments]
        return run(command, folder, PRE_COMMIT_HOME=str(folder.parent / "home"))

    def commit_check(self, repository: Path) -> subprocess.CompletedProcess[str]:
        assert run(["git", "add", "."], repository).returncode == 0
        return self.pre_commit(repository, "run", "--color=never")

    def test_their_shape(self, tmp_path):
        assert [hook["id"] for hook in self.HOOKS] == ["smartscore-check", "smartscore-test"]
        for hook in self.HOOKS:
            assert hook["language"] == "python"
            assert hook["types"] == ["yaml"]
            assert "files" not in hook, "any YAML file may be ours"
            assert "-I" in hook["entry"].split()
            assert hook["args"][0] == "--"
        manifest = str(ROOT / ".pre-commit-hooks.yaml")
        done = self.pre_commit(tmp_path, "validate-manifest", manifest)
        assert (done.returncode, done.stdout + done.stderr) == (0, "")

    @pytest.mark.parametrize("number", range(3))
    def test_the_configurations_of_the_document(self, tmp_path, number):
        snippets = [text for text in SNIPPETS if "repos" in yaml(text)]
        assert len(snippets) == 3
        config = tmp_path / "config.yaml"
        config.write_text(snippets[number])
        done = self.pre_commit(tmp_path, "validate-config", str(config))
        assert (done.returncode, done.stdout + done.stderr) == (0, "")
        for hook in yaml(snippets[number])["repos"][0]["hooks"]:
            assert hook["id"] in [ours["id"] for ours in self.HOOKS]
            arguments = hook.get("args", ["--"])
            assert "--" in arguments
            assert {word for word in arguments if word.startswith("--") and word != "--"} <= OPTIONS

    def test_what_is_ours_is_found_anywhere_and_what_is_not_is_let_be(self, repository):
        """In the root, misspelled or broken; of others also what is no YAML for us."""
        others = {
            "docker-compose.yml": "services:\n  smartscore:\n    image: x\n  a: {b: [\n",
            ".gitlab-ci.yml": "smartscore:\n  script: [smartscore check]\n",
            "deploy/k8s.yaml": "kind: A\n---\nkind: B\ndata:\n  a: |\n    smartscore: rubric/1\n",
            "deploy/template.yaml": "{{- range .Values }}\na: {{ . }}\n{{- end }}\n",
            "cloud.yaml": "X: !Ref Y\nX: !Ref Z\n",
        }
        (repository / "good.yaml").write_text(GOOD)
        for name, text in others.items():
            (repository / name).parent.mkdir(exist_ok=True)
            (repository / name).write_text(text)
        done = self.commit_check(repository)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Passed" in done.stdout
        (repository / "own.yaml").write_text(BAD)
        (repository / "deploy" / "odd.yml").write_text("smartscor: rubric/1\n")
        (repository / "broken.yaml").write_text("smartscore: assessment/1\nratings: [\n")
        done = self.commit_check(repository)
        assert done.returncode == 1
        failed = re.findall(r"^(\S+?\.ya?ml):[\d:]+ \w+ error", done.stdout, re.MULTILINE)
        assert set(failed) == {
            "own.yaml",
            "deploy/odd.yml",
            "broken.yaml",
        }
        assert "own.yaml:4:1: S102" in done.stdout

    def test_a_repository_without_cases_is_no_failure(self, repository):
        """As the configuration of the document is copied whole, cases or none."""
        config = repository / ".pre-commit-config.yaml"
        config.write_text(config.read_text() + "  - id: smartscore-test\n")
        (repository / "good.yaml").write_text(GOOD)
        done = self.commit_check(repository)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.count("Passed") == 2
        (repository / "cases.yaml").write_text("smartscore: cases/1\nrubric: ./none.yaml\n")
        done = self.commit_check(repository)
        assert done.returncode == 1
        assert re.search(r"smartscore test\.+Failed", done.stdout)

    def test_a_file_called_like_an_option_is_a_file(self, repository):
        name = "--output-file=x.rubric.yaml"
        (repository / name).write_text(BAD)
        done = self.commit_check(repository)
        assert done.returncode == 1
        assert f"{name}:4:1: S102" in done.stdout
        assert not (repository / "x.rubric.yaml").exists()
        config = repository / ".pre-commit-config.yaml"
        config.write_text(config.read_text() + "    args: [--exit-zero]\n")
        done = self.commit_check(repository)
        assert done.returncode == 1
        assert "looks like an option" in done.stdout
        assert not (repository / "x.rubric.yaml").exists()


def quoted(value: Any) -> str:
    if isinstance(value, list | bool):
        return str(value).replace("'", "").lower()
    return "'" + str(value).replace("'", "''") + "'"
