"""Results and studies as JSON for programs; figures unrounded beside the one as printed."""

import json
import re
from typing import Any

from smartscore.results.result import Result

_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def scorecards(results: list[Result]) -> str:
    """`scorecard/1`: one result as an object, several as a list of them."""
    content = [result.to_dict() for result in results]
    return written(content[0] if len(content) == 1 else content)


def written(content: Any) -> str:
    """Plain data as JSON that a person can read; characters that nobody sees are escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
