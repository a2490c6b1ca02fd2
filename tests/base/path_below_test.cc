// SPDX-License-Identifier: MIT
#include "base/path_below.h"

#include <catch2/catch.hpp>
#include <string>

namespace path_below_test {

using syndic::base::is_path_below;

TEST_CASE("A path below a folder leads nowhere else and is one line") {
  for (const char* path :
       {"all.rss", "assets/a-0123.png", "why/0a.json", "a b.html", "ü/x", "a..b"}) {
    CAPTURE(path);
    CHECK(is_path_below(path));
  }
  for (const std::string path :
       {"", ".", "..", "/", "/etc/passwd", "../x", "a/../x", "a/..", "a/./x", "a//x", "a/", ".git",
        "a/.git", "a\nb", "a\rb", "a\x1b[1m", "a\x7f"}) {
    CAPTURE(path);
    CHECK_FALSE(is_path_below(path));
  }
  CHECK_FALSE(is_path_below(std::string_view("a\0b", 3)));
}

}  // namespace path_below_test
