#!/usr/bin/env bash
# Ledger files that are none, that may not grow, that end with the calendar, or were tampered with, from outside.
# usage: hostile_file_test.sh CASUS MODEL SOURCE_DIR        77: no model, nothing was tested
set -u
casus=$(readlink -f "$1")
export CASUS_MODEL=${CASUS_MODEL:-$2}
[ -f "$CASUS_MODEL" ] || { echo "no model at $CASUS_MODEL: skipped"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0
fail() { echo "FAILED: $*"; bad=1; }
# refused WHAT WORDS COMMAND…: exit 2 within a minute, and a message with these words.
refused() {
  local what=$1 words=$2
  shift 2
  timeout 60 "$casus" "$@" >out 2>err </dev/null
  local code=$?
  [ $code = 2 ] || fail "$what: exit code $code: $(cat err)"
  grep -q "$words" err || fail "$what: '$words' wanted in: $(cat err)"
}

# What is no plain file is refused at once, by every command that opens one.
echo '{"id": "a", "date": "2024-05-02", "text": "Norway warned that it would impose sanctions on Sweden if Sweden attacks Norway."}' >one.jsonl
mkfifo pipe
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
for file in pipe socket /dev/null /dev/zero; do
  refused "ledger of $file" "no plain file" ledger -l $file
  refused "ingest into $file" "no plain file" ingest --fast -l $file one.jsonl
done
refused "watch with a pipe" "no plain file" watch --fast -l pipe

# A limit of file size is an error, and what was taken in before stays whole; with room again it goes on.
python3 - >many.jsonl <<'PY'
for n in range(400):
    print('{"id": "d%d", "date": "2020-01-%02d", "text": "Norway threatened Sweden with sanctions. Chile promised to send '
          'tanks to Peru if Peru asks for them. %s"}' % (n, 1 + n % 28, "The ministers met again. " * (n % 7)))
PY
"$casus" ingest --fast -l whole.ledger many.jsonl >/dev/null 2>&1 || fail "ingest of many"
for blocks in 300 1000; do  # of 1024 bytes
  rm -f limited.ledger*
  (ulimit -f $blocks; "$casus" ingest --fast -l limited.ledger many.jsonl >out 2>err)
  code=$?
  [ $code = 2 ] || fail "limit of $blocks: exit code $code: $(cat err)"
  grep -q "limited in size\|disk full\|disk is full" err || fail "limit of $blocks: no way out in: $(cat err)"
  [ "$(python3 -c 'import sqlite3; print(sqlite3.connect("limited.ledger").execute("pragma integrity_check").fetchone()[0])')" = ok ] ||
    fail "limit of $blocks: the ledger is not whole"
  "$casus" ingest --fast -l limited.ledger many.jsonl >/dev/null 2>err || fail "with room again: $(cat err)"
  [ "$("$casus" ledger -l limited.ledger --limit 0 --json)" = "$("$casus" ledger -l whole.ledger --limit 0 --json)" ] ||
    fail "limit of $blocks: the ledger differs after the second run"
done

# The ends of the calendar: days beyond them are open, days that are none are refused.
cat >ends.jsonl <<'JSON'
{"id": "last", "date": "9999-12-30", "text": "Norway warned on Tuesday that it would attack Sweden within 48 hours. Chile will send tanks to Peru next year. Peru will withdraw its troops in three quarters, in 900 years, in 99999 days or in 200 decades."}
{"id": "first", "date": "0001-01-01", "text": "Norway attacked Sweden last year. Chile sent tanks to Peru 3000 years ago, two centuries ago and yesterday."}
{"id": "none", "date": "10000-01-01", "text": "Norway attacked Sweden."}
{"id": "minus", "date": "-0001-01-01", "text": "Norway attacked Sweden."}
{"id": "zero", "date": "0000-01-01", "text": "Norway attacked Sweden."}
JSON
"$casus" read --fast ends.jsonl >read.out 2>err
[ $? = 2 ] || fail "days that are none: read must end with 2"
[ "$(grep -c 'ends.jsonl:[345]' err)" = 3 ] || fail "days that are none: each named by its line: $(cat err)"
[ "$(wc -l <read.out)" = 2 ] || fail "the two good days are read"
python3 - read.out <<'PY' || fail "a day beyond the calendar"
import json, re, sys
for line in open(sys.argv[1]):
    def days(value):
        for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            yield from days(one)
        if isinstance(value, dict):
            for key in ("from", "to"):
                if isinstance(value.get(key), str):
                    yield value[key]
    reading = json.loads(line)
    found = list(days({k: v for k, v in reading.items() if k != "text"}))
    assert all(re.fullmatch(r"(0001|9999)-\d\d-\d\d", day) for day in found), found
PY
"$casus" ingest --fast -l ends.ledger ends.jsonl >/dev/null 2>&1
[ $? = 2 ] || fail "ingest with days that are none must end with 2"
for command in "ledger --limit 0" "ledger --limit 0 --on 9999-12-31" "ledger --on 0001-01-01" "state --on 9999-12-31" "timeline --between NOR,SWE"; do
  # shellcheck disable=SC2086
  timeout 60 "$casus" $command -l ends.ledger --json >out 2>err
  code=$?
  [ $code -le 1 ] || fail "casus $command: exit code $code: $(cat err)"
done
for day in 10000-01-01 0000-01-01 -001-01-01 9999-13-01; do refused "--on $day" "not a day" ledger -l ends.ledger --on=$day; done

# The short version of the benchmark: nothing that was tampered with crashes it, hangs it or is passed over in silence.
python3 "$3/benchmarks/hostile_ledgers.py" "$casus" 14 7 2 || fail "hostile ledgers"
exit $bad
