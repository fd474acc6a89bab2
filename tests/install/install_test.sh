#!/usr/bin/env bash
# Installs as somebody would who ran quickstart.sh, looks at what was brought, runs the program with its own model, and
# builds a program against the package.
# usage: install_test.sh SOURCE BUILD CXX SANITIZERS
set -eu
source=$1 build=$2 compiler=$3 sanitizers=$4
unset CASUS_MODEL CASUS_LEDGER
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# quickstart.sh builds the program and nothing else: what is installed out of the build folder is made with it, or before.
ninja -C "$build" -t commands casus >"$work/commands"
grep -rhoE "\"$build/[^\"]+\"" --include=cmake_install.cmake "$build" | tr -d '"' | grep -v '/cmake_install.cmake$' | sort -u >"$work/wanted"
[ "$(grep -c . "$work/wanted")" -ge 6 ] || { echo "only $(wc -l <"$work/wanted") files of the build folder are installed"; exit 1; }
while read -r file; do
  case $file in */CMakeFiles/Export/* | */casus-config*.cmake | */install_local_manifest.txt | */install_manifest* | *'${'*) continue ;; esac
  grep -qE "(^|[ =/])${file#"$build/"}( |\$|')" "$work/commands" || { echo "installed, but not built with the program: $file"; exit 1; }
done <"$work/wanted"

# The default prefix, then one of our own.
DESTDIR="$work/root" cmake --install "$build" >"$work/log"
default=$(sed -n 's/^CMAKE_INSTALL_PREFIX:PATH=//p' "$build/CMakeCache.txt")
cmake --install "$build" --prefix "$work/usr" >"$work/log"
diff <(cd "$work/root$default" && find . | sort) <(cd "$work/usr" && find . | sort) || { echo "the prefixes differ"; exit 1; }
for file in bin/casus include/casus/reader.h share/casus/casus.model share/casus/CARD.md share/casus/lexicons/states.tsv \
  share/casus/lexicons/README.md share/casus/schema/casus.reading-1.schema.json share/doc/casus/LICENSE share/doc/casus/NOTICE \
  share/doc/casus/README.md share/doc/casus/docs/reading.md share/doc/casus/examples/dispatch.txt share/man/man1/casus.1 \
  share/bash-completion/completions/casus share/zsh/site-functions/_casus share/fish/vendor_completions.d/casus.fish; do
  [ -s "$work/usr/$file" ] || { echo "not installed: $file"; exit 1; }
done
diff -r "$source/lexicons" "$work/usr/share/casus/lexicons"

# No variable is set and nobody stands in the source tree: the model is the one that was installed.
cd "$work"
for casus in "$work/usr/bin/casus" "$work/root$default/bin/casus"; do
  "$casus" read --format json --date 2024-05-14 "$source/examples/dispatch.txt" >out
  grep -q '"kind":"threat"' out
done
mv usr/share/casus/casus.model usr/share/casus/CARD.md .
if usr/bin/casus read "$source/examples/dispatch.txt" 2>err && [ ! -f "$default/share/casus/casus.model" ]; then
  echo "read with a model from elsewhere"
  exit 1
fi
mv casus.model CARD.md usr/share/casus

flags=""
[ -z "$sanitizers" ] || flags="-fsanitize=$sanitizers"
cmake -S "$source/tests/install" -B "$work/build" -G Ninja -DCMAKE_PREFIX_PATH="$work/usr" -DCMAKE_CXX_COMPILER="$compiler" \
  -DCMAKE_CXX_FLAGS="$flags" -DEXAMPLE="$source/examples/count_threats.cc" >"$work/log" || { cat "$work/log"; exit 1; }
cmake --build "$work/build" >"$work/log" || { cat "$work/log"; exit 1; }
# Without a model the package must still say what is missing.
if build/consumer absent.model 2024-05-14 "$source/examples/dispatch.txt" 2>err; then exit 1; fi
grep -q absent.model err
build/consumer usr/share/casus/casus.model 2024-05-14 "$source/examples/dispatch.txt" | tee out
grep -q "EU threatens.*unless" out

# A models folder that happens to lie beside the installation is not looked at: only a program in its build folder does.
mkdir models
echo rubbish >models/casus.model
usr/bin/casus read --date 2024-05-14 "$source/examples/dispatch.txt" | grep -q '"kind":"threat"'
