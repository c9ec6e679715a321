"""The console script: as little as possible before the command is known."""

import sys


def main() -> None:
    """Run smartscore on the command line's arguments."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from smartscore import __version__

        print(f"smartscore {__version__}")  # noqa: T201
        return
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


if __name__ == "__main__":
    main()
