#!/usr/bin/env bash
# clang-tidy over the C++ files that changed since the last version tag, or in the last 30 commits where there is none; a changed
# header is read with the file of its name. usage: scripts/tidy.sh [--all | FILE…]
set -eu
cd "$(dirname "$0")/.."
scripts/packages.sh clang
cmake --preset tidy >/dev/null
if [ "${1:-}" = --all ]; then
  files=$(git ls-files '*.cc')
elif [ $# -gt 0 ]; then
  files=$*
else
  since=$(git describe --tags --match 'v[0-9]*' --abbrev=0 2>/dev/null || git rev-list -31 HEAD | tail -1)
  echo "tidy: files changed since $since"
  files=$(git diff --name-only --diff-filter=d "$since" -- '*.cc' '*.h' | sed 's/\.h$/.cc/' | sort -u)
fi
known=$(sed -n 's/^ *"file": "\(.*\)",*$/\1/p' build/tidy/compile_commands.json)
chosen=()
for file in $files; do
  grep -qxF "$PWD/$file" <<<"$known" && chosen+=("$file")
done
[ ${#chosen[@]} -gt 0 ] || { echo "tidy: nothing to look at"; exit 0; }
echo "tidy: ${#chosen[@]} files"
printf '%s\0' "${chosen[@]}" | xargs -0 -n 2 -P "$(nproc)" clang-tidy -p build/tidy --quiet 2>&1 | grep -v 'warnings generated\|^$' || [ "${PIPESTATUS[1]}" -eq 0 ]
echo "tidy: clean"
