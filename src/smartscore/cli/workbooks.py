"""A workbook as a command writes it: made, or the reason why there is none."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from smartscore.cli.streams import stop
from smartscore.model.rubric import Rubric
from smartscore.sheets import NotInstalled, Unfit
from smartscore.sheets.columns import MAX_TEXT
from smartscore.sheets.workbook import Overlong, workbook
from smartscore.text.problems import Route
from smartscore.words import Words


def made(
    data: Mapping[str, Any],
    held: Mapping[str, Rubric],
    target: str,
    told: Words,
    overlong: Callable[[Sequence[Route]], NoReturn] | None = None,
) -> bytes:
    """The workbook of an assessment; stops, and says why, where it can't be written.

    `overlong` tells of the texts that no cell can hold, for a command that knows their places.
    """
    try:
        return workbook(data, held, told)
    except NotInstalled:
        stop(told("convert.not-installed", file=target))
    except Unfit as unfit:
        stop(told("convert.unfit", file=target, why=told(unfit.key, limit=unfit.limit)))
    except Overlong as found:
        if overlong is not None:
            overlong(found.routes)
        why = told("convert.unfit-text", limit=MAX_TEXT)
        stop(told("convert.unfit", file=target, why=why))
