// SPDX-License-Identifier: MIT
#include "config/unknown_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "config/nearest_name.h"
#include "config/schema.h"

namespace syndic::config {
namespace {

constexpr auto kOtherWords = std::to_array<OtherWord>({
    {"", "feeds", "[[feed]]"},
    {"", "outputs", "[[feed]]"},
    {"", "sources", "[[source]]"},
    {"", "subscriptions", "[[source]]"},
    {"", "partners", "[[source]]"},
    {"", "blogs", "[[source]]"},
    {"", "database", "[store]"},
    {"", "db", "[store]"},
    {"", "storage", "[store]"},
    {"", "sqlite", "[store]"},
    {"", "output", "[publish]"},
    {"", "publishing", "[publish]"},
    {"", "channel", "[site]"},
    {"", "general", "[site]"},
    {"", "main", "[site]"},
    {"", "fetcher", "[fetch]"},
    {"", "http", "[fetch]"},
    {"", "refresh", "[fetch]"},
    {"site", "href", "site.url"},
    {"site", "link", "site.url"},
    {"site", "address", "site.url"},
    {"site", "homepage", "site.url"},
    {"site", "home", "site.url"},
    {"site", "home_page", "site.url"},
    {"site", "website", "site.url"},
    {"site", "site_url", "site.url"},
    {"site", "base_url", "site.url"},
    {"site", "feed_url", "site.feeds_url"},
    {"site", "self", "site.feeds_url"},
    {"site", "name", "site.title"},
    {"site", "description", "site.subtitle"},
    {"site", "tagline", "site.subtitle"},
    {"site", "summary", "site.subtitle"},
    {"site", "lang", "site.language"},
    {"site", "locale", "site.language"},
    {"site", "tz", "site.timezone"},
    {"site", "time_zone", "site.timezone"},
    {"site", "zone", "site.timezone"},
    {"site", "author", "site.owner"},
    {"site", "publisher", "site.owner"},
    {"site", "email", "site.owner"},
    {"site", "copyright", "site.rights"},
    {"site", "license", "site.rights"},
    {"site", "favicon", "site.icon"},
    {"site", "image", "site.logo"},
    {"site.owner", "title", "site.owner.name"},
    {"site.owner", "mail", "site.owner.email"},
    {"site.owner", "address", "site.owner.email"},
    {"fetch", "refresh", "fetch.interval"},
    {"fetch", "every", "fetch.interval"},
    {"fetch", "ttl", "fetch.interval"},
    {"fetch", "update", "fetch.interval"},
    {"fetch", "frequency", "fetch.interval"},
    {"fetch", "period", "fetch.interval"},
    {"fetch", "threads", "fetch.concurrency"},
    {"fetch", "workers", "fetch.concurrency"},
    {"fetch", "parallel", "fetch.concurrency"},
    {"fetch", "jobs", "fetch.concurrency"},
    {"fetch", "agent", "fetch.user_agent"},
    {"fetch", "useragent", "fetch.user_agent"},
    {"fetch", "delay", "fetch.host_delay"},
    {"fetch", "pause", "fetch.host_delay"},
    {"fetch", "max_size", "fetch.max_body"},
    {"fetch", "size", "fetch.max_body"},
    {"fetch", "limit", "fetch.max_body"},
    {"fetch", "redirects", "fetch.max_redirects"},
    {"fetch", "private", "fetch.allow_private"},
    {"fetch", "local", "fetch.allow_private"},
    {"store", "database", "store.url"},
    {"store", "db", "store.url"},
    {"store", "path", "store.url"},
    {"store", "file", "store.url"},
    {"store", "dsn", "store.url"},
    {"store", "sqlite", "store.url"},
    {"publish", "output", "publish.directory"},
    {"publish", "dir", "publish.directory"},
    {"publish", "path", "publish.directory"},
    {"publish", "folder", "publish.directory"},
    {"publish", "out", "publish.directory"},
    {"publish", "target", "publish.directory"},
    {"publish", "format", "publish.formats"},
    {"publish", "type", "publish.formats"},
    {"publish", "types", "publish.formats"},
    {"publish", "html", "publish.page"},
    {"publish", "index", "publish.page"},
    {"publish", "template", "publish.theme"},
    {"publish", "templates", "publish.theme"},
    {"publish", "hub", "publish.hubs"},
    {"publish", "websub", "publish.hubs"},
    {"publish", "hook", "publish.command"},
    {"publish", "exec", "publish.command"},
    {"publish", "deploy", "publish.command"},
    {"publish", "compress", "publish.precompress"},
    {"publish", "compression", "publish.precompress"},
    {"source", "href", "source.url"},
    {"source", "link", "source.url"},
    {"source", "address", "source.url"},
    {"source", "feed", "source.url"},
    {"source", "feed_url", "source.url"},
    {"source", "rss", "source.url"},
    {"source", "atom", "source.url"},
    {"source", "xmlurl", "source.url"},
    {"source", "website", "source.site"},
    {"source", "homepage", "source.site"},
    {"source", "home", "source.site"},
    {"source", "htmlurl", "source.site"},
    {"source", "file", "source.path"},
    {"source", "dir", "source.path"},
    {"source", "directory", "source.path"},
    {"source", "folder", "source.path"},
    {"source", "title", "source.name"},
    {"source", "group", "source.groups"},
    {"source", "label", "source.groups"},
    {"source", "labels", "source.groups"},
    {"source", "category", "source.groups"},
    {"source", "categories", "source.groups"},
    {"source", "tag", "source.groups"},
    {"source", "tags", "source.groups"},
    {"source", "refresh", "source.interval"},
    {"source", "every", "source.interval"},
    {"source", "ttl", "source.interval"},
    {"source", "update", "source.interval"},
    {"source", "frequency", "source.interval"},
    {"source", "period", "source.interval"},
    {"source", "limit", "source.max_items"},
    {"source", "max", "source.max_items"},
    {"source", "count", "source.max_items"},
    {"source", "items", "source.max_items"},
    {"source", "tz", "source.timezone"},
    {"source", "time_zone", "source.timezone"},
    {"source", "zone", "source.timezone"},
    {"source", "active", "source.enabled"},
    {"source", "disabled", "source.enabled"},
    {"source", "filter", "source.include"},
    {"source", "keep", "source.include"},
    {"source", "allow", "source.include"},
    {"source", "block", "source.exclude"},
    {"source", "skip", "source.exclude"},
    {"source", "ignore", "source.exclude"},
    {"source", "reject", "source.exclude"},
    {"source", "copyright", "source.rights"},
    {"source", "license", "source.rights"},
    {"source", "username", "source.user"},
    {"source", "login", "source.user"},
    {"source", "pass", "source.password"},
    {"source", "header", "source.headers"},
    {"source.page", "address", "source.page.url"},
    {"source.page", "items", "source.page.item"},
    {"source.page", "entry", "source.page.item"},
    {"source.page", "entries", "source.page.item"},
    {"source.page", "selector", "source.page.item"},
    {"source.page", "xpath", "source.page.item"},
    {"source.page", "css", "source.page.item"},
    {"source.page", "heading", "source.page.title"},
    {"source.page", "href", "source.page.link"},
    {"source.page", "time", "source.page.date"},
    {"source.page", "published", "source.page.date"},
    {"source.page", "description", "source.page.summary"},
    {"source.page", "img", "source.page.image"},
    {"source.page", "picture", "source.page.image"},
    {"feed", "limit", "feed.items"},
    {"feed", "max", "feed.items"},
    {"feed", "max_items", "feed.items"},
    {"feed", "count", "feed.items"},
    {"feed", "group", "feed.groups"},
    {"feed", "label", "feed.tags"},
    {"feed", "labels", "feed.tags"},
    {"feed", "category", "feed.tags"},
    {"feed", "categories", "feed.tags"},
    {"feed", "tag", "feed.tags"},
    {"feed", "kind", "feed.kinds"},
    {"feed", "language", "feed.languages"},
    {"feed", "lang", "feed.languages"},
    {"feed", "not", "feed.except"},
    {"feed", "without", "feed.except"},
    {"feed", "per_source", "feed.max_per_source"},
    {"feed", "source", "feed.sources"},
    {"feed", "feeds", "feed.sources"},
    {"feed", "from", "feed.sources"},
    {"feed", "file", "feed.name"},
    {"feed", "filename", "feed.name"},
    {"feed", "id", "feed.name"},
    {"feed", "slug", "feed.name"},
    {"feed", "age", "feed.max_age"},
    {"feed", "days", "feed.max_age"},
    {"feed", "max_days", "feed.max_age"},
    {"feed", "duplicates", "feed.dedupe"},
    {"feed", "deduplicate", "feed.dedupe"},
    {"feed", "unique", "feed.dedupe"},
});

std::string folded_word(std::string_view word) {
  std::string folded = base::lower(word);
  std::replace(folded.begin(), folded.end(), '-', '_');
  return folded;
}

template <class IsMeant>
std::string_view first_key(IsMeant is_meant) {
  const auto found = std::find_if(kOtherWords.begin(), kOtherWords.end(), is_meant);
  return found == kOtherWords.end() ? std::string_view() : found->key;
}

// A key without quotes if TOML allows that, else in quotes.
std::string shown(std::string_view name) {
  const bool bare =
      !name.empty() && name.size() <= 40 && std::all_of(name.begin(), name.end(), [](char c) {
        return base::is_alpha(c) || base::is_digit(c) || c == '_' || c == '-';
      });
  return bare ? std::string(name) : in_quotes(name);
}

// The table of that name, else the first key of that name in any section.
std::string known_elsewhere(std::string_view name) {
  if (std::string header = header_of(name); !header.empty()) return header;
  for (const KeyInfo& info : all_keys()) {
    if (info.key == name) return std::string(info.section) + "." + std::string(info.key);
  }
  return std::string(key_called_anywhere(name));
}

// What was meant by a name that is not in `names`: one of them by another word or mistyped, else
// the same name in another section, else the nearest. `full` returns a name as the file writes it.
template <class Full>
std::string meant_by(std::string_view name, std::string_view section,
                     std::span<const std::string_view> names, Full full) {
  const std::string_view called = key_called(name, section);
  if (!called.empty()) return std::string(called);
  const std::string_view slipped = slipped_name(name, names);
  if (!slipped.empty()) return full(slipped);
  std::string elsewhere = known_elsewhere(name);
  return elsewhere.empty() ? full(nearest_name(name, names)) : elsewhere;
}

bool has_table(const Value& value) {
  const auto* list = as<List>(&value);
  return list == nullptr ? as<Table>(&value) != nullptr
                         : std::any_of(list->begin(), list->end(), has_table);
}

bool has_url(const Value& value) {
  if (const auto* table = as<Table>(&value)) return find(*table, "url") != nullptr;
  const auto* list = as<List>(&value);
  return list != nullptr && std::any_of(list->begin(), list->end(), has_url);
}

// Other programs list their sources under "feeds": addresses, or tables with one.
bool lists_sources(const TomlMember& member) {
  return base::equals_ignoring_case(member.key, "feeds") &&
         (!has_table(member.value) || has_url(member.value));
}

}  // namespace

std::span<const OtherWord> other_words() { return kOtherWords; }

std::string_view key_called(std::string_view word, std::string_view section) {
  return first_key([section, folded = folded_word(word)](const OtherWord& other) {
    return other.section == section && other.word == folded;
  });
}

std::string_view key_called_anywhere(std::string_view word) {
  return first_key(
      [folded = folded_word(word)](const OtherWord& other) { return other.word == folded; });
}

void report_unknown_key(const TomlMember& member, std::string_view section,
                        std::span<const std::string_view> names, ReadContext& context) {
  const std::string prefix = std::string(section) + ".";
  const auto full = [&](std::string_view name) { return prefix + std::string(name); };
  const std::string meant =
      lists_sources(member) ? header_of("source") : meant_by(member.key, section, names, full);
  context.errors.add(member.at,
                     "unknown key " + prefix + shown(member.key) + "; did you mean " + meant + "?");
}

void report_unknown_section(const TomlMember& member, ReadContext& context) {
  const std::string meant = lists_sources(member)
                                ? header_of("source")
                                : meant_by(member.key, "", section_names(), header_of);
  context.errors.add(member.at,
                     (has_table(member.value) ? "unknown table [" + shown(member.key) + "]"
                                              : "unknown key " + shown(member.key)) +
                         "; did you mean " + meant + "?");
}

bool has_misnamed(const Table& document, std::string_view section) {
  const std::vector<std::string_view> names = section_names();
  return std::any_of(document.begin(), document.end(), [&](const TomlMember& member) {
    if (!has_table(member.value) || !header_of(member.key).empty()) return false;
    const std::string_view called = key_called(member.key, "");
    return called.empty() ? slipped_name(member.key, names) == section
                          : called == header_of(section);
  });
}

}  // namespace syndic::config
