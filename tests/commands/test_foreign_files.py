"""Weather from wrfout, air outside from a larger model or a monitor, I/O API output: the built program, end to end."""
# SPDX-License-Identifier: Apache-2.0
import math
import unittest

from town import TownTest, lantian

try:
    import netCDF4
    import numpy
except ImportError:
    netCDF4 = None

HEIGHTS = [0, 50, 120, 220, 360, 560, 850, 1250, 1800, 2500, 3400, 4600]
STATION_KEYS = ("station = ", "site = ", "upper_air = ", "upper_air_temperature = ", "regimes = ", "pressure_is_daily")


def wrfout(path, hours=7, spoil=None):
    """Longitude and latitude (MAP_PROJ 6) about the town; isothermal air, a west wind, an afternoon's light."""
    nx, ny, nz = 24, 22, len(HEIGHTS) - 1
    with netCDF4.Dataset(path, "w", format="NETCDF3_64BIT_OFFSET") as nc:
        for name, size in (("Time", None), ("DateStrLen", 19), ("west_east", nx), ("south_north", ny), ("bottom_top", nz),
                           ("west_east_stag", nx + 1), ("south_north_stag", ny + 1), ("bottom_top_stag", nz + 1)):
            nc.createDimension(name, size)
        nc.setncatts({"MAP_PROJ": numpy.int32(6), "DX": 9000.0, "DY": 9000.0, "POLE_LAT": 90.0, "GRIDTYPE": "C"})
        times = nc.createVariable("Times", "S1", ("Time", "DateStrLen"))
        column = ("Time", "south_north", "west_east")
        cell = ("Time", "bottom_top", "south_north", "west_east")
        face = ("Time", "bottom_top_stag", "south_north", "west_east")
        middle = 0.5 * (numpy.array(HEIGHTS[1:]) + numpy.array(HEIGHTS[:-1]))[:, None, None]
        pressure = 100000.0 * numpy.exp(-middle / 8300.0)
        longitude, latitude = numpy.meshgrid(112.787 + 0.1 * (numpy.arange(nx) - 11.5), 34.91 + 0.1 * (numpy.arange(ny) - 10.5))
        fields = {
            "XLAT": (column, "degree_north", latitude), "XLONG": (column, "degree_east", longitude),
            "U": (("Time", "bottom_top", "south_north", "west_east_stag"), "m s-1", 4.0 + 0 * middle),
            "V": (("Time", "bottom_top", "south_north_stag", "west_east"), "m s-1", 0 * middle),
            "PH": (face, "m2 s-2", 0.0), "PHB": (face, "m2 s-2", 9.81 * (120 + numpy.array(HEIGHTS))[:, None, None]),
            "HGT": (column, "m", 120.0), "T": (cell, "K", 280.0 * (1e5 / pressure) ** (2 / 7) - 300.0),
            "P": (cell, "Pa", 0.0), "PB": (cell, "Pa", pressure), "QVAPOR": (cell, "kg kg-1", 0.003 + 0 * middle),
            "PBLH": (column, "m", 500.0), "UST": (column, "m s-1", 0.3), "HFX": (column, "W m-2", 60.0),
            "SWDOWN": (column, "W m-2", 200.0), "RAINC": (column, "mm", 0.0), "RAINNC": (column, "mm", 0.0),
        }
        for name, (dimensions, units, _) in fields.items():
            nc.createVariable(name, "f8", dimensions).units = units
        for hour in range(hours):
            times[hour] = numpy.array(list(f"2023-11-22_{7 + hour:02d}:00:00"), "S1")
            for name, (_, _, value) in fields.items():
                shape = nc[name].shape[1:]
                nc[name][hour] = numpy.broadcast_to(value, shape)
        if spoil:
            spoil(nc)


def cmaq_like(path):
    """Three layers of even air, with a species that has no counterpart."""
    with netCDF4.Dataset(path, "w") as nc:
        for name, size in (("time", 7), ("lev", 3), ("lat", 12), ("lon", 14)):
            nc.createDimension(name, size)
        nc.createVariable("time", "f8", ("time",)).units = "hours since 2023-11-22 07:00:00"
        nc["time"][:] = range(7)
        for name, units, start in (("lon", "degrees_east", 112.0), ("lat", "degrees_north", 34.3)):
            nc.createVariable(name, "f8", (name,)).units = units
            nc[name][:] = start + 0.12 * numpy.arange(nc.dimensions[name].size)
        height = nc.createVariable("height", "f8", ("lev",))
        height.units, height.standard_name = "m", "height"
        height[:] = [50, 500, 2000]
        for name, units, value in (("O3", "ppbV", 31.0), ("NO2", "ppbV", 12.0), ("NO", "ppbV", 0.5), ("CO", "ppmV", 0.6),
                                   ("SO2", "ppbV", 3.0), ("NH3", "ppbV", 8.0), ("HNO3", "ppbV", 0.4), ("ASO4J", "ug m-3", 9.0),
                                   ("ANO3J", "ug m-3", 14.0), ("ANH4J", "ug m-3", 7.0), ("AECJ", "ug m-3", 3.0),
                                   ("APOCJ", "ug m-3", 9.0), ("ACORS", "ug m-3", 30.0), ("XENON", "ppbV", 87.0)):
            nc.createVariable(name, "f4", ("time", "lev", "lat", "lon")).units = units
            nc[name][:] = value


@unittest.skipIf(netCDF4 is None, "python3-netcdf4 is not here")
class ForeignFilesTest(TownTest):
    def drop(self, table, starts):
        """Lines of a table of case.toml that begin so."""
        lines, inside = [], False
        for line in (self.case / "case.toml").read_text(encoding="utf-8").splitlines(keepends=True):
            if line.startswith("["):
                inside = line.strip() == f"[{table}]"
            if not (inside and line.startswith(starts)):
                lines.append(line)
        (self.case / "case.toml").write_text("".join(lines), encoding="utf-8")

    def with_wrf(self, **options):
        wrfout(self.case / "wrfout_d01", **options)
        self.drop("weather", STATION_KEYS)
        self.replace("case.toml", "[weather]\n", '[weather]\nwrf = ["wrfout_d01"]\n')
        self.only_baseline()

    def only_baseline(self):
        text = (self.case / "case.toml").read_text(encoding="utf-8")
        start = text.index("[[member]]", text.index("[[member]]") + 1)
        end = text.index("[output]")
        (self.case / "case.toml").write_text(text[:start] + text[end:], encoding="utf-8")
        text = (self.case / "case.toml").read_text(encoding="utf-8")
        (self.case / "case.toml").write_text(text[: text.index("[variant.full.grid]")], encoding="utf-8")

    def test_a_run_on_wrfout_with_ioapi_output(self):
        self.with_wrf()
        self.replace("case.toml", "[output]\n", "[output]\nioapi = true\n")
        checked = lantian("check", self.case)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        done = self.run_town("--threads", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        with netCDF4.Dataset(self.output / "surface.nc") as nc:
            ozone = nc["O3"][:]
            self.assertEqual(ozone.shape, (6, 1, 9, 10))
            self.assertTrue(numpy.isfinite(ozone.filled(numpy.nan)).all())
            crs = nc["crs"]
            self.assertEqual(crs.grid_mapping_name, "transverse_mercator")
            self.assertAlmostEqual(crs.longitude_of_central_meridian, 112.787)
            self.assertAlmostEqual(crs.latitude_of_projection_origin, 34.91)
            self.assertEqual(crs.scale_factor_at_central_meridian, 1.0)
            self.assertAlmostEqual(crs.inverse_flattening, 298.257223563)
            surface = {name: nc[name][:, 0] for name in ("O3", "PM2p5")}
        with netCDF4.Dataset(self.output / "ioapi" / "counterfactual.nc") as nc:
            self.check_ioapi(nc, surface)

    def check_ioapi(self, nc, surface):
        self.assertEqual(nc.data_model, "NETCDF3_64BIT_OFFSET")
        self.assertNotIn("Conventions", nc.ncattrs())
        self.assertEqual({k: len(v) for k, v in nc.dimensions.items() if k != "VAR"},
                         {"TSTEP": 6, "DATE-TIME": 2, "LAY": 1, "ROW": 9, "COL": 10})
        self.assertTrue(nc.dimensions["TSTEP"].isunlimited())
        self.assertEqual(next(iter(nc.variables)), "TFLAG")
        self.assertEqual(nc["TFLAG"].units, "<YYYYDDD,HHMMSS>")
        names = [name for name in nc.variables if name != "TFLAG"]
        expected = {"FTYPE": 1, "SDATE": 2023326, "STIME": 70000, "CDATE": 2023326, "CTIME": 70000, "WDATE": 2023326,
                    "WTIME": 70000, "TSTEP": 10000, "NTHIK": 1, "NCOLS": 10, "NROWS": 9, "NLAYS": 1, "NVARS": len(names),
                    "GDTYP": 8, "VGTYP": 7}
        for name, value in expected.items():
            self.assertEqual(getattr(nc, name), value, name)
            self.assertEqual(getattr(nc, name).dtype, numpy.int32, name)
        for name, value in {"P_ALP": 34.91, "P_BET": 1.0, "P_GAM": 112.787, "XCENT": 112.787, "YCENT": 34.91,
                            "XORIG": -46000.0, "YORIG": -40000.0, "XCELL": 8000.0, "YCELL": 8000.0}.items():
            self.assertAlmostEqual(getattr(nc, name), value, places=6, msg=name)
            self.assertEqual(getattr(nc, name).dtype, numpy.float64, name)
        self.assertEqual(nc.VGTOP.dtype, numpy.float32)
        self.assertEqual(nc.VGLVLS.shape, (2,))
        self.assertEqual(nc.VGLVLS[0], 1.0)
        self.assertLess(nc.VGLVLS[1], 1.0)
        for name, size in {"IOAPI_VERSION": 80, "EXEC_ID": 80, "GDNAM": 16, "UPNAM": 16, "VAR-LIST": 16 * len(names)}.items():
            self.assertEqual(len(nc.getncattr(name)), size, name)
        self.assertEqual([nc.getncattr("VAR-LIST")[16 * n:16 * n + 16].strip() for n in range(len(names))], names)
        self.assertIn("SYNTHETIC", nc.FILEDESC)
        self.assertEqual(nc.getncattr("HISTORY").strip(), "")
        for name in names:
            self.assertEqual(nc[name].dimensions, ("TSTEP", "LAY", "ROW", "COL"))
            self.assertEqual((len(nc[name].long_name), len(nc[name].units), len(nc[name].var_desc)), (16, 16, 80))
        self.assertEqual(nc["TFLAG"][:, 0].tolist(), [[2023326, 70000 + 10000 * n] for n in range(6)])
        # ppmV of ozone at 298.15 K and 1013.25 hPa; micrograms of particles
        molar_volume = 8.31446261815324 * 298.15 / 101325.0
        numpy.testing.assert_allclose(nc["O3"][:, 0], surface["O3"] / 0.047997 * molar_volume * 1e6, rtol=1e-5)
        numpy.testing.assert_allclose(nc["PMIJ"][:, 0], surface["PM2p5"] * 1e9, rtol=1e-5)

    def test_levels_above_the_ground_in_both_kinds_of_files(self):
        self.only_baseline()
        self.replace("case.toml", "levels = 1\n", "levels = 3\nioapi = true\n")
        done = self.run_town("--threads", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        with netCDF4.Dataset(self.output / "surface.nc") as nc:
            self.assertNotIn("z", nc.dimensions)
            surface = {name: nc[name][:] for name in ("O3", "PM2p5")}
            attributes = {name: {key: nc[name].getncattr(key) for key in nc[name].ncattrs()} for name in surface}
            of_file = {key: nc.getncattr(key) for key in nc.ncattrs()}
        with netCDF4.Dataset(self.output / "levels.nc") as nc:
            self.assertEqual({key: nc.getncattr(key) for key in nc.ncattrs()}, of_file)
            self.assertIn("SYNTHETIC", nc.comment)
            self.assertEqual(nc["z"][:].tolist(), [10.0, 32.5, 62.5])
            self.assertEqual(nc["z_bounds"][:].tolist(), [[0, 20], [20, 45], [45, 80]])
            self.assertEqual((nc["z"].standard_name, nc["z"].units, nc["z"].positive), ("height", "m", "up"))
            self.assertEqual(nc["surface_altitude"].dimensions, ("y", "x"))
            for name, lowest in surface.items():
                self.assertEqual(nc[name].dimensions, ("time", "member", "z", "y", "x"))
                self.assertEqual(nc[name].shape, (6, 1, 3, 9, 10))
                self.assertTrue(nc[name].filters()["zlib"])
                self.assertEqual({key: nc[name].getncattr(key) for key in nc[name].ncattrs()}, attributes[name])
                numpy.testing.assert_array_equal(nc[name][:, :, 0], lowest)
            levels = {name: nc[name][:, 0] for name in surface}
        # the ground takes ozone up, and most dust comes from there: from the first level to the third, O3 rises, PM2.5 falls
        self.assertLess(levels["O3"][:, 0].mean(), levels["O3"][:, 2].mean())
        self.assertGreater(levels["PM2p5"][:, 0].mean(), levels["PM2p5"][:, 2].mean())
        with netCDF4.Dataset(self.output / "ioapi" / "counterfactual.nc") as nc:
            self.assertEqual((nc.NLAYS, nc.dimensions["LAY"].size, nc.VGLVLS.shape), (3, 3, (4,)))
            self.assertTrue((numpy.diff(nc.VGLVLS) < 0).all())
            molar_volume = 8.31446261815324 * 298.15 / 101325.0
            numpy.testing.assert_allclose(nc["O3"][:], levels["O3"] / 0.047997 * molar_volume * 1e6, rtol=1e-5)
            numpy.testing.assert_allclose(nc["PMIJ"][:], levels["PM2p5"] * 1e9, rtol=1e-5)
        self.replace("case.toml", "levels = 3", "levels = 1")
        self.assertEqual(self.run_town("--threads", "2").returncode, 0)
        self.assertFalse((self.output / "levels.nc").exists())  # the older run's would pass for this one's
        self.replace("case.toml", "levels = 1", "levels = 15")
        self.output = self.folder / "again"
        self.assert_refused("levels", "1 … 14")

    def test_a_projection_without_a_number_is_told(self):
        self.replace("case.toml", "+proj=tmerc", "+proj=laea")
        self.replace("case.toml", "[output]\n", "[output]\nioapi = true\n")
        self.assert_refused("8 transverse Mercator", "+proj=laea")

    def test_mistakes_of_a_wrfout_name_variable_and_hour(self):
        def spoil(nc):
            nc["UST"][3, 10, 12] = math.nan

        self.with_wrf(spoil=spoil)
        self.assert_refused("wrfout_d01", "UST", "2023-11-22T10:00Z", "south_north 10, west_east 12")

    def test_a_period_that_is_not_covered(self):
        self.with_wrf(hours=5)
        self.assert_refused("2023-11-22T15:00 to 2023-11-22T19:00", "2023-11-22T21:00")

    def test_a_window_that_is_not_covered(self):
        self.with_wrf()
        self.replace("case.toml", 'west = "-46 km"', 'west = "80 km"')
        self.replace("case.toml", "county = ", "county = ")
        self.assert_refused("corner of the window lies")

    def test_wrf_and_station_together(self):
        self.with_wrf()
        self.replace("case.toml", "[weather]\n", '[weather]\nstation = "weather/winter-station.csv"\n')
        self.assert_refused("`station` and `wrf` say the same")

    def test_neither_wrf_nor_station(self):
        self.drop("weather", ("station = ",))
        self.assert_refused("`station` is missing")

    def test_air_of_a_larger_model(self):
        cmaq_like(self.case / "larger.nc")
        self.drop("background", ("surface", "days", "regimes", "composition", "profile", "wind_side", "gases"))
        self.replace("case.toml", "[background]\n", '[background]\nnetcdf = "larger.nc"\n')
        text = (self.case / "case.toml").read_text(encoding="utf-8")
        self.only_baseline()
        self.assertIn("netcdf", text)
        checked = lantian("check", self.case)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertIn("XENON", checked.stdout)
        self.assertIn("SOA", checked.stdout)  # not in the file: told
        done = self.run_town("--threads", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        with netCDF4.Dataset(self.output / "surface.nc") as nc:
            carbon_monoxide = float(nc["CO"][0].mean()) / 28.01e-3 * 8.31446261815324 * 298.15 / 101325.0 * 1e6  # ppm
            self.assertAlmostEqual(carbon_monoxide, 0.6, delta=0.15)
            sulfate = float(nc["SO4_PM2p5"][0].mean()) * 1e9
            self.assertAlmostEqual(sulfate, 9.0, delta=1.5)

    def test_air_of_a_monitor(self):
        rows = ["time_end,PM2p5 [ug/m3],PM10 [ug/m3],SO2 [ug/m3],NO2 [ug/m3],O3 [ug/m3],CO [mg/m3],source"]
        for hour in range(15, 22):
            gap = hour == 18
            rows.append(f"2023-11-22T{hour:02d}:00,{'' if gap else 60 + hour},{100 + hour},8,30,{60 - hour},0.9,test")
        (self.case / "monitor.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        self.drop("background", ("surface", "days"))
        self.replace("case.toml", "[background]\n", '[background]\nstation = "monitor.csv"\n')
        self.only_baseline()
        checked = lantian("check", self.case)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        done = self.run_town("--threads", "2")
        self.assertEqual(done.returncode, 0, done.stderr)
        with netCDF4.Dataset(self.output / "surface.nc") as nc:
            # An hour after the start the window still holds the monitor's 0.9 mg m-3 and a little of its own.
            self.assertAlmostEqual(float(nc["CO"][0].mean()) * 1e6, 0.9, delta=0.15)
            self.assertAlmostEqual(float(nc["SO2"][0].mean()) * 1e9, 8.0, delta=4.0)
        (self.case / "monitor.csv").write_text("\n".join(rows[:4]) + "\n", encoding="utf-8")
        self.output = self.folder / "again"
        self.assert_refused("2023-11-22T21:00", "monitor.csv")

    def test_a_grid_from_griddesc(self):
        (self.case / "GRIDDESC").write_text(
            "' '\n'LAM'\n 2 30.0 60.0 112.787 112.787 34.91\n' '\n'TOWN'\n'LAM' -46000.0 -40000.0 8000.0 8000.0 10 9 1\n"
            "'FLAT'\n'LAM' -46000.0 -40000.0 8000.0 4000.0 10 9 1\n' '\n", encoding="utf-8")
        self.drop("grid", ("projection", "origin", "west", "south", "nx", "ny", "dx"))
        self.only_baseline()
        self.replace("case.toml", "[grid]\n", '[grid]\ngriddesc = "GRIDDESC"\nname = "FLAT"\n')
        self.assert_refused("8000 x 4000 m")
        self.replace("case.toml", '"FLAT"', '"TOWN"')
        checked = lantian("check", self.case)
        self.assertEqual(checked.returncode, 0, checked.stderr)


if __name__ == "__main__":
    unittest.main()
