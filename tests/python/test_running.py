"""How a run goes: mistakes, failures, threads, Ctrl-C and going on."""

import signal
import subprocess
import sys

import pytest

import lantian as lt


@pytest.fixture
def broken(short_case):
    """A case with a misspelt key, a time in metres and a monitor file that is not there."""
    copy = short_case()
    text = (copy / "case.toml").read_text(encoding="utf-8")
    text = text.replace("spinup =", "spinupp =", 1)
    text = text.replace('step = "600 s"', 'step = "600 m"', 1)
    text = text.replace('file = "monitors.csv"', 'file = "monitor.csv"', 1)
    (copy / "case.toml").write_text(text, encoding="utf-8")
    return copy


def line_of(case, words):
    lines = (case / "case.toml").read_text(encoding="utf-8").splitlines()
    return 1 + next(number for number, line in enumerate(lines) if words in line)


def test_input_errors_carry_every_mistake_with_its_place(broken):
    with pytest.raises(lt.InputErrors) as caught:
        lt.run(broken)
    mistakes = caught.value.mistakes
    assert [(one.code, one.line) for one in mistakes] == [
        ("unknown_key", line_of(broken, "spinupp")),
        ("wrong_dimension", line_of(broken, '"600 m"')),
        ("file_missing", line_of(broken, '"monitor.csv"')),
    ]
    assert all(one.file == str(broken / "case.toml") and one.column > 0 for one in mistakes)
    assert "did you mean `spinup`?" in mistakes[0].text


def test_the_text_is_that_of_the_command_line(broken):
    with pytest.raises(lt.InputErrors) as caught:
        lt.run(broken)
    text = str(caught.value)
    assert text.endswith("mistakes; nothing was run.")
    assert all(str(one) in text for one in caught.value.mistakes)


def test_mistakes_are_in_the_chosen_language(broken):
    lt.set_language("zh")
    mistakes = lt.check(broken)
    assert any("spinupp" in one.text and not one.text.isascii() for one in mistakes)


def test_check_finds_what_only_shows_beside_the_mechanism(short_case):
    copy = short_case()
    text = (copy / "case.toml").read_text(encoding="utf-8")
    (copy / "case.toml").write_text(text.replace('"O3", "NO2"', '"O4", "NO2"', 1), encoding="utf-8")
    mistakes = lt.check(copy)
    assert [(one.code, one.line) for one in mistakes] == [("unknown_reference", line_of(copy, '"O4"'))]


def test_check_gives_the_mistakes_and_nothing_for_a_sound_case(case, broken):
    assert {"unknown_key", "wrong_dimension"} <= {one.code for one in lt.check(broken)}
    assert lt.check(case) == [] and lt.check(case, variant="coarse", season="summer") == []


def test_a_season_or_member_that_is_not_there_is_a_mistake(case):
    with pytest.raises(lt.InputErrors, match="sumer"):
        lt.run(case, season="sumer")
    with pytest.raises(lt.InputErrors, match="oragne"):
        lt.run(case, variant="coarse", members=["oragne"])
    assert [one.code for one in lt.check("no/such/case")]


def test_what_is_no_mistake_of_the_input_is_a_runtime_error(short_case, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "plans").write_text("a file where a folder of results should be")
    with pytest.raises(RuntimeError, match="plans"):
        lt.run(short_case(), variant="coarse", members=["counterfactual"], output=tmp_path / "out")


def test_a_file_where_the_results_should_go_is_told_before_the_run(short_case, tmp_path):
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(lt.InputErrors, match="cannot be a folder"):
        lt.run(short_case(), variant="coarse", members=["counterfactual"], output=tmp_path / "out")


def test_fewer_than_one_thread_is_refused(case):
    with pytest.raises(ValueError, match="-1"):
        lt.run(case, threads=-1)


def test_results_do_not_depend_on_threads(short_case):
    short = short_case()
    runs = [lt.run(short, variant="coarse", members="counterfactual", threads=count) for count in (1, 3, None)]
    assert len({one.summary.field_hashes["counterfactual"] for one in runs}) == 1


def test_progress_hears_every_hour_and_its_failure_stops_the_run(short_case):
    short = short_case()
    heard = []
    lt.run(short, variant="coarse", members="counterfactual", progress=lambda done, hours: heard.append((done, hours)))
    assert heard == [(1, 2), (2, 2)]

    def fail(done, hours):
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        lt.run(short, variant="coarse", members="counterfactual", progress=fail)


def test_control_c_leaves_a_restart_that_ends_in_the_same_bits(short_case, tmp_path):
    short, output = short_case(hours=3), tmp_path / "out"
    options = {"variant": "coarse", "members": ["counterfactual", "offpeak"]}
    whole = lt.run(short, **options)
    with pytest.raises(KeyboardInterrupt) as caught:
        lt.run(short, output=output, progress=lambda *_: signal.raise_signal(signal.SIGINT), **options)
    assert "restart.h5" in caught.value.__notes__[0]
    rest = lt.run(short, output=output, restart=output / "restart.h5", **options)
    assert rest.summary.field_hashes == whole.summary.field_hashes
    assert rest.concentration("PM2p5").identical(whole.concentration("PM2p5"))


def test_importing_is_silent_and_leaves_python_as_it_was():
    code = "import os, signal, lantian; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n" and done.stderr == ""
