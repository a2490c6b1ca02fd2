# SPDX-License-Identifier: MIT
# shellcheck shell=bash
#
# What a program needs of this machine's shared libraries.

# loader PROGRAM : the path of the one that loads it and the others.
loader() { ldd "$1" | awk '$1 ~ /^\/.*\/ld-linux/ { print $1 }'; }

# libraries PROGRAM : their paths, one a line, without the loader. Libcurl, which the program loads
# itself (src/http/curl_library.h), is one of them, with all that it needs.
libraries() { LD_PRELOAD=libcurl.so.4 ldd "$1" | awk '$3 ~ /^\// { print $3 }'; }

# library_packages PROGRAM : the packages that they are of, one a line.
library_packages() {
  libraries "$1" | while read -r library; do
    dpkg-query -S "$(realpath "$library")" 2>/dev/null || dpkg-query -S "$library"
  done | cut -d: -f1 | sort -u
}
