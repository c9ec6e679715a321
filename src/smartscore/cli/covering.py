"""What documents seem to speak of: printed, or written to a file."""

from smartscore.cli import streams
from smartscore.passages.coverage import Coverage
from smartscore.words import Words


def refuse(words: Words, *, top: str | None, again: bool) -> None:
    """Stop where options are about candidates, of which coverage shows none."""
    for option, is_given in (("--top", top is not None), ("--again", again)):
        if is_given:
            streams.stop(words("coverage.no-candidates", option=option))


def show(spoken: Coverage, kind: str, output: str | None, words: Words) -> None:
    """Print strips, or write them to a file: `kind` is terminal, json or svg."""

    def made() -> str:
        if kind == "json":
            from smartscore.reports.json import written

            return written(spoken.to_dict())
        if kind == "svg":
            from smartscore.reports.passages.coverage_svg import svg

            return svg(spoken, words)
        from smartscore.reports.passages import coverage_text

        return coverage_text.text(spoken, words, streams.look(output))

    streams.write(output, made, words, kind)
