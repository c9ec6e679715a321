"""The Python interface: what the commands `assess`, `check` and `rubrics show` do, for programs.

What is given may be a file, the text of one, or data; all are judged by the same rules.
"""

import os
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from smartscore.api import assessing
from smartscore.api.given import Given
from smartscore.engine.resolving import resolve
from smartscore.engine.tree import Tree
from smartscore.model.assessment import Assessment
from smartscore.model.fields import is_reference, split_reference
from smartscore.model.rubric import Rubric
from smartscore.read import loading_faults
from smartscore.read.assessments import Reader, Reading
from smartscore.read.check import Examiner
from smartscore.read.files import as_shown, content
from smartscore.read.ours import is_ours
from smartscore.read.rubrics import Loaded, Loader
from smartscore.read.shelf import Catalogue, is_path
from smartscore.results.result import Result
from smartscore.text.parsing import parse
from smartscore.text.problems import Invalid, Place, Problem, Unreadable
from smartscore.text.source import TEXT, Source

PathOrText = str | os.PathLike[str]
Data = Mapping[str, object]
RubricLike = PathOrText | Data | Rubric | Tree

_DATA: Final = "<mapping>"
_RUBRIC: Final = "<rubric>"
_WEIGHTS: Final = "<weights>"


def assess(
    assessment: PathOrText | Data | Assessment,
    *,
    rubric: RubricLike | Sequence[RubricLike] | None = None,
    weighting: str | None = None,
    weights: Mapping[str, float | Fraction] | None = None,
    changes: Mapping[str, object] | None = None,
    rubrics: PathOrText | None = None,
    allow_outside: bool = False,
) -> Result:
    """Score an assessment against its rubrics.

    `assessment` is a path, the text of a file, a mapping as `yaml.safe_load` would give it, or an
    `Assessment`. A `str` is text where it has more than one line, is blank or begins with the key
    `smartscore`; else it is the name of a rubric, which is no assessment and is told as such, or a
    path, of a workbook too. In a mapping, models may stand in the place of what their file would
    hold. What text and data name is looked for where the program runs.

    `rubric` is scored instead of the rubrics that are listed: a code such as `"indrajit"` or
    `"indrajit@2"`, a path, a text, a mapping, a `Rubric`, a `Tree`, or a list of these.

    `weighting` is the name of other weights that rubrics hold; those that hold none keep their own.
    `weights` count in this run instead of those of the rubrics: numbers of zero or more, fractions
    too, which count exactly, by the code of a dimension, an indicator or a graft, or by its path,
    as it is printed (`masterplan-readiness/indrajit/support`) or without the rubric before it. What
    is not named keeps its weight; of siblings that are weighted by comparisons or ranks all are
    named or none.

    `changes` are ratings that count in this run instead of those that are written, by the code of
    an indicator or by its path: a level, a number, a list of items that are met, a mean of answers,
    `"unknown"` or `"not_applicable"`. They are checked as ratings are; no file is written.

    `rubrics` is a folder that is looked through for codes before the bundled rubrics.
    `allow_outside` lets files name what lies outside their folder and project. The settings of a
    project in pyproject.toml, of the commands, are not read.

    Raises Invalid with all problems, Unreadable where a file can't be read at all, TypeError where
    something is given that is none of these, ValueError where no rubric holds that `weighting`.
    """
    reader = Reader(catalogue(rubrics, allow_outside=allow_outside))
    wanted = _wanted(reader.loader, rubric)
    given = None if weights is None else Given(_WEIGHTS, weights)
    try:
        reading = _read(reader, assessment, wanted)
    except Invalid as invalid:
        able = [each.tree for each in reader.held_against if each.rubric is not None]
        trees = [assessing.by_name(tree, weighting) for tree in able]
        further = assessing.unfit(trees, given) if given is not None else []
        raise Invalid(invalid.problems, further) from None
    _held(weighting, reading.trees)
    reading = assessing.chosen(reading, weighting)
    if given is not None:
        reading = reading._replace(trees=assessing.reweighted(reading.trees, given))
    result = assessing.scored(reading)
    if changes is None:
        return result
    from smartscore.api.changing import changed

    return changed(result, changes)


def one_of_several(assessment: PathOrText | Data | Assessment) -> Result:
    """An assessment that is scored beside others, as `assess` reads it.

    What a rubric scores over a sample is unknown still: all of them are needed for that.
    """
    reader = Reader(catalogue(None, allow_outside=False), together=True)
    return assessing.scored(_read(reader, assessment, ()))


def check(
    source: PathOrText | Data | Assessment | Rubric | Tree,
    *,
    rubrics: PathOrText | None = None,
    allow_outside: bool = False,
) -> tuple[Problem, ...]:
    """Every problem of an assessment, a rubric or cases, sorted by place; none where all is well.

    What is given is told apart as by `assess` and `read_rubric`: `"indrajit"` is a rubric by its
    name. `rubrics` and `allow_outside` are as there. Problems of text have the file `<text>`; those
    of data have a route in the place of a line (`<mapping>: ratings/indrajit/political-will`).
    `str()` of a problem is a line in English.

    Raises Unreadable where a file can't be read at all, TypeError as `assess` does.
    """
    examiner = Examiner(catalogue(rubrics, allow_outside=allow_outside))
    try:
        if isinstance(source, Tree):
            return _checked(examiner, source)
        if isinstance(source, Mapping | Assessment | Rubric):
            return examiner.data(Given(_DATA, source))
        return examiner.check(*_file(examiner.loader, source))
    except Invalid as invalid:
        return invalid.problems


def read_rubric(
    rubric: RubricLike, *, rubrics: PathOrText | None = None, allow_outside: bool = False
) -> Tree:
    """A rubric with all that it takes in, resolved.

    `rubric` is a code such as `"indrajit"` or `"indrajit@2"`, a path, a text, a mapping, a `Rubric`
    or a `Tree`. A `str` is told apart as by `assess`. `rubrics` and `allow_outside` are as there,
    and so is what is raised.
    """
    loaded = _loaded(Loader(catalogue(rubrics, allow_outside=allow_outside)), rubric, _RUBRIC)
    if loaded.rubric is None:
        raise Invalid(loaded.problems)
    return loaded.tree


def catalogue(folder: PathOrText | None, *, allow_outside: bool) -> Catalogue:
    """The bundled rubrics, and before them those of a folder; Unreadable where that is none."""
    if folder is None:
        return Catalogue(anywhere=allow_outside)
    if not os.path.isdir(folder):
        raise Unreadable(os.fspath(folder), "missing")
    return Catalogue([Path(os.fspath(folder))], anywhere=allow_outside)


def source_of(loader: Loader, given: PathOrText | Data | Assessment) -> Source:
    """What is given for an assessment, with the places in it; raises as `assess` does."""
    if isinstance(given, Mapping | Assessment):
        return Given(_DATA, given)
    return assessing.opened(*_file(loader, given))


def _read(
    reader: Reader, given: PathOrText | Data | Assessment, rubrics: Sequence[Loaded]
) -> Reading:
    return assessing.held(reader, source_of(reader.loader, given), rubrics)


def _file(loader: Loader, given: PathOrText) -> tuple[str, bytes]:
    """The name and content of a text, of a rubric that is named, or of a path."""
    text = _text(given)
    if text is not None:
        return TEXT, text
    path = _path(loader, given)
    return str(path), content(path)


def _path(loader: Loader, given: PathOrText) -> Path:
    """Where a rubric is that is named, or a path."""
    found = _named(loader, given)
    return Path(as_shown(found.path) if found is not None else os.fspath(given))


def _named(loader: Loader, given: PathOrText, due: str = "") -> Loaded | None:
    """The rubric that is named by its code; None where that is a path, in words or in truth.

    Raises Invalid where a name is like one that there is, and where a rubric is `due` also where it
    is no path; the problem stands where it is due.
    """
    if not isinstance(given, str):
        return None
    name, major = split_reference(given) if is_reference(given) else (given, None)
    if is_path(name) and major is None:
        return None
    found = loader.find(given, Path(), given=True)
    if isinstance(found, Loaded):
        return found
    like = found.values.get("suggestion") or found.code == loading_faults.OTHER_MAJOR_VERSION
    if (like or due) and not is_path(name) and not os.path.lexists(given):
        raise Invalid([found.at(Place(due or given))])
    return None


def _text(given: PathOrText) -> bytes | None:
    """The text that is given; None where it is a path."""
    if not isinstance(given, str | os.PathLike):
        raise TypeError(f"a path, a text or a mapping is due, not {type(given).__qualname__}")
    if not isinstance(given, str):
        return None
    text = given.encode("utf-8", "surrogatepass")
    return text if "\n" in given or not given.strip() or is_ours(text) else None


_ONE: Final = (str, os.PathLike, Mapping, Rubric, Tree)


def each_of(rubric: RubricLike | Sequence[RubricLike]) -> Sequence[RubricLike]:
    """Rubrics that are given alone or as a list; raises TypeError for anything else."""
    if isinstance(rubric, _ONE):
        return (rubric,)
    if not isinstance(rubric, list | tuple):
        raise TypeError(f"a rubric or a list of them is due, not {type(rubric).__qualname__}")
    return rubric


def _wanted(loader: Loader, rubric: RubricLike | Sequence[RubricLike] | None) -> tuple[Loaded, ...]:
    """The rubrics that are to be scored instead of those that are listed."""
    if rubric is None:
        return ()
    if isinstance(rubric, _ONE):
        return (_loaded(loader, rubric, _RUBRIC),)
    if not each_of(rubric):
        raise ValueError("rubric: an empty list; leave it out for those that are listed")
    names = (f"<rubric {i}>" for i in range(1, len(rubric) + 1))
    return tuple(_loaded(loader, each, name) for each, name in zip(rubric, names, strict=True))


def _loaded(loader: Loader, rubric: RubricLike, name: str) -> Loaded:
    """A rubric that is given; `name` stands for its file where it has none."""
    if isinstance(rubric, Tree):
        return _of_tree(loader, rubric, name)
    if isinstance(rubric, Rubric | Mapping):
        return loader.given(Given(name, rubric))
    text = _text(rubric)
    if text is not None:
        return loader.given(parse(text, name))
    return _named(loader, rubric, name) or loader.load(Path(os.fspath(rubric)))


def _of_tree(loader: Loader, tree: Tree, name: str) -> Loaded:
    """The rubric of a tree, judged again with all that it takes in: it may be built in code."""
    loaded = loader.given(Given(name, tree.rubric), _taken_in(loader, tree, tree.rubric, name))
    if loaded.rubric is not None and (tree.weights or tree.weighting is not None):
        _held(tree.weighting, [loaded.tree])
        named = resolve(loaded.rubric, loaded.tree.grafts, weighting=tree.weighting)
        (loaded.resolved,) = assessing.reweighted([named], Given(_WEIGHTS, tree.weights))
    return loaded


def _checked(examiner: Examiner, tree: Tree) -> tuple[Problem, ...]:
    """Every problem of a tree: of its rubric and what that takes in, and of its weights."""
    known = _taken_in(examiner.loader, tree, tree.rubric, _RUBRIC)
    found = examiner.data(Given(_RUBRIC, tree.rubric), known)
    try:
        _of_tree(examiner.loader, tree, _RUBRIC)
    except Invalid as invalid:
        return (*found, *invalid.problems)
    return found


def _taken_in(
    loader: Loader, tree: Tree, rubric: Rubric, name: str, above: tuple[str, ...] = ()
) -> dict[str, Loaded]:
    """What a rubric of a tree takes in, judged, by reference.

    What would take itself in is looked for by its code as in a file, so that it is told as there.
    """
    around = (*above, rubric.code)
    return {
        reference: loader.given(
            Given(f"{name} {each.code}", each), _taken_in(loader, tree, each, name, around)
        )
        for (code, reference), each in tree.grafts.items()
        if code == rubric.code and each.code not in around
    }


def _held(weighting: str | None, trees: Sequence[Tree]) -> None:
    """Raise ValueError where none of the rubrics holds weights of a name."""
    names = sorted({name for tree in trees for name in tree.rubric.weightings})
    if weighting is None or weighting in names:
        return
    told = f"no rubric here holds the weighting {weighting!r}; there are {names}"
    if held := ", ".join(assessing.grafts_holding(trees, weighting)):
        told += f"; grafts hold it ({held}), where it counts only if their rubric is scored itself"
    raise ValueError(told)
