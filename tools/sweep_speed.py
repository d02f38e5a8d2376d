#!/usr/bin/env python3
"""How many scenarios a core-hour gives: batches of 1, 8 and 16, with and without shared prefixes, beside single runs.

python3 tools/sweep_speed.py [--variant coarse] [--members 16] [--threads 1] [--sizes 1,8,16]

Prints a table; wall time and peak memory are the kernel's. A loop of single runs is `lantian run --members baseline,one`
started anew for each scenario, as one would without a sweep.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
LANTIAN = os.environ.get("LANTIAN", str(ROOT / "build" / "app" / "lantian"))
CASE = ROOT / "cases" / "mengzhou"


def timed(*words):
    """CPU seconds, wall seconds, peak MB of a command and what it printed."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen([LANTIAN, *map(str, words)], stdout=out, env={**os.environ, "OMP_WAIT_POLICY": "passive"})
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{words}: {status}")
        out.seek(0)
        return used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1024.0, out.read()


def study(folder, members):
    text = (CASE / "studies" / "orange-sweep.toml").read_text(encoding="utf-8")
    file = folder / "study.toml"
    file.write_text(text.replace("lhs = 16", f"lhs = {members // 4}"), encoding="utf-8")
    return file


def main():
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--variant", default="")
    reader.add_argument("--members", type=int, default=16)
    reader.add_argument("--threads", type=int, default=1)
    reader.add_argument("--sizes", default="1,8,16")
    asked = reader.parse_args()
    variant = ["--variant", asked.variant] if asked.variant else []
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sweep_speed_"))
    try:
        file = study(folder, asked.members)
        print("| how | core-seconds a scenario | scenarios a core-hour | peak MB |\n|---|---|---|---|")

        def row(name, core, peak, members):
            print(f"| {name} | {core / members:.2f} | {3600.0 * members / core:.0f} | {peak:.0f} |", flush=True)

        core, wall, peak, _ = timed("run", CASE, *variant, "--members", "orange", "--threads", asked.threads, "--output", folder / "single")
        row("a single run beside its baseline, started anew", core, peak, 1)
        for size in map(int, asked.sizes.split(",")):
            for prefix in ([], ["--no-prefix"]):
                sweep = folder / f"s{size}{len(prefix)}"
                timed("sweep", "plan", CASE, file, *variant, "--batch", size, "--output", sweep)
                count = min(asked.members, max(size, 4))
                batches = len(json.loads((sweep / "manifest.json").read_text())["batches"])
                shards = max(1, batches * size // count)
                core, wall, peak, said = timed("--json", "sweep", "run", sweep, *prefix, "--threads", asked.threads,
                                               "--shard", f"1/{shards}")
                done = json.loads(said)["computed"] * size
                row(f"batches of {size}" + (", every member from the first hour" if prefix else ", shared prefixes"), core, peak, done)
        sweep = folder / "s161" if (folder / "s161").exists() else sweep
        _, wall, _, _ = timed("sweep", "run", sweep, "--shard", "1/100000")
        print(f"\na shard that finds its work done: {wall:.2f} s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
