"""Sweeps that stream to files: the same bytes whoever does the work, and after any stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import (
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
)
from functools import partial
from pathlib import Path
from threading import Thread

import polars as pl
import pytest
from attrs import evolve

from elzmodel import WaveSpec, flanders, sweep, sweep_to
from elzmodel.errors import InvalidValueError
from elzmodel.scenarios import PlausibleWaveSpec, processes, swept_files

SPEC = WaveSpec(seed=3, count=50, size=2)
WISHED = PlausibleWaveSpec(seed=3, count=50, size=2, wishes={("Ash", "Birch"): 0.5})
OF_LIMBURG = WaveSpec(seed=3, count=60, size=4, area="Limburg")


@pytest.fixture(autouse=True)
def no_base_known():
    """Forget the bases that were here before, as a new worker does not know any."""
    swept_files._READY.clear()


@pytest.fixture
def expected(row):
    """Return what the file of the waves holds: the table of all, as it is saved."""
    return sweep(row, SPEC.waves(row)).to_table().to_csv().encode()


class Recorded(ThreadPoolExecutor):
    """One thread that remembers which batches were given out, and which with the base."""

    def __init__(self):
        super().__init__(1)
        self.given = []

    def submit(self, function, order, number, packed):
        """Remember the batch."""
        self.given.append((number, packed is not None))
        return super().submit(function, order, number, packed)


class Stopped(Exception):  # noqa: N818 - what a stop is
    """Somebody stops a run."""


def stop_at(most):
    """Return a progress that stops the run when so many rows are written."""

    def progress(done, _):
        if done >= most:
            raise Stopped

    return progress


@pytest.mark.parametrize("batch", [7, 50, 1_000])
@pytest.mark.parametrize(
    "executor", [None, partial(ThreadPoolExecutor, 3)], ids=["here", "threads"]
)
def test_the_file_is_the_table_of_the_sweep(row, expected, tmp_path, batch, executor):
    """Byte for byte, however the waves fall into batches, and nothing lies beside it."""
    path = tmp_path / "waves.csv"
    swept = sweep_to(path, row, SPEC, batch=batch, executor=executor)
    assert (path, 50, "Row", 2021) == (swept.path, swept.rows, swept.base, swept.year)
    assert expected == path.read_bytes()
    assert [path] == [*tmp_path.iterdir()]


def test_plausible_waves_are_written_in_the_same_way(row, tmp_path):
    """And gone on with after a stop: what they are drawn with is told whole."""
    path = tmp_path / "waves.csv"
    with pytest.raises(Stopped):
        sweep_to(path, row, WISHED, batch=20, progress=stop_at(20))
    sweep_to(path, row, WISHED, batch=20, executor=partial(ThreadPoolExecutor, 2))
    assert sweep(row, WISHED.waves(row)).to_table().to_csv() == path.read_text("utf-8")


def test_waves_of_limburg_are_written_as_their_table(tmp_path):
    """Bounds, open decisions and zones in pieces read as in the table."""
    fl, spec = flanders(), OF_LIMBURG
    written = sweep_to(tmp_path / "waves.csv", fl, spec, year=2026).path
    found = sweep(fl, spec.waves(fl), year=2026)
    assert any(row.in_pieces for row in found)
    assert found.to_table().to_csv() == written.read_text("utf-8")


@pytest.mark.parametrize("count", [50, 0])
def test_parquet_is_a_folder_with_a_file_a_batch(row, tmp_path, count):
    """Its rows are those of the sweep; without waves it has the columns alone."""
    spec = evolve(SPEC, count=count)
    path = sweep_to(tmp_path / "waves.parquet", row, spec, batch=20).path
    parts = sorted(path.glob("*.parquet"))
    assert max(1, -(-count // 20)) == len(parts)
    found = sweep(row, spec.waves(row)).to_polars()
    assert found.equals(pl.read_parquet(path))
    assert found.schema == pl.read_parquet(parts[-1]).schema


def test_a_sweep_without_waves_has_its_header(row, tmp_path):
    """No wave is no row, and still a table."""
    path = sweep_to(tmp_path / "none.csv", row, evolve(SPEC, count=0)).path
    assert sweep(row, []).to_table().to_csv() == path.read_text("utf-8")


def test_a_base_goes_to_a_worker_that_lacks_it(row, tmp_path):
    """It says so, and is given it; of what is given out later the digest is enough."""
    pool, spec = Recorded(), evolve(SPEC, count=80)
    sweep_to(tmp_path / "waves.csv", row, spec, batch=1, executor=lambda: pool)
    with_base = {number for number, has_base in pool.given if has_base}
    assert {*range(1, 81)} == {number for number, _ in pool.given}
    assert {*range(1, 65)} == with_base


def test_what_was_finished_is_not_worked_out_again(row, expected, tmp_path):
    """A run that is stopped leaves its parts, and the next one goes on with the others."""
    path, told = tmp_path / "waves.csv", []
    with pytest.raises(Stopped):
        sweep_to(path, row, SPEC, batch=10, progress=stop_at(30))
    assert not path.exists()
    pool = Recorded()
    (tmp_path / "waves.csv.parts" / ".part-000004.csv-x.tmp").write_bytes(b"half a")
    sweep_to(path, row, SPEC, batch=10, executor=lambda: pool, progress=lambda *at: told.append(at))
    assert expected == path.read_bytes()
    assert {4, 5} == {number for number, _ in pool.given}
    assert [(30, 50), (40, 50), (50, 50)] == told
    assert [path] == [*tmp_path.iterdir()]
    told.clear()
    path.unlink()
    sweep_to(path, row, SPEC, batch=25, progress=lambda *at: told.append(at))
    assert [(25, 50), (50, 50)] == told


def test_a_run_that_stops_in_the_threads_gives_the_rest_up(row, expected, tmp_path):
    """What was given out and not begun is cancelled; what is written stays."""
    path, never = tmp_path / "waves.csv", []

    class Busy(ThreadPoolExecutor):
        def submit(self, function, order, number, packed):
            if number < 6:
                return super().submit(function, order, number, packed)
            never.append(Future())
            return never[-1]

    with pytest.raises(Stopped):
        sweep_to(path, row, SPEC, batch=1, executor=partial(Busy, 1), progress=stop_at(5))
    assert all(future.cancelled() for future in never)
    assert 5 == len([*(tmp_path / "waves.csv.parts").glob("part-*")])
    assert expected == sweep_to(path, row, SPEC, batch=1).path.read_bytes()


def deadly(pools):
    """Return what makes a process whose first is killed when it is to work out a third batch."""

    def make():
        pools.append(processes(1)())
        submit = pools[-1].submit

        def killed(function, order, number, packed):
            if len(pools) == 1 and number == 3 and packed is not None:
                return submit(signal.raise_signal, signal.SIGKILL)
            return submit(function, order, number, packed)

        pools[-1].submit = killed
        return pools[-1]

    return make


def test_processes_are_not_interrupted_while_they_load(monkeypatch):
    """Who asked them is; a process that was, between its start and its first line, told all."""
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setattr(swept_files, "_end_with_parent", bool)
    with processes(1)() as pool:
        assert signal.SIG_IGN == pool.submit(signal.getsignal, signal.SIGINT).result()
    assert before == signal.getsignal(signal.SIGINT)


def test_another_thread_starts_processes_as_well():
    """There nothing can be said of signals."""
    found = []
    thread = Thread(target=lambda: found.append(processes(1)()))
    thread.start()
    thread.join()
    with found[0] as pool:
        assert 3 == pool.submit(sum, [1, 2]).result()


def test_a_killed_worker_changes_nothing(row, tmp_path):
    """Another pool is made, and the file is that of a run in this process."""
    pools, spec = [], evolve(SPEC, count=300)
    files = [tmp_path / "here.csv", tmp_path / "there.csv"]
    sweep_to(files[0], row, spec, batch=50)
    sweep_to(files[1], row, spec, batch=50, executor=deadly(pools))
    assert 2 == len(pools)
    assert files[0].read_bytes() == files[1].read_bytes()


KILLED = """
import os, signal, sys
import elzmodel as elz
spec = elz.WaveSpec(seed=3, count=60, size=4, area="Limburg")
kill = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
elz.sweep_to(sys.argv[1], elz.flanders(), spec, batch=20, progress=kill)
"""


def test_a_killed_run_is_gone_on_with(tmp_path):
    """By another process, in which sets have another order: it is the same base."""
    path, parts = tmp_path / "killed.csv", tmp_path / "killed.csv.parts"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", KILLED, str(path)]
    assert -signal.SIGKILL == subprocess.run(command, env=environment, check=False).returncode
    assert ["part-000001.csv", "sweep.json"] == sorted(each.name for each in parts.iterdir())
    one, told = sweep_to(tmp_path / "whole.csv", flanders(), OF_LIMBURG).path, []
    sweep_to(path, flanders(), OF_LIMBURG, batch=20, progress=lambda *at: told.append(at))
    assert one.read_bytes() == path.read_bytes()
    assert (20, 60) == told[0]


class Broken(ThreadPoolExecutor):
    """An executor of which nothing ever comes back."""

    made = 0
    error = BrokenExecutor("lost")

    def __init__(self):
        super().__init__(1)
        Broken.made += 1

    def submit(self, *_):
        """Lose it."""
        future = Future()
        if isinstance(self.error, CancelledError):
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_exception(self.error)
        return future


@pytest.mark.parametrize(
    "error", [BrokenExecutor("lost"), CancelledError()], ids=["lost", "cancelled"]
)
def test_workers_that_are_always_lost_are_told(row, tmp_path, monkeypatch, error):
    """The third time, and the parts stay."""
    monkeypatch.setattr(Broken, "made", 0)
    monkeypatch.setattr(Broken, "error", error)
    with pytest.raises(type(error)):
        sweep_to(tmp_path / "waves.csv", row, SPEC, executor=Broken)
    assert 3 == Broken.made
    assert (tmp_path / "waves.csv.parts").is_dir()


def test_a_loss_counts_no_more_when_something_is_finished(row, expected, tmp_path):
    """Workers that do one batch each and are lost then get all of it done."""
    sweep_to(tmp_path / "first.csv", row, SPEC, executor=partial(ThreadPoolExecutor, 1))
    pools = []

    class OneBatch(Executor):
        def __init__(self):
            pools.append(self)
            self.is_new = True

        def submit(self, function, order, number, packed):
            future = Future()
            if self.is_new:  # The base is known here by now.
                future.set_result(function(order, number, packed))
            else:
                future.set_exception(BrokenExecutor("lost"))
            self.is_new = False
            return future

    sweep_to(tmp_path / "waves.csv", row, SPEC, batch=10, executor=OneBatch)
    assert 5 == len(pools)
    assert expected == (tmp_path / "waves.csv").read_bytes()


def test_an_error_of_ours_is_told_at_once(row, tmp_path):
    """Waves that cannot be drawn are no loss of workers."""
    for executor in (None, partial(ThreadPoolExecutor, 1)):
        with pytest.raises(InvalidValueError, match="fewer disjoint pairs"):
            sweep_to(tmp_path / "x.csv", row, WaveSpec(size=4), executor=executor)


def test_waves_of_an_earlier_day_are_written_on_the_base_of_that_day(tmp_path):
    """As they are swept: the mergers of 2025 are not yet there, nor are later figures."""
    spec = evolve(OF_LIMBURG, on="2024-12-31")
    swept = sweep_to(tmp_path / "waves.csv", flanders(), spec)
    found = sweep(flanders(), spec).to_sweep()
    assert found.to_table().to_csv() == swept.path.read_text("utf-8")
    assert 2024 == swept.year == found.year
    assert [] == [each.problem for each in found if each.problem]


def test_a_worker_keeps_a_few_bases(row, tmp_path):
    """And forgets the oldest when others come."""
    for seed in range(6):
        spec = evolve(SPEC, seed=seed, count=1)
        sweep_to(tmp_path / "x.csv", row, spec, executor=partial(ThreadPoolExecutor, 1))
    assert [2, 3, 4, 5] == [spec.seed for _, spec, _ in swept_files._READY]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"spec": evolve(SPEC, seed=4)}, "seed 3 there, 4 asked for"),
        ({"spec": evolve(SPEC, on="2020-01-01")}, "on None there, '2020-01-01' asked for"),
        ({"batch": 5}, "batch 10 there, 5 asked for"),
        ({"year": 2020}, "inhabitants 2021 there, 2020 asked for"),
        ({"spec": WISHED}, "waves 'WaveSpec' there, 'PlausibleWaveSpec' asked for"),
        ({}, "base"),
    ],
    ids=["seed", "day", "batch", "year", "kind", "base"],
)
def test_parts_of_another_sweep_are_refused(row, tmp_path, other, told):
    """It is said in what they differ, and they stay as they are."""
    path = tmp_path / "waves.csv"
    with pytest.raises(Stopped):
        sweep_to(path, row, SPEC, batch=10, progress=stop_at(10))
    base = evolve(row, name="Other") if told == "base" else row
    with pytest.raises(InvalidValueError, match=told):
        sweep_to(path, base, **{"spec": SPEC, "batch": 10} | other)
    assert (tmp_path / "waves.csv.parts" / "part-000001.csv").exists()


@pytest.mark.parametrize("content", [None, "no JSON", "[1]"], ids=["none", "text", "list"])
def test_a_folder_that_is_no_sweep_is_refused(row, tmp_path, content):
    """Whatever somebody else keeps under that name is left alone."""
    folder = tmp_path / "waves.csv.parts"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    if content is not None:
        (folder / "sweep.json").write_text(content)
    with pytest.raises(InvalidValueError, match="remove it, or write to another path"):
        sweep_to(tmp_path / "waves.csv", row, SPEC)
    assert "mine" == (folder / "mine.txt").read_text()


def test_parquet_that_is_there_is_not_replaced(row, tmp_path):
    """It is told before the work, and stays as it is."""
    path = sweep_to(tmp_path / "waves.parquet", row, SPEC).path
    with pytest.raises(FileExistsError, match=r"waves\.parquet"):
        sweep_to(path, row, evolve(SPEC, count=51), executor=Broken)
    assert 50 == len(pl.read_parquet(path))


def test_a_run_that_was_stopped_while_it_cleaned_up_ends_well(row, expected, tmp_path):
    """The file is there already, and of the parts some."""
    path, parts = tmp_path / "waves.csv", tmp_path / "waves.csv.parts"
    with pytest.raises(Stopped):
        sweep_to(path, row, SPEC, batch=10, progress=stop_at(50))
    (parts / "_joined.csv").write_bytes(b"half")
    (parts / "part-000001.csv").unlink()
    assert expected == sweep_to(path, row, SPEC, batch=10).path.read_bytes()
    assert [path] == [*tmp_path.iterdir()]


def test_a_folder_knows_whose_parts_it_has(row, tmp_path):
    """In words that a person can read."""
    with pytest.raises(Stopped):
        sweep_to(tmp_path / "waves.csv", row, SPEC, progress=stop_at(1))
    found = json.loads((tmp_path / "waves.csv.parts" / "sweep.json").read_text("utf-8"))
    assert (3, 50, 2, 2021) == tuple(found[key] for key in ("seed", "count", "size", "inhabitants"))
    assert swept_files.content_digest(row) == found["base"]


def test_what_cannot_be_written_is_told_before_the_work(row, tmp_path):
    """A name that says no form, no folder, a folder in the place of a file, no batch."""
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InvalidValueError, match=r"\.parquet"):
        sweep_to(tmp_path / "waves.xlsx", row, SPEC, executor=Broken)
    with pytest.raises(InvalidValueError, match="at least 1 wave"):
        sweep_to(tmp_path / "waves.csv", row, SPEC, batch=0)
    with pytest.raises(InvalidValueError, match="at least 1 process"):
        processes(0)
    with pytest.raises(FileNotFoundError, match="no-such"):
        sweep_to(tmp_path / "no-such" / "waves.csv", row, SPEC, executor=Broken)
    with pytest.raises(FileExistsError):
        sweep_to(tmp_path / "folder.csv", row, SPEC, executor=Broken)
    with pytest.raises(InvalidValueError, match="executor"):
        sweep_to(tmp_path / "waves.csv", row, SPEC, executor=ThreadPoolExecutor(1))
    with pytest.raises(InvalidValueError, match="what makes"):
        sweep_to(tmp_path / "waves.csv", row, SPEC, executor=lambda: 3)


def test_a_mistake_in_what_is_asked_stops_nothing_later(row, expected, tmp_path):
    """Where nothing was finished, another sweep may begin."""
    path = tmp_path / "waves.csv"
    with pytest.raises(InvalidValueError, match="fewer disjoint pairs"):
        sweep_to(path, row, evolve(SPEC, size=4))
    assert (tmp_path / "waves.csv.parts").is_dir()
    assert expected == sweep_to(path, row, SPEC).path.read_bytes()


def test_the_digest_of_a_base_tells_it_from_others(row):
    """Days that were looked at say nothing; a name, a list and a map of it do."""
    first = swept_files.content_digest(row)
    row.on("2025-01-01")
    assert first == swept_files.content_digest(row)
    others = [evolve(row, name="Other"), row.with_size_rules([]), evolve(row, sources={"a": 1})]
    assert 4 == len({first, *map(swept_files.content_digest, others)})


def test_a_link_stays_a_link(row, expected, tmp_path):
    """What it leads to is replaced, and the parts lie there."""
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "waves.csv"
    target.write_text("old")
    (tmp_path / "waves.csv").symlink_to(target)
    assert str(target) == os.fspath(sweep_to(tmp_path / "waves.csv", row, SPEC))
    assert expected == (tmp_path / "waves.csv").read_bytes()
    assert Path(tmp_path / "waves.csv").is_symlink()
