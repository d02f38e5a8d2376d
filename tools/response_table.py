#!/usr/bin/env python3
"""What each member of a finished run changes against the counterfactual, species by species, as a Markdown table.

usage: tools/response_table.py FOLDER [FIRST_HOUR]     the folder that `lantian run ... --variant response` wrote

Means over the town's monitors and all hours after FIRST_HOUR (24); O3 as the mean of the days' largest 8-h means.
Standard library only.
"""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import sys

from mengzhou_facts import Run

QUANTITIES = ("PM2p5", "SO4_PM2p5", "NO3_PM2p5", "NH4_PM2p5", "OM_PM2p5", "EC_PM2p5", "NO2", "SO2", "NH3", "HNO3")


def largest_eight_hours(run, member, hours):
    """Mean over whole days of the largest mean of eight consecutive hours that end in the day [ug/m3]."""
    series = run.hourly("O3", member=member)
    of_day = {}
    for n in range(7, len(hours)):
        window = [series[hour] for hour in hours[n - 7:n + 1]]
        day = hours[n][0]
        of_day[day] = max(of_day.get(day, 0.0), sum(window) / 8)
    whole = [day for day in of_day if sum(hour[0] == day for hour in hours) == 24]
    return sum(of_day[day] for day in whole) / len(whole)


def main(folder, first):
    run = Run(pathlib.Path(folder))
    hours = run.hours[first:]
    known = [q for q in QUANTITIES if ("counterfactual", q, "mengzhou_government") in run.values]
    rows = {member: [run.mean(q, hours, member=member) for q in known] + [largest_eight_hours(run, member, hours)]
            for member in sorted(run.members)}
    base = rows["counterfactual"]
    print("| member | " + " | ".join(q.removesuffix("_PM2p5") for q in known) + " | O3 MDA8 |")
    print("|" + "---|" * (len(known) + 2))
    print("| counterfactual, µg/m³ | " + " | ".join(f"{value:.2f}" for value in base) + " |")
    for member, values in rows.items():
        if member != "counterfactual":
            print(f"| {member} | " + " | ".join(f"{value - b:+.3f}" for value, b in zip(values, base)) + " |")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 24)
