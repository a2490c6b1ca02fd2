// SPDX-License-Identifier: MIT
//
// The configuration file (TOML 1.0) as the stages' Options. config/README.md describes every key.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "fetch/options.h"
#include "model/item.h"
#include "normalize/options.h"
#include "notify/options.h"
#include "parse/options.h"
#include "store/options.h"
#include "write/options.h"

namespace syndic::config {

/// [site]
struct Site {
  std::string title;
  std::string subtitle;
  std::string url;
  std::string feeds_url;  ///< Always ends in '/'.
  std::string language;
  std::string time_zone = "UTC";
  model::Person owner;
  std::string rights;
  std::string icon;
  std::string logo;
};

/// [source.page]: XPath 1.0 over a page without a feed.
struct Page {
  std::string url;
  parse::PageRules rules;
};

/// What may be passed on of a source's items.
enum class Passing {
  full,
  summary,  ///< No text but a summary, cut.
  link,     ///< Title and link alone.
  none,     ///< Nothing: its items are not published.
};

/// What a source has allowed, and asks for in return.
struct Terms {
  std::string credit;  ///< One line of plain text at the end of each text; empty: none.
  std::string rights;  ///< Of items that do not say it themselves, and of the source.
  Passing content = Passing::full;
  std::optional<std::chrono::seconds> embargo;  ///< Its items are published that much later.
};

/// [[source]]; exactly one of `fetch.url`, `fetch.path` and `site` is there, or else `page`.
struct Source {
  std::string id;
  std::string name;
  std::vector<std::string> groups;
  bool enabled = true;
  fetch::Subscription fetch;  ///< A path is already resolved against the file's folder.
  std::string site;           ///< Its feed is looked for when it is to be asked.
  std::optional<Page> page;
  normalize::Options normalize;
  std::string time_zone;  ///< For dates without one; empty: UTC.
  Terms terms;
};

/// [[feed]]
struct Feed {
  std::string name;
  std::string title;  ///< Never empty: site.title by default.
  std::vector<std::string> groups;
  std::vector<std::string> sources;
  std::size_t items = 50;
  std::optional<std::chrono::seconds> max_age;
  bool dedupe = true;   ///< Whether an item that several sources carry comes once.
  bool archive = true;  ///< Whether older items are in archives (RFC 5005).
};

struct Config {
  std::filesystem::path file;
  std::string digest;  ///< Another one says that the file's bytes are others.
  Site site;
  fetch::Options fetch;
  store::Options store;    ///< Paths are already resolved against the file's folder.
  write::Options publish;  ///< Likewise.
  notify::Options notify;
  std::vector<Source> sources;
  std::vector<Feed> feeds;  ///< Never empty: "all" of everything by default.

  /// What is right but worth knowing, each as "FILE:LINE:COLUMN: …": a key that is set to something
  /// a later version will do, a feed of a group that no source is in.
  std::vector<std::string> notes;
};

/// Reads and checks the file. The other side holds everything that is wrong with it, in the file's
/// order, each as "FILE:LINE:COLUMN: message" on one line.
[[nodiscard]] tl::expected<Config, std::vector<std::string>> load(
    const std::filesystem::path& file);

/// The same of `bytes` that are to stand in `file`, which is not read.
[[nodiscard]] tl::expected<Config, std::vector<std::string>> read(
    std::string_view bytes, const std::filesystem::path& file);

}  // namespace syndic::config
