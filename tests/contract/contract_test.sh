#!/usr/bin/env bash
# What the program writes keeps the contract: over the example dispatch, the texts of all golden cases, texts that are
# hard on code point spans, and the hostile bytes of the fuzz corpus. Holds any other readings too:
#   casus read --format json archive.jsonl | tests/contract/contract_check.py schema/casus.reading-1.schema.json
# usage: contract_test.sh CASUS SOURCE   (exits 77 where there is no model)
set -eu
casus=$(readlink -f "$1") source=$2
export CASUS_MODEL=${CASUS_MODEL:-$source/models/casus.model}
[ -f "$CASUS_MODEL" ] || { echo "no model at $CASUS_MODEL"; exit 77; }
schema=$source/schema/casus.reading-1.schema.json check=$source/tests/contract/contract_check.py
python=python3
"$python" -c 'import jsonschema' 2>/dev/null || python=/usr/bin/python3  # Debian's knows python3-jsonschema
"$python" -c 'import jsonschema' || { echo "python3-jsonschema is missing: scripts/packages.sh test"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$source" >"$work/golden.jsonl" <<'PYTHON'
import json, pathlib, re, sys
hard = ["🚀🇳🇴 Norway said 😀 on Tuesday that it \"would send 🙏🏽 aid\" to Kenya 👨‍👩‍👧‍👦. Türkiye’s leader condemned the attack.",
        "Iran’s president مسعود said on Tuesday that Tehran would attack Kenya. \u202eשלום\u202c Chad condemned the threat.",
        "\ufeffNorway said on Tuesday that it would send aid.\r\n\r\nItaly condemned Kenya.\r\n",
        "Norway \x01\x02\x1b[31msaid that it would attack Kenya\x7f.\x85Italy\u2028condemned\u2029the attack.",
        "N" + "\u0301" * 50 + "orway warned that it would attack Kenya. “‘Norway’ said it,” Italy said.",
        "\"Norway said on Tuesday that it would send aid to Kenya. Italy condemned the attack.\n\nChad threatened war."]
texts = [(None, text) for text in hard]
for path in sorted(pathlib.Path(sys.argv[1], "tests/golden").glob("*/*.txt")):
    for case in re.split(r"^== .*\n", path.read_text(), flags=re.M)[1:]:
        lines = case.split("\n--\n")[0].split("\n")
        date = next((line[6:].strip() for line in lines if line.startswith("date: ")), None)
        texts.append((date, "\n".join(line for line in lines if not re.match(r"(date|id|title|source): |#", line))))
for number, (date, text) in enumerate(texts):
    print(json.dumps({"id": f"case {number}", "date": date or "2024-05-14", "text": text}))
PYTHON
"$casus" read --fast --format json --date 2024-05-14 "$source/examples/dispatch.txt" "$work/golden.jsonl" 2>"$work/err" >"$work/readings"
"$python" "$check" "$schema" 200 <"$work/readings"
{ head -n 6 "$work/golden.jsonl"; awk 'NR % 8 == 0' "$work/golden.jsonl"; } >"$work/some.jsonl"
"$casus" read --format json --date 2024-05-14 "$source/examples/dispatch.txt" "$work/some.jsonl" 2>"$work/err" >"$work/accurate"
"$python" "$check" "$schema" 30 <"$work/accurate"
grep -q '"gear":"accurate"' "$work/accurate" || { echo "the accurate gear is not named"; exit 1; }

# Bytes that are no text are refused; what is read of the others keeps the contract too.
for kind in text jsonl html; do
  "$casus" read --fast --format json --input "$kind" "$source"/tests/fuzz/corpus/{text,html,jsonl,language,read,segment}/* 2>/dev/null || [ $? -eq 2 ]
done >"$work/hostile"
"$python" "$check" "$schema" 40 <"$work/hostile"

# The check sees what is wrong.
broken() { # broken WHAT SED: the first reading with one thing changed
  head -n 1 "$work/readings" | sed "$2" >"$work/broken"
  cmp -s "$work/broken" <(head -n 1 "$work/readings") && { echo "nothing to break: $1"; exit 1; }
  ! "$python" "$check" "$schema" <"$work/broken" >"$work/said" || { echo "not seen: $1"; exit 1; }
  grep -q "$1" "$work/said" || { cat "$work/said"; exit 1; }
}
broken "not one of" 's/"kind":"threat"/"kind":"menace"/'
broken "unexpected" 's/"negated":/"ironic":true,&/'
broken "required" 's/"characters":[0-9]*,//'
broken "is not the slice" 's/"text":"Vera Orlova"/"text":"Vera Orlowa"/'
broken "not valid" 's/"quad":3/"quad":1/'
broken "keys" 's/\("mode":"direct"\),\("act":"[a-z]*"\)/\2,\1/'
broken "no statements has id" 's/"statement":"s1"/"statement":"s99"/'
