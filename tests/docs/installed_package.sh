#!/bin/sh
# Installs the build tree into a folder of its own, builds a consumer against it, runs both. The program must live on
# what was installed with it, not on the source tree.
set -eu
build=$1 source=$2 work=$3
data=$work/prefix/share/lantian
rm -rf "$work"
mkdir -p "$work"
quietly() { "$@" >>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }
quietly cmake --install "$build" --prefix "$work/prefix"
quietly cmake -S "$source" -B "$work/consumer" -DCMAKE_PREFIX_PATH="$work/prefix"
quietly cmake --build "$work/consumer"
"$work/consumer/consumer"
[ ! -e "$build/web/report.html" ] || [ -e "$data/report.html" ] || { echo "the report's page is not installed"; exit 1; }

cd "$work"
lantian=$work/prefix/bin/lantian
"$lantian" check "$data/cases/mengzhou"
messages=$work/prefix/share/locale/zh_CN/LC_MESSAGES/lantian.mo
says_it_in_chinese() { case $("$lantian" --lang zh check "$data/cases/mengzhou") in *没有错误*) return 0 ;; *) return 1 ;; esac; }
if command -v msgfmt >/dev/null; then
  says_it_in_chinese || { echo "no Chinese messages"; exit 1; }
  printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' | msgfmt -o "$messages" -  # knows nothing
  if says_it_in_chinese; then echo "the messages of the build tree were read"; exit 1; fi
fi
rm "$data/data/profiles/speciation.csv"
if "$lantian" check "$data/cases/mengzhou" >/dev/null 2>&1; then echo "the tables of the source tree were read"; exit 1; fi
echo "installed: libraries, program, tables, messages, page"
