#!/usr/bin/env bash
# Measures speed and memory of a release build over an archive of JSON lines, checks that nothing is lost, and writes a receipt.
# usage: benchmarks/run.sh [--fast] ARCHIVE.jsonl
set -eu
gear=
[ "${1:-}" != --fast ] || { gear=--fast; shift; }
archive=$(readlink -f "$1")
cd "$(dirname "$0")/.."
casus=build/release/casus
machine=$(uname -n | tr -cd 'a-zA-Z0-9-')
folder=benchmarks/runs/$(date +%F)-${machine:-unnamed}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$folder"
receipt=$folder/receipt.txt

documents=$(wc -l <"$archive")
words=$(python3 -c 'import json, sys
print(sum(len(json.loads(line)["text"].split()) for line in open(sys.argv[1])))' "$archive")

# measure NAME RUNS COMMAND…: wall seconds (best), peak memory; the output stays in $work/NAME.
measure() {
  local name=$1 runs=$2 best="" line
  shift 2
  for _ in $(seq "$runs"); do
    /usr/bin/time -o "$work/time" -f '%e %M' "$@" >"$work/$name" 2>"$work/$name.err"
    line=$(tail -1 "$work/time")
    if [ -z "$best" ] || awk -v a="${line% *}" -v b="${best% *}" 'BEGIN { exit !(a < b) }'; then best=$line; fi
  done
  seconds=${best% *} memory=${best#* }
}
rate() { awk -v w="$words" -v s="$seconds" 'BEGIN { printf "%.0f", w / s }'; }
say() { echo "$*" | tee -a "$receipt"; }

: >"$receipt"
say "command   benchmarks/run.sh $gear $(basename "$archive")"
say "versions  $($casus --version), commit $(git rev-parse --short HEAD), $(c++ --version | head -1)"
say "machine   $(nproc) cores, $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)"
say "load      $(cut -d' ' -f1-3 /proc/loadavg) before the run"
say "input     $documents documents, $words words"
measure parse 3 $casus parse $gear -j 1 "$archive"
[ "$(grep -c '^# newdoc' "$work/parse")" -eq "$documents" ] || { say "parse lost documents"; exit 1; }
say "parse -j 1             $seconds s, $(rate) words/s, peak $((memory / 1024)) MB"
measure read 3 $casus read $gear --format json -j 1 "$archive"
[ "$(wc -l <"$work/read")" -eq "$documents" ] || { say "read lost documents"; exit 1; }
one=$seconds
say "read json -j 1         $seconds s, $(rate) words/s, peak $((memory / 1024)) MB"
measure two 3 $casus read $gear --format json -j 2 "$archive"
cmp -s "$work/read" "$work/two" || { say "-j 2 writes something else than -j 1"; exit 1; }
say "read json -j 2         $seconds s, $(awk -v a="$one" -v b="$seconds" 'BEGIN { printf "%.2f", a / b }') times -j 1, identical, peak $((memory / 1024)) MB"
measure start 20 $casus read $gear --format json --date 2024-05-14 examples/dispatch.txt
say "start to result        $seconds s (best of 20)"
