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
#include "model/listed_source.h"
#include "model/timestamp.h"
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

/// [source.page]: XPath 1.0 over a page without a feed; or a sitemap, which is read in its place.
struct SourcePage {
  std::string url;
  parse::PageRules rules;
  bool is_sitemap = false;
  bool detail = false;  ///< Whether each item's own page is asked for, once.
};

/// How much of a source's items is published.
enum class Passing {
  full,
  summary,  ///< A shortened summary in place of the text.
  link,     ///< Only title and link.
  none,     ///< Nothing: its items are not published.
};

/// The terms on which a source's items may be published.
struct Terms {
  std::string credit;  ///< One line of plain text at the end of each text; empty: none.
  std::string rights;  ///< Of the source, and of its items without rights of their own.
  Passing content = Passing::full;
  std::optional<std::chrono::seconds> embargo;  ///< Its items are published that much later.
  bool is_private = false;  ///< None of its own addresses is published, only its name.
};

/// [[source]]; has exactly one of `fetch.url`, `fetch.path` and `site`, or else `page`, which a
/// sitemap is, too.
struct Source {
  std::string id;
  std::string name;
  std::vector<std::string> groups;
  std::string contact;  ///< Whom the operator writes to; published nowhere.
  bool enabled = true;
  fetch::Subscription fetch;  ///< A path is already resolved against the file's folder.
  std::string site;           ///< Its feed is searched for when the source is due.
  std::string sitemap;
  std::optional<SourcePage> page;
  normalize::Options normalize;
  std::string time_zone;  ///< For dates without one; empty: UTC, of authored items the site's.
  Terms terms;
  std::optional<std::size_t> max_new_per_day;  ///< New items; empty: pipeline::ceiling_of().
  std::string list;  ///< The ListSubscription::place() of the list that it is from; else empty.
  std::optional<model::Timestamp> joined;  ///< When its list brought it into a running network.
};

/// [[subscribe]]: a list of sources that is followed; has exactly one of `url` and `path`.
struct ListSubscription {
  std::string url;
  std::filesystem::path path;                    ///< Resolved against the file's folder.
  std::vector<std::string> groups;               ///< Of all its sources, beside its folders.
  std::optional<std::chrono::seconds> interval;  ///< Of its sources, which may only ask for longer
                                                 ///< ones; empty: fetch.interval.
  bool enabled = true;

  /// The URL without credentials, or the absolute path: what the list is called, and stored by.
  [[nodiscard]] std::string place() const;
};

/// Of what a [[feed]] makes one feed each (feed.each).
enum class Each {
  source,
  group,
  tag,      ///< Of those in `tags`.
  all_but,  ///< Every source but one, for each.
};

/// [[feed]]; one with `each` is already replaced by those that it makes.
struct Feed {
  std::string name;
  std::string title;  ///< Never empty: site.title by default.
  std::vector<std::string> groups;
  std::vector<std::string> sources;
  std::vector<std::string> except;  ///< Sources that it does not take in.
  /// An item is in the feed if it has one of each of these, where there are any.
  std::vector<std::string> tags;
  std::vector<model::Kind> kinds;
  std::vector<std::string> languages;
  normalize::Rules rules;  ///< Its own, beside those of the sources.
  std::optional<Each> each;
  std::size_t items = 50;
  std::optional<std::size_t> max_per_source;  ///< Of one source, of the newest `items`.
  std::optional<std::chrono::seconds> max_age;
  bool dedupe = true;   ///< Whether an item of several sources is published once.
  bool archive = true;  ///< Whether older items are in archives (RFC 5005).
  std::optional<write::Podcast> podcast;
};

/// A source of a list that the configuration would be wrong with.
struct LeftOut {
  std::string list;  ///< As in Source.
  std::string id;
  std::string why;  ///< One line, without a place.
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

struct Config {
  std::filesystem::path file;
  std::string file_digest;  ///< A hash of the file's bytes.
  std::string digest;       ///< The same, with the sources of lists, if there are any.
  Site site;
  fetch::Options fetch;
  store::Options store;    ///< Paths are already resolved against the file's folder.
  write::Options publish;  ///< Likewise.
  notify::Options notify;
  std::vector<Source> sources;  ///< The file's own, then those of lists.
  std::vector<ListSubscription> lists;
  std::vector<LeftOut> left_out;  ///< The notes have them, too.
  std::vector<Feed> feeds;        ///< Never empty: "all" of everything by default.

  /// What is no mistake but worth knowing, each as "FILE:LINE:COLUMN: …": a feed of a group without
  /// a source.
  std::vector<std::string> notes;

  /// What cannot be published as it is configured, where the rest can, each as
  /// "FILE:LINE:COLUMN: …": RSS without site.url. Only of a configuration that is to be used.
  std::vector<std::string> refusals;
};

/// Why a configuration is read.
enum class Purpose {
  check,  ///< All that is wrong with it is an error.
  use,    ///< What only keeps a part from being published is in Config::refusals.
};

/// Reads and checks the file. Errors: all its mistakes, in the file's order, each as
/// "FILE:LINE:COLUMN: message" on one line. `listed`: what is remembered of the lists that the file
/// follows; they become sources after its own. One that cannot be is left out with a note, one with
/// the address of an earlier source without, and none makes the configuration wrong.
[[nodiscard]] tl::expected<Config, std::vector<std::string>> load(
    const std::filesystem::path& file, Purpose purpose = Purpose::check,
    const std::vector<model::ListMember>& listed = {});

/// The same for `bytes`, the future contents of `file`, which is not read.
[[nodiscard]] tl::expected<Config, std::vector<std::string>> read(
    std::string_view bytes, const std::filesystem::path& file, Purpose purpose = Purpose::check,
    const std::vector<model::ListMember>& listed = {});

}  // namespace syndic::config
