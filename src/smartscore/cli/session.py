"""What commands share: languages, reading several files at once, complaining, thresholds."""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import typer

from smartscore.api.assessing import chosen, grafts_holding, held, opened, scored
from smartscore.arithmetic.numbers import exact, half_up
from smartscore.cli import spoken
from smartscore.cli.spoken import FALLBACK as FALLBACK
from smartscore.cli.streams import say, standard_input, stop, tell
from smartscore.engine.tree import Tree
from smartscore.model.fields import Language, shown
from smartscore.read import loading_faults
from smartscore.read.assessments import Reader, declared_language
from smartscore.read.files import content
from smartscore.read.sampling_faults import LEFT_OUT
from smartscore.read.shelf import Catalogue
from smartscore.results.result import Result
from smartscore.rules import versions
from smartscore.text import naming
from smartscore.text.nodes import JSON_NUMBER, LONGEST_NUMBER
from smartscore.text.problems import (
    Invalid,
    Problem,
    Severity,
    Unreadable,
    closest,
    in_order,
)
from smartscore.text.source import STDIN, Source
from smartscore.words import Words, known_language, words

_NO_RUBRIC = {
    loading_faults.RUBRIC_NOT_FOUND.code: "cannot.rubric",
    loading_faults.OTHER_MAJOR_VERSION.code: "cannot.rubric-major",
    loading_faults.RUBRIC_TAKES_ITSELF_IN.code: "cannot.rubric",
    loading_faults.RUBRIC_UNREADABLE.code: "cannot.rubric-read",
}

_TOLD = {rule.code.code for rule in (*versions.OF_ASSESSMENTS, *versions.QUALITY)}
_TOLD |= {LEFT_OUT.code}
"""What is told however much else there is to say: no other command tells it."""

_FEW = 2
"""So many warnings and pieces of advice on a file are told beside its figures; more are counted."""


class Inputs(NamedTuple):
    """All assessments of a run, scored; `remarks` are problems that did not keep them from it."""

    results: list[Result]
    remarks: tuple[Problem, ...]
    words: Words
    files: tuple[str, ...] = ()
    """Every file that was read: assessments, rubrics, and what they name."""

    options: str = ""
    """The options by which they were read, for a command that reads them again."""

    sources: tuple[Source, ...] = ()
    """The sources of the assessments, for a command that tells places in several of them."""


def chosen_language(option: str | None) -> Language | None:
    """The language of the option or of SMARTSCORE_LANG; None leaves it to the file."""
    for name in (option, os.environ.get("SMARTSCORE_LANG")):
        if name:
            language = known_language(name)
            if language is None:
                stop(words(spoken.language(()))("cannot.language", name=name))
            return language
    return None


def catalogue(
    folder: str | None, language: Language | None, *, anywhere: bool = False
) -> Catalogue:
    """The bundled rubrics, and before them those of a folder.

    Files that are named may name what the settings of the project allow, or `anywhere` all.
    """
    told = words(language or FALLBACK)
    if folder is not None and not os.path.isdir(folder):
        stop(told("cannot.rubrics-folder", file=folder))
    shelves = [Path(folder)] if folder is not None else []
    return Catalogue(shelves, allowed=_opened_by_settings(told), anywhere=anywhere)


def _opened_by_settings(told: Words) -> tuple[Path, ...]:
    """What the settings of the project open to files that are named on the command line."""
    from smartscore.read.settings import allowed

    try:
        return allowed(Path.cwd())
    except OSError:  # the folder in which the command runs is gone
        return ()
    except Unreadable as error:
        stop(told.unreadable(error.file, error.reason))


def threshold(written: str | None, language: Language | None) -> float | None:
    """The threshold, if it is written as a number that a score can be held against."""
    if written is None:
        return None
    if JSON_NUMBER.fullmatch(written) is None or len(written) > LONGEST_NUMBER:
        stop(words(language or FALLBACK)("cannot.fail-under", number=shown(written)))
    return float(written)


class FaultyError(Exception):
    """What keeps files from being scored.

    `problems` are those of all files, remarks among them; `unreadable` could not be read at all;
    `files` are those that were read.
    """

    def __init__(
        self,
        problems: Sequence[Problem],
        unreadable: Sequence[Unreadable],
        told: Words,
        files: tuple[str, ...],
    ) -> None:
        self.problems = problems
        self.unreadable = unreadable
        self.words = told
        self.files = files
        super().__init__(len(problems), len(unreadable))


def read_all(
    files: Sequence[str],
    found: Catalogue,
    rubrics: Sequence[str],
    language: Language | None,
    weighting: str | None = None,
    *,
    placed: bool = False,
    sample: Fraction | None = None,
) -> Inputs:
    """Read and score every file; complain about all of them at once where any can't be used.

    `weighting` is the name of other weights; rubrics that hold none of that name keep their own.
    Sources are kept where places in them will be told. `sample` says that the files are scored
    together, as one sample, and how much of it an indicator is known of at least.
    """
    try:
        return gathered(files, found, rubrics, language, weighting, placed=placed, sample=sample)
    except FaultyError as faulty:
        complain(faulty.problems, faulty.words)
        for failure in faulty.unreadable:
            say(why(failure, faulty.words))
        raise typer.Exit(2 if faulty.unreadable else 1) from None


def gathered(
    files: Sequence[str],
    found: Catalogue,
    rubrics: Sequence[str],
    language: Language | None,
    weighting: str | None = None,
    *,
    placed: bool = False,
    sample: Fraction | None = None,
) -> Inputs:
    """Read and score every file; raises FaultyError where any can't be used."""
    reader = Reader(found, together=sample is not None)
    results: list[Result] = []
    problems: list[Problem] = []
    remarks: list[Problem] = []
    unreadable: list[Unreadable] = []
    sources: list[Source] = []
    spoken = language
    for file in files:
        try:
            data = standard_input() if file == STDIN else content(Path(file))
        except Unreadable as error:
            unreadable.append(error)
            continue
        try:
            source = opened(file, data, language)
            result = scored(chosen(held(reader, source, rubrics), weighting))
        except Invalid as invalid:
            problems += invalid.problems
            spoken = spoken or _declared(file, data)
            continue
        except Unreadable as error:
            unreadable.append(error)
            continue
        spoken = spoken or result.assessment.language
        remarks += result.remarks
        results.append(result)
        sources += [source] if placed else []
    told = words(spoken or FALLBACK)
    inputs = (*files, *map(str, reader.paths()))
    if sample is not None and not problems and not unreadable:
        from smartscore.api.sampling import together

        results, doubts = together(results, files[0], sample)
        (problems if has_errors(doubts) else remarks).extend(doubts)
    if problems or unreadable:
        raise FaultyError([*problems, *remarks], unreadable, told, inputs)
    refuse_no_weighting([card.tree for result in results for card in result.cards], weighting, told)
    return Inputs(results, in_order(remarks), told, inputs, _reading(found), tuple(sources))


def refuse_no_weighting(trees: Sequence[Tree], weighting: str | None, told: Words) -> None:
    """Stop where weights are asked for by a name that no rubric holds."""
    if weighting is None or any(tree.weighting for tree in trees):
        return
    named = dict.fromkeys(name for tree in trees for name in tree.rubric.weightings)
    known = told("cannot.weighting-known", names=", ".join(named)) if named else ""
    if inside := dict.fromkeys(grafts_holding(trees, weighting)):
        known += told("cannot.weighting-graft", grafts=", ".join(inside))
    stop(told("cannot.weighting", name=shown(weighting), known=known))


def _declared(file: str, data: bytes) -> Language | None:
    """The language that an assessment asks for, from YAML or from a workbook."""
    from smartscore.sheets import is_workbook

    if not is_workbook(file):
        return declared_language(file, data)
    from smartscore.sheets.opening import grids
    from smartscore.sheets.reading import declared

    return declared(grids(data, file))


def why(error: Unreadable, told: Words) -> str:
    """Why a file could not be read, in a sentence, with the rubric that was probably meant."""
    code, _, there = error.reason.partition("\t")
    if code in _NO_RUBRIC:
        sentence = told(_NO_RUBRIC[code], file=error.file, found=there)
        if there:
            return sentence
        near = closest(error.file.split("@")[0], Catalogue().codes())
        return f"{sentence}; {told('suggest', suggestion=near)}" if near else sentence
    return told.unreadable(error.file, error.reason)


def complain(problems: Iterable[Problem], told: Words) -> None:
    """Problems on standard error, sorted by place."""
    problems = in_order(list(problems))
    if problems:
        from smartscore.cli.streams import look_aside
        from smartscore.reports.problems import listing

        tell(listing(problems, told, look_aside()))


def refuse(problems: Sequence[Problem], told: Words) -> None:
    """Tell what assessments held against one another are told, and stop where that is an error."""
    complain(problems, told)
    if has_errors(problems):
        raise typer.Exit(1)


def remark(inputs: Inputs) -> None:
    """What did not keep files from being scored: errors, and a few remarks, or their number.

    What `check` can't read again, a workbook or standard input, is told here, however much it is.
    """
    from smartscore.sheets import is_workbook

    told = inputs.words
    errors, counts = [], []
    for file, result in zip(inputs.files, inputs.results, strict=False):
        found = list(result.remarks)
        lighter = [each for each in found if not _is_told(each)]
        if len(lighter) > _FEW and file != STDIN and not is_workbook(file):
            counts.append(_counted(file, lighter, inputs.options, told))
            found = [each for each in found if _is_told(each)]
        errors += found
    for line in counts:
        tell(line)
    complain(errors, told)


def _is_told(problem: Problem) -> bool:
    """Whether a problem is told however many there are: an error, or of version or sample."""
    return problem.severity == Severity.ERROR or problem.code in _TOLD


def _reading(found: Catalogue) -> str:
    """The options by which files are read so, as `check` has them too."""
    shelves = (naming.argument(str(folder)) for folder in found.folders[:-1])
    kept = "".join(f" --rubrics {shelf}" for shelf in shelves)
    return f"{kept} --allow-outside" if found.premises.anywhere else kept


def _counted(file: str, remarks: Sequence[Problem], options: str, told: Words) -> str:
    """How many remarks there are on a file, what tells them, and behind that their codes."""
    found = Counter(problem.severity for problem in remarks)
    parts = [told(f"check.{weight}", count=found[weight]) for weight in Severity if found[weight]]
    command = f"smartscore check {naming.argument(file)}{options}"
    codes = ", ".join(sorted({problem.code for problem in remarks}))
    return f"{', '.join(parts)}: {command}  # {codes}\n"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem is an error."""
    return any(problem.severity == Severity.ERROR for problem in problems)


def below(
    results: Sequence[Result], files: Sequence[str], limit: float | None, told: Words
) -> bool:
    """Say which wholes miss the limit, as shown; a whole without a score misses any."""
    if limit is None:
        return False
    missed = False
    wanted = told.figure(str(int(limit)) if limit == int(limit) else repr(limit))
    for result, file in zip(results, files, strict=True):
        for card in result.cards:
            whole = card.whole
            if whole.score is None:
                line = told("below.unknown", file=file, code=whole.code, threshold=wanted)
            elif half_up(whole.score, whole.display.decimals) < exact(limit):
                shown = told.figure(whole.shown)
                line = told(
                    "below.threshold", file=file, code=whole.code, score=shown, threshold=wanted
                )
            else:
                continue
            missed = True
            say(line)
    return missed


def refuse_other_versions(inputs: Inputs) -> None:
    """Stop where files use rubrics of one code that do not score alike; tell what differs else."""
    from smartscore.studies.comparable import clash, harmless

    told = inputs.words
    if (found := clash(inputs.results)) is not None:
        stop(told("cannot.compare", why=told(found.key, **found.values)))
    for found in harmless(inputs.results):
        say(told(found.key, **found.values))
