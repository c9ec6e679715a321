"""The page style as HTML: a sheet of A4, on paper too, with the policy of every page."""

from markupsafe import Markup

from smartscore.reports.page import policy, templates, widths
from smartscore.reports.view import Column, Heading, Report, Table


def html(report: Report) -> str:
    """The page as one file that a browser opens from anywhere, without the network."""
    environment = templates()
    environment.filters["widths"] = widths
    environment.tests["of"] = lambda value, name: type(value).__name__ == name
    environment.globals["named"] = lambda place: _name(report, place)
    assert environment.loader is not None
    css = environment.loader.get_source(environment, "onepage.css")[0].rstrip()
    tables = [block for block in report.sections[0].blocks if isinstance(block, Table)]
    used = sorted({width for table in tables for width in widths(table)})
    style = "\n".join(("", css, *(f".w{n} {{ width: {n}%; }}" for n in used), ""))
    text = environment.get_template("onepage.html.jinja").render(
        report=report,
        style=Markup(style),  # noqa: S704 - our own file
        policy=policy(style),
    )
    return f"{text.rstrip()}\n"


def _name(report: Report, place: int) -> str:
    """What a table is called: the heading above it, else that of its first column."""
    blocks = report.sections[0].blocks
    above = [block.text for block in blocks[:place] if isinstance(block, Heading)]
    columns: tuple[Column, ...] = getattr(blocks[place], "columns", ())
    return above[-1] if above else columns[0].title
