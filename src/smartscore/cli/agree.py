"""`smartscore agree`: how far several raters agree, and where they do not."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from smartscore.cli import options
from smartscore.cli.answering import Format, Output, Shown
from smartscore.text.naming import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.api.agreeing import Judged
    from smartscore.read.shelf import Catalogue
    from smartscore.reports.answer import Answer
    from smartscore.words import Words


def agree(
    files: Annotated[list[str], typer.Argument(metavar="FILE...")],
    *,
    across_dates: Annotated[bool, typer.Option("--across-dates")] = False,
    draws: Annotated[str, typer.Option(metavar="N")] = "1000",
    seed: Annotated[str, typer.Option(metavar="N")] = "1",
    consensus: Annotated[str | None, typer.Option(metavar="median|lowest|FILE")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    rubrics: options.Shelf = None,
    allow_outside: options.Outside = False,
    lang: options.Lang = None,
    format: Shown = None,
    output: Output = None,
) -> None:
    """Show how far several raters of one place agree, and where they do not."""
    from smartscore.api.agreeing import LEAST_DRAWS, MOST_DRAWS, MOST_SEED, Judged, agreed
    from smartscore.cli import answering, outputs, progress, session
    from smartscore.studies.agreement import Sampling
    from smartscore.text.problems import Invalid
    from smartscore.words import words as in_language

    language = session.chosen_language(lang)
    words = in_language(language or session.FALLBACK)
    samples = _whole("draws", draws, (LEAST_DRAWS, MOST_DRAWS), words)
    start = _whole("seed", seed, (0, MOST_SEED), words)
    if consensus is not None:
        _fit(consensus, output, words, force=force)
    asked = format if consensus is None else Format.TERMINAL
    kind = answering.kind(output, asked, Format, words)
    outputs.ready([output], words)
    catalogue = session.catalogue(rubrics, language, anywhere=allow_outside)
    extra = [] if consensus in (None, *_RULES) else [consensus]
    inputs = session.read_all([*files, *extra], catalogue, [], language, placed=True)
    words = inputs.words
    outputs.settle([output], inputs.files, words, over_ours=consensus is not None)
    judged = [Judged(*each) for each in zip(inputs.sources, inputs.results, strict=True)]
    raters, beside = judged[: len(files)], judged[len(files) :]
    groups = {code for each in inputs.results for code in each.assessment.ratings}
    try:
        with progress.progress(words("agree.working"), samples * len(groups)) as watch:
            sampling = Sampling(samples if consensus is None else 0, start, watch)
            found, remarks = agreed(raters, sampling, beside=beside, across_dates=across_dates)
    except Invalid as invalid:
        session.complain(invalid.problems, words)
        raise typer.Exit(1) from None

    def said() -> "Answer":
        from smartscore.reports.answer.agreement import agreement

        return agreement(found, words)

    faulty = False
    if consensus is None:
        answering.show(said, found.to_dict, kind, output, words)
    else:
        assert output is not None
        faulty = _write(catalogue, raters, beside, consensus, output, words)
    session.complain(remarks, words)
    session.remark(inputs)
    nothing = consensus is None and not found.compared
    raise typer.Exit(1 if faulty or nothing or session.has_errors(inputs.remarks) else 0)


_RULES = ("median", "lowest")


def _whole(name: str, written: str, ends: tuple[int, int], words: "Words") -> int:
    """The whole number of an option; stops where it is none, or beyond what it can be."""
    from smartscore.cli import streams

    is_whole = written.isascii() and written.isdigit() and len(written) <= len(str(ends[1]))
    if not is_whole or not ends[0] <= int(written) <= ends[1]:
        low, high = map(str, ends)
        streams.stop(words(f"assume.{name}", value=shown(written), low=low, high=high))
    return int(written)


def _fit(consensus: str, output: str | None, words: "Words", *, force: bool) -> None:
    """Stop where there is no YAML file to write to, or no file that says what is agreed."""
    from pathlib import Path

    from smartscore.cli import streams

    if output is None or not (output in streams.STDOUT or output.lower().endswith(_YAML)):
        streams.stop(words("agree.output"))
    if consensus not in _RULES and not Path(consensus).exists():
        streams.stop(words("agree.rule", value=shown(consensus)))
    if not (output in streams.STDOUT or force) and Path(output).is_file():
        streams.stop(words("convert.exists", file=output))


_YAML = (".yaml", ".yml")


def _write(
    catalogue: "Catalogue",
    raters: "Sequence[Judged]",
    beside: "Sequence[Judged]",
    consensus: str,
    output: str,
    words: "Words",
) -> bool:
    """Write what is agreed, and say what is open; whether there is an error in it."""
    from pathlib import Path
    from typing import get_args

    from smartscore.api.agreeing import settled
    from smartscore.cli import session, streams
    from smartscore.merging.consensus import Group
    from smartscore.read.assessments import Reader
    from smartscore.text.source import STDIN

    printed = output in streams.STDOUT
    folder = Path() if printed else Path(output).parent
    rule: Any = consensus if consensus in _RULES else None
    by = beside[0] if beside else None
    found = settled(Reader(catalogue), raters, folder, rule, by)
    text = found.merged.text(words.language, STDIN if printed else output)
    streams.write(output, lambda: text, words, "yaml")
    if not printed:
        counts = {key: len(getattr(found, key)) for key in get_args(Group)}
        told = [
            words(f"agree.became.{key}", count=n) for key, n in counts.items() if n or key == "open"
        ]
        streams.answer(words("agree.written", file=output, told=", ".join(told)))
        if found.open:
            codes = ", ".join(code for _, code in found.open)
            streams.answer(words("agree.open", count=len(found.open), codes=codes))
    session.complain(found.merged.problems, words)
    return bool(found.merged.open)
