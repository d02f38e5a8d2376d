"""Runs of two threads go on side by side, each with its own number of threads, while results are read."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import lantian as lt


def test_two_runs_in_two_threads_have_the_bits_of_one(short_case, run):
    short = short_case(hours=3)
    options = {"variant": "coarse", "members": ["counterfactual", "offpeak"]}
    alone = lt.run(short, threads=1, **options).summary.field_hashes
    together = threading.Barrier(2, timeout=300)

    def go(threads):
        met = []

        def meet(done, hours):
            if not met:  # both are in the middle of their run here: neither waits for the other to end
                met.append(together.wait())

        return lt.run(short, threads=threads, progress=meet, **options).summary.field_hashes

    fields = []
    with ThreadPoolExecutor(3) as pool:
        both = [pool.submit(go, threads) for threads in (1, 3)]
        while not all(one.done() for one in both):
            fields.append(float(run.concentration("PM2p5").mean()))
        assert [one.result() for one in both] == [alone, alone]
    assert len(set(fields)) == 1 and len(fields) > 1


def test_the_interpreter_goes_on_while_a_model_runs(short_case):
    short = short_case(hours=1)
    counted = 0
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(lt.run, short, variant="coarse", members="counterfactual")
        while not running.done():
            counted += 1
    assert counted > 1000


def test_nothing_is_printed_by_a_thread_that_is_not_the_first(short_case):
    """HDF5 keeps for each thread whether it prints its errors, such as an attribute that a variable lacks."""
    code = f"""
from concurrent.futures import ThreadPoolExecutor
import lantian as lt

def go(_):
    found = lt.run({str(short_case(hours=1))!r}, variant="coarse", members="counterfactual", threads=1)
    return [float(one.concentration("PM2p5").mean()) for one in (found, lt.open(found.folder))]

with ThreadPoolExecutor(2) as pool:
    assert len({{value for both in pool.map(go, range(2)) for value in both}}) == 1
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout == done.stderr == "", done.stderr[:1000]
