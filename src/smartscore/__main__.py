"""The console script: as little as possible before the command is known."""

import os
import sys

from smartscore.processes import ending


def program() -> None:
    """Run smartscore as a process of its own: signals end it to the very last."""
    ending.install()
    _fill_streams()
    sys.exit(_code())


def _fill_streams() -> None:
    """Give closed streams a place, so that no file we open takes it and is written to as one."""
    for number, flags in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            try:
                os.open(os.devnull, flags)  # the wrong way: it fails as a closed one does
            except OSError:
                return
            if number == 1:
                sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def main() -> None:
    """Run smartscore on the command line's arguments inside a program that goes on."""
    before = ending.install()
    try:
        code = _code()
    finally:
        ending.give_back(before)
    sys.exit(code)


def _code() -> int:
    """The exit code of the run, with everything said that there is to say."""
    try:
        code = _run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 2
    except KeyboardInterrupt:  # of a program around us
        code = 130
    except BrokenPipeError:
        code = 1
    except OSError as error:
        code = _complain(error)
    return _close(code)


def _run() -> int:
    if sys.argv[1:] in (["--version"], ["-V"]):
        from smartscore import __version__

        if sys.stdout is None:
            return _complain(OSError(9, os.strerror(9)))
        sys.stdout.write(f"smartscore {__version__}\n")
        sys.stdout.flush()
        return 0
    import gc

    gc.disable()  # a short life: collecting costs more than it frees (docs/performance.md)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from smartscore.cli import run

    try:
        return run()
    except (KeyError, ValueError, IndexError):
        if "_SMARTSCORE_COMPLETE" not in os.environ:
            raise
        return 1  # a shell that asks for completions says what there is to complete
    finally:
        gc.freeze()  # the end of the process need not walk what it leaves behind


def _complain(error: OSError) -> int:
    import contextlib

    from smartscore.cli import spoken
    from smartscore.text.problems import reason
    from smartscore.text.sentences import sentences

    with contextlib.suppress(OSError, ValueError, AttributeError):
        said = sentences(spoken.language(sys.argv[1:]))
        sys.stderr.write(f"smartscore: {said.reason(reason(error))}\n")
    return 2


def _close(code: int) -> int:
    """Flush what is left, so that a stream that takes no more is not found out too late."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            code = code or 2
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            except (OSError, ValueError):
                continue
    return code


if __name__ == "__main__":
    program()
