"""`--show-completion` and `--install-completion`: the script of a shell, and where it goes.

The files are those that 1.0 wrote, by way of typer: who installs again gets the new script in the
place of the old one.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import typer

if TYPE_CHECKING:
    from smartscore.words import Words

_SCRIPTS: Final = Path(__file__).parent / "completing" / "scripts"
SHELLS: Final = {
    "bash": "smartscore.bash",
    "zsh": "smartscore.zsh",
    "fish": "smartscore.fish",
    "powershell": "smartscore.ps1",
    "pwsh": "smartscore.ps1",
}
"""The shells that there is a script for, and its name."""
_SECONDS: Final = 60


class Way(NamedTuple):
    """Where a script goes, and which line of which file makes a shell read it; none if it does."""

    script: Path
    line: str = ""
    settings: Path | None = None


def show(word: str) -> None:
    """Print the script of a shell and stop."""
    from smartscore.cli import streams

    streams.print_whole(_script(_shell(word, "--show-completion", _told())))
    raise typer.Exit


def install(word: str) -> None:
    """Put the script of a shell where it reads it, and stop."""
    from smartscore.cli import streams

    told = _told()
    shell = _shell(word, "--install-completion", told)
    way = _way(shell, told)
    added = False
    try:
        way.script.parent.mkdir(parents=True, exist_ok=True)
        streams.write_whole(way.script, _script(shell))
        if way.settings is not None:
            added = _added(way.settings, way.line)
    except OSError as error:
        from smartscore.text.problems import reason

        file = error.filename or way.script
        streams.stop(told("cannot.write", file=str(file), reason=told.reason(reason(error))))
    streams.answer(told("completion.written", file=str(way.script)))
    if way.settings is not None:
        key = "completion.added" if added else "completion.there"
        streams.answer(told(key, file=str(way.settings)))
    streams.answer(told(f"completion.next.{Path(SHELLS[shell]).suffix[1:]}"))
    raise typer.Exit


def _told() -> "Words":
    import sys

    from smartscore.cli import spoken
    from smartscore.words import words

    return words(spoken.language(sys.argv[1:]))


def _script(shell: str) -> str:
    return (_SCRIPTS / SHELLS[shell]).read_text(encoding="utf-8")


def _shell(word: str, option: str, told: "Words") -> str:
    """The shell that is named, or the one that the program was started from."""
    from smartscore.cli import streams
    from smartscore.model.fields import shown

    name = word.strip().lower() or _current()
    if name not in SHELLS:
        key = "completion.unknown" if name else "completion.unseen"
        streams.stop(told(key, shell=shown(name), option=option, known=", ".join(SHELLS)))
    return name


def _current() -> str:
    """The shell that the program was started from, else the one that the user has; or nothing."""
    with suppress(Exception):  # it is typer's; where it is missing or finds none it raises its own
        import shellingham

        return str(shellingham.detect_shell()[0])
    return Path(os.environ.get("SHELL", "")).name.removesuffix(".exe")


def _way(shell: str, told: "Words") -> Way:
    from smartscore.cli import streams

    try:
        home = Path.home()
    except RuntimeError:
        streams.stop(told("completion.homeless"))
    if shell == "bash":
        script = home / ".bash_completions" / "smartscore.sh"
        quoted = str(script).replace("'", "'\\''")
        return Way(script, f"source '{quoted}'", home / ".bashrc")
    if shell == "zsh":
        settings = Path(os.environ.get("ZDOTDIR") or home) / ".zshrc"
        line = "fpath+=~/.zfunc; autoload -Uz compinit; compinit"
        return Way(home / ".zfunc" / "_smartscore", line, settings)
    if shell == "fish":
        settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
        return Way(settings / "fish" / "completions" / "smartscore.fish")
    profile = _profile(shell)
    if profile is None:
        streams.stop(told("completion.no-profile", shell=shell))
    script = profile.parent / "smartscore-completion.ps1"
    return Way(script, ". '{}'".format(str(script).replace("'", "''")), profile)


def _profile(shell: str) -> Path | None:
    """The file that PowerShell reads when it starts, as it says itself."""
    import subprocess

    from smartscore.processes import ending

    command = [shell, "-NoProfile", "-NonInteractive", "-Command", "$PROFILE"]
    try:
        done = ending.run(command, cwd=".", env=os.environ, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stdout.decode("utf-8", "replace").strip()
    return Path(said) if done.returncode == 0 and said else None


def _added(settings: Path, line: str) -> bool:
    """Add a line at the end of a file, unless it stands there; whether it was added."""
    try:
        before = settings.read_bytes()
    except FileNotFoundError:
        before = b""
    written = os.fsencode(line)
    if written in map(bytes.strip, before.splitlines()):
        return False
    settings.parent.mkdir(parents=True, exist_ok=True)
    apart = b"" if before.endswith(b"\n") or not before else b"\n"
    with settings.open("ab") as file:  # added to, never replaced: it may be a link, and is theirs
        file.write(apart + written + b"\n")
    return True
