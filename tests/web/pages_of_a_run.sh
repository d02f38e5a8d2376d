#!/bin/sh
# A short run of the embedded case, its pages, and a browser over them. usage: pages_of_a_run.sh TESTS SCRATCH
set -eu
tests=$1 scratch=$2
rm -rf "$scratch" && mkdir -p "$scratch"
modules=$tests
if [ ! -d "$tests/node_modules" ]; then
  modules=$scratch/modules && mkdir -p "$modules" && cp "$tests/package.json" "$tests/package-lock.json" "$modules"
  command -v npm >/dev/null && (cd "$modules" && npm ci --silent --ignore-scripts --no-audit --no-fund) || { echo "skipped: npm ci brings playwright-core and axe-core"; exit 77; }
fi
root=$(cd "$tests/../.." && pwd)
cp -r "$root/cases/mengzhou" "$scratch/case"
sed -i 's/^start = "2023-11-22T00:00"/start = "2023-11-22T18:00"/; s/^end = "2023-11-25T00:00"/end = "2023-11-24T00:00"/; s/^spinup = "24 h"/spinup = "6 h"/' "$scratch/case/case.toml"
sed -i 's/from_start_h = 24/from_start_h = 6/' "$scratch/case/scenarios/orange-by-grade.toml"
"$LANTIAN" run "$scratch/case" --variant coarse --output "$scratch/out" >/dev/null
[ -f "$scratch/out/report.html" ] || { echo "skipped: this build has no pages"; exit 77; }
"$LANTIAN" measures "$scratch/case" --variant coarse --report "$scratch/out" >/dev/null
node "$tests/pages.mjs" "$scratch/out" "$scratch" "$modules"
