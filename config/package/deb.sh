#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# deb.sh BUILD : makes BUILD/package/syndic_VERSION_ARCH.deb of the program in the folder BUILD, by
# debhelper, and lets lintian judge it. Its times are those of the changelog, so that the same program
# gives the same bytes. Needs no root.
set -euo pipefail

build=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$build/package/deb
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:[A-Z]*=//p' "$build/CMakeCache.txt")
last=$(dpkg-parsechangelog -l "$here/changelog" -S Version)
[ "$version" = "$last" ] || {
  echo "config/package/changelog ends with $last, and CMakeLists.txt has $version" >&2
  exit 1
}

rm -rf "$work"
mkdir -p "$work/debian"
cp "$here"/{changelog,control,copyright,postinst,postrm,prerm,rules,syndic.toml} "$work/debian"
cp "$here/lintian-overrides" "$work/debian/syndic.lintian-overrides" 2>/dev/null || true
rm -f "$build/package/syndic_"*.deb
(cd "$work" && SYNDIC_BUILD=$build DEB_BUILD_OPTIONS=nocheck debian/rules binary >"$work/log" 2>&1) || {
  cat "$work/log" >&2
  exit 1
}
deb=$build/package/syndic_${version}_$(dpkg --print-architecture).deb
lintian --allow-root --tag-display-limit 0 --fail-on error,warning "$deb"
echo "$deb"
