"""What a project has settled for its reports, where the command line says nothing else."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartscore.read.settings import ReportSettings
    from smartscore.reports.publishing import Order
    from smartscore.words import Words

_DOCUMENTS = ("md", "qmd", "docx")
_PARTS = "pyproject.toml, tool.smartscore.report.parts"
"""Where parts are settled, as it is said of one that there is not."""


def settings(told: "Words") -> "ReportSettings":
    """The settings above the folder in which the command runs; stops where they can't be read."""
    from smartscore.cli import streams
    from smartscore.read.settings import ReportSettings, report_settings
    from smartscore.text.problems import Unreadable

    try:
        return report_settings(Path.cwd())
    except OSError:  # the folder in which the command runs is gone
        return ReportSettings()
    except Unreadable as error:
        streams.stop(told.unreadable(error.file, error.reason))


def settled(order: "Order", found: "ReportSettings", told: "Words", *, marked: bool) -> "Order":
    """An order for a document with what is settled put where the command line leaves it open.

    Style and parts come from one place: who gives one of them on the command line gives both.
    `marked` says that the command line says what stands behind numbers.
    """
    from smartscore.cli.parts import known_parts

    if order.kind not in _DOCUMENTS or order.template is not None:
        return order
    if order.style is None and not order.parts:
        order = replace(order, style=found.style, parts=known_parts(found.parts, told, _PARTS))
    if not marked and found.caption_mark not in (None, "none"):
        order = replace(order, mark=found.caption_mark)
    return order if order.rows is not None else replace(order, rows=found.rows_per_table)
