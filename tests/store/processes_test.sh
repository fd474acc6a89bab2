#!/usr/bin/env bash
# Several processes on one ledger from outside: watch beside ingest, alerts that could not be written out, queries that write nothing,
# long documents corrected, ids that come twice. usage: processes_test.sh CASUS MODEL        77: no model, nothing was tested
set -u
casus=$1
export CASUS_MODEL=${CASUS_MODEL:-$2}
[ -f "$CASUS_MODEL" ] || { echo "no model at $CASUS_MODEL: skipped"; exit 77; }
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit 1
bad=0
fail() { echo "FAILED: $*"; bad=1; }

# Dispatches of our own, with threats that are made, met and carried out; the days of one half lie between those of the other.
python3 - <<'PY'
import json
sides = [("Norway", "Sweden"), ("Chile", "Peru"), ("India", "Nepal"), ("Kenya", "Uganda"), ("Greece", "Turkey")]
told = ["{a} warned that it would impose sanctions on {b} if {b} attacks {a}.", "{b} attacked {a} on Monday.",
        "{a} imposed sanctions on {b}.", "{a} promised to send tanks to {b}."]
lines = []
for n in range(160):
    a, b = sides[n % 5]
    lines.append(json.dumps({"id": f"d{n}", "date": f"20{10 + n // 12}-{1 + n % 12:02}-{1 + n % 28:02}",
                             "text": told[n // 5 % 4].format(a=a, b=b)}))
for name, part in (("all", lines), ("one", lines[::2]), ("two", lines[1::2])):
    with open(name + ".jsonl", "w") as out:
        out.write("\n".join(part) + "\n")
long = "Norway promised to send tanks to Sweden. " + "The house stood at the end of the road. " * 40000
for name, text in (("long", long + "Chile promised to send tanks to Peru."), ("short", "Kenya promised to send tanks to Uganda.")):
    with open(name + ".jsonl", "w") as out:
        out.write(json.dumps({"id": "x", "date": "2020-01-02", "text": text}) + "\n")
with open("given.jsonl", "w") as out:
    out.write(json.dumps({"id": "x#1", "date": "2020-01-02", "text": "India promised to send tanks to Nepal."}) + "\n")
PY
content() {  # of a ledger, without row numbers
  python3 - "$1" <<'PY'
import hashlib, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
out = hashlib.sha256()
for sql in ("select id, part, sha256, date from documents order by whole, part", "select id, status, since, reports from commitments order by id",
            "select c.id, e.document, e.start, e.role from evidence e join commitments c on c.n = e.commitment order by 1, e.n",
            "select c.id, x.changed_on, x.status, x.rule from changes x join commitments c on c.n = x.commitment order by 1, x.n"):
    for row in db.execute(sql):
        out.update(repr(row).encode())
print(out.hexdigest())
PY
}
ask() { python3 -c 'import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])' "$1" "$2"; }
state() { sha256sum "$1"; ls; }  # a file, and what lies beside it

"$casus" ingest --fast -l whole.ledger all.jsonl >/dev/null 2>err || fail "ingest: $(cat err)"
wanted=$(content whole.ledger)

# watch takes one half while ingest takes the other, again and again.
"$casus" watch --fast -l both.ledger --json <one.jsonl >alerts 2>err1 & watcher=$!
for from in 1 21 41 61; do
  sed -n "$from,$((from + 19))p" two.jsonl >some.jsonl
  "$casus" ingest --fast -l both.ledger some.jsonl >/dev/null 2>err2 || fail "ingest beside watch: $(cat err2)"
  "$casus" ledger -l both.ledger --json >/dev/null 2>err2
  [ $? -lt 2 ] || fail "a query beside both: $(cat err2)"
done
wait $watcher || fail "watch beside ingest: $(cat err1)"
[ "$(content both.ledger)" = "$wanted" ] || fail "watch beside ingest: the ledger differs"
[ "$(ask both.ledger 'select count(*) from alerts')" = 0 ] || fail "alerts are kept that were told"

# Alerts that could not be written out: said loudly, and told by the next watch.
head -20 one.jsonl >few.jsonl
"$casus" watch --fast -l told.ledger --json <few.jsonl >told 2>err || fail "watch: $(cat err)"
"$casus" watch --fast -l full.ledger --json <few.jsonl >/dev/full 2>err
[ $? = 2 ] || fail "a full disk under the alerts must exit 2"
grep -q "cannot write the output" err || fail "a full disk under the alerts: $(cat err)"
"$casus" watch --fast -l full.ledger --json <few.jsonl >later 2>err || fail "watch again: $(cat err)"
cmp -s told later || fail "what could not be told is not told later"
"$casus" watch --fast -l closed.ledger --json <few.jsonl 2>err | true
[ "${PIPESTATUS[0]}" = 2 ] || fail "a closed pipe under the alerts must exit 2"
"$casus" watch --fast -l closed.ledger --json <few.jsonl >later 2>err
[ "$(sort -u later)" = "$(sort -u told)" ] || [ "$(tail -1 later)" = "$(tail -1 told)" ] || fail "after a closed pipe: what was left is not told"
"$casus" watch --fast -l told.ledger --json <few.jsonl >again 2>err
[ ! -s again ] || fail "what was told is told again"

# Queries write nothing, whatever tables they answer by and whatever lies there.
mkdir tables asked
cp "$3"/lexicons/*.tsv tables/
sed -i '$d' tables/commonplaces.tsv
cp whole.ledger asked/a.ledger
cd asked || exit 1
before=$(state a.ledger)
for command in "ledger" "ledger --lexicons ../tables" "state --actor Norway" "timeline --between Norway,Sweden --lexicons ../tables" "state --lexicons ../tables"; do
  # shellcheck disable=SC2086
  "$casus" $command -l a.ledger >../out 2>../err
  [ $? -lt 2 ] || fail "$command: $(cat ../err)"
  [ "$(state a.ledger)" = "$before" ] || fail "$command writes"
done
"$casus" whatif -l a.ledger --lexicons ../tables "Sweden attacks Norway" >../out 2>../err
[ "$(state a.ledger)" = "$before" ] || fail "whatif writes"
rm a.ledger && : >a.ledger
before=$(state a.ledger)
for command in ledger "forget d1" "show abcd"; do
  # shellcheck disable=SC2086
  "$casus" $command -l a.ledger >../out 2>../err
  [ $? = 2 ] || fail "$command on an empty file must exit 2"
  grep -q "casus ingest" ../err || fail "$command on an empty file: no way out in: $(cat ../err)"
  [ "$(state a.ledger)" = "$before" ] || fail "$command writes to an empty file"
done
"$casus" forget -l none.ledger d1 >../out 2>../err
[ $? = 2 ] && [ ! -e none.ledger ] || fail "forget makes a ledger where there is none"
cd ..

# In a folder that may not be written: the file alone answers; a log that cannot be read is an error and no old answer.
mkdir shut && cp whole.ledger shut/ && chmod -R a+rX . && chmod a-w shut
as=
[ "$(id -u)" != 0 ] || as="setpriv --reuid=65534 --regid=65534 --clear-groups"
if $as test -r "$CASUS_MODEL" && $as test -x "$casus"; then
  $as "$casus" ledger -l shut/whole.ledger --limit 1 >out 2>err || fail "a folder that may not be written: $(cat err)"
  cmp -s shut/whole.ledger whole.ledger || fail "the file in it was written"
  chmod u+w shut && head -c 100 whole.ledger >shut/whole.ledger-wal && chmod a+r shut/whole.ledger-wal && chmod a-w shut
  $as "$casus" ledger -l shut/whole.ledger --limit 1 >out 2>err
  [ $? = 2 ] && grep -q "whole.ledger-wal" err || fail "a log that cannot be read: $(cat err)"
fi

# A long document comes in parts. Corrected to a short one it leaves nothing, and another's id is not taken for a part's.
"$casus" ingest --fast -l l.ledger given.jsonl long.jsonl >/dev/null 2>err || fail "long: $(cat err)"
[ "$(ask l.ledger "select count(*) from documents")" = 3 ] || fail "a document and two parts"
"$casus" ledger -l l.ledger --json --limit 0 2>/dev/null | grep -c '"promise"' >out
[ "$(cat out)" = 3 ] || fail "long: $(cat out) promises of three"
"$casus" ingest --fast -l l.ledger short.jsonl >/dev/null 2>err || fail "short: $(cat err)"
"$casus" ingest --fast -l s.ledger given.jsonl short.jsonl >/dev/null 2>err
[ "$(content l.ledger)" = "$(content s.ledger)" ] || fail "a long document corrected to a short one leaves something"
"$casus" ingest --fast -l l.ledger long.jsonl >/dev/null 2>&1
"$casus" forget -l l.ledger x >/dev/null 2>err || fail "forget: $(cat err)"
[ "$(ask l.ledger "select group_concat(id) from documents")" = "x#1" ] || fail "forget leaves parts, or takes another's"

# The same id twice in one file.
cat short.jsonl given.jsonl short.jsonl >same.jsonl
"$casus" ingest --fast -l i.ledger same.jsonl >/dev/null 2>err
grep -q "came already" err && fail "the same document twice is complained of"
sed 's/Kenya/Chile/' short.jsonl | cat short.jsonl given.jsonl - >twice.jsonl
"$casus" ingest --fast -l i.ledger twice.jsonl >/dev/null 2>err
grep -q "twice.jsonl:3.* x .*twice.jsonl:1" err || fail "an id twice is not told: $(cat err)"
exit $bad
