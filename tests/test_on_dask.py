"""Tables of many files on a cluster: the same bytes as one by one, also when a worker is killed."""

import csv
import datetime
import os
import random
import signal
import socket
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import distributed
import pyarrow as pa
import pytest
from pyarrow import parquet as pq
from typer.testing import CliRunner

from smartscore import read_rubric
from smartscore.api.batching import Written, batch, ordered
from smartscore.batches import on_dask
from smartscore.batches.parts import FilledError, Job, Part, growing, parts
from smartscore.cli import app
from smartscore.engine.tree import Tree
from smartscore.read.shelf import bundled
from smartscore.tables import parquet
from smartscore.tables.opening import opened
from smartscore.tables.rows import BadRow
from smartscore.text.problems import Invalid, Unreadable

pytestmark = pytest.mark.filterwarnings("default")  # those of other programs are theirs

RUBRIC = "smart-village"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        silence_logs=100,
    ) as found:
        yield found


@pytest.fixture(scope="module")
def tree() -> Tree:
    return read_rubric(bundled() / f"{RUBRIC}.yaml")


def tables(folder: Path, tree: Tree, files: int, rows: int) -> list[str]:
    """So many tables, in each of which one row fails."""
    draw = random.Random(files)
    codes = [node.code for node in tree.indicators()]
    found = []
    for number in range(files):
        path = folder / f"{number}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["name", *codes])
            for i in range(rows):
                cells = [draw.choice(["", "1", "2", "3", "4", "5"]) for _ in codes]
                writer.writerow([f"Desa {i}", *(["x", *cells[1:]] if i == 7 else cells)])
        found.append(str(path))
    return found


def job(tree: Tree, folder: Path, *, errors: bool = False) -> Job:
    ordering = partial(ordered, tree, None, Written("csv"))
    return Job(ordering, str(folder / "out"), ".csv", str(folder / "bad") if errors else None)


def test_two_workers_one_of_them_killed_write_what_one_process_writes(cluster, tree, tmp_path):
    files = tables(tmp_path, tree, 6, 150)
    todo = job(tree, tmp_path, errors=True)
    killed: list[int] = []

    def done(_: int) -> None:
        if not killed:
            killed.append(cluster.workers[0].process.pid)
            os.kill(killed[0], signal.SIGKILL)

    found = on_dask.scored(parts(files), todo, cluster.scheduler_address, 2, done)
    assert killed
    assert (found.rows, found.scored + found.withheld, found.failed) == (900, 894, 6)
    assert [count.rows for count in found.counts if count.first.severity == "error"] == [6]
    for number, file in enumerate(files, 1):
        out, bad = tmp_path / "alone.csv", tmp_path / "bad.csv"
        batch(file, rubric=RUBRIC, output=out, errors=bad, jobs=1)
        name = f"part-{number:05}.csv"
        assert (tmp_path / "out" / name).read_bytes() == out.read_bytes()
        assert (tmp_path / "bad" / name).read_bytes() == bad.read_bytes()
    assert len(list((tmp_path / "out").iterdir())) == 6
    assert not growing(todo.output).exists()


def ending(_: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_part_that_ends_worker_after_worker_is_named(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster.scheduler, "allowed_failures", 0)
    (tmp_path / "0.csv").write_text("name,x\nDesa 1,1\n")
    todo = Job(ending, str(tmp_path / "out"), ".csv")
    part = Part(1, str(tmp_path / "0.csv"))
    with pytest.raises(on_dask.PartEndedError) as raised:
        on_dask.scored([part], todo, cluster.scheduler_address, 2)
    assert raised.value.part == part
    assert not os.path.exists(todo.output)


def test_what_is_wrong_in_a_part_leaves_no_folder_that_looks_finished(cluster, tree, tmp_path):
    (tmp_path / "0.csv").write_text("name\nDesa 1\n")
    todo = job(tree, tmp_path)
    with pytest.raises(Invalid):
        on_dask.scored([Part(1, str(tmp_path / "0.csv"))], todo, cluster.scheduler_address, 2)
    assert not os.path.exists(todo.output)


def test_a_folder_with_something_in_it_is_not_written_to(cluster, tree, tmp_path):
    todo = job(tree, tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.csv").write_text("mine")
    with pytest.raises(FilledError):
        on_dask.scored([], todo, cluster.scheduler_address, 2)
    (tmp_path / "out" / "mine.csv").unlink()
    growing(todo.output).mkdir()
    left = growing(todo.output) / "part-00009.csv"
    left.write_text("of a run that was ended")
    on_dask.scored([], todo, cluster.scheduler_address, 2)
    assert list(Path(todo.output).iterdir()) == []


def test_no_scheduler_is_told_in_seconds(tree, tmp_path, monkeypatch):
    monkeypatch.setattr(on_dask, "_SECONDS", 0.3)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{held.getsockname()[1]}"
        for wrong in (address, "nowhere", "http://127.0.0.1:1", ""):
            with pytest.raises(on_dask.NoClusterError):
                on_dask.scored([], job(tree, tmp_path), wrong, 2)
    assert not growing(job(tree, tmp_path).output).exists()


def test_the_extra_is_named_where_it_is_not_there(tree, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(on_dask.NotInstalled):
        on_dask.scored([], job(tree, tmp_path), None, 1)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(parquet.NotInstalled):
        parquet.groups("desa.parquet")


def told(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["batch", "--engine", "dask", *arguments, "--lang", "en"])
    return result.exit_code, " ".join(result.stderr.split())


def test_the_command_writes_a_folder_of_parts(cluster, tree, tmp_path):
    tables(tmp_path, tree, 2, 9)
    out, bad = str(tmp_path / "x" / "out"), str(tmp_path / "x" / "bad")
    (tmp_path / "x").mkdir()
    asked = ["--rubric", RUBRIC, "--scheduler", cluster.scheduler_address]
    code, said = told(str(tmp_path / "*.csv"), *asked, "-o", out, "--errors", bad)
    assert code == 1
    assert said.endswith("18 rows: 15 scored, 1 without a score, 2 failed")
    assert f"the rows that failed are in {bad}" in said
    assert sorted(os.listdir(out)) == ["part-00001.csv", "part-00002.csv"]  # noqa: PTH208
    assert (Path(bad) / "part-00002.csv.txt").read_text().startswith(f"{bad}/part-00002.csv:2: ")
    code, said = told(str(tmp_path), *asked, "-o", out)
    assert (code, f"{out}: lies in" in said) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["a.csv"], "name a folder for them with -o"),
        (["-", "-o", "out"], "standard input can't be shared out"),
        (["a.csv", "-o", "out", "--resume"], "--resume goes on with one table"),
        (["a.csv", "-o", "out", "--from", "csv"], "--from is for one table"),
        (["a.csv", "-o", "out", "--format", "xlsx"], "make a workbook of one table"),
        (["a.csv", "-o", "out", "--errors", "./out"], "out"),
        (["none.csv", "-o", "out"], "none.csv: can't be read: there is no such file"),
        (["a.csv", "-o", "no/out"], "no/out.part: can't be written: there is no such file"),
        (["a.csv", "-o", "a.csv"], "a.csv: there is something in it already"),
        (["a.csv", "-o", "out", "--rubric", "giffinger"], "scored over all places together"),
        (["a.pq", "-o", "out"], "a.pq: can't be read: it is no Parquet"),
    ],
)
def test_what_is_at_odds_is_told(arguments, expected, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text("name,legal-basis\nDesa 1,3\n")
    Path("a.pq").write_text("no")
    code, said = told("--rubric", RUBRIC, *arguments)
    assert (code, expected in said) == (2, True), said
    assert not Path("out").exists()
    assert not Path("out.part").exists()


def test_a_cluster_is_asked_for():
    for wrong, expected in (
        (["a.csv", "--scheduler", "x"], "add --engine dask"),
        (["a.csv", "b.csv"], "TABLE is one table"),
    ):
        result = CliRunner().invoke(app, ["batch", *wrong, "--rubric", RUBRIC, "--lang", "en"])
        assert (result.exit_code, expected in result.stderr) == (2, True)


def test_parts_are_files_of_folders_and_patterns_in_the_order_of_their_paths(tmp_path):
    for name in ("b.csv", "a/2.jsonl", "a/1.tsv", ".hidden.csv", "_SUCCESS.csv", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    inside = [str(tmp_path / name) for name in ("a/1.tsv", "a/2.jsonl", "b.csv")]
    assert [part.file for part in parts([str(tmp_path)])] == inside
    assert [part.number for part in parts([inside[2], str(tmp_path / "a" / "*")])] == [1, 2, 3]
    assert [part.number for part in parts([inside[2], str(tmp_path)])] == [1, 2, 3]
    for wrong in ("none.csv", "*.pdf"):
        with pytest.raises(Unreadable) as raised:
            parts([str(tmp_path / wrong)])
        assert raised.value.reason == "missing"
    (tmp_path / "empty").mkdir()
    with pytest.raises(Unreadable) as raised:
        parts([str(tmp_path / "empty")])
    assert raised.value.reason == "no-tables"


def test_typed_columns_of_parquet_are_the_texts_of_a_table(tmp_path):
    columns = {
        "name": pa.array(["Desa 1", "=x", None]),
        "whole": pa.array([3, None, -4], pa.int64()),
        "double": pa.array([3.0, 7.2, float("nan")]),
        "single": pa.array([7.2, None, 1e-7], pa.float32()),
        "exact": pa.array([Decimal("1.50"), None, Decimal("3.00")]),
        "day": pa.array([datetime.date(2021, 7, 12), None, None]),
        "when": pa.array([datetime.datetime(2021, 7, 12), None, None]),  # noqa: DTZ001 - as written
        "met": pa.array([["a", "b"], [], None]),
        "kind": pa.array(["x", "y", "x"]).dictionary_encode(),
        "is": pa.array([True, False, None]),
    }
    path = str(tmp_path / "desa.parquet")
    pq.write_table(pa.table(columns), path, row_group_size=2)
    assert [part.group for part in parts([path])] == [0, 1]
    found: list[Any] = [list(parquet.opened(path, group)) for group in (0, 1)]
    one, two = found
    assert list(parquet.opened(path, 0).heading) == list(columns)
    assert [row.number for row in [*one, *two]] == [1, 2, 3]
    assert one[0].cells == (
        *("Desa 1", "3", "3", "7.2", "1.5", "2021-07-12", "2021-07-12", "a; b", "x", "true"),
    )
    assert one[1].cells == ("=x", "", "7.2", "", "", "", "", "none", "y", "false")
    assert two[0].cells == ("", "-4", "", "0.0000001", "3", "", "", "", "x", "")
    assert one[0].raw == "Desa 1,3,3,7.2,1.5,2021-07-12,2021-07-12,a; b,x,true"


def test_what_has_no_text_in_parquet_is_a_bad_row_and_no_parquet_is_told(tmp_path):
    path = str(tmp_path / "desa.parquet")
    pq.write_table(pa.table({"name": ["a"], "x": pa.array([{"y": 1}])}), path)
    (row,) = parquet.opened(path, 0)
    assert isinstance(row, BadRow)
    assert row.doubts[0].complaint.values["key"] == "x"
    Path(path).write_bytes(b"PAR1 no")
    with pytest.raises(Unreadable) as raised:
        parts([path])
    assert raised.value.reason == "parquet"


def test_a_table_in_parquet_scores_as_in_csv(tree, tmp_path):
    (file,) = tables(tmp_path, tree, 1, 12)
    with opened(file) as table:
        names, rows = (
            list(table.heading),
            [row.cells for row in table if not isinstance(row, BadRow)],
        )
    path = str(tmp_path / "desa.parquet")
    columns = map(list, zip(*rows, strict=True))
    pq.write_table(pa.table(dict(zip(names, columns, strict=True))), path)
    todo = job(tree, tmp_path)
    growing(todo.output).mkdir()
    found = todo.done(Part(1, path, 0))
    assert (found.scored, found.failed) == (11, 1)
    batch(file, rubric=RUBRIC, output=tmp_path / "alone.csv", jobs=1)
    texts = [
        [line.split(",", 1)[1] for line in each.read_text(encoding="utf-8").splitlines()]
        for each in (growing(todo.output) / "part-00001.csv", tmp_path / "alone.csv")
    ]
    assert texts[0] == texts[1]
