"""A report that is made and written, or the reason why it is not."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartscore.cli.session import Inputs
    from smartscore.reports.publishing import Order, Published
    from smartscore.words import Words


def published(inputs: "Inputs", order: "Order", template: str) -> "Published":
    """The report; stops with what keeps it from being made."""
    from smartscore.cli import streams
    from smartscore.reports.document import TemplateFaultError
    from smartscore.reports.docx import ActsError, NoPandocError, PandocError
    from smartscore.reports.publishing import publish
    from smartscore.reports.xlsx import MAX_ROWS, NotInstalled, TooMany
    from smartscore.text.problems import reason

    told = inputs.words
    try:
        return publish(inputs.results, told, order)
    except TemplateFaultError as fault:
        place = f"{template}:{fault.line}" if fault.line else template
        streams.stop(told("report.template-fault", place=place, reason=told.reason(fault.reason)))
    except NoPandocError:
        streams.stop(told("report.no-pandoc"))
    except PandocError as error:
        streams.stop(told("report.pandoc", reason=told.reason(str(error))))
    except ActsError as error:
        streams.stop(told("report.acts", what=error))
    except NotInstalled:
        streams.stop(told("report.no-xlsxwriter"))
    except TooMany as found:
        values = {"sheet": found.sheet, "count": found.count, "most": MAX_ROWS}
        streams.stop(told("report.too-many-rows", **values))
    except RecursionError:  # what pandoc made of an own template
        streams.stop(told("report.pandoc", reason=told.reason("template-deep")))
    except OSError as error:
        streams.stop(told("report.no-room", reason=told.reason(reason(error))))


def make_folder(folder: str, told: "Words") -> None:
    """The folder of the figures, where there is none yet."""
    from smartscore.cli import streams
    from smartscore.text.problems import reason

    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        streams.stop(told("cannot.write", file=folder, reason=told.reason(reason(error))))


def write_figures(folder: str, files: "Mapping[str, str | bytes]", told: "Words") -> None:
    """Each figure as a file of its own, whole or not at all."""
    from smartscore.cli import streams

    for name in files:
        streams.write(str(Path(folder) / name), partial(files.__getitem__, name), told)
