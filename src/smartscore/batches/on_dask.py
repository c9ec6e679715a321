"""Parts of a table scored by the workers of a Dask cluster, on one machine or on many.

Workers read the parts and write their outputs, so that they need the same disk; only what each part
came to travels. A part whose worker is gone is scored anew by another one.
"""

import logging
import pickle
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from smartscore import __version__
from smartscore.batches.parts import Job, Part, summed
from smartscore.batches.run import Summary

_SECONDS: Final = 8
"""So long a scheduler, and a first worker, are waited for."""

_AHEAD: Final = 2
"""So many parts for each worker are on their way."""


class NotInstalled(Exception):  # noqa: N818 - a result that callers read, named after what it says
    """The extra that works on clusters is not there."""


class NoClusterError(Exception):
    """There is no scheduler, or it has no workers (`why`)."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class WorkersError(Exception):
    """Workers can't do the work: they have another version of us (`version`), or none."""

    def __init__(self, version: str = "", said: str = "") -> None:
        self.version = version
        self.said = said
        super().__init__(version, said)


class PartEndedError(Exception):
    """Worker after worker was ended by one part."""

    def __init__(self, part: Part) -> None:
        self.part = part
        super().__init__(part)


def scored(
    parts: Sequence[Part],
    job: Job,
    scheduler: str | None,
    jobs: int,
    done: Callable[[int], None] = lambda _: None,
) -> Summary:
    """Score all parts, by a scheduler or by a cluster of so many processes of our own.

    `done` is told the size of each part that is done. Folders take their names when all are. Raises
    the errors above, and what a part raises: Invalid, Unreadable, OSError.
    """
    job.begin()
    try:
        with _client(scheduler, jobs) as client:
            found = dict(_worked(client, parts, job, done))
        job.finish()
    except BaseException:
        job.leave()
        raise
    return summed([found[part.number] for part in parts])


@contextmanager
def _client(scheduler: str | None, jobs: int) -> Iterator[Any]:
    """What leads to a cluster, for as long as it is used."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    try:
        import distributed
    except ImportError:
        raise NotInstalled from None
    with ExitStack() as stack, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of ports, and of versions: we compare our own
        try:
            if scheduler is None:
                cluster = distributed.LocalCluster(
                    n_workers=jobs,
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL + 1,
                )
                scheduler = stack.enter_context(cluster).scheduler_address
            client = stack.enter_context(distributed.Client(scheduler, timeout=_SECONDS))
        except (OSError, ValueError, RuntimeError) as error:  # TimeoutError is an OSError
            raise NoClusterError("scheduler") from error
        try:
            client.wait_for_workers(1, timeout=_SECONDS)
        except OSError as error:
            raise NoClusterError("workers") from error
        yield client


def _worked(
    client: Any, parts: Sequence[Part], job: Job, done: Callable[[int], None]
) -> Iterator[tuple[int, Summary]]:
    """The number of each part with what it came to, as they are done; so many are on their way."""
    from distributed import KilledWorker, as_completed

    sent = pickle.dumps(job)
    left = iter(parts)
    asked: dict[Any, Part] = {}

    def ask(part: Part) -> Any:
        future = client.submit(_do, __version__, sent, part, pure=False)
        asked[future] = part
        return future

    most = _AHEAD * max(1, sum(client.nthreads().values()))
    waiting = as_completed([ask(part) for part in islice(left, most)])
    for future in waiting:
        part = asked.pop(future)
        try:
            found: Summary = future.result()
        except KilledWorker:
            raise PartEndedError(part) from None
        except (ImportError, AttributeError) as error:  # it can't find what is to be done
            raise WorkersError(said=f"{type(error).__name__}: {error}") from error
        done(part.size)
        yield part.number, found
        if (further := next(left, None)) is not None:
            waiting.add(ask(further))


def _do(version: str, sent: bytes, part: Part) -> Summary:
    """Score a part, in a worker."""
    if version != __version__:
        raise WorkersError(version=__version__)
    return _job(sent).done(part)


@lru_cache(maxsize=2)
def _job(sent: bytes) -> Job:
    """The job, unpacked once in each worker."""
    found: Job = pickle.loads(sent)  # noqa: S301 - of whoever was given this cluster
    return found
