"""`scorecard/1`: the result as JSON for programs; figures unrounded beside the one as printed."""

import json
import re
from typing import Any

from smartscore.results.result import Result

_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def scorecards(results: list[Result]) -> str:
    """One result as an object, several as a list of them."""
    content: Any = [result.to_dict() for result in results]
    text = json.dumps(content[0] if len(content) == 1 else content, ensure_ascii=False, indent=1)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
