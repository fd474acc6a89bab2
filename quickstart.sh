#!/usr/bin/env bash
# Installs what is missing, builds a release, and reads the example dispatch. `cmake --install build/release` then installs it.
set -eu
cd "$(dirname "$0")"
scripts/packages.sh build
[ -f build/release/build.ninja ] || cmake --preset release --log-level=ERROR >/dev/null
cmake --build --preset release --target casus_program
build/release/casus read --date 2024-05-14 --format report examples/dispatch.txt
