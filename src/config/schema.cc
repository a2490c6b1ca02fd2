// SPDX-License-Identifier: MIT
#include "config/schema.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <span>
#include <string>
#include <type_traits>
#include <utility>

#include "config/unknown_names.h"

namespace syndic::config {
namespace {

using namespace std::chrono_literals;
using parse::XPathResult;

constexpr std::uint64_t kMiB = 1024 * 1024;

// A key of a table: `read` reads the value `in` and sets a member of `to`.
template <class Target>
struct Key {
  std::string_view name;
  std::string_view type;
  void (*read)(const GivenValue& in, Target& to);
};

template <class Target>
using Keys = std::span<const Key<Target>>;

// Sets a member to what was read; what is wrong is reported already.
template <class Target, class Read>
void set(Target& target, std::optional<Read> read) {
  if (read) target = static_cast<Target>(*std::move(read));
}

template <class Target>
void read_table(const Table& table, std::string_view section,
                std::type_identity_t<Keys<Target>> keys, Target& target, ReadContext& context);

// A table inside a section.
template <class Target>
std::optional<Target> read_inner_table(const GivenValue& in, std::string_view section,
                                       std::type_identity_t<Keys<Target>> keys) {
  const auto* table = as<Table>(&in.value);
  if (table == nullptr) {
    in.wrong_type("a table");
    return std::nullopt;
  }
  Target target;
  read_table(*table, section, keys, target, in.context);
  return target;
}

constexpr auto kOwnerKeys = std::to_array<Key<model::Person>>({
    {"name", "text", [](auto& in, auto& to) { set(to.name, read_words(in)); }},
    {"email", "e-mail address", [](auto& in, auto& to) { set(to.email, read_email(in)); }},
});

std::optional<model::Person> read_owner(const GivenValue& in, std::string_view section) {
  if (const auto* name = as<std::string>(&in.value)) {
    in.wrong("must be a table; write owner = { name = " + in_quotes(*name) + " }");
    return std::nullopt;
  }
  return read_inner_table<model::Person>(in, section, kOwnerKeys);
}

constexpr auto kSiteKeys = std::to_array<Key<Site>>({
    {"title", "text", [](auto& in, auto& to) { set(to.title, read_words(in)); }},
    {"subtitle", "text", [](auto& in, auto& to) { set(to.subtitle, read_text(in)); }},
    {"url", "URL", [](auto& in, auto& to) { set(to.url, read_url(in)); }},
    {"feeds_url", "URL", [](auto& in, auto& to) { set(to.feeds_url, read_folder_url(in)); }},
    {"language", "language", [](auto& in, auto& to) { set(to.language, read_language(in)); }},
    {"timezone", "time zone", [](auto& in, auto& to) { set(to.time_zone, read_zone(in)); }},
    {"owner", "table", [](auto& in, auto& to) { set(to.owner, read_owner(in, "site.owner")); }},
    {"rights", "text", [](auto& in, auto& to) { set(to.rights, read_text(in)); }},
    {"icon", "URL", [](auto& in, auto& to) { set(to.icon, read_url(in)); }},
    {"logo", "URL", [](auto& in, auto& to) { set(to.logo, read_url(in)); }},
});

constexpr auto kFetchKeys = std::to_array<Key<fetch::Options>>({
    {"concurrency", "integer",
     [](auto& in, auto& to) { set(to.transport.concurrency, read_integer(in, 1, 1'000)); }},
    {"per_host", "integer",
     [](auto& in, auto& to) { set(to.transport.per_host, read_integer(in, 1, 1'000)); }},
    {"host_delay", "duration",
     [](auto& in, auto& to) { set(to.transport.host_delay, read_duration(in, 0ms)); }},
    {"timeout", "duration",
     [](auto& in, auto& to) { set(to.transport.timeout, read_duration(in, 1ms)); }},
    {"connect_timeout", "duration",
     [](auto& in, auto& to) { set(to.transport.connect_timeout, read_duration(in, 1ms)); }},
    {"stall_timeout", "duration",
     [](auto& in, auto& to) { set(to.transport.stall_timeout, read_duration(in, 1ms)); }},
    {"max_body", "size",
     [](auto& in, auto& to) { set(to.transport.max_body, read_size(in, 1, 1024 * kMiB)); }},
    {"max_redirects", "integer",
     [](auto& in, auto& to) { set(to.transport.max_redirects, read_integer(in, 0, 50)); }},
    {"interval", "duration", [](auto& in, auto& to) { set(to.interval, read_interval(in)); }},
    {"user_agent", "text",
     [](auto& in, auto& to) { set(to.transport.user_agent, read_header_words(in)); }},
    {"allow_private", "true or false",
     [](auto& in, auto& to) { set(to.transport.allow_private, read_flag(in)); }},
});

constexpr auto kStoreKeys = std::to_array<Key<store::Options>>({
    {"url", "store URL", [](auto& in, auto& to) { read_store_url(in, to); }},
    {"password", "secret", [](auto& in, auto& to) { set(to.postgres_password, read_secret(in)); }},
    {"set", "text", [](auto& in, auto& to) { set(to.set, read_set_name(in)); }},
    {"publish", "true or false", [](auto& in, auto& to) { set(to.publish, read_flag(in)); }},
});

constexpr auto kPublishKeys = std::to_array<Key<Config>>({
    {"directory", "path", [](auto& in, auto& to) { set(to.publish.directory, read_path(in)); }},
    {"formats", "list",
     [](auto& in, auto& to) { set(to.publish.formats, read_list(in, read_format)); }},
    {"page", "true or false", [](auto& in, auto& to) { set(to.publish.page, read_flag(in)); }},
    {"theme", "path", [](auto& in, auto& to) { set(to.publish.theme, read_path(in)); }},
    {"images", "true or false", [](auto& in, auto& to) { set(to.publish.images, read_flag(in)); }},
    {"indexed", "true or false",
     [](auto& in, auto& to) { set(to.publish.indexed, read_flag(in)); }},
    {"max_vanish", "share", [](auto& in, auto& to) { set(to.publish.max_vanish, read_share(in)); }},
    {"hubs", "list",
     [](auto& in, auto& to) { set(to.notify.hubs, read_list(in, read_url, false)); }},
    {"command", "list", [](auto& in, auto& to) { set(to.notify.command, read_command(in)); }},
    {"command_timeout", "duration",
     [](auto& in, auto& to) { set(to.notify.command_timeout, read_duration(in, 1s)); }},
    {"precompress", "list",
     [](auto& in, auto& to) { set(to.publish.precompress, read_list(in, read_compression)); }},
    {"metrics", "path", [](auto& in, auto& to) { set(to.notify.metrics, read_path(in)); }},
    {"status", "true or false", [](auto& in, auto& to) { set(to.publish.status, read_flag(in)); }},
    {"verify", "true or false", [](auto& in, auto& to) { set(to.publish.verify, read_flag(in)); }},
    {"events", "true or false", [](auto& in, auto& to) { set(to.publish.events, read_flag(in)); }},
    {"opml", "true or false", [](auto& in, auto& to) { set(to.publish.opml, read_flag(in)); }},
});

constexpr auto kAlertKeys = std::to_array<Key<notify::Alert>>({
    {"command", "list", [](auto& in, auto& to) { set(to.command, read_command(in)); }},
    {"after", "duration", [](auto& in, auto& to) { set(to.after, read_seconds(in, 1s)); }},
});

constexpr auto kPageKeys = std::to_array<Key<SourcePage>>({
    {"url", "URL", [](auto& in, auto& to) { set(to.url, read_url(in)); }},
    {"item", "XPath",
     [](auto& in, auto& to) { set(to.rules.item, read_xpath(in, XPathResult::elements)); }},
    {"title", "XPath", [](auto& in, auto& to) { set(to.rules.title, read_xpath(in)); }},
    {"link", "XPath", [](auto& in, auto& to) { set(to.rules.link, read_xpath(in)); }},
    {"date", "XPath", [](auto& in, auto& to) { set(to.rules.date, read_xpath(in)); }},
    {"summary", "XPath", [](auto& in, auto& to) { set(to.rules.summary, read_xpath(in)); }},
    {"image", "XPath", [](auto& in, auto& to) { set(to.rules.image, read_xpath(in)); }},
    {"author", "XPath", [](auto& in, auto& to) { set(to.rules.author, read_xpath(in)); }},
    {"tags", "XPath", [](auto& in, auto& to) { set(to.rules.tags, read_xpath(in)); }},
    {"id", "XPath", [](auto& in, auto& to) { set(to.rules.id, read_xpath(in)); }},
    {"enclosure", "XPath", [](auto& in, auto& to) { set(to.rules.enclosure, read_xpath(in)); }},
    {"next", "XPath", [](auto& in, auto& to) { set(to.rules.next, read_xpath(in)); }},
    {"date_format", "text",
     [](auto& in, auto& to) { set(to.rules.date_format, read_date_format(in)); }},
    {"detail", "true or false", [](auto& in, auto& to) { set(to.detail, read_flag(in)); }},
});

constexpr auto kSourceKeys = std::to_array<Key<Source>>({
    {"id", "id", [](auto& in, auto& to) { set(to.id, read_source_id(in)); }},
    {"name", "text", [](auto& in, auto& to) { set(to.name, read_words(in)); }},
    {"url", "URL", [](auto& in, auto& to) { set(to.fetch.url, read_feed_url(in)); }},
    {"site", "URL", [](auto& in, auto& to) { set(to.site, read_url(in)); }},
    {"sitemap", "URL", [](auto& in, auto& to) { set(to.sitemap, read_url(in)); }},
    {"path", "path", [](auto& in, auto& to) { set(to.fetch.path, read_path(in)); }},
    {"page", "table",
     [](auto& in, auto& to) {
       set(to.page, read_inner_table<SourcePage>(in, "source.page", kPageKeys));
     }},
    {"groups", "list", [](auto& in, auto& to) { set(to.groups, read_list(in, read_words)); }},
    {"contact", "text", [](auto& in, auto& to) { set(to.contact, read_words(in)); }},
    {"interval", "duration", [](auto& in, auto& to) { set(to.fetch.interval, read_interval(in)); }},
    {"max_items", "integer",
     [](auto& in, auto& to) { set(to.normalize.max_items, read_integer(in, 1, 1'000'000)); }},
    {"max_item", "size",
     [](auto& in, auto& to) { set(to.normalize.max_item, read_size(in, 4096, 16 * kMiB)); }},
    {"max_new_per_day", "integer",
     [](auto& in, auto& to) { set(to.max_new_per_day, read_integer(in, 1, 1'000'000)); }},
    {"include", "list",
     [](auto& in, auto& to) { set(to.normalize.rules.include, read_list(in, read_rule)); }},
    {"exclude", "list",
     [](auto& in, auto& to) { set(to.normalize.rules.exclude, read_list(in, read_rule)); }},
    {"timezone", "time zone", [](auto& in, auto& to) { set(to.time_zone, read_zone(in)); }},
    {"enabled", "true or false", [](auto& in, auto& to) { set(to.enabled, read_flag(in)); }},
    {"credit", "text", [](auto& in, auto& to) { set(to.terms.credit, read_words(in)); }},
    {"rights", "text", [](auto& in, auto& to) { set(to.terms.rights, read_words(in)); }},
    {"content", "word", [](auto& in, auto& to) { set(to.terms.content, read_passing(in)); }},
    {"embargo", "duration",
     [](auto& in, auto& to) { set(to.terms.embargo, read_seconds(in, 0s)); }},
    {"private", "true or false",
     [](auto& in, auto& to) { set(to.terms.is_private, read_flag(in)); }},
    {"user", "secret", [](auto& in, auto& to) { set(to.fetch.access.user, read_secret(in)); }},
    {"password", "secret",
     [](auto& in, auto& to) { set(to.fetch.access.password, read_secret(in)); }},
    {"password_file", "path",
     [](auto& in, auto& to) { set(to.fetch.access.password_file, read_path(in)); }},
    {"token", "secret", [](auto& in, auto& to) { set(to.fetch.access.token, read_secret(in)); }},
    {"token_file", "path",
     [](auto& in, auto& to) { set(to.fetch.access.token_file, read_path(in)); }},
    {"headers", "table",
     [](auto& in, auto& to) { set(to.fetch.access.headers, read_headers(in)); }},
    {"proxy", "proxy", [](auto& in, auto& to) { set(to.fetch.access.proxy, read_proxy(in)); }},
    {"ca_file", "path", [](auto& in, auto& to) { set(to.fetch.access.ca_file, read_path(in)); }},
});

// A list is at a URL, or else in a file.
void read_list_place(const GivenValue& in, ListSubscription& to) {
  const auto* text = as<std::string>(&in.value);
  if (text != nullptr && text->find("://") == std::string::npos) {
    set(to.path, read_path(in));
  } else {
    set(to.url, read_url(in));
  }
}

constexpr auto kSubscribeKeys = std::to_array<Key<ListSubscription>>({
    {"opml", "URL or path", [](auto& in, auto& to) { read_list_place(in, to); }},
    {"groups", "list", [](auto& in, auto& to) { set(to.groups, read_list(in, read_words)); }},
    {"interval", "duration", [](auto& in, auto& to) { set(to.interval, read_interval(in)); }},
    {"enabled", "true or false", [](auto& in, auto& to) { set(to.enabled, read_flag(in)); }},
});

constexpr auto kPodcastKeys = std::to_array<Key<write::Podcast>>({
    {"category", "text", [](auto& in, auto& to) { set(to.category, read_podcast_category(in)); }},
    {"explicit", "true or false", [](auto& in, auto& to) { set(to.is_explicit, read_flag(in)); }},
    {"image", "URL", [](auto& in, auto& to) { set(to.image, read_cover(in)); }},
    {"owner", "table",
     [](auto& in, auto& to) { set(to.owner, read_owner(in, "feed.podcast.owner")); }},
});

constexpr auto kFeedKeys = std::to_array<Key<Feed>>({
    {"name", "file name", [](auto& in, auto& to) { set(to.name, read_feed_name(in)); }},
    {"title", "text", [](auto& in, auto& to) { set(to.title, read_words(in)); }},
    {"groups", "list", [](auto& in, auto& to) { set(to.groups, read_list(in, read_words)); }},
    {"sources", "list", [](auto& in, auto& to) { set(to.sources, read_list(in, read_words)); }},
    {"except", "list", [](auto& in, auto& to) { set(to.except, read_list(in, read_words)); }},
    {"tags", "list", [](auto& in, auto& to) { set(to.tags, read_list(in, read_words)); }},
    {"kinds", "list", [](auto& in, auto& to) { set(to.kinds, read_list(in, read_kind)); }},
    {"languages", "list",
     [](auto& in, auto& to) { set(to.languages, read_list(in, read_language)); }},
    {"include", "list",
     [](auto& in, auto& to) { set(to.rules.include, read_list(in, read_rule)); }},
    {"exclude", "list",
     [](auto& in, auto& to) { set(to.rules.exclude, read_list(in, read_rule)); }},
    {"each", "word", [](auto& in, auto& to) { set(to.each, read_each_of(in)); }},
    {"items", "integer", [](auto& in, auto& to) { set(to.items, read_integer(in, 1, 10'000)); }},
    {"max_per_source", "integer",
     [](auto& in, auto& to) { set(to.max_per_source, read_integer(in, 1, 10'000)); }},
    {"max_age", "duration", [](auto& in, auto& to) { set(to.max_age, read_seconds(in, 1s)); }},
    {"dedupe", "true or false", [](auto& in, auto& to) { set(to.dedupe, read_flag(in)); }},
    {"archive", "true or false", [](auto& in, auto& to) { set(to.archive, read_flag(in)); }},
    {"podcast", "table",
     [](auto& in, auto& to) {
       set(to.podcast, read_inner_table<write::Podcast>(in, "feed.podcast", kPodcastKeys));
     }},
});

// A top-level table. `many`: a list of them, [[source]]. `read` takes a value of that form.
struct Section {
  std::string_view name;
  bool many;
  void (*read)(const Value&, Config&, ReadContext&);

  [[nodiscard]] std::string header() const {
    return many ? "[[" + std::string(name) + "]]" : "[" + std::string(name) + "]";
  }
};

// Reads each of a list of tables into an element of its own.
template <class Target>
void read_each(const Value& value, std::string_view section,
               std::type_identity_t<Keys<Target>> keys, std::vector<Target>& targets,
               ReadContext& context) {
  const List& tables = *as<List>(&value);
  targets.resize(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    read_table(*as<Table>(&tables[i]), section, keys, targets[i], context);
  }
}

constexpr auto kSections = std::to_array<Section>({
    {"site", false,
     [](auto& value, auto& config, auto& context) {
       read_table(*as<Table>(&value), "site", kSiteKeys, config.site, context);
     }},
    {"fetch", false,
     [](auto& value, auto& config, auto& context) {
       read_table(*as<Table>(&value), "fetch", kFetchKeys, config.fetch, context);
     }},
    {"store", false,
     [](auto& value, auto& config, auto& context) {
       read_table(*as<Table>(&value), "store", kStoreKeys, config.store, context);
     }},
    {"publish", false,
     [](auto& value, auto& config, auto& context) {
       read_table(*as<Table>(&value), "publish", kPublishKeys, config, context);
     }},
    {"alert", false,
     [](auto& value, auto& config, auto& context) {
       read_table(*as<Table>(&value), "alert", kAlertKeys, config.notify.alert, context);
     }},
    {"source", true,
     [](auto& value, auto& config, auto& context) {
       read_each(value, "source", kSourceKeys, config.sources, context);
     }},
    {"subscribe", true,
     [](auto& value, auto& config, auto& context) {
       read_each(value, "subscribe", kSubscribeKeys, config.lists, context);
     }},
    {"feed", true,
     [](auto& value, auto& config, auto& context) {
       read_each(value, "feed", kFeedKeys, config.feeds, context);
     }},
});

const Section* find_section(std::string_view name) {
  const auto* found = std::find_if(kSections.begin(), kSections.end(),
                                   [&](const Section& section) { return section.name == name; });
  return found == kSections.end() ? nullptr : found;
}

template <class Target>
void read_table(const Table& table, std::string_view section,
                std::type_identity_t<Keys<Target>> keys, Target& target, ReadContext& context) {
  for (const TomlMember& member : table) {
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const Key<Target>& candidate) {
      return candidate.name == member.key;
    });
    if (known == keys.end()) {
      std::vector<std::string_view> names;
      for (const Key<Target>& candidate : keys) names.push_back(candidate.name);
      report_unknown_key(member, section, names, context);
      continue;
    }
    const GivenValue given{member.value, section, known->name, context};
    known->read(given, target);
  }
}

bool is_table(const Value& value) { return as<Table>(&value) != nullptr; }

bool is_list_of_tables(const Value& value) {
  const auto* list = as<List>(&value);
  return list != nullptr && std::all_of(list->begin(), list->end(), is_table);
}

void read_section(const TomlMember& member, const Section& section, Config& config,
                  ReadContext& context) {
  if (section.many ? is_list_of_tables(member.value) : is_table(member.value)) {
    section.read(member.value, config, context);
    return;
  }
  context.errors.add(member.at, std::string(section.name) +
                                    " must be a table; write its header as " + section.header() +
                                    (section.many ? ", with two brackets, for each" : ", once"));
}

template <class Target>
void list_keys(std::string_view section, Keys<Target> keys, std::vector<KeyInfo>& infos) {
  for (const Key<Target>& known : keys) infos.push_back({section, known.name, known.type});
}

}  // namespace

std::vector<std::string_view> section_names() {
  std::vector<std::string_view> names;
  names.reserve(kSections.size());
  for (const Section& section : kSections) names.push_back(section.name);
  return names;
}

std::string header_of(std::string_view name) {
  const Section* section = find_section(name);
  return section == nullptr ? std::string() : section->header();
}

std::vector<KeyInfo> all_keys() {
  std::vector<KeyInfo> infos;
  list_keys<Site>("site", kSiteKeys, infos);
  list_keys<model::Person>("site.owner", kOwnerKeys, infos);
  list_keys<fetch::Options>("fetch", kFetchKeys, infos);
  list_keys<store::Options>("store", kStoreKeys, infos);
  list_keys<Config>("publish", kPublishKeys, infos);
  list_keys<notify::Alert>("alert", kAlertKeys, infos);
  list_keys<Source>("source", kSourceKeys, infos);
  list_keys<SourcePage>("source.page", kPageKeys, infos);
  list_keys<ListSubscription>("subscribe", kSubscribeKeys, infos);
  list_keys<Feed>("feed", kFeedKeys, infos);
  list_keys<write::Podcast>("feed.podcast", kPodcastKeys, infos);
  list_keys<model::Person>("feed.podcast.owner", kOwnerKeys, infos);
  return infos;
}

void read_document(const Table& document, Config& config, ReadContext& context) {
  for (const TomlMember& member : document) {
    if (const Section* section = find_section(member.key)) {
      read_section(member, *section, config, context);
    } else {
      report_unknown_section(member, context);
    }
  }
}

}  // namespace syndic::config
