#!/usr/bin/env python3
"""How many scenarios a core-hour gives: batches of 1, 8 and 16, with and without shared prefixes, beside single runs.

python3 tools/sweep_speed.py [--variant coarse] [--spacing 4] [--hours 24] [--members 16] [--threads 1] [--sizes 1,8,16]

Prints a table in processor time, which other users of the machine change less than wall time; peak memory is the kernel's. A loop of
single runs is `lantian run --members counterfactual,orange`, started anew for each scenario, as one would without a sweep. With
`--hours` the case ends so many hours after its start, and its response begins as much sooner; with `--spacing` its cells are so many km
wide. The single run is measured once more at the end, to see whether the machine has changed.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
LANTIAN = os.environ.get("LANTIAN", str(ROOT / "build" / "app" / "lantian"))
CASE = ROOT / "cases" / "mengzhou"
WHOLE = 72  # h of the case
SPACING = 2  # km of its cells
STARTS = (24, 36, 48, 60)  # h, of the study


def timed(*words, after=None):
    """CPU seconds, wall seconds, peak MB, exit code of a command and what it printed; `after` so long it is asked to stop."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen([LANTIAN, *map(str, words)], stdout=out, env={**os.environ, "OMP_WAIT_POLICY": "passive"})
        if after is not None:
            time.sleep(after)
            process.send_signal(signal.SIGTERM)
        _, status, used = os.wait4(process.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        if code != 0 and after is None:
            raise SystemExit(f"{words}: {code}")
        out.seek(0)
        return used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1024.0, code, out.read()


def replaced(file, *pairs):
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        if old not in text:
            raise SystemExit(f"{file}: no {old}")
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def shortened(folder, hours, spacing):
    """The case so long, and when its study's responses begin."""
    case = folder / "case"
    shutil.copytree(CASE, case)
    starts = [round(start * hours / WHOLE) for start in STARTS]
    if hours != WHOLE:
        day, hour = divmod(hours, 24)
        replaced(case / "case.toml", ('end = "2023-11-25T00:00"', f'end = "2023-11-{22 + day}T{hour:02}:00"'), ('spinup = "24 h"', f'spinup = "{hours // 12} h"'))
        replaced(case / "scenarios" / "orange-by-grade.toml", ("from_start_h = 24", f"from_start_h = {starts[0]}"))
    if spacing != SPACING:
        replaced(case / "case.toml", ("nx = 40", f"nx = {40 * SPACING // spacing}"), ("ny = 36", f"ny = {36 * SPACING // spacing}"), ('dx = "2 km"', f'dx = "{spacing} km"'))
    return case, starts


def study(folder, members, starts):
    file = folder / "study.toml"
    shutil.copy(CASE / "studies" / "orange-sweep.toml", file)
    replaced(file, ("lhs = 16", f"lhs = {members // len(starts)}"), (str(list(STARTS)), str(starts)))
    return file


def start_up(sweep):
    """CPU and wall seconds of a shard that is asked to stop before its first batch: manifest, case, weather, engine."""
    delay = 0.05
    while True:
        core, wall, peak, code, _ = timed("sweep", "run", sweep, "--threads", 1, after=delay)
        if code == 75:
            return core, wall, peak
        if code != -signal.SIGTERM or delay > 5.0:
            raise SystemExit(f"a stopped shard ended with {code}")
        delay *= 2.0  # it had not come to listen for signals


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--variant", default="")
    reader.add_argument("--spacing", type=int, default=SPACING, choices=[2, 4, 8])
    reader.add_argument("--hours", type=int, default=WHOLE)
    reader.add_argument("--members", type=int, default=16)
    reader.add_argument("--threads", type=int, default=1)
    reader.add_argument("--sizes", default="1,8,16")
    asked = reader.parse_args()
    variant = ["--variant", asked.variant] if asked.variant else []
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sweep_speed_"))
    try:
        case, starts = shortened(folder, asked.hours, asked.spacing)
        file = study(folder, asked.members, starts)
        print("| how | core-seconds a scenario | scenarios a core-hour | beside single runs | peak MB |\n|---|---|---|---|---|")
        single = None

        def row(name, core, peak, members):
            each = core / members
            print(f"| {name} | {each:.2f} | {3600.0 / each:.0f} | {(single or each) / each:.2f} | {peak:.0f} |", flush=True)
            return each

        alone = ["run", case, *variant, "--members", "counterfactual,orange", "--threads", asked.threads, "--output"]
        core, _, peak, _, _ = timed(*alone, folder / "single")
        single = row("a single run beside its baseline, started anew", core, peak, 1)
        for size in map(int, asked.sizes.split(",")):
            for prefix in ([], ["--no-prefix"]):
                sweep = folder / f"s{size}{len(prefix)}"
                timed("sweep", "plan", case, file, *variant, "--batch", size, "--output", sweep)
                batches = len(json.loads((sweep / "manifest.json").read_text(encoding="utf-8"))["batches"])
                # one batch of each start, so that short and long responses count alike
                shard = f"1/{max(1, batches // len(starts))}" if size == 1 else "1/1"
                core, _, peak, _, said = timed("--json", "sweep", "run", sweep, *prefix, "--threads", asked.threads, "--shard", shard)
                done = min(json.loads(said)["computed"] * size, asked.members)
                row(f"batches of {size}" + (", every scenario from the first hour" if prefix else ", shared prefixes"), core, peak, done)
        core, _, peak, _, _ = timed(*alone, folder / "single-again")
        row("the single run once more", core, peak, 1)
        timed("sweep", "plan", case, file, *variant, "--output", folder / "fresh")
        core, wall, peak = start_up(folder / "fresh")
        print(f"\nbefore a shard's first batch: {core:.2f} s of processor time, {wall:.2f} s, {peak:.0f} MB")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
