// SPDX-License-Identifier: MIT
#include "config/check.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/url.h"
#include "base/version.h"
#include "config/feeds.h"
#include "config/nearest_name.h"
#include "config/unknown_names.h"
#include "config/values.h"

namespace syndic::config {
namespace {

// The names that may be given only once, and where each is first given.
using NamePlaces = std::unordered_map<std::string, Position>;

// The tables of [[name]] in the order of read_document(); empty if that could not read them.
std::vector<const Value*> tables_of(const Table& document, std::string_view name,
                                    std::size_t expected) {
  std::vector<const Value*> tables;
  if (const auto* list = as<List>(find(document, name))) {
    for (const Value& element : *list) tables.push_back(&element);
  }
  if (tables.size() != expected) tables.clear();
  return tables;
}

void check_site(const Table& document, Config& config, ReadContext& context) {
  const Value* site = find(document, "site");
  const auto* table = as<Table>(site);
  // Reported already.
  if (table == nullptr && (site != nullptr || has_misnamed(document, "site"))) return;
  const auto has = [&](std::string_view key) {
    return table != nullptr && find(*table, key) != nullptr;
  };
  const Position at = site == nullptr ? Position{} : site->at;
  if (!has("title")) {
    context.errors.add(at,
                       "site.title is missing; say what the feeds are called, as title = \"…\" in "
                       "[site]");
  }
  const auto* owner = table == nullptr ? nullptr : find(*table, "owner");
  if (as<Table>(owner) != nullptr && find(*as<Table>(owner), "name") == nullptr) {
    context.errors.add(owner->at, "site.owner needs a name, as owner = { name = \"…\" }");
  }
  // The link of an RSS channel is required, and site.url is the one that people can open.
  auto& formats = config.publish.formats;
  if (std::ranges::find(formats, write::Format::rss) == formats.end() || has("url")) return;
  const bool is_refused = context.may_refuse && formats.size() > 1;
  if (is_refused) std::erase(formats, write::Format::rss);
  (is_refused ? context.refusals : context.errors)
      .add(at,
           "site.url is missing, to which RSS must link; write url = \"https://…\" in "
           "[site], or publish.formats without \"rss\"");
}

void check_publish(const Table& document, ReadContext& context) {
  const auto* publish = as<Table>(find(document, "publish"));
  const Value* formats = publish == nullptr ? nullptr : find(*publish, "formats");
  const auto* list = as<List>(formats);
  if (list == nullptr || !list->empty()) return;
  context.errors.add(formats->at,
                     "publish.formats must name at least one of \"rss\", \"atom\" and \"json\"");
}

// Each source needs exactly one of the keys that say where its items come from; a page may be
// beside a feed, and is not read then.
void check_origin(const Value& source, ReadContext& context) {
  constexpr std::array<std::string_view, 4> kOrigins = {"url", "site", "path", "sitemap"};
  std::vector<std::pair<Position, std::string_view>> given;
  for (const TomlMember& member : *as<Table>(&source)) {
    if (std::find(kOrigins.begin(), kOrigins.end(), member.key) != kOrigins.end()) {
      given.emplace_back(member.at, member.key);
    }
  }
  std::sort(given.begin(), given.end());
  if (given.empty() && find(*as<Table>(&source), "page") == nullptr) {
    context.errors.add(source.at,
                       "this source needs one of url, site, path, sitemap and page; say where "
                       "its items come from");
  } else if (given.size() > 1) {
    context.errors.add(given[1].first, "this source has both " + std::string(given[0].second) +
                                           " and " + std::string(given[1].second) +
                                           "; keep one of them");
  }
}

void check_page(const Table& source, ReadContext& context) {
  const Value* page = find(source, "page");
  const auto* table = as<Table>(page);
  if (table == nullptr) return;
  if (find(source, "sitemap") != nullptr) {
    context.errors.add(page->at, "this source has both sitemap and page; keep one of them");
  }
  if (find(*table, "url") != nullptr) return;
  context.errors.add(page->at, "source.page needs url, the page's address");
}

// A source logs in in one way only, with all keys that this way needs.
void check_access(const Table& source, ReadContext& context) {
  const auto both = [&](std::string_view one, std::string_view other) {
    const Value* second = find(source, other);
    if (find(source, one) == nullptr || second == nullptr) return;
    context.errors.add(second->at, "this source has both " + std::string(one) + " and " +
                                       std::string(other) + "; keep one of them");
  };
  both("password", "password_file");
  both("token", "token_file");
  both("user", "token");
  both("user", "token_file");
  for (const std::string_view key : {"password", "password_file"}) {
    const Value* password = find(source, key);
    if (password == nullptr || find(source, "user") != nullptr) continue;
    context.errors.add(password->at, "source." + std::string(key) + " needs a user beside it");
  }
}

std::string configured_origin(const Table& table, const Source& source) {
  if (!source.fetch.url.empty()) return base::public_url(source.fetch.url);
  if (!source.site.empty()) return base::public_url(source.site);
  if (source.page) return base::public_url(source.page->url);
  const auto* path = as<std::string>(find(table, "path"));
  return path == nullptr ? std::string() : *path;
}

// Sets the source's id, and reports an id that another source has.
void complete_id(const Value& value, Source& source, NamePlaces& places, ReadContext& context) {
  const auto& table = *as<Table>(&value);
  const Value* id = find(table, "id");
  const Value* name = find(table, "name");
  if (id == nullptr && name == nullptr) {
    context.errors.add(value.at, "this source needs an id or a name, such as id = \"casel\"");
    return;
  }
  if (id == nullptr) {
    source.id = id_from_name(source.name);
    if (source.id.empty() && !source.name.empty()) {
      context.errors.add(name->at,
                         "no id can be made from this name; give the source one, as id = \"…\"");
    }
  }
  source.fetch.id = source.id;
  if (source.id.empty()) return;
  const Position at = id == nullptr ? name->at : id->at;
  const auto [place, is_new] = places.emplace(source.id, at);
  if (is_new) return;
  context.errors.add(at, "source id " + in_quotes(source.id) +
                             (id == nullptr ? ", made from the name," : "") +
                             " is already taken in line " + std::to_string(place->second.line) +
                             "; choose another id");
}

// Only a few bits of a hash, as passwords are among what is hashed: enough to see a change, too few
// to guess a password.
std::string setup_of(const Table& source, const Table* fetch) {
  constexpr std::size_t kBits = 4 * 4;
  const std::string all = text_of(source) + (fetch == nullptr ? std::string() : text_of(*fetch));
  return base::content_hash(all).substr(0, kBits / 4);
}

// What authored items depend on, apart from their folder.
std::string folder_setup_of(const Source& source, const Site& site) {
  if (source.fetch.path.empty()) return {};
  const std::string& zone = source.time_zone.empty() ? site.time_zone : source.time_zone;
  return zone + ' ' + site.url + ' ' + site.feeds_url;
}

void check_sources(const Table& document, Config& config, ReadContext& context) {
  const auto tables = tables_of(document, "source", config.sources.size());
  NamePlaces places;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto& table = *as<Table>(tables[i]);
    Source& source = config.sources[i];
    complete_id(*tables[i], source, places, context);
    check_origin(*tables[i], context);
    check_page(table, context);
    check_access(table, context);
    if (!source.sitemap.empty()) {
      source.page = SourcePage{.url = source.sitemap, .is_sitemap = true, .detail = true};
    }
    source.fetch.setup = setup_of(table, as<Table>(find(document, "fetch")));
    source.fetch.folder_setup = folder_setup_of(source, config.site);
    source.normalize.allow_private = config.fetch.transport.allow_private;
    source.normalize.source_url = configured_origin(table, source);
    const bool has_feed = !source.fetch.url.empty() || !source.fetch.path.empty();
    if (source.page && source.site.empty() && !has_feed) source.fetch.url = source.page->url;
  }
}

void check_lists(const Table& document, const Config& config, ReadContext& context) {
  const auto tables = tables_of(document, "subscribe", config.lists.size());
  NamePlaces places;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Value* opml = find(*as<Table>(tables[i]), "opml");
    if (opml == nullptr) {
      context.errors.add(tables[i]->at,
                         "this needs opml, the URL or file of a list of sources, as opml = \"…\"");
      continue;
    }
    const std::string place = config.lists[i].place();
    if (place.empty()) continue;
    const auto [first, is_new] = places.emplace(place, opml->at);
    if (is_new) continue;
    context.errors.add(opml->at, "this list is already followed in line " +
                                     std::to_string(first->second.line) + "; keep one of them");
  }
}

// Names of other files in the published folder.
bool is_reserved(std::string_view name) {
  constexpr std::string_view kArchive = "-archive-";
  for (const std::string_view other : {"health", "search", "status"}) {
    if (base::equals_ignoring_case(name, other)) return true;
  }
  const std::size_t archive = name.rfind(kArchive);
  if (archive == std::string_view::npos) return false;
  const std::string_view number = name.substr(archive + kArchive.size());
  return !number.empty() && std::all_of(number.begin(), number.end(), base::is_digit);
}

void check_name(const Value& value, const Feed& feed, NamePlaces& places, ReadContext& context) {
  const Value* name = find(*as<Table>(&value), "name");
  if (name == nullptr) {
    context.errors.add(value.at, "this feed needs a name, that of its files, as name = \"…\"");
    return;
  }
  if (feed.name.empty()) return;
  if (is_reserved(feed.name)) {
    context.errors.add(name->at, "feed.name " + in_quotes(feed.name) +
                                     " is kept for another published file; choose another");
  }
  const auto [place, is_new] = places.emplace(base::lower(feed.name), name->at);
  if (is_new) return;
  context.errors.add(name->at, "feed.name " + in_quotes(feed.name) + " is already taken in line " +
                                   std::to_string(place->second.line) + "; choose another");
}

using Names = std::vector<std::string_view>;

Names sorted(Names names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// Wrong ids are included: they are reported already.
Names ids_of_sources(const Table& document, const Config& config) {
  Names ids;
  for (const Source& source : config.sources) {
    if (!source.id.empty()) ids.push_back(source.id);
  }
  for (const Value* source : tables_of(document, "source", config.sources.size())) {
    if (const auto* id = as<std::string>(find(*as<Table>(source), "id"))) ids.push_back(*id);
  }
  return sorted(std::move(ids));
}

Names groups_of_sources(const Config& config) {
  Names groups;
  for (const Source& source : config.sources) {
    groups.insert(groups.end(), source.groups.begin(), source.groups.end());
  }
  return sorted(std::move(groups));
}

// Adds to `problems` each name in the list `key` of a feed that is not in `known`. `is_awaited`: it
// may come with the next run.
void check_names(const Table& feed, std::string_view key, const Names& known,
                 std::string_view complaint, bool is_awaited, Problems& problems) {
  const auto* list = as<List>(find(feed, key));
  if (list == nullptr) return;
  for (const Value& element : *list) {
    const auto* name = as<std::string>(&element);
    if (name == nullptr || std::binary_search(known.begin(), known.end(), *name)) continue;
    const bool may_come = is_awaited && (known.empty() || key == "groups");
    const std::string none = may_come ? "" : "; there is none at all";
    problems.add(element.at, "feed." + std::string(key) + ": " + std::string(complaint) + " " +
                                 in_quotes(*name) + (may_come ? " yet" : "") +
                                 (known.empty() ? none : suggestion(likely_name(*name, known))));
  }
}

// Two values of which the same feed would be made.
std::string clash_of(const std::string& first, const std::string& second, const Feed& made) {
  return std::string(made.each == Each::tag     ? "the tags "
                     : made.each == Each::group ? "the groups "
                                                : "the sources ") +
         in_quotes(first) + " and " + in_quotes(second) + " would both make the feed " +
         in_quotes(made.name) + "; leave one out, or rather choose it in a [[feed]] of its own";
}

// Puts the feeds that `each` makes in the place of those that have it, after all others; so the
// first one, which the page shows, has none.
void make_each_feed(const std::vector<const Value*>& tables, Config& config, NamePlaces& places,
                    ReadContext& context) {
  std::vector<Feed> plain;
  std::vector<Feed> made;
  for (std::size_t i = 0; i < config.feeds.size(); ++i) {
    Feed& feed = config.feeds[i];
    if (!feed.each) {
      plain.push_back(std::move(feed));
      continue;
    }
    const Position at = i < tables.size() ? tables[i]->at : Position{};
    std::map<std::string, std::string> values;  // By the name of the feed that is made of it.
    for (auto& [value, each] : each_feed(feed, config.sources)) {
      const auto [first, is_own] = values.emplace(each.name, value);
      const auto [place, is_new] = places.emplace(base::lower(each.name), at);
      if (!is_own) {
        context.errors.add(at, clash_of(first->second, value, each));
      } else if (!is_new || is_reserved(each.name)) {
        context.errors.add(at, "this feed would make one called " + in_quotes(each.name) +
                                   ", a name that another has; choose another feed.name");
      }
      made.push_back(std::move(each));
    }
  }
  if (plain.empty()) {
    Feed& all = plain.emplace_back();
    all.name = "all";
    all.title = config.site.title;
  }
  config.feeds = std::move(plain);
  std::move(made.begin(), made.end(), std::back_inserter(config.feeds));
}

// What Apple requires of a podcast (https://podcasters.apple.com/support/823-podcast-requirements).
// Other directories take it without, so that only the owner, who is named whole, is a mistake.
void check_podcast(const Table& feed, const Feed& read, const Site& site, ReadContext& context) {
  const Value* podcast = find(feed, "podcast");
  const auto* table = as<Table>(podcast);
  if (table == nullptr) return;
  const Value* owner = find(*table, "owner");
  for (const std::string_view key : {"name", "email"}) {
    if (as<Table>(owner) == nullptr || find(*as<Table>(owner), key) != nullptr) continue;
    context.errors.add(owner->at, "feed.podcast.owner needs a name and an e-mail address; " +
                                      std::string(key) + " is missing");
  }
  if (read.podcast && find(*table, "image") == nullptr && !is_cover(site.logo)) {
    context.notes.add(podcast->at,
                      "this podcast has no picture, which Apple requires; write "
                      "image = \"https://….jpg\" in feed.podcast");
  }
  if (site.language.empty()) {
    context.notes.add(podcast->at,
                      "this podcast has no language, which Apple requires; write "
                      "language = \"en\" in [site]");
  }
}

void check_feeds(const Table& document, Config& config, ReadContext& context) {
  const Names ids = ids_of_sources(document, config);
  const Names groups = groups_of_sources(config);
  const bool follows_lists = !config.lists.empty();
  const auto tables = tables_of(document, "feed", config.feeds.size());
  NamePlaces places;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto& table = *as<Table>(tables[i]);
    check_name(*tables[i], config.feeds[i], places, context);
    // A group may wait for its first source; an id that no source has is a slip.
    check_names(table, "groups", groups, "no source is in the group", follows_lists, context.notes);
    // It may be of a source that a list had or will have.
    Problems& no_id = follows_lists ? context.notes : context.errors;
    check_names(table, "sources", ids, "no source has the id", follows_lists, no_id);
    check_names(table, "except", ids, "no source has the id", follows_lists, no_id);
    if (config.feeds[i].each == Each::tag && config.feeds[i].tags.empty()) {
      context.errors.add(find(table, "each")->at,
                         "feed.each = \"tag\" needs the tags, as tags = [\"…\"] beside it");
    }
    check_podcast(table, config.feeds[i], config.site, context);
  }
  for (Feed& feed : config.feeds) {
    if (feed.title.empty()) feed.title = config.site.title;
  }
  make_each_feed(tables, config, places, context);
}

void complete_user_agent(const Table& document, Config& config) {
  const auto* fetch = as<Table>(find(document, "fetch"));
  if (fetch != nullptr && find(*fetch, "user_agent") != nullptr) return;
  std::string& agent = config.fetch.transport.user_agent;
  agent = "syndic/" + std::string(base::kVersion);
  if (!config.site.url.empty()) {
    agent += " (+" + base::public_url(config.site.url) + ")";
  }
}

void note_source(const Table& table, const Source& source, const Config& config,
                 std::map<std::string, std::uint32_t>& lines, ReadContext& context) {
  const Value* url = find(table, "url");
  if (url == nullptr || source.fetch.url.empty()) return;
  const std::string address = address_of(source.fetch.url);
  const auto [first, is_new] = lines.emplace(address, url->at.line);
  if (!is_new) {
    context.notes.add(url->at, "this is also the address of the source in line " +
                                   std::to_string(first->second) +
                                   ", whose items would come twice; keep one of them");
  }
  const std::string own = address_of(config.site.feeds_url);
  if (!own.empty() && address.starts_with(own + "/")) {
    context.notes.add(url->at,
                      "this is a feed that syndic publishes itself, below site.feeds_url; it "
                      "brings nothing new");
  }
}

}  // namespace

void check_and_complete(const Table& document, Config& config, ReadContext& context) {
  check_site(document, config, context);
  check_publish(document, context);
  check_sources(document, config, context);
  check_lists(document, config, context);
  check_feeds(document, config, context);
  complete_user_agent(document, config);
}

void add_notes(const Table& document, const Config& config, ReadContext& context) {
  if (find(document, "source") == nullptr && config.lists.empty()) {
    context.notes.add({}, "there is no source yet; add one with syndic add URL");
  }
  if (!config.store.set.empty() && !config.store.is_on_postgres()) {
    context.notes.add(find(*as<Table>(find(document, "store")), "set")->at,
                      "store.set changes nothing: a store in a file has one set of feeds");
  }
  if (!config.notify.hubs.empty() && config.site.feeds_url.empty()) {
    context.notes.add(find(*as<Table>(find(document, "publish")), "hubs")->at,
                      "publish.hubs does nothing without site.feeds_url, as hubs are told the "
                      "addresses of the feeds; write feeds_url = \"https://…\" in [site]");
  }
  const auto* sources = as<List>(find(document, "source"));
  if (sources == nullptr || sources->size() != config.sources.size()) return;
  std::map<std::string, std::uint32_t> lines;
  for (std::size_t i = 0; i < config.sources.size(); ++i) {
    const auto* table = as<Table>(&(*sources)[i]);
    if (table != nullptr) note_source(*table, config.sources[i], config, lines, context);
  }
}

}  // namespace syndic::config
