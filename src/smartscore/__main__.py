"""The console script: as little as possible before the command is known."""

import sys

_INTERRUPTED = 130


def main() -> None:
    """Run smartscore on the command line's arguments."""
    try:
        code = _run()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 2
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except BrokenPipeError:
        code = 1
    except OSError as error:
        code = _complain(error)
    sys.exit(_close(code))


def _run() -> int:
    if sys.argv[1:] in (["--version"], ["-V"]):
        from smartscore import __version__

        sys.stdout.write(f"smartscore {__version__}\n")
        sys.stdout.flush()
        return 0
    import gc
    import os

    gc.disable()  # a short life: collecting costs more than it frees (docs/performance.md)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from smartscore.cli import app

    try:
        app(prog_name="smartscore")
    finally:
        gc.freeze()  # the end of the process need not walk what it leaves behind
    return 0


def _complain(error: OSError) -> int:
    import contextlib

    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"smartscore: {error.strerror or error}\n")
    return 2


def _close(code: int) -> int:
    """Flush what is left, so that a stream that takes no more is not found out too late."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            import contextlib
            import os

            code = code or 2
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return code


if __name__ == "__main__":
    main()
