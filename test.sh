#!/usr/bin/env bash
# Installs what is missing, builds with sanitizers, runs every test. Extra arguments go to ctest: ./test.sh -R golden
set -eu
cd "$(dirname "$0")"
scripts/packages.sh test
[ -f build/dev/build.ninja ] || cmake --preset dev >/dev/null
cmake --build --preset dev
ctest --preset dev -j "$(nproc)" "$@"
