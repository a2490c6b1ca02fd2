// SPDX-License-Identifier: MIT
#include "tests/bench/site.h"

#include <cstdio>
#include <sstream>
#include <string_view>
#include <vector>

#include "base/gzip.h"
#include "tests/bench/feed_generator.h"
#include "tests/bench/measure.h"

namespace syndic::bench {
namespace {

constexpr std::uint64_t kSeed = 20'220'516;

std::string number_of(std::size_t feed) {
  const std::string digits = std::to_string(feed);
  return std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string file_of(std::size_t feed) { return number_of(feed) + ".xml"; }

void replace_all(std::string_view what, std::string_view by, std::string& in) {
  for (std::size_t at = in.find(what); at != std::string::npos;
       at = in.find(what, at + by.size())) {
    in.replace(at, what.size(), by);
  }
}

std::size_t count(std::string_view what, std::string_view in) {
  std::size_t found = 0;
  for (std::size_t at = in.find(what); at != in.npos; at = in.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

std::string of_own_site(std::string feed, std::size_t number) {
  replace_all("www.example.org", "w" + number_of(number) + ".x.example", feed);
  replace_all("blog.example.org", "b" + number_of(number) + ".xx.example", feed);
  return feed;
}

Site::Site(std::size_t feeds)
    : feeds_(feeds),
      server_((std::filesystem::create_directory(dir_ / "site"), dir_ / "site"), dir_.path(),
              (feeds + 3) / 4) {
  std::istringstream said(in_copy([&] {
    std::size_t items = 0;
    std::size_t bytes = 0;
    std::vector<std::string> made = make_feeds(feeds, kSeed);
    for (std::size_t i = 0; i < feeds; ++i) {
      const std::string feed = of_own_site(std::move(made[i]), i);
      items += count("<item>", feed) + count("<entry>", feed);
      bytes += feed.size();
      dir_.write("site/" + file_of(i), feed);
      dir_.write("site/" + file_of(i) + ".gz", base::gzip(feed));
    }
    return std::to_string(items) + " " + std::to_string(bytes);
  }));
  said >> items_ >> bytes_;
}

std::string Site::url(std::size_t feed, bool gzip) const {
  return server_.origin(feed % hosts(), gzip) + "/" + file_of(feed);
}

std::string Site::size() const {
  char text[96];
  std::snprintf(text, sizeof text, "%zu feeds on %zu hosts, %zu items, %.1f MB", feeds(), hosts(),
                items(), static_cast<double>(bytes()) / 1e6);
  return text;
}

}  // namespace syndic::bench
