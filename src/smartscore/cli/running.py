"""The files of cases that a command is given, found, read and run."""

from collections.abc import Sequence
from pathlib import Path

from smartscore.cli import session, streams
from smartscore.read.check_many import find_files
from smartscore.read.files import content
from smartscore.read.ours import is_of
from smartscore.read.published import read_cases, run
from smartscore.read.rubrics import Loader
from smartscore.read.shelf import Catalogue, bundled
from smartscore.reports.findings.cases import Ran
from smartscore.text.problems import Invalid, Problem, Unreadable, in_order
from smartscore.words import Words


def run_all(paths: Sequence[str] | None, found: Catalogue, told: Words) -> Ran:
    """Run the cases of files and folders, or the bundled ones; complain of all that can't be."""
    results = []
    problems: list[Problem] = []
    files = find_files(paths or [str(bundled() / "cases")], found.premises)
    unreadable = list(files.unreadable)
    loaders = {True: Loader(found), False: Loader(found.allowing(()))}
    for file in files.files:
        given = file in files.given
        try:
            data = content(Path(file))
            if given or is_of("cases", data):
                results.append((file, list(run(read_cases(file, data, loaders[given])))))
        except Unreadable as error:
            unreadable.append(error)
        except Invalid as invalid:
            problems += invalid.problems
    session.complain(problems, told)
    for link in files.away:
        streams.say(told("check.away", file=link))
    for link in files.linked:
        streams.say(told("check.linked", file=link))
    for failure in unreadable:
        streams.say(told.unreadable(failure.file, failure.reason))
    return Ran(tuple(results), in_order(problems), tuple(unreadable))
