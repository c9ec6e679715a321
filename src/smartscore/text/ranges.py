"""Numbers in a row, as a reader would say them."""

from collections.abc import Iterable


def ranges(numbers: Iterable[int]) -> str:
    """Rising numbers, those that follow one another as a range.

    >>> ranges([3, 4, 5, 8, 10, 11])
    '3-5, 8, 10-11'
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(f"{one}" if one == last else f"{one}-{last}" for one, last in found)
