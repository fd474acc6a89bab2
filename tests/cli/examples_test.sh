#!/usr/bin/env bash
# Every example runs and says what it should.
# usage: examples_test.sh SOURCE BUILD
set -eu
model=${CASUS_MODEL:-$1/models/casus.model}
[ -f "$model" ] || { echo "no model at $model"; exit 77; }
"$2/examples/count_threats" "$model" 2024-05-14 "$1/examples/dispatch.txt" | grep "EU threatens.*GEO: unless the parliament"
report=$("$2/casus" read --model "$model" --date 2024-05-14 --format report "$1/examples/dispatch.txt")
for part in "WHO SAID WHAT" "WHO DID WHAT TO WHOM" "WHO IS BOUND TO WHAT" "decision: Armenia"; do
  grep -qF "$part" <<<"$report" || { echo "missing in the report: $part"; exit 1; }
done
