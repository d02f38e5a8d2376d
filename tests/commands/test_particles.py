"""What is written of the particles where a case asks by name, and the switches of their chemistry."""
# SPDX-License-Identifier: Apache-2.0
import unittest

from town import TownTest, lantian

try:
    import netCDF4
    import numpy
except ImportError:
    netCDF4 = None

ASKED = {
    "PM2p5_ambient": ("kg m-3", "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air"),
    "PM2p5_monitored": ("kg m-3", None),
    "PM10_monitored": ("kg m-3", None),
    "aerosol_water": ("kg m-3", "mass_concentration_of_water_in_ambient_aerosol_particles_in_air"),
    "aerosol_pH": ("1", None),
    "extinction": ("m-1", None),
    "visibility": ("m", "visibility_in_air"),
}


class Particles(TownTest):
    def run_town(self, **chemistry):
        names = ", ".join(f'"{name}"' for name in ASKED)
        if not (self.case / "asked").exists():
            self.replace("case.toml", '"NH3", "HNO3"]', f'"NH3", "HNO3", {names}]')
            (self.case / "asked").touch()
        for key, value in chemistry.items():
            self.replace("case.toml", "[chemistry]", f"[chemistry]\n{key} = {value}")
        done = lantian("run", self.case, "--members", "counterfactual", "--output", self.output)
        self.assertEqual(done.returncode, 0, done.stderr)
        with netCDF4.Dataset(self.output / "surface.nc") as nc:
            attributes = {name: (v.units, getattr(v, "standard_name", None)) for name, v in nc.variables.items()
                          if name in ASKED or name.startswith("PM")}
            values = {name: numpy.ma.filled(nc[name][:], numpy.nan) for name in attributes}
        return attributes, values

    @unittest.skipUnless(netCDF4, "no netCDF4 for this Python")
    def test_every_quantity_has_its_unit_and_name_and_stands_to_the_others_as_defined(self):
        attributes, values = self.run_town()
        for name, (units, standard_name) in ASKED.items():
            self.assertEqual(attributes[name][0], units, name)
            self.assertIn(attributes[name][1], (standard_name, standard_name or ""), name)
        self.assertEqual(attributes["PM2p5"][1], "mass_concentration_of_pm2p5_dry_aerosol_particles_in_air")
        dry, water = values["PM2p5"], values["aerosol_water"]
        numpy.testing.assert_allclose(values["PM2p5_ambient"], dry + water, rtol=1e-5)  # float's rounding
        self.assertTrue((values["PM2p5_monitored"] > dry).all())
        self.assertTrue((values["PM2p5_monitored"] < 1.2 * dry).all())
        self.assertTrue((values["visibility"] > 100.0).all() and (values["visibility"] < 3e5).all())
        self.assertTrue((values["aerosol_pH"] > 0.0).all() and (values["aerosol_pH"] < 9.01).all())
        monitors = (self.output / "monitors.csv").read_text(encoding="utf-8")
        self.assertIn(",PM2p5_monitored,", monitors)
        self.assertNotIn("aerosol_pH", monitors)

    @unittest.skipUnless(netCDF4, "no netCDF4 for this Python")
    def test_dust_takes_up_nitric_acid_where_the_case_says_so(self):
        self.run_town()
        before = (self.output / "ledger.csv").read_text(encoding="utf-8")
        self.run_town(dust_nitrate="true")
        after = (self.output / "ledger.csv").read_text(encoding="utf-8")

        def produced(text):
            row = next(line for line in text.splitlines() if ",ANO3K," in line).split(",")
            return float(row[4])

        self.assertEqual(produced(before), 0.0)
        self.assertGreater(produced(after), 0.0)

    def test_phases_and_quantities_are_checked_for_spelling(self):
        self.replace("case.toml", "[chemistry]", '[chemistry]\naerosol_phase = "stabel"')
        self.replace("case.toml", '"NH3", "HNO3"]', '"NH3", "HNO3", "aerosol_ph"]')
        done = lantian("check", self.case)
        self.assertEqual(done.returncode, 2)
        self.assertIn("stable", done.stderr)
        chinese = lantian("--lang", "zh", "check", self.case)
        self.assertEqual(chinese.returncode, 2)
        self.assertIn("metastable", chinese.stderr)


if __name__ == "__main__":
    unittest.main()
