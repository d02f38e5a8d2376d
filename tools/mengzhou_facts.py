#!/usr/bin/env python3
"""Holds a finished run of cases/mengzhou against the bands that a sound run shows, and prints the table.

usage: tools/mengzhou_facts.py FOLDER        the folder that `lantian run` wrote, winter or summer

A band is what is plausible for a northern Henan county, not a target: a miss is to be explained, never tuned
away. Needs all members of the case. Standard library only. Exit code 0 whether or not a figure lies inside.
"""
# SPDX-License-Identifier: Apache-2.0
import collections
import csv
import pathlib
import sys

TOWN = ("mengzhou_government", "mengzhou_land_bureau")
FIELDS = ("upwind_northeast", "upwind_east", "upwind_west")
LITRES_PER_MOLE = 24.465  # at 298.15 K and 1013.25 hPa, to which the gases are reduced
GRAMS_PER_MOLE = {"O3": 47.998, "NO2": 46.006}
NIGHT = (0, 1, 2, 3, 4, 5)


class Run:
    """Hourly mass concentrations [ug/m3] of monitors.csv."""

    def __init__(self, folder):
        self.values = collections.defaultdict(dict)
        with open(folder / "monitors.csv", encoding="utf-8") as file:
            rows = csv.DictReader(line for line in file if not line.startswith("#"))
            for row in rows:
                hour = (row["local_day"], int(row["local_hour"]))
                key = (row["member"], row["quantity"], row["monitor"])
                self.values[key][hour] = float(row["mass_concentration [ug/m3]"])
        if not self.values:
            sys.exit(f"{folder / 'monitors.csv'} holds no series")
        with open(folder / "dustfall.csv", encoding="utf-8") as file:
            rows = csv.DictReader(line for line in file if not line.startswith("#"))
            self.dustfall = {(row["township"], row["member"]): float(row["increment [t/km2/month]"]) for row in rows}
        self.hours = sorted(next(iter(self.values.values())))
        self.members = {member for member, _, _ in self.values}

    def hourly(self, quantity, monitors=TOWN, member="counterfactual"):
        """Mean over monitors, by hour."""
        series = [self.values[member, quantity, monitor] for monitor in monitors]
        return {hour: sum(one[hour] for one in series) / len(series) for hour in self.hours}

    def mean(self, quantity, hours, **of):
        series = self.hourly(quantity, **of)
        return sum(series[hour] for hour in hours) / len(hours)

    def day(self, name):
        return [hour for hour in self.hours if hour[0] == name]


def per_cent(part, whole):
    return 100.0 * part / whole


def moles(run, quantity, hours, monitors):
    """Mole fraction in ppb."""
    return run.mean(quantity, hours, monitors=monitors) * LITRES_PER_MOLE / GRAMS_PER_MOLE[quantity]


def dustfall(run):
    """What the window's emissions add: over the county, and in its dustiest township beside the plan's limit of 7."""
    townships = [increment for (place, member), increment in run.dustfall.items()
                 if member == "counterfactual" and place != "mengzhou"]
    yield "dustfall of local sources, county", run.dustfall["mengzhou", "counterfactual"], 0.5, 1.5, "t/km2/30d"
    yield "  the dustiest township", max(townships), None, 7, "t/km2/30d"


def winter(run):
    """Rows of name, value, lower, upper end of the band (None: open), unit."""
    first, second, third = sorted({day for day, _ in run.hours})[:3]
    stagnant = run.day(second) + [(third, hour) for hour in range(11)]
    front = [(third, hour) for hour in range(11, 24)]
    dark = [(second, hour) for hour in (*NIGHT, *range(19, 24))] + [(third, hour) for hour in NIGHT]

    def pm(hours, member="counterfactual"):
        return run.mean("PM2p5", hours, member=member)

    def local(hours, without):
        return pm(hours) - pm(hours, without)

    yield "PM2.5 of all sources in the window, town, stagnant", per_cent(
        local(stagnant, "no_window"), pm(stagnant)), 15, 40, "%"
    yield "PM2.5 of the county's sources, town, stagnant", per_cent(
        local(stagnant, "no_county"), pm(stagnant)), 8, 25, "%"
    yield "  the same, as a mass", local(stagnant, "no_county"), 15, 25, "ug/m3"
    yield "local PM2.5, stagnant over front hours", local(stagnant, "no_window") / local(
        front, "no_window"), 4, None, ""
    for day in (second, third):
        hours = run.day(day)
        yield f"orange beside off-peak, 24-h PM2.5, {day}", per_cent(
            pm(hours, "orange") - pm(hours, "offpeak"), pm(hours, "offpeak")), -4, -0.5, "%"
    yield f"orange and off-peak beside neither, {second}", per_cent(
        pm(run.day(second), "orange") - pm(run.day(second)), pm(run.day(second))), -4, -0.5, "%"
    yield f"NO2, 24 h, {second}", run.mean("NO2", run.day(second)), 38, 60, "ug/m3"
    evening = run.hourly("NO2")
    yield f"NO2, evening's largest hour, {second}", max(evening[second, hour] for hour in range(17, 23)), 60, 110, "ug/m3"
    yield f"SO2, 24 h, {second}", run.mean("SO2", run.day(second)), 9, 18, "ug/m3"
    yield f"CO, 24 h, {second}", run.mean("CO", run.day(second)) / 1000.0, 1.0, 1.6, "mg/m3"
    yield f"O3, night, {second}", run.mean("O3", [(second, hour) for hour in NIGHT]), 1, 15, "ug/m3"
    yield f"O3, 14-15 h, {second}", run.mean("O3", [(second, 14), (second, 15)]), 30, 60, "ug/m3"
    town, fields = ({gas: moles(run, gas, dark, place) for gas in GRAMS_PER_MOLE} for place in (TOWN, FIELDS))
    yield "O3 + NO2 of the town over the fields', stagnant nights", sum(town.values()) / sum(
        fields.values()), 0.85, 1.15, ""
    yield "  O3 alone, the same", town["O3"] / fields["O3"], None, 0.85, ""
    yield "nitrate over sulfate, stagnant", run.mean("NO3_PM2p5", stagnant) / run.mean(
        "SO4_PM2p5", stagnant), 1.6, 3.0, ""
    ammonia = run.hourly("NH3")
    yield "gas ammonia, least hour after spin-up", min(
        value for (day, _), value in ammonia.items() if day != first), 2, None, "ug/m3"


def largest_eight_hours(series, day):
    """MDA8 by HJ 633: means over the eight hours that end at 8 h to 24 h."""
    return max(sum(series[day, hour] for hour in range(end - 8, end)) / 8.0 for end in range(8, 25))


def summer(run):
    for day in sorted({day for day, _ in run.hours})[1:]:
        ozone = run.hourly("O3")
        peak = max(range(24), key=lambda hour: ozone[day, hour])
        yield f"O3, MDA8, {day}", largest_eight_hours(ozone, day), 155, 200, "ug/m3"
        yield f"O3, night, {day}", run.mean("O3", [(day, hour) for hour in NIGHT]), 20, 70, "ug/m3"
        yield f"O3, hour of the peak, {day}", peak, 14, 17, "h"
        yield f"NO2, 11-13 h, {day}", run.mean("NO2", [(day, hour) for hour in (11, 12)]), 8, 18, "ug/m3"
        yield f"SO2, 24 h, {day}", run.mean("SO2", run.day(day)), 5, 9, "ug/m3"


def verdict(value, lower, upper):
    if lower is not None and value < lower:
        return "below"
    if upper is not None and value > upper:
        return "above"
    return "inside"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    run = Run(pathlib.Path(sys.argv[1]))
    is_winter = run.hours[0][0][5:7] in ("11", "12", "01", "02")
    needed = {"counterfactual", "no_window", "no_county"} | ({"offpeak", "orange"} if is_winter else set())
    if not needed <= run.members or len(run.hours) < 72:
        sys.exit("needs all members of the case and its 72 hours; missing: " + ", ".join(needed - run.members))
    misses = 0
    print("SYNTHETIC case. Town: mean of its two monitors. Bands are plausible ranges, not targets.\n")
    print(f"{'figure':<58}{'value':>9}  {'band':<13}{'unit':<11}verdict")
    for name, value, lower, upper, unit in [*(winter if is_winter else summer)(run), *dustfall(run)]:
        band = f"{'' if lower is None else f'{lower:g}'} … {'' if upper is None else f'{upper:g}'}"
        word = verdict(value, lower, upper)
        misses += word != "inside"
        print(f"{name:<58}{value:>9.2f}  {band:<13}{unit:<11}{word}")
    print(f"\n{misses} outside their band")


if __name__ == "__main__":
    main()
