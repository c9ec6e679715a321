"""Days and times as spreadsheets keep them: as the number of days since an epoch."""

import datetime
import math
from typing import Final

Moment = datetime.date | datetime.time | datetime.timedelta

_EPOCH: Final = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 - a day of a calendar, not a moment
_APART: Final = 1462
"""Days between the epoch of most workbooks and that of those which count from 1904."""

_NO_DAY: Final = 60
"""Excel has a 29 February 1900, as an older program had; before it all days are one off."""

_LAST: Final = 2_958_466
_SECONDS: Final = 86_400


def moment(serial: float, *, from_1904: bool, elapsed: bool) -> Moment | None:
    """What a number stands for where it is formatted as a day or a time.

    None where programs show no day for it: below zero, after 9999, and on 29 February 1900.

    >>> moment(44389.0, from_1904=False, elapsed=False)
    datetime.date(2021, 7, 12)
    """
    whole = serial + _APART if from_1904 else serial
    if serial < 0 or whole >= _LAST:
        return None
    if elapsed:
        return datetime.timedelta(seconds=round(serial * _SECONDS))
    day, seconds = divmod(round(whole * _SECONDS, 3), _SECONDS)
    if serial < 1:
        return (_EPOCH + datetime.timedelta(seconds=math.fmod(serial, 1) * _SECONDS)).time()
    if day == _NO_DAY:
        return None
    late = 1 if day < _NO_DAY else 0
    found = _EPOCH + datetime.timedelta(days=day + late, seconds=seconds)
    return found if seconds else found.date()
