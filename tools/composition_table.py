#!/usr/bin/env python3
"""What the town's PM2.5 of a finished run is made of, beside what was measured in Zhengzhou, as a Markdown table.

usage: tools/composition_table.py FOLDER [FIRST_HOUR]     the folder that `lantian run` wrote

Means over the town's monitors and all hours after FIRST_HOUR (24), counterfactual member; per cent of dry PM2.5.
Measured: ions by Yang L. M. et al. 2019, Environmental Science (in Chinese), 1-h online, Zhengzhou December 2017 to
November 2018 (winter 52.5 %, summer 48.2 % of PM2.5 are ions; year: NO3 17.7, SO4 10.2, NH4 9.0, Cl 2.3, K 1.3, Na 1.3,
Ca 0.8, Mg 0.1 ug/m3, SO4+NO3+NH4 43.8 % of PM2.5). Standard library only.
"""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import sys

from mengzhou_facts import Run

IONS = ("NO3", "SO4", "NH4", "Cl", "K", "Na", "Ca", "Mg")
REST = ("OM", "EC")
MEASURED_UG = {"NO3": 17.7, "SO4": 10.2, "NH4": 9.0, "Cl": 2.3, "K": 1.3, "Na": 1.3, "Ca": 0.8, "Mg": 0.1}
MEASURED_SNA_SHARE = 43.8


def main(folder, first):
    run = Run(pathlib.Path(folder))
    hours = run.hours[first:]
    total = run.mean("PM2p5", hours)
    year = sum(MEASURED_UG[ion] for ion in ("NO3", "SO4", "NH4")) / (MEASURED_SNA_SHARE / 100.0)
    shares = {}
    for part in IONS + REST:
        if ("counterfactual", f"{part}_PM2p5", "mengzhou_government") in run.values:
            shares[part] = 100.0 * run.mean(f"{part}_PM2p5", hours) / total
    print(f"PM2.5 {total:.1f} ug/m3\n\n| part | model, % | measured (year), % |\n|---|---|---|")
    for part, share in shares.items():
        measured = f"{100.0 * MEASURED_UG[part] / year:.1f}" if part in MEASURED_UG else ""
        print(f"| {part} | {share:.1f} | {measured} |")
    sna = sum(shares[ion] for ion in ("NO3", "SO4", "NH4"))
    print(f"| SO4+NO3+NH4 | {sna:.1f} | {MEASURED_SNA_SHARE} |")
    print(f"| ions | {sum(shares.get(ion, 0.0) for ion in IONS):.1f} | winter 52.5, summer 48.2 |")
    print(f"| rest | {100.0 - sum(shares.values()):.1f} | |")
    print(f"\nNO3/SO4 {shares['NO3'] / shares['SO4']:.2f} (1.74), NH4/SO4 {shares['NH4'] / shares['SO4']:.2f} (0.88), by mass")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 24)
