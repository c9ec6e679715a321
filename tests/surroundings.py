"""What a developer's or a runner's surroundings choose, and no test may depend on."""

from smartscore.cli import streams
from smartscore.read import settings

RUNNERS = (*streams._RUNNERS, *settings._RUNNERS)
CHOICES = ("SMARTSCORE_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", *RUNNERS)
