#!/usr/bin/env bash
# Installs into an empty folder, builds a program against the installed package, and runs both.
# usage: install_test.sh SOURCE BUILD CXX SANITIZERS
set -eu
source=$1 build=$2 compiler=$3 sanitizers=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/usr" >"$work/log"
for file in bin/casus include/casus/reader.h share/man/man1/casus.1 share/bash-completion/completions/casus \
  share/zsh/site-functions/_casus; do
  [ -s "$work/usr/$file" ] || { echo "not installed: $file"; exit 1; }
done
"$work/usr/bin/casus" --version
flags=""
[ -z "$sanitizers" ] || flags="-fsanitize=$sanitizers"
cmake -S "$source/tests/install" -B "$work/build" -G Ninja -DCMAKE_PREFIX_PATH="$work/usr" -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_CXX_FLAGS="$flags" -DEXAMPLE="$source/examples/count_threats.cc" >"$work/log" || { cat "$work/log"; exit 1; }
cmake --build "$work/build" >"$work/log" || { cat "$work/log"; exit 1; }

# Without a model the package must still say what is missing.
if "$work/build/consumer" "$work/absent.model" 2024-05-14 "$source/examples/dispatch.txt" 2>"$work/err"; then exit 1; fi
grep -q absent.model "$work/err"
model=${CASUS_MODEL:-$work/usr/share/casus/casus.model}
[ -f "$model" ] || { echo "no model at $model"; exit 77; }
"$work/build/consumer" "$model" 2024-05-14 "$source/examples/dispatch.txt" | tee "$work/out"
grep -q "EU threatens.*unless" "$work/out"
"$work/usr/bin/casus" read --model "$model" --date 2024-05-14 "$source/examples/dispatch.txt" | grep -q '"kind":"threat"'

# A models folder that happens to lie beside the installation is not looked at: only a program in its build folder does.
if [ -f "$work/usr/share/casus/casus.model" ]; then
  mkdir "$work/models"
  echo rubbish >"$work/models/casus.model"
  env -u CASUS_MODEL "$work/usr/bin/casus" read --date 2024-05-14 "$source/examples/dispatch.txt" | grep -q '"kind":"threat"'
fi
