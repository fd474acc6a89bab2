#!/usr/bin/env bash
# No thread to be had, and no memory for a line: told, and what can be read is read.
# usage: scarce_test.sh CASUS MODEL SANITIZERS
set -eu
casus=$1 model=${CASUS_MODEL:-$2} sanitizers=$3
[ -f "$model" ] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "FAILED: $1"; cat "$work/err"; exit 1; }
for day in $(seq 10 29); do
  echo "{\"id\":\"$day\",\"date\":\"2024-05-$day\",\"text\":\"Norway warned Chad that it would close its ports in $day days.\"}"
done >"$work/day.jsonl"
"$casus" read --fast --model "$model" --format json -j 1 "$work/day.jsonl" >"$work/wanted" 2>"$work/err" || fail "-j 1"

# A thread would need more stack than there are addresses.
(
  ulimit -s 60000000000 2>/dev/null || exit 77
  "$casus" read --fast --model "$model" --format json -v -j 4 "$work/day.jsonl" >"$work/got" 2>"$work/err"
) || { [ $? = 77 ] || fail "exit code without threads"; echo "the limit of the stack cannot be raised: not tried"; cp "$work/wanted" "$work/got"; }
cmp "$work/wanted" "$work/got" || fail "without threads other readings"

[ -z "$sanitizers" ] || exit 0  # they need addresses without limit
grep -q 'with 1 of 4 threads' "$work/err" || fail "not told that there were no threads"

# One line of 60 MB between two short ones, and not memory enough for it.
{
  head -1 "$work/day.jsonl"
  printf '{"id":"long","text":"'
  yes 'Norway warned Chad.' | tr '\n' ' ' | head -c 60000000
  printf '"}\n'
  tail -1 "$work/day.jsonl"
} >"$work/long.jsonl"
for jobs in 1 3; do
  code=0
  (ulimit -v 400000 && exec "$casus" read --fast --model "$model" --format json -j $jobs "$work/long.jsonl") >"$work/got" 2>"$work/err" || code=$?
  [ "$code" = 2 ] || fail "exit code $code, not 2, with -j $jobs"
  grep -q 'long.jsonl.*memory' "$work/err" || fail "the line is not named with -j $jobs"
  [ "$(wc -l <"$work/got")" = 2 ] || fail "the other lines are not read with -j $jobs"
done
