#!/bin/sh
# A fresh virtual environment with the system's packages, offline: install, import from elsewhere, the README's five lines.
# The package must live on what was installed with it, not on the source tree.
set -eu
python=$1 build=$2 source=$3 work=$4
rm -rf "$work"
mkdir -p "$work"
quietly() { "$@" >>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }
quietly "$python" -m venv --system-site-packages "$work/venv"
quietly "$work/venv/bin/pip" install --no-index --config-settings "build-dir=$build" "$source"
quietly "$work/venv/bin/python" -m ipykernel install --sys-prefix  # notebooks find this environment, not the system's
sed -n '/^```python$/,/^```$/p' "$source/README.md" | grep -v '^```' >"$work/readme.py"
grep -q 'lt.run(' "$work/readme.py"

unset PYTHONPATH
cd "$work"
cp -r "$source/cases" "$work/cases"
"$work/venv/bin/python" - "$work/venv" <<'PYTHON'
import pathlib, statistics, subprocess, sys
import lantian as lt
assert pathlib.Path(lt.__file__).is_relative_to(sys.argv[1]), lt.__file__
loaded = {"xarray", "pandas", "matplotlib", "IPython"} & set(sys.modules)
assert not loaded, f"importing lantian loads {loaded}"
assert pathlib.Path(lt._core.data_folder()).is_relative_to(sys.argv[1]), lt._core.data_folder()
assert lt.check(lt.example()) == []
assert lt.set_language("zh") == "zh" and any("sumer" in one.text and not one.text.isascii() for one in lt.check(lt.example(), season="sumer"))
timed = "import time; began = time.perf_counter(); import lantian; print(time.perf_counter() - began)"
seconds = statistics.median(float(subprocess.run([sys.executable, "-c", timed], capture_output=True, check=True).stdout) for _ in range(7))
assert seconds < 0.3, f"a new interpreter imports lantian in {seconds:.3f} s"
print(f"import {seconds:.3f} s")
PYTHON
"$work/venv/bin/python" readme.py
echo "installed: package, tables, messages; the README's lines run"
