#!/usr/bin/env bash
# One line of 100 MB (or of MEGABYTES) must be read in time linear in its length. Too long for the suite; run by hand.
# usage: tests/cli/long_line.sh CASUS [MEGABYTES]
set -eu
casus=$1 megabytes=${2:-100}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in $((megabytes / 4)) "$megabytes"; do
  yes 'Norway warned Russia that it would close its ports, and' | tr '\n' ' ' | head -c "${size}000000" >"$work/line.txt"
  /usr/bin/time -f "$size MB: %e s, %M KB at most" "$casus" read --fast --format json "$work/line.txt" | wc -l | grep -qx 1
done
