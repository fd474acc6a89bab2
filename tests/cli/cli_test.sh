#!/usr/bin/env bash
# The program as a user meets it: what it prints where, how it ends, what bad input gets.
# usage: cli_test.sh CASUS MODEL   (exits 77 where there is no model: the tests of the program need one)
set -u
casus=$(readlink -f "$1")
export CASUS_MODEL=${CASUS_MODEL:-$2}
[ -f "$CASUS_MODEL" ] || { echo "no model at $CASUS_MODEL"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

# ours ARGS…: standard output in out, standard error in err, the exit code in $code.
ours() {
  "$casus" "$@" >out 2>err </dev/null
  code=$?
}
fail() {
  failures=$((failures + 1))
  echo "FAILED: $1"
  echo "  code $code; stdout: $(head -c 300 out)"
  echo "  stderr: $(head -c 600 err)"
}
expect_code() { [ "$code" -eq "$1" ] || fail "$2: exit code $1 wanted"; }
expect_out() { grep -qF -- "$1" out || fail "$2: '$1' wanted on standard output"; }
expect_err() { grep -qF -- "$1" err || fail "$2: '$1' wanted on standard error"; }
expect_lines() { [ "$(wc -l <out)" -eq "$1" ] || fail "$2: $1 lines wanted"; }

text='Norway said on Tuesday that it would send aid to Kenya.'

ours; expect_code 0 "no argument"; expect_out "read" "no argument"; expect_out "parse" "no argument"
ours --help; expect_code 0 "help"; expect_out "Exit codes" "help"
ours --version; expect_code 0 "version"; expect_out "casus " "version"
ours read --help; expect_code 0 "read --help"; expect_out "--format" "read --help"
ours reed; expect_code 2 "unknown command"; expect_err "--help" "unknown command"
ours read --format xml; expect_code 2 "unknown format"; expect_err "xml" "unknown format"
for jobs in -1 257 many; do ours read -j $jobs a.txt; expect_code 2 "-j $jobs"; expect_err "jobs" "-j $jobs"; done
ours read --date yesterday; expect_code 2 "bad date"; expect_err "--date" "bad date"

printf '%s\n' "$text" >a.txt
ours read a.txt --date 2024-05-14; expect_code 0 "read"; expect_lines 1 "read"; expect_out '"schema":"casus.reading/1"' "read"
"$casus" read --format json - <a.txt >out 2>err; code=$?; expect_code 0 "stdin"; expect_lines 1 "stdin"
printf 'The minister said that the garden was green.\n' >n.txt
ours read n.txt --format plover; expect_code 0 "no event"; expect_err "nothing of this format" "no event"
printf 'Italy condemned the attack on Kenya. %s\n' "$text" >b.txt
for format in report plover cameo csv conllu; do
  ours read b.txt --date 2024-05-14 --format $format; expect_code 0 "$format"
  [ -s out ] || fail "$format: output wanted"
done
ours parse a.txt; expect_code 0 "parse"; expect_out "# text = $text" "parse"
printf 'Norway sold 1,200 missiles, 2,500 shells and 3.50 tonnes of fuel to Kenya in the 1990s.\n' >numbers.txt
for gear in "" --fast; do
  # shellcheck disable=SC2086  # an option or none
  ours parse $gear numbers.txt; for n in 1,200 2,500 3.50 1990s; do expect_out "$n	$n	" "the lemma of a number is the number"; done
done
"$casus" read --format report a.txt >out 2>err
grep -q "$(printf '\033')" out && fail "a report in a pipe has no colours"

ours read absent.txt; expect_code 2 "missing file"; expect_err "absent.txt" "missing file"
ours read .; expect_code 2 "directory"; expect_err "is a folder" "directory"
ours read a.txt absent.txt; expect_code 2 "one file of two"; expect_lines 1 "the other file is read"
head -c 4096 /dev/urandom >noise.bin
printf 'MZ\0\0\0\1\0\0\2\0\0\0\0' >>noise.bin
ours read noise.bin; expect_code 2 "not text"; expect_err "noise.bin" "not text"
: >empty.txt; : >empty.jsonl
ours read empty.txt; expect_code 2 "empty file"; expect_err "empty.txt: is empty" "empty file"
ours read empty.jsonl; expect_code 2 "empty JSON lines"; expect_err "empty.jsonl: is empty" "empty JSON lines"
printf '\n\n' >blank.jsonl
ours read blank.jsonl; expect_code 0 "blank lines"; expect_err "blank.jsonl: holds no document" "blank lines"
printf ' \n\n' >blank.txt
ours read blank.txt; expect_code 0 "blank text"; expect_err "blank.txt: no English words" "blank text"; expect_lines 1 "blank text"
printf 'Norway \0 sent aid.\n' >nul.txt
ours read nul.txt; expect_code 2 "NUL byte"; expect_err "offset 7" "NUL byte"
printf 'Norway sent \xff\xfe aid to Kenya.\n' >broken.txt
ours read broken.txt; expect_err "broken.txt" "invalid UTF-8"; expect_err "12" "invalid UTF-8 names the offset"
expect_lines 1 "invalid UTF-8"; expect_out "Norway sent $(printf '\xef\xbf\xbd')" "invalid UTF-8 is replaced"
printf '\xff\xfe' >wide.txt; printf '%s' "$text" | sed 's/./&\x00/g' >>wide.txt
ours read wide.txt; expect_code 0 "UTF-16"; expect_out "$text" "UTF-16 is converted"
for command in "read a.txt" "parse a.txt" "explain x" "describe man" --help --version "read --help" ""; do
  # shellcheck disable=SC2086  # words of a command line
  "$casus" $command >/dev/full 2>err; code=$?; expect_code 2 "full disk, casus $command"; expect_err "space" "full disk"
done
"$casus" read a.txt >&- 2>err; code=$?; expect_code 2 "closed output"; [ -s err ] || fail "closed output is told"
ours read a.txt --model absent.model; expect_code 2 "missing model"; expect_err "absent.model" "missing model"
ours read a.txt --encoder absent.model; expect_code 2 "missing encoder"; expect_err "absent.model" "missing encoder"; expect_err "--fast" "missing encoder"
ours read a.txt --encoder "$CASUS_MODEL"; expect_code 2 "another model as encoder"; expect_err "--fast" "another model as encoder"
CASUS_ENCODER=absent.model ours read a.txt; expect_code 2 "\$CASUS_ENCODER"; expect_err "absent.model" "\$CASUS_ENCODER"
CASUS_ENCODER=absent.model ours read --fast a.txt; expect_code 0 "--fast needs no encoder"; expect_out '"gear":"fast"' "--fast"
ours read --fast --encoder x a.txt; expect_code 2 "--fast with --encoder"; expect_err "--encoder" "--fast with --encoder"
ours read a.txt; expect_out '"gear":"accurate"' "the encoder reads"
printf '# ours\n!A! = x !A!\nBOAT [NORGOV]\n' >own.txt
ours read a.txt --actors own.txt; expect_code 2 "a set that names itself"; expect_err "own.txt:2: the set '!A!' names itself" "a set that names itself"
ours read a.txt --actors /dev/zero; expect_code 2 "a device as dictionary"; expect_err "/dev/zero: is no regular file" "a device as dictionary"
mkdir tables; printf 'word\tpos\n' >tables/cues.tsv
ours read a.txt --lexicons tables; expect_code 2 "tables that lack tables"; expect_err ".tsv: there is no such table" "tables that lack tables"
printf 'no model' >wrong.model
ours read a.txt --model wrong.model; expect_code 2 "wrong model"; expect_err "wrong.model" "wrong model"

cat >lines.jsonl <<'LINES'
{"id": "1", "date": "2024-05-14", "text": "Norway sent aid to Kenya."}
[1, 2]
{"id": "3", "date": "2024-05-14"}
{"id": "4", "date": "someday", "text": "Italy condemned the attack."}
not json
{"id": "6", "date": "2024-05-15", "text": "Chad and Niger signed a treaty."}
LINES
ours read lines.jsonl; expect_code 2 "bad lines"
for line in 2 3 4 5; do expect_err "lines.jsonl:$line" "bad line $line is named"; done
expect_out '"id":"1"' "good lines are read"; expect_out '"id":"6"' "good lines are read"
expect_lines 2 "bad lines give no reading"

printf '<html><head><title>T</title><script>var x = "hidden";</script></head><body><p>%s</p></body></html>' "$text" >page.html
ours read page.html; expect_code 0 "HTML"; expect_out "$text" "HTML"; grep -q hidden out && fail "scripts are no text"

{ for i in $(seq 1000); do printf '{"id":"%s","date":"2024-05-14","text":"Norway sent aid %s to Kenya. \\"We will help,\\" an official said."}\n' "$i" "$i"; done; } >many.jsonl
"$casus" read --fast -j 1 many.jsonl >one 2>/dev/null
"$casus" read --fast -j 4 many.jsonl >four 2>/dev/null
cmp -s one four || fail "four threads write what one writes, in the same order"
[ "$(wc -l <one)" -eq 1000 ] || fail "no document is lost"
"$casus" read --fast many.jsonl 2>err | head -n 1 >out; code=${PIPESTATUS[0]}
expect_code 0 "closed pipe"; expect_lines 1 "closed pipe"; [ -s err ] && grep -v "gave nothing\|no statement\|more notes" err | grep -q . && fail "a closed pipe is no news"

for bracket in '(' '"' '[' '“'; do
  { for _ in $(seq 10000); do printf '%s' "$bracket"; done; printf ' %s\n' "$text"; } >nested.txt
  timeout 20 "$casus" read --fast nested.txt >out 2>err; code=$?
  expect_code 0 "ten thousand $bracket"; expect_lines 1 "ten thousand $bracket"
  expect_out '"trigger"' "what follows ten thousand $bracket is read"
done
{ for i in $(seq 20000); do printf 'Norway sent aid %s to Kenya and ' "$i"; done; } >long.txt
timeout 60 "$casus" read --fast long.txt >out 2>err; code=$?; expect_code 0 "a long line"; expect_lines 1 "a long line"
expect_err "cut inside a sentence" "a long line says that it was cut"
{ for i in $(seq 40000); do printf 'Norway met Kenya, and %s oranges were sold. ' "$i"; done; } >book.txt
ours read --fast book.txt; expect_code 0 "a book"; expect_lines 2 "a book comes in parts"; expect_err "read in parts" "a book"
expect_out '#1","date"' "parts are numbered"
# Time is linear: ten times the text, no more than thirty times the time (a square would be a hundred).
timed() { local from; from=$(date +%s%N); timeout 100 "$casus" read --fast -j 1 "$1" >out 2>err; echo $((($(date +%s%N) - from) / 1000000)); }
for sentence in 'Norway said it would attack Italy. He said "we will". ' '"he said ' 'Norway said that Italy said that '; do
  yes "$sentence" | tr -d '\n' | head -c 20000 >short.txt; yes "$sentence" | tr -d '\n' | head -c 200000 >long.txt
  before=$(timed short.txt); after=$(timed long.txt)
  [ "$after" -le $((30 * before + 3000)) ] || fail "time is linear: $before ms, then $after ms for '$sentence'"
done

ours explain "$text"; expect_code 0 "explain"; expect_out "frames tried" "explain"; expect_out "Norway = NOR" "explain"
ours explain 'Norway blocked the road.'; expect_out "verbs.tsv:" "explain names file and line"; expect_out "does not hold: " "explain names the condition"
ours describe man; expect_code 0 "man page"
for command in $("$casus" --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do expect_out "casus $command" "man page"; done
ours describe bash; bash -n out || fail "the completion of bash is a script"; expect_out "--format" "completion"
printf 'The weather was fine.\n' >nothing.txt
ours read nothing.txt; expect_code 0 "an empty reading"; [ -s err ] || fail "an empty reading says so"
printf 'Der Minister sagte am Dienstag, dass die Regierung den Vertrag nicht unterzeichnen werde.\n' >german.txt
ours read german.txt; expect_code 0 "German"; expect_out '"language":"de"' "German"; expect_err "german.txt: not English" "German"; expect_out '"statements":[]' "German"

# The ledger: what is asked for wrongly is refused, with the way out; the day that is asked about is kept to.
cat >book.jsonl <<'LINES'
{"id": "a", "date": "2023-03-01", "text": "Norway promised to send tanks to Kenya by 1 June 2023."}
{"id": "b", "date": "2023-04-01", "text": "Norway warned that it would impose sanctions on Russia if Russia attacks Estonia."}
{"id": "c", "date": "2023-05-01", "text": "Russia attacked Estonia on Monday."}
{"id": "d", "date": "2023-07-01", "text": "Norway imposed sanctions on Russia."}
{"id": "e", "text": "Chile promised to send tanks to Peru."}
LINES
ours ingest -l b.ledger book.jsonl; expect_code 0 "ingest"; expect_out "(accurate gear)" "ingest"
# A ledger keeps to its gear; --mixed, or reading all its texts again, changes it.
ours ingest --fast -l b.ledger a.txt; expect_code 2 "another gear"; expect_err "--mixed" "another gear"
ours ingest --fast -l quick.ledger book.jsonl; expect_code 0 "ingest --fast"; expect_out "(fast gear)" "ingest --fast"
mkdir folder; printf 'Norway met Chad in Oslo.\n' >folder/w.txt
ours ingest -l quick.ledger a.txt; expect_code 0 "more into a fast ledger"; expect_out "(fast gear)" "more into a fast ledger"
ours ingest --encoder x -l quick.ledger a.txt; expect_code 2 "--encoder into a fast ledger"; expect_err "--reread" "--encoder into a fast ledger"
CASUS_ENCODER=absent.model ours whatif -l quick.ledger --on 2023-04-15 "Russia attacks Estonia"; expect_code 0 "a what-if in the gear of the ledger"
CASUS_ENCODER=absent.model "$casus" watch --once -l quick.ledger folder >out 2>err; code=$?; expect_code 0 "watch in the gear of the ledger"
ours ingest --mixed -l quick.ledger n.txt; expect_code 0 "--mixed"; expect_out "(mixed gear)" "--mixed"
ours ingest -l quick.ledger n.txt; expect_code 0 "a mixed ledger"; expect_err "holds readings of both gears" "a mixed ledger"
ours ingest --reread -l quick.ledger; expect_code 0 "--reread"; expect_out "0 new, 7 replaced, 1 the same" "--reread"; expect_out "(accurate gear)" "--reread"
ours ingest --reread --json -l quick.ledger; expect_out '"replaced":0,"same":8,"documents":8' "--reread again"; expect_out '"gear":"accurate"' "--reread again"
ours ingest --reread -l none.ledger; expect_code 2 "--reread of no ledger"; [ ! -e none.ledger ] || fail "--reread made a ledger"
threat=$("$casus" ledger -l b.ledger --kind threat 2>/dev/null | sed -n '1s/ .*//p')
for day in 1.1.2023 2024-13-45 soon; do
  for option in --from --until; do
    ours timeline -l b.ledger --between RUS,NOR $option $day; expect_code 2 "timeline $option $day"; expect_err "not a day" "timeline $option $day"
  done
done
ours timeline -l b.ledger --between RUS,NOR --from 2024-01-01 --until 2023-01-01; expect_code 2 "from after until"; expect_err "is after the last" "from after until"
ours timeline -l b.ledger --between FIN,NOR; expect_out "2023-04-04  North Atlantic Treaty in force" "a treaty binds both from the later day"
for command in "state --actor Rusia" "ledger --holder Rusia" "timeline --between Rusia,NOR"; do
  # shellcheck disable=SC2086  # words of a command line
  ours $command -l b.ledger; expect_code 2 "$command"; expect_err "did you mean Russia (RUS)" "$command"
done
ours whatif -l b.ledger "Rusia attacks Estonia"; expect_err 'NOT RESOLVED: "Rusia"' "an unknown doer"
ours whatif -l b.ledger "Russia attacks Estonia"; expect_code 0 "a known doer"; grep -q "NOT RESOLVED" err && fail "a known doer is resolved"
ours whatif Russia attacks Norway; expect_code 2 "unquoted"; expect_err "in quotes" "unquoted"
ours show -l b.ledger "$threat" --on 2023-04-10; expect_code 0 "show --on"; expect_out "2023-04-01" "show --on"
grep -q "2023-05-01\|Monday" out && fail "show --on tells what came later"
ours show -l b.ledger "$threat" --json --on 2023-04-10; grep -q "2023-05-01" out && fail "show --json --on tells what came later"
ours show -l b.ledger "$threat"; expect_out "Monday" "show without a day tells all"
ours show -l b.ledger "$threat" --on 2023-03-10; expect_code 1 "show before it was made"; expect_err "not made yet" "show before it was made"
ours show -l b.ledger "${threat:0:3}"; expect_code 1 "a short prefix"; expect_err "first four characters" "a short prefix"
ours ledger -l b.ledger; expect_out "(overdue, presumed)" "the day is today"; expect_out "CHL > PER" "what bears no day is listed"
"$casus" state -l b.ledger --json --limit 3 2>err | python3 -c 'import json, sys
state = json.load(sys.stdin)
assert state["memberships"] == [] and len(state["treaties"]) == 3' || { code=0; fail "state --json --limit 3"; }
for command in ledger state "timeline --between RUS,NOR"; do
  # shellcheck disable=SC2086  # words of a command line
  ours $command -l b.ledger --limit -3; expect_code 2 "$command --limit -3"
  expect_err "not a number from 0: -3" "$command --limit -3"
done
ours ledgr; expect_code 2 "misspelt command"; expect_err "no command ledgr; did you mean ledger?" "misspelt command"
ours help; expect_code 2 "no command help"; expect_err "the commands are read" "no command help"
ours ledger -l b.ledger --on 1990-01-01; expect_code 1 "before the ledger"; expect_err "the ledger begins on 2023-03-01, after 1990-01-01" "before the ledger"
ours ingest -l none.ledger n.txt; ours ledger -l none.ledger; expect_code 1 "an empty ledger"; expect_err "holds no commitment yet" "an empty ledger"

[ $failures -eq 0 ] && echo "all well"
exit $((failures > 0))
