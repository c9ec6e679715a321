"""`--parts`: which parts a report has and in which order."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smartscore.words import Words


def chosen_parts(written: str | None, told: "Words") -> tuple[str, ...]:
    """The parts that an option names between commas; stops at a name that no part has."""
    return known_parts(None if written is None else written.split(","), told, "--parts")


def known_parts(written: "Sequence[str] | None", told: "Words", option: str) -> tuple[str, ...]:
    """The parts of these names; none where none is said. Stops at a name that no part has.

    `option` is where they are written, for the sentence that is said then.
    """
    from smartscore.cli import streams
    from smartscore.model.fields import shown
    from smartscore.reports.view.parts import NAMES, UnknownPartError, chosen

    if written is None:
        return ()
    names = [name for name in written if name.strip()]
    if not names:
        streams.stop(told("cannot.no-part", option=option))
    try:
        return chosen(names)
    except UnknownPartError as error:
        name = shown(error.name)
        if error.near:
            streams.stop(told("cannot.part-near", option=option, name=name, suggestion=error.near))
        streams.stop(told("cannot.part", option=option, name=name, names=", ".join(NAMES)))


def counted(option: str, written: str | None, most: int, told: "Words") -> int | None:
    """The whole number from 1 on that an option has; stops where it has another one."""
    from smartscore.cli import streams
    from smartscore.model.fields import shown

    if written is None:
        return None
    is_number = written.isascii() and written.isdigit() and len(written) <= len(str(most))
    if not (is_number and 1 <= int(written) <= most):
        streams.stop(told("cannot.counted", option=option, number=shown(written), most=most))
    return int(written)
