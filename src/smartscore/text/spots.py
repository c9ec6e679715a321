"""Names of places that are no files of their own, such as cells, in the order of whoever reads."""

from typing import Self


class Spot(str):
    """The name of a place in a file that has no lines; `order` is where a reader comes by it.

    >>> cells = [Spot("a.xlsx: E15", "a.xlsx", (0, 14, 4)), Spot("a.xlsx: E9", "a.xlsx", (0, 8, 4))]
    >>> sorted([*cells, "a.yaml"], key=rank)
    ['a.xlsx: E9', 'a.xlsx: E15', 'a.yaml']
    """

    __slots__ = ("file", "order")
    file: str
    order: tuple[int, ...]

    def __new__(cls, name: str, file: str, order: tuple[int, ...]) -> Self:
        """A name as text; whoever knows nothing of places takes it for the name of a file."""
        made = super().__new__(cls, name)
        made.file, made.order = file, order
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, tuple[int, ...]]]:
        """What it is made of anew in another process."""
        return type(self), (str(self), self.file, self.order)


def rank(name: str) -> tuple[str, tuple[int, ...]]:
    """By what places are sorted: the file, and in it the order of reading."""
    return (name.file, name.order) if isinstance(name, Spot) else (name, ())
