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

using std::chrono::milliseconds;
using std::chrono::seconds;

template <class Target>
struct Key {
  std::string_view name;
  std::string_view type;
  void (*read)(const Value&, Target&, const Place&);
  std::string_view not_yet;  // What this version does not do with it; empty: it does all.
};

template <class Member>
struct OwnerOf;
template <class Owner, class Type>
struct OwnerOf<Type Owner::*> {
  using type = Owner;
};

// The key `name`, read by Reader into the member that First and Rest lead to.
template <class Reader, auto First, auto... Rest>
constexpr auto key(std::string_view name, std::string_view not_yet = {}) {
  using Target = typename OwnerOf<decltype(First)>::type;
  return Key<Target>{name, Reader::kType,
                     [](const Value& value, Target& target, const Place& place) {
                       if (auto read = Reader::read(value, place)) {
                         ((target.*First).*....*Rest) = *std::move(read);
                       }
                     },
                     not_yet};
}

template <class Target>
using Keys = std::span<const Key<Target>>;

template <class Target>
void read_table(const Table& table, std::string_view section, Keys<Target> keys, Target& target,
                Context& context);

// A table inside a section; what is wrong in it is said by its own keys.
template <class Target>
std::optional<Target> read_inner_table(const Value& value, std::string_view section,
                                       Keys<Target> keys, const Place& place) {
  const auto* table = as<Table>(&value);
  if (table == nullptr) {
    wrong_type(value, "a table", place);
    return std::nullopt;
  }
  Target target;
  read_table(*table, section, keys, target, place.context);
  return target;
}

constexpr std::array kOwnerKeys = {
    key<Words, &model::Person::name>("name"),
    key<Email, &model::Person::email>("email"),
};

struct Owner {
  using Type = model::Person;
  static constexpr std::string_view kType = "table";
  static std::optional<Type> read(const Value& value, const Place& place) {
    if (const auto* name = as<std::string>(&value)) {
      place.wrong(value.at, "must be a table; write owner = { name = " + in_quotes(*name) + " }");
      return std::nullopt;
    }
    return read_inner_table<Type>(value, "site.owner", kOwnerKeys, place);
  }
};

constexpr std::array kSiteKeys = {
    key<Words, &Config::site, &Site::title>("title"),
    key<Text, &Config::site, &Site::subtitle>("subtitle"),
    key<Url, &Config::site, &Site::url>("url"),
    key<FolderUrl, &Config::site, &Site::feeds_url>("feeds_url"),
    key<Language, &Config::site, &Site::language>("language"),
    key<Zone, &Config::site, &Site::time_zone>("timezone"),
    key<Owner, &Config::site, &Site::owner>("owner"),
    key<Text, &Config::site, &Site::rights>("rights"),
    key<Url, &Config::site, &Site::icon>("icon"),
    key<Url, &Config::site, &Site::logo>("logo"),
};

// A key of [fetch] that the transport obeys.
template <class Reader, auto Member>
constexpr auto transport_key(std::string_view name) {
  return key<Reader, &Config::fetch, &fetch::Options::transport, Member>(name);
}

constexpr std::array kFetchKeys = {
    transport_key<Integer<int, 1, 1'000>, &http::Options::concurrency>("concurrency"),
    transport_key<Integer<int, 1, 1'000>, &http::Options::per_host>("per_host"),
    transport_key<Duration<milliseconds, 0>, &http::Options::host_delay>("host_delay"),
    transport_key<Duration<milliseconds, 1>, &http::Options::timeout>("timeout"),
    transport_key<Duration<milliseconds, 1>, &http::Options::connect_timeout>("connect_timeout"),
    transport_key<Duration<milliseconds, 1>, &http::Options::stall_timeout>("stall_timeout"),
    transport_key<Size, &http::Options::max_body>("max_body"),
    transport_key<Integer<int, 0, 50>, &http::Options::max_redirects>("max_redirects"),
    key<Interval, &Config::fetch, &fetch::Options::interval>("interval"),
    transport_key<HeaderWords, &http::Options::user_agent>("user_agent"),
    transport_key<Flag, &http::Options::allow_private>("allow_private"),
};

constexpr std::array kStoreKeys = {
    key<StoreUrl, &Config::store, &store::Options::sqlite_file>("url"),
};

constexpr std::array kPublishKeys = {
    key<Path, &Config::publish, &write::Options::directory>("directory"),
    key<ListOf<FeedFormat>, &Config::publish, &write::Options::formats>("formats"),
    key<Flag, &Config::publish, &write::Options::page>("page"),
    key<Path, &Config::publish, &write::Options::theme>("theme"),
    key<Flag, &Config::publish, &write::Options::images>("images"),
    key<Share, &Config::publish, &write::Options::max_vanish>("max_vanish"),
    key<ListOf<Url>, &Config::notify, &notify::Options::hubs>("hubs", "announce and ping hubs"),
    key<ListOf<Compression>, &Config::publish, &write::Options::precompress>(
        "precompress", "write compressed files"),
    key<Path, &Config::notify, &notify::Options::metrics>("metrics"),
    key<Flag, &Config::publish, &write::Options::status>("status"),
};

// A key of [source.page] that is an expression.
template <auto Member, parse::XPathGives gives = parse::XPathGives::anything>
constexpr auto xpath_key(std::string_view name) {
  return key<XPath<gives>, &Page::rules, Member>(name);
}

constexpr std::array kPageKeys = {
    key<Url, &Page::url>("url"),
    xpath_key<&parse::PageRules::item, parse::XPathGives::elements>("item"),
    xpath_key<&parse::PageRules::title>("title"),
    xpath_key<&parse::PageRules::link>("link"),
    xpath_key<&parse::PageRules::date>("date"),
    xpath_key<&parse::PageRules::summary>("summary"),
    xpath_key<&parse::PageRules::image>("image"),
    xpath_key<&parse::PageRules::next>("next"),
    key<DateFormat, &Page::rules, &parse::PageRules::date_format>("date_format"),
};

struct PageTable {
  using Type = Page;
  static constexpr std::string_view kType = "table";
  static std::optional<Type> read(const Value& value, const Place& place) {
    return read_inner_table<Type>(value, "source.page", kPageKeys, place);
  }
};

// A key of [[source]] that lists rules.
template <auto Member>
constexpr auto rule_key(std::string_view name) {
  return key<ListOf<ItemRule>, &Source::normalize, &normalize::Options::rules, Member>(name);
}

// A key of [[source]] about how it is asked.
template <class Reader, auto Member>
constexpr auto access_key(std::string_view name) {
  return key<Reader, &Source::fetch, &fetch::Subscription::access, Member>(name);
}

constexpr std::array kSourceKeys = {
    key<SourceId, &Source::id>("id"),
    key<Words, &Source::name>("name"),
    key<Url, &Source::fetch, &fetch::Subscription::url>("url"),
    key<Url, &Source::site>("site"),
    key<Path, &Source::fetch, &fetch::Subscription::path>("path"),
    key<PageTable, &Source::page>("page"),
    key<ListOf<Words>, &Source::groups>("groups"),
    key<Interval, &Source::fetch, &fetch::Subscription::interval>("interval"),
    key<Integer<std::size_t, 1, 1'000'000>, &Source::normalize, &normalize::Options::max_items>(
        "max_items"),
    rule_key<&normalize::Rules::include>("include"),
    rule_key<&normalize::Rules::exclude>("exclude"),
    key<Zone, &Source::time_zone>("timezone"),
    key<Flag, &Source::enabled>("enabled"),
    key<Words, &Source::terms, &Terms::credit>("credit"),
    key<Words, &Source::terms, &Terms::rights>("rights"),
    key<PassingWord, &Source::terms, &Terms::content>("content"),
    key<Duration<seconds, 0>, &Source::terms, &Terms::embargo>("embargo"),
    access_key<Secret, &fetch::Access::user>("user"),
    access_key<Secret, &fetch::Access::password>("password"),
    access_key<Path, &fetch::Access::password_file>("password_file"),
    access_key<Secret, &fetch::Access::token>("token"),
    access_key<Path, &fetch::Access::token_file>("token_file"),
    access_key<RequestHeaders, &fetch::Access::headers>("headers"),
    access_key<Proxy, &fetch::Access::proxy>("proxy"),
    access_key<Path, &fetch::Access::ca_file>("ca_file"),
};

constexpr std::array kFeedKeys = {
    key<FeedName, &Feed::name>("name"),
    key<Words, &Feed::title>("title"),
    key<ListOf<Words>, &Feed::groups>("groups"),
    key<ListOf<Words>, &Feed::sources>("sources"),
    key<Integer<std::size_t, 1, 10'000>, &Feed::items>("items"),
    key<Duration<seconds, 1>, &Feed::max_age>("max_age"),
    key<Flag, &Feed::dedupe>("dedupe"),
    key<Flag, &Feed::archive>("archive"),
};

// A top-level table. `many`: a list of them, [[source]].
struct Section {
  std::string_view name;
  bool many;
  void (*read)(const Value&, std::string_view section, Config&, Context&);

  [[nodiscard]] std::string header() const {
    return many ? "[[" + std::string(name) + "]]" : "[" + std::string(name) + "]";
  }
};

// Reads a table, as which `value` is known, whose keys lead into the configuration itself.
template <const auto& kKeys>
void read_single(const Value& value, std::string_view section, Config& config, Context& context) {
  read_table<Config>(*as<Table>(&value), section, kKeys, config, context);
}

// Reads a list of tables, as which `value` is known, into one of the configuration's lists.
template <const auto& kKeys, auto Elements>
void read_each(const Value& value, std::string_view section, Config& config, Context& context) {
  auto& elements = config.*Elements;
  const List& tables = *as<List>(&value);
  elements.resize(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    read_table<std::remove_reference_t<decltype(elements[i])>>(*as<Table>(&tables[i]), section,
                                                               kKeys, elements[i], context);
  }
}

constexpr std::array<Section, 6> kSections = {{
    {"site", false, read_single<kSiteKeys>},
    {"fetch", false, read_single<kFetchKeys>},
    {"store", false, read_single<kStoreKeys>},
    {"publish", false, read_single<kPublishKeys>},
    {"source", true, read_each<kSourceKeys, &Config::sources>},
    {"feed", true, read_each<kFeedKeys, &Config::feeds>},
}};

const Section* find_section(std::string_view name) {
  const auto* found = std::find_if(kSections.begin(), kSections.end(),
                                   [&](const Section& section) { return section.name == name; });
  return found == kSections.end() ? nullptr : found;
}

// Whether a value asks for something: false and an empty list do not.
bool asks_for_something(const Value& value) {
  if (const auto* flag = as<bool>(&value)) return *flag;
  if (const auto* list = as<List>(&value)) return !list->empty();
  return true;
}

template <class Target>
void read_table(const Table& table, std::string_view section, Keys<Target> keys, Target& target,
                Context& context) {
  for (const Member& member : table) {
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const Key<Target>& candidate) {
      return candidate.name == member.key;
    });
    if (known == keys.end()) {
      std::vector<std::string_view> names;
      for (const Key<Target>& candidate : keys) names.push_back(candidate.name);
      say_unknown_key(member, section, names, context);
      continue;
    }
    const Place place{context, section, known->name};
    known->read(member.value, target, place);
    if (!known->not_yet.empty() && asks_for_something(member.value)) {
      context.notes.add(member.at, place.name() + " is read, but this version does not " +
                                       std::string(known->not_yet) + " yet");
    }
  }
}

bool is_table(const Value& value) { return as<Table>(&value) != nullptr; }

bool is_list_of_tables(const Value& value) {
  const auto* list = as<List>(&value);
  return list != nullptr && std::all_of(list->begin(), list->end(), is_table);
}

void read_section(const Member& member, const Section& section, Config& config, Context& context) {
  if (section.many ? is_list_of_tables(member.value) : is_table(member.value)) {
    section.read(member.value, section.name, config, context);
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
  for (const Section& section : kSections) names.push_back(section.name);
  return names;
}

std::string header_of(std::string_view name) {
  const Section* section = find_section(name);
  return section == nullptr ? std::string() : section->header();
}

std::vector<KeyInfo> all_keys() {
  std::vector<KeyInfo> infos;
  list_keys<Config>("site", kSiteKeys, infos);
  list_keys<model::Person>("site.owner", kOwnerKeys, infos);
  list_keys<Config>("fetch", kFetchKeys, infos);
  list_keys<Config>("store", kStoreKeys, infos);
  list_keys<Config>("publish", kPublishKeys, infos);
  list_keys<Source>("source", kSourceKeys, infos);
  list_keys<Page>("source.page", kPageKeys, infos);
  list_keys<Feed>("feed", kFeedKeys, infos);
  return infos;
}

void read_document(const Table& document, Config& config, Context& context) {
  for (const Member& member : document) {
    if (const Section* section = find_section(member.key)) {
      read_section(member, *section, config, context);
    } else {
      say_unknown_section(member, context);
    }
  }
}

}  // namespace syndic::config
