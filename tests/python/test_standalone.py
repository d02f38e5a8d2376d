"""Plume engine, emission plans and cases in code, each usable alone."""

import os
import subprocess

import numpy as np
import pytest

import lantian as lt

NOTHING = float("nan")
NIGHT = {
    "sensible_heat_flux": -20.0, "friction_velocity": 0.2, "convective_velocity": NOTHING,
    "potential_temperature_gradient_above": NOTHING, "convective_mixing_height": NOTHING, "mechanical_mixing_height": 200.0,
    "obukhov_length": 40.0, "roughness_length": 0.1, "wind_speed": 3.0, "wind_from_direction": 270.0, "wind_height": 10.0,
    "air_temperature": 280.0, "temperature_height": 2.0,
}  # fmt: skip
STACK = {"height": 60.0, "diameter": 2.0, "exit_velocity": 12.0, "exit_temperature": 400.0}
EAST = np.column_stack([np.linspace(500.0, 20000.0, 40), np.zeros(40)])


def test_a_plume_goes_with_the_wind_and_scales_with_the_emission():
    one = lt.plume(STACK, NIGHT, EAST, emission=0.1)
    assert one.shape == (1, 40) and one.attrs["units"] == "kg m-3" and float(one.max()) > 0.0
    np.testing.assert_allclose(lt.plume(STACK, NIGHT, EAST, emission=0.2), 2.0 * one, rtol=1e-15)
    turned = lt.plume(STACK, {**NIGHT, "wind_from_direction": 180.0}, EAST[:, ::-1], emission=0.1)
    np.testing.assert_allclose(turned, one, rtol=1e-9)
    assert float(lt.plume(STACK, NIGHT, -EAST, emission=0.1).max()) < 0.05 * float(one.max())  # meander alone


def test_the_ground_below_a_volume_source_holds_its_mass():
    sums = []
    for distance in (1000.0, 2000.0):  # across the wind, ground level: falls as the plume spreads
        across = np.column_stack([np.full(401, distance), np.linspace(-2000.0, 2000.0, 401)])
        source = {"kind": "volume", "height": 2.0, "initial_sigma_y": 5.0, "initial_sigma_z": 2.0}
        sums.append(float(lt.plume(source, NIGHT, across).sum()))
    assert sums[0] > sums[1] > 0.0


def test_calm_hours_and_missing_weather_give_nothing_and_threads_do_not_matter():
    hours = {name: np.full(4, value) for name, value in NIGHT.items()}
    hours["wind_speed"] = np.array([3.0, 0.0, NOTHING, 3.0])
    found = lt.plume(STACK, hours, EAST, emission=np.array([1.0, 1.0, 1.0, 2.0]), threads=1)
    assert np.isnan(found[1:3]).all() and np.isfinite(found[0]).all()
    np.testing.assert_allclose(found[3], 2.0 * found[0], rtol=1e-15)
    np.testing.assert_array_equal(found, lt.plume(STACK, hours, EAST, emission=np.array([1.0, 1.0, 1.0, 2.0]), threads=3))


@pytest.mark.parametrize(
    ("source", "weather", "receptors", "argument"),
    [
        ({"height": 60.0}, NIGHT, EAST, "source"),
        ({**STACK, "hight": 1.0}, NIGHT, EAST, "source"),
        ({**STACK, "diameter": 0.0}, NIGHT, EAST, 'source["diameter"]'),
        ({**STACK, "height": "60 m"}, NIGHT, EAST, 'source["height"]'),
        (STACK, {**NIGHT, "wind_from_direction": 400.0}, EAST, 'weather["wind_from_direction"]'),
        (STACK, {**NIGHT, "wind_speed": np.ones((2, 2))}, EAST, 'weather["wind_speed"]'),
        (STACK, {"wind_speed": 1.0}, EAST, "weather"),
        (STACK, NIGHT, EAST[0], "receptors"),
        (STACK, NIGHT, np.ones((3, 4)), "receptors"),
    ],
)
def test_what_a_plume_does_not_take_is_named(source, weather, receptors, argument):
    with pytest.raises(lt.ArgumentError) as caught:
        lt.plume(source, weather, receptors)
    assert caught.value.argument == argument


def test_plans_are_those_of_the_command_and_of_the_run(case, run):
    plans = lt.expand(case, variant="coarse")
    emitted = run.emissions()
    mine = plans.emitted_mass.where(plans.in_county, drop=True).sum("source")
    for member in ("counterfactual", "offpeak", "orange"):
        for pollutant in ("SO2", "PM2p5"):
            theirs = emitted.sel(member=member, scope="county_people", pollutant=pollutant)
            np.testing.assert_allclose(mine.sel(member=member, pollutant=pollutant), theirs, rtol=1e-5)  # six digits
    assert float(plans.emitted_mass.sel(member="no_window").sum()) == 0.0
    program = os.environ.get("LANTIAN")
    if program is None:
        pytest.skip("LANTIAN names no program")
    done = subprocess.run([program, "plan", case, "--member", "orange", "--hash"], capture_output=True, text=True, check=True)
    assert str(plans.plan_hash.sel(member="orange").values) == done.stdout.strip()


def test_a_case_can_be_changed_in_code_and_runs(case):
    changed = lt.Case.read(case)
    changed["time"] |= {"end": "2023-11-22T02:00", "spinup": "0 h"}
    changed["member"] = [
        {"id": "base", "label": {"en": "base", "zh": "基准"}, "scenarios": []},
        {"id": "half", "label": {"en": "half of all", "zh": "减半"}, "scenarios": ["scenarios/half.toml"]},
    ]
    changed.files["scenarios/half.toml"] = """schema = "lantian.scenario/1"
id = "half"
label = { en = "half", zh = "减半" }
timezone = "Asia/Shanghai"
[basis]
en = "a test"
zh = "测试"
[measure.half]
label = { en = "half", zh = "减半" }
select = { where = { industry = ["brick"] } }
op = { kind = "scale", factor = 0.5 }
"""
    mistakes = lt.check(changed, variant="coarse")
    assert mistakes == [], [str(one) for one in mistakes]
    done = lt.run(changed, variant="coarse")
    assert done.members == ["base", "half"]
    assert float(done.difference("PM2p5", "half", "base").min()) < 0.0


def test_a_case_in_code_is_told_all_its_mistakes(case):
    changed = lt.Case.read(case)
    changed["time"]["sped"] = 1
    changed["grid"]["dx"] = "2 s"
    assert {one.code for one in lt.check(changed)} == {"unknown_key", "wrong_dimension"}


def test_a_written_case_reads_back_the_same(case, tmp_path):
    first = lt.Case.read(case)
    first["label"] = {"en": 'a "quoted" \\ name\n', "zh": "孟州"}
    assert lt.Case.read(first.write(tmp_path / "copy")).keys == first.keys
    with pytest.raises(lt.ArgumentError, match="new or empty"):
        first.write(tmp_path / "copy")


def test_a_box_takes_its_keys_and_tables_as_values():
    import tomllib

    path = lt.example().parent / "box" / "july-city.toml"
    keys = tomllib.loads(path.read_text(encoding="utf-8"))
    air = (path.parent / "july-air.csv").read_text(encoding="utf-8")
    assert lt.box(keys, files={"july-air.csv": air}).identical(lt.box(path))
    keys["initial"]["NO2"] = "44 ppb"
    assert float(lt.box(keys, files={"july-air.csv": air})["NO2"][0]) == pytest.approx(44e-9)
