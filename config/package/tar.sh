#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# tar.sh BUILD : makes BUILD/package/syndic-VERSION-linux-ARCH.tar.gz of the program in the folder
# BUILD, with all shared libraries that it needs, the C library among them, so that it runs on any
# Linux of that processor. The same program on the same Debian gives the same bytes.
set -euo pipefail

build=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=libraries.sh
. "$here/libraries.sh"

version=$(sed -n 's/^CMAKE_PROJECT_VERSION:[A-Z]*=//p' "$build/CMakeCache.txt")
name=syndic-$version-linux-$(uname -m)
work=$build/package/tar
prefix=$work/usr/local
private=$prefix/lib/syndic

rm -rf "$work"
mkdir -p "$work"
DESTDIR=$work cmake --install "$build" --prefix /usr/local >"$work/log"
mkdir -p "$private"
mv "$prefix/bin/syndic" "$private/syndic"
strip "$private/syndic"
libraries "$private/syndic" | xargs -I '{}' cp -L '{}' "$private"
cp -L "$(loader "$private/syndic")" "$private"
sed "s/@LOADER@/$(basename "$(loader "$private/syndic")")/" "$here/wrapper.sh" >"$prefix/bin/syndic"
chmod 755 "$prefix/bin/syndic"

# The libraries' licences ask to be passed on with them.
mkdir -p "$prefix/share/doc/syndic/libraries"
library_packages "$build/syndic" | while read -r package; do
  cp -L "/usr/share/doc/$package/copyright" "$prefix/share/doc/syndic/libraries/$package"
done
cp "$here/../../LICENSE" "$prefix/share/doc/syndic/LICENSE"
cp "$here/INSTALL" "$prefix/share/doc/syndic/INSTALL"

mv "$prefix" "$work/$name"
cp "$here/INSTALL" "$work/$name/INSTALL"
find "$work/$name" -type d -exec chmod 755 {} + -o -type f -perm -100 -exec chmod 755 {} + \
  -o -type f -exec chmod 644 {} +
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner \
  --mtime="@$(dpkg-parsechangelog -l "$here/changelog" -S Timestamp)" -cf - "$name" |
  gzip -9n >"$build/package/$name.tar.gz"
echo "$build/package/$name.tar.gz"
