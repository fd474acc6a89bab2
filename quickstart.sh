#!/usr/bin/env bash
# Installs what is missing, builds a release, and reads the example dispatch.
set -eu
cd "$(dirname "$0")"
scripts/packages.sh build
[ -f build/release/build.ninja ] || cmake --preset release >/dev/null
cmake --build --preset release
build/release/casus read --date 2024-05-14 examples/dispatch.txt --format report
