#!/usr/bin/env bash
# Measures what a release build reads against the treebanks and gold samples of ../shared, by the scorers that lie there.
# usage: benchmarks/accuracy.sh [--fast] [SHARED]      $CASUS_MODEL and $CASUS_ENCODER name other models
set -eu
gear=
[ "${1:-}" != --fast ] || { gear=--fast; shift; }
cd "$(dirname "$0")/.."
shared=$(readlink -f "${1:-../shared}")
casus=$PWD/build/release/casus
[ -d "$shared/eval" ] || { echo "accuracy.sh: no scorers in $shared; give the folder that holds eval/ and data/" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gold=$shared/data

for corpus in ewt-dev gum-dev; do
  python3 "$shared/eval/raw_text.py" "$gold/treebank/$corpus.conllu" >"$work/raw.txt"
  $casus parse $gear "$work/raw.txt" >"$work/parsed.conllu"
  echo "== parse $corpus: $(python3 "$shared/eval/score_parse.py" "$gold/treebank/$corpus.conllu" "$work/parsed.conllu" | tr '\n' ' ')"
done
score() {  # SCORER GOLD
  $casus read $gear --format json "$gold/$2" >"$work/read.jsonl" 2>/dev/null
  echo "== $1 $2"
  python3 "$shared/eval/$1" "$gold/$2" "$work/read.jsonl"
}
score score_gold.py gold/dev.jsonl
score score_events.py plover/gsr-dev.jsonl
score score_events.py plover/plv-dev.jsonl
score score_events_news.py plover/news-dev.jsonl
score score_entries.py commitments/dev.jsonl
score score_entries.py commitments/dev2.jsonl
score score_attribution.py attribution/polnear-train.jsonl
$casus read $gear --format json --date 2023-07-12 "$shared/seed/dispatch.txt" >"$work/seed.json" 2>/dev/null
echo "== score_seed.py"
python3 "$shared/eval/score_seed.py" "$work/seed.json" || true
