#!/usr/bin/env bash
# Installs the Debian packages that are missing; does nothing (and needs no network) when all are there.
# usage: scripts/packages.sh build|test|clang      (each with those before it)
set -eu
build="g++ cmake ninja-build libfmt-dev libcli11-dev nlohmann-json3-dev libsimdjson-dev libicu-dev libsqlite3-dev libdnnl-dev"
test="libgtest-dev libgmock-dev python3 python3-jsonschema ccache"
clang="clang clang-tidy libclang-rt-14-dev"
case "${1:-build}" in
  build) wanted=$build ;;
  test) wanted="$build $test" ;;
  clang) wanted="$build $test $clang" ;;
  *) echo "usage: scripts/packages.sh build|test|clang" >&2; exit 2 ;;
esac
missing=""
for package in $wanted; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
echo "installing:$missing" >&2
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of package names
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
