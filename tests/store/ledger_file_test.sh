#!/usr/bin/env bash
# The ledger file from outside: killed runs, two runs at once, a full disk, a file that may not be written, documents corrected and
# taken out. usage: ledger_file_test.sh CASUS MODEL        77: no model, nothing was tested
set -u
casus=$1
export CASUS_MODEL=${CASUS_MODEL:-$2}
[ -f "$CASUS_MODEL" ] || { echo "no model at $CASUS_MODEL: skipped"; exit 77; }
work=$(mktemp -d)
mounted=
trap '[ -z "$mounted" ] || umount "$mounted"; rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0
fail() { echo "FAILED: $*"; bad=1; }

# A few hundred dispatches of our own, with threats that are made, met and carried out.
python3 - >part.jsonl <<'PY'
import json
sides = [("Norway", "Sweden"), ("Chile", "Peru"), ("India", "Nepal"), ("Kenya", "Uganda"), ("Greece", "Turkey")]
told = ["{a} warned that it would impose sanctions on {b} if {b} attacks {a}.", "{b} attacked {a} on Monday.",
        "{a} imposed sanctions on {b}.", "{a} promised to send tanks to {b}.", "{a} will not withdraw its troops from {b}."]
for n in range(600):
    a, b = sides[n % 5]
    print(json.dumps({"id": f"d{n}", "date": f"20{10 + n // 60}-{1 + n // 5 % 12:02}-{1 + n % 28:02}",
                      "text": told[n // 5 % 5].format(a=a, b=b)}))
PY
content() {  # of a ledger, without row numbers
  python3 - "$1" <<'PY'
import hashlib, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
out = hashlib.sha256()
for sql in ("select id, sha256, date from documents order by id", "select id, status, since, reports from commitments order by id",
            "select c.id, e.document, e.start, e.role from evidence e join commitments c on c.n = e.commitment order by 1, e.n"):
    for row in db.execute(sql):
        out.update(repr(row).encode())
print(out.hexdigest())
PY
}

"$casus" ingest --fast -l whole.ledger part.jsonl >out 2>err || fail "ingest: $(cat err)"
wanted=$(content whole.ledger)
"$casus" ingest --fast -l whole.ledger part.jsonl | grep -q '^0 new, 0 replaced, 600 the same' || fail "the second ingest changed something"
[ "$(content whole.ledger)" = "$wanted" ] || fail "the second ingest changed the ledger"

for moment in 0.02 0.1 0.2 0.35; do
  rm -f k.ledger*
  "$casus" ingest --fast -l k.ledger part.jsonl >/dev/null 2>&1 &
  victim=$!
  sleep $moment
  kill -9 $victim 2>/dev/null
  wait $victim 2>/dev/null
  "$casus" ingest --fast -l k.ledger part.jsonl >/dev/null 2>err || fail "after a kill at $moment s: $(cat err)"
  [ "$(content k.ledger)" = "$wanted" ] || fail "killed at $moment s: the ledger differs"
done

head -400 part.jsonl >one.jsonl
tail -400 part.jsonl >two.jsonl
"$casus" ingest --fast -l both.ledger one.jsonl >/dev/null 2>err1 & first=$!
"$casus" ingest --fast -l both.ledger two.jsonl >/dev/null 2>err2 & second=$!
wait $first || fail "two at once, the first: $(cat err1)"
wait $second || fail "two at once, the second: $(cat err2)"
[ "$(content both.ledger)" = "$wanted" ] || fail "two at once: the ledger differs"

# A document corrected, and one taken out: as if it had come right, or never.
sed '3s/attacked/visited/;2s/warned/said/' part.jsonl >corrected.jsonl
"$casus" ingest --fast -l fresh.ledger corrected.jsonl >/dev/null 2>&1
"$casus" ingest --fast -l k.ledger corrected.jsonl >/dev/null 2>&1
[ "$(content k.ledger)" = "$(content fresh.ledger)" ] || fail "corrected documents leave something behind"
"$casus" ingest --fast -l k.ledger part.jsonl >/dev/null 2>&1
"$casus" forget -l k.ledger d7 d8 >/dev/null || fail "forget"
grep -v '"id": "d[78]"' part.jsonl >without.jsonl
rm -f fresh.ledger*
"$casus" ingest --fast -l fresh.ledger without.jsonl >/dev/null 2>&1
[ "$(content k.ledger)" = "$(content fresh.ledger)" ] || fail "forgotten documents leave something behind"
"$casus" forget -l k.ledger d7 >/dev/null 2>err
[ $? = 1 ] || fail "forgetting what is not there must exit 1"
grep -q "no document d7" err || fail "forget does not say what it misses"

# A full disk: an error that says so, whole documents kept, and the next run goes on.
full() {  # LEDGER: after the failure, with room again
  [ "$code" = 2 ] || fail "full disk: exit code $code"
  grep -qi "full\|space" err || fail "full disk: the message does not say so: $(cat err)"
}
mkdir small
if mount -t tmpfs -o size=256k none small 2>/dev/null; then
  mounted=$work/small
  "$casus" ingest --fast -l small/t.ledger part.jsonl >/dev/null 2>err; code=$?
  full
  mount -o remount,size=64m "$mounted"
  "$casus" ingest --fast -l small/t.ledger part.jsonl >/dev/null 2>err || fail "after the disk was full: $(cat err)"
  [ "$(content small/t.ledger)" = "$wanted" ] || fail "after the disk was full: the ledger differs"
  umount "$mounted" && mounted=
else
  echo "no right to mount a small disk: that part is left out"
fi

# A file that may not be written: it answers, and says why it takes nothing in.
chmod -R a+rX . && chmod a-w whole.ledger
as=
[ "$(id -u)" != 0 ] || as="setpriv --reuid=65534 --regid=65534 --clear-groups"
if $as test -r "$CASUS_MODEL" && $as test -x "$casus"; then
  rm -f whole.ledger-wal whole.ledger-shm
  $as "$casus" ledger -l whole.ledger --limit 1 >out 2>err || fail "a read-only file does not answer: $(cat err)"
  $as "$casus" ingest --fast -l whole.ledger part.jsonl >out 2>err
  [ $? = 2 ] || fail "ingest into a read-only file must exit 2"
  grep -q "permission" err || fail "read-only file: no way out in: $(cat err)"
fi
"$casus" ledger -l none.ledger >/dev/null 2>err
[ $? = 2 ] && grep -q "casus ingest" err || fail "a missing ledger does not say how to make one: $(cat err)"
exit $bad
