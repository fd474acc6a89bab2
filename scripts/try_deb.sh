#!/usr/bin/env bash
# Installs the Debian package in a bare Debian 12 and uses it there. Wants root, debootstrap and a Debian mirror.
# usage: scripts/try_deb.sh DEB [ROOT]   (ROOT: a bare root to copy, as `debootstrap --variant=minbase bookworm` makes it)
set -eu
deb=$(readlink -f "$1") bare=${2:-}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
root=$work/root
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$work"' EXIT

mirror=$(grep -rhoE 'https?://[^ ]*/debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | head -n 1 | tr -d ' ')
if [ -n "$bare" ]; then
  cp -a "$bare" "$root"
else
  debootstrap --variant=minbase bookworm "$root" "${mirror:-http://deb.debian.org/debian}" >"$work/log" || { tail "$work/log"; exit 1; }
fi
mount -t proc proc "$root/proc"  # by which the program finds itself, and its model beside it
cp /etc/resolv.conf "$root/etc/"
cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
cp "$deb" "$root/casus.deb"
cp "$here/examples/dispatch.txt" "$root/dispatch.txt"

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C "$@"; }
check() { # check WHAT WANTED COMMAND…: the command ends well and says what is wanted
  local what=$1 wanted=$2
  shift 2
  inside "$@" >"$work/out" 2>"$work/err" || { echo "FAILED: $what"; cat "$work/out" "$work/err"; exit 1; }
  grep -qF -- "$wanted" "$work/out" || { echo "FAILED: $what: no '$wanted'"; head -c 2000 "$work/out"; exit 1; }
  echo "ok: $what"
}

echo "$(dpkg-deb -f "$deb" Package Version Architecture Installed-Size Depends | tr '\n' ' ')"
echo "package: $(stat -c %s "$deb") bytes"
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ./casus.deb >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
echo "ok: apt-get install ./casus.deb"
check "casus --help" "Exit codes" casus --help
check "casus read finds its model" '"kind":"threat"' casus read --format json --date 2024-05-14 /dispatch.txt
check "casus ingest" "1 new" casus ingest --date 2024-05-14 -l /book.ledger /dispatch.txt
check "casus ledger" "conditional" casus ledger -l /book.ledger --kind threat --holder EU
check "casus read --lexicons with the tables it brings" '"kind":"threat"' \
  casus read --format json --date 2024-05-14 --lexicons /usr/share/casus/lexicons /dispatch.txt
check "the licence" "Apache License" cat /usr/share/doc/casus/copyright
# A minimal root leaves out documents and manuals only where dpkg is told to; debootstrap tells it nothing.
for file in share/man/man1/casus.1.gz share/casus/CARD.md share/casus/schema/casus.reading-1.schema.json \
  share/bash-completion/completions/casus share/zsh/vendor-completions/_casus share/fish/vendor_completions.d/casus.fish \
  share/doc/casus/README.md share/doc/casus/docs/reading.md share/doc/casus/examples/dispatch.txt; do
  [ -s "$root/usr/$file" ] || { echo "FAILED: no /usr/$file"; exit 1; }
  echo "ok: /usr/$file"
done
inside apt-get remove -y casus >"$work/log" 2>&1 || { tail "$work/log"; exit 1; }
left=$(find "$root/usr" -path '*casus*' -not -path '*/doc/*' | head -n 5)
[ -z "$left" ] || { echo "FAILED: left behind: $left"; exit 1; }
echo "ok: apt-get remove casus leaves nothing"
