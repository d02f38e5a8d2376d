"""The files of a finished run as tables of numbers: what documents are held against."""
# SPDX-License-Identifier: Apache-2.0
import csv
import datetime
import pathlib

import netCDF4
import numpy

POLLUTANTS = ["SO2", "NOx", "CO", "VOC", "NH3", "PM10", "PM2p5", "BC", "OC", "TSP"]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


class RunTables:
    """`start`, `hours` and `spinup` are those of the report; everything else comes from the files alone."""

    def __init__(self, folder, report):
        self.folder = pathlib.Path(folder)
        self.report = report
        self.start = datetime.datetime.fromisoformat(report["time"]["start"])
        self.spinup = report["time"]["spinup_hours"]
        with netCDF4.Dataset(self.folder / "surface.nc") as file:
            self.members = [str(name) for name in netCDF4.chartostring(file["member_id"][:])]
            self.fields = {name: numpy.ma.filled(file[name][:], numpy.nan) * 1e9
                           for name in ("PM2p5", "PM10", "SO2", "NO2", "CO", "O3")}
        self.appraisal = rows(self.folder / "appraisal.csv")
        self.ledger = rows(self.folder / "emission_ledger.csv")
        self.enterprises = rows(self.folder / "enterprises.csv")
        self.measures = rows(self.folder / "measures.csv")
        self.weather = [row for row in rows(self.folder / "weather.csv")
                        if datetime.datetime.fromisoformat(row["local_time"]) >= self.evaluated_from()]

    def evaluated_from(self):
        return self.start + datetime.timedelta(hours=self.spinup)

    def evaluated_days(self):
        return (self.report["time"]["hours"] - self.spinup) / 24

    def cell_of(self, monitor):
        grid = self.report["grid"]
        return int((monitor["y"] - grid["south"]) // grid["dx"]), int((monitor["x"] - grid["west"]) // grid["dx"])

    def series(self, quantity, member, monitor):
        j, i = self.cell_of(monitor)
        return self.fields[quantity][:, self.members.index(member), j, i]

    def member(self, label):
        return next(one["id"] for one in self.report["members"] if one["label"] == label)

    def against(self, member):
        return next(row["against"] for row in self.appraisal if row["member"] == member)

    def place(self, label):
        if label["en"] == "county mean":
            return "county_mean"
        return next(one["id"] for one in self.report["monitors"] if one["label"] == label)

    def appraised(self, **wanted):
        found = [row for row in self.appraisal if all(row[key] == value for key, value in wanted.items())]
        assert len(found) == 1, (wanted, len(found))
        return found[0]

    def total(self, member, period="run"):
        """t before and after by pollutant, the county's people."""
        row = next(row for row in self.ledger if row["member"] == member and row["period"] == period
                   and row["scope"] == "county" and row["by"] == "total")
        return {name: (float(row[f"{name} before [t]"]), float(row[f"{name} after [t]"])) for name in POLLUTANTS}

    def added(self, table, member, key):
        """Rows of measures.csv or enterprises.csv: the member's less those of what it is held against."""
        before = {row[key]: row for row in table if row["member"] == self.against(member)}
        result = []
        for row in table:
            if row["member"] != member:
                continue
            other = before.get(row[key])
            numbers = {}
            for name, value in row.items():
                if name in ("member", key):
                    continue
                less = other[name] if other and name.split(" ")[-2:] != ["base", "[t]"] and name != "compliance [1]" else ""
                numbers[name] = float(value or 0) - float(less or 0) if value or less else None  # none: no cost is stated
            if other:  # what is left under the plan that it is held against
                for name in POLLUTANTS:
                    if f"{name} base [t]" in row:
                        numbers[f"{name} base [t]"] -= float(other[f"{name} cut [t]"])
            result.append({key: row[key], **numbers})
        return result
