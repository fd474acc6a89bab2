#!/usr/bin/env bash
# What the shells complete, and that the pages the program prints of itself are whole. fish and zsh are asked where they
# are installed, man and mandoc too.
# usage: completion_test.sh CASUS
set -u
casus=$(readlink -f "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir bin folder
ln -s "$casus" bin/casus
PATH=$work/bin:$PATH
: >day.jsonl
failures=0
fail() { failures=$((failures + 1)); echo "FAILED: $1"; }
for page in man bash zsh fish sides; do casus describe $page >$page || fail "describe $page"; done

bash -n bash || fail "the completion of bash is no script"
# shellcheck disable=SC1091
source ./bash
# completes WANTED WORDS…: what bash offers for the last word is exactly WANTED, or holds it where WANTED begins with "…".
completes() {
  local wanted=$1 got
  shift
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
  _casus casus "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
  got=$(printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' ')
  case $wanted in
    …*) [[ " $got" == *" ${wanted#…} "* ]] || fail "bash: '$*' gives '${got:0:300}', without '${wanted#…}'" ;;
    *) [ "${got% }" = "$wanted" ] || fail "bash: '$*' gives '${got:0:300}', not '$wanted'" ;;
  esac
}
completes "ledger" casus led
completes "…whatif" casus ""
completes "--help" casus --he
completes "--fast --format" casus read --f
completes "-j" casus read -j
completes "report" casus read --format rep
completes "jsonl" casus ingest --input js
completes "jsonl" casus ingest --input = js
completes "auto html jsonl text" casus ingest --input =
completes "entries events" casus read --table e
completes "threat" casus ledger --kind th
completes "…accession" casus ledger --kind ""
completes "threat,offer" casus ledger --kind threat,of
completes "backed_down" casus ledger --status b
completes "reports" casus ledger --sort r
completes "…Russia" casus ledger --holder Rus
completes "…RUS" casus ledger --holder RUS
completes "…Estonia" casus state --actor Eston
completes "…South\\ Sudan" casus state --actor "South\\ Su"
completes "…EST,LVA" casus ledger --to EST,LVA
completes "…NATO,HAMAS" casus timeline --between NATO,HAMAS
completes "day.jsonl" casus read day
completes "folder" casus watch f
completes "folder" casus read --lexicons f
completes "day.jsonl" casus read --model da
completes "fish" casus describe f
completes "" casus read --date 2
completes "" casus explain da

fish_offers() { # fish_offers WANTED LINE
  fish -c "source ./fish; complete -C '$2'" 2>&1 | cut -f1 | grep -qxF -- "$1" || fail "fish: '$2' gives no '$1'"
}
if command -v fish >/dev/null; then
  fish -n fish || fail "the completion of fish is no script"
  fish_offers ledger "casus led"
  fish_offers --format "casus read --fo"
  fish_offers backed_down "casus ledger --status b"
  fish_offers threat,offer "casus ledger --kind threat,o"
  fish_offers RUS "casus state --actor R"
  fish_offers NATO,HAMAS "casus timeline --between NATO,HAM"
  fish_offers day.jsonl "casus read d"
  fish_offers --input=jsonl "casus read --input="
fi
if command -v zsh >/dev/null; then zsh -n zsh || fail "the completion of zsh is no script"; fi
grep -q '^#compdef casus$' zsh || fail "zsh: no #compdef"
for word in --kind backed_down jsonl conllu _casus_sides; do
  for shell in bash zsh fish; do
    [ $shell = zsh ] || [ $word != _casus_sides ] || continue
    grep -qF -- "${word#--}" $shell || fail "$shell: no $word"
  done
done

[ "$(cut -f1 sides | sort | uniq -d | wc -l)" -eq 0 ] || fail "a side stands twice"
grep -qx "RUS	Russia" sides || fail "sides: no Russia"
awk -F'\t' 'NF != 2 || $1 == "" || $2 == "" || $1 ~ /:/' sides | grep . && fail "sides: a line that is not id and name"

for title in NAME SYNOPSIS DESCRIPTION OPTIONS COMMANDS "EXIT STATUS" ENVIRONMENT FILES EXAMPLES; do
  grep -qx ".SH $title" man || fail "man: no $title"
done
for word in backed_down 'casus.ledger' CASUS_LEDGER CASUS_MODEL CASUS_ENCODER CASUS_CPU 'casus.model' 'encoder.model'; do
  sed 's/\\-/-/g' man | grep -qF "$word" || fail "man: no $word"
done
if command -v mandoc >/dev/null; then mandoc -Tlint -Wwarning man || fail "man: mandoc complains"; fi
if command -v groff >/dev/null; then
  [ -z "$(groff -man -ww -Tutf8 man 2>&1 >/dev/null)" ] || fail "man: groff complains"
fi
[ $failures -eq 0 ] && echo "completion and manual in order"
exit $((failures > 0))
