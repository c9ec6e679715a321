"""Where this smartscore comes from, as far as it is known."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from json import JSONDecodeError, loads
from urllib.parse import urlsplit, urlunsplit

from smartscore import __version__

_OF_A_URI = re.compile(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+")


def information() -> str:
    """The address of this project: of its metadata, else of the repository it was installed from.

    Where neither is known, its name and version as a package URL, which leads nowhere and is true.

    >>> information().split(":")[0] in ("https", "http", "pkg")
    True
    """
    try:
        known = [*_addresses(distribution("smartscore"))]
    except PackageNotFoundError:
        known = []
    return next(filter(None, map(_plain, known)), f"pkg:generic/smartscore@{__version__}")


def _addresses(installed: Distribution) -> Iterator[str]:
    for label in installed.metadata.get_all("Project-URL") or ():
        yield label.partition(",")[2].strip()
    try:
        told = loads(installed.read_text("direct_url.json") or "{}")
        if "vcs_info" in told:
            yield told["url"]
    except (JSONDecodeError, TypeError, KeyError):
        return


def _plain(address: str) -> str:
    """An address of the web without the name and password that may stand in it; else nothing."""
    try:
        parts = urlsplit(address)
    except (ValueError, AttributeError):
        return ""
    if parts.scheme not in ("https", "http") or not parts.hostname:
        return ""
    found = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return found if _OF_A_URI.fullmatch(found) else ""
