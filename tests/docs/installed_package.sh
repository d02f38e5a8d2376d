#!/bin/sh
# Installs the build tree into a folder of its own, builds a consumer against it, runs both.
set -eu
build=$1 source=$2 work=$3
rm -rf "$work"
cmake --install "$build" --prefix "$work/prefix" >"$work.log" 2>&1 || { cat "$work.log"; exit 1; }
cmake -S "$source" -B "$work/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" >>"$work.log" 2>&1 || { cat "$work.log"; exit 1; }
cmake --build "$work/consumer" >>"$work.log" 2>&1 || { cat "$work.log"; exit 1; }
"$work/consumer/consumer"
"$work/prefix/bin/lantian" check "$work/prefix/share/lantian/cases/mengzhou"
