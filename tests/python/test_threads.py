"""Runs of two threads go on side by side, each with its own number of threads, while results are read."""

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
