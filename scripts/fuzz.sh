#!/usr/bin/env bash
# Runs fuzz targets one after another and prints what they did; ends with 1 where there was any finding.
# usage: scripts/fuzz.sh MINUTES [TARGET…]     each target for so many minutes at most, less after 10 without a new edge
#        scripts/fuzz.sh --merge [TARGET…]     brings small inputs that reach new edges into tests/fuzz/corpus
# A run starts from tests/fuzz/corpus and from what earlier runs left in build/fuzz/corpus. Logs lie in build/fuzz/log,
# findings in build/fuzz/findings: run the target with the file as its only argument to see one again. A target ends with
# its first finding; an input that takes TIMEOUT_SECONDS (10) by the clock is one, so give more on a busy machine.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || { sed -n '3,4s/^# //p' "$0" >&2; exit 2; }
minutes=$1
shift
[ "$minutes" = --merge ] || [ "$minutes" -gt 0 ] || exit 2
[ $# -gt 0 ] || set -- $(ls tests/fuzz/corpus)
quiet=${QUIET_SECONDS:-600}

scripts/packages.sh clang
[ -f build/fuzz/build.ninja ] || cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target "${@/%/_fuzz}" >&2
TMPDIR=$(mktemp -d)  # of the targets' own files
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

last() { tail -c 65536 "$1" | grep -ao "$2" | tail -1 | grep -o '[0-9]*$' || echo 0; }

# merge TARGET: of the inputs that reach new edges the smallest, few of them.
merge() {
  local seeds=tests/fuzz/corpus/$1 picked=$TMPDIR/picked
  mkdir -p "$picked"
  cp "$seeds"/* "$picked"
  "build/fuzz/tests/fuzz/$1_fuzz" -merge=1 -use_counters=0 -max_len=2000 -timeout=10 "$picked" "$PWD/build/fuzz/corpus/$1" \
    >"build/fuzz/log/$1.merge.log" 2>&1
  for name in $(ls -Sr "$picked"); do [ -e "$seeds/$name" ] || echo "$name"; done | head -40 |
    while read -r name; do cp "$picked/$name" "$seeds/${name:0:12}"; done
  rm -rf "$picked"
  printf '%-12s %5d inputs, %s\n' "$1" "$(ls "$seeds" | wc -l)" "$(du -sh --apparent-size "$seeds" | cut -f1)"
}

# run TARGET: a row of the table.
run() {
  local log=build/fuzz/log/$1.log findings=build/fuzz/findings/$1 start edges=0 changed now
  mkdir -p "build/fuzz/corpus/$1" "$findings"
  touch "$TMPDIR/stamp"
  start=$(date +%s)
  changed=$start
  "build/fuzz/tests/fuzz/$1_fuzz" -max_total_time=$((minutes * 60)) -timeout=${TIMEOUT_SECONDS:-10} -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="$PWD/$findings/" "$PWD/build/fuzz/corpus/$1" "$PWD/tests/fuzz/corpus/$1" >"$log" 2>&1 &
  local target=$!
  while kill -0 $target 2>/dev/null; do
    sleep 2
    now=$(date +%s)
    [ "$(last "$log" 'cov: [0-9]*')" = "$edges" ] || { edges=$(last "$log" 'cov: [0-9]*'); changed=$now; }
    [ $((now - changed)) -lt "$quiet" ] || kill -INT $target 2>/dev/null || true
  done
  wait $target || true
  now=$(date +%s)
  local executions found
  executions=$(last "$log" 'number_of_executed_units: *[0-9]*')
  [ "$executions" -gt 0 ] || executions=$(grep -ao '^#[0-9]*' "$log" | tail -1 | tr -d '#')
  found=$(find "$findings" -newer "$TMPDIR/stamp" -type f ! -name 'slow-unit-*' | sort)
  printf '%-12s %12s %8s %9d %9s %9s  %s\n' "$1" "${executions:-0}" "$edges" "$(printf '%s' "$found" | grep -c . || true)" \
    "$(((now - start + 30) / 60))" "$(((now - changed) / 60))" "$(echo $found)"
  [ -z "$found" ]
}

mkdir -p build/fuzz/log
if [ "$minutes" = --merge ]; then
  for target; do merge "$target"; done
  exit
fi
printf '%-12s %12s %8s %9s %9s %9s  %s\n' target executions edges findings minutes quiet where
code=0
for target; do run "$target" || code=1; done
exit $code
