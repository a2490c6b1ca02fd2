// SPDX-License-Identifier: MIT
#include "config/listed.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "config/append_source.h"
#include "config/feeds.h"
#include "config/problems.h"
#include "config/values.h"

namespace syndic::config {
namespace {

constexpr std::size_t kLongestListedName = 200;
constexpr std::size_t kMostListedGroups = 10;
constexpr std::size_t kLongestListedSetting = 4'000;

// How often a configuration is tried to find the sources that make it wrong, for each list.
constexpr int kMostTrials = 40;

// The groups that one list may bring, as each may make a feed (feed.each).
constexpr std::size_t kMostGroupsOfList = 100;

constexpr std::string_view kOfPage = "page.";

// The keys by which a list can harm nobody: no file, no secret, nothing about what is passed on.
constexpr std::array<std::string_view, 7> kHarmlessKeys = {
    "include", "exclude", "timezone", "interval", "max_items", "site", "sitemap"};

bool is_harmless(std::string_view key) {
  return key.starts_with(kOfPage) || std::ranges::find(kHarmlessKeys, key) != kHarmlessKeys.end();
}

std::string setting_of(const model::ListedSource& source, std::string_view key) {
  for (const auto& [name, text] : source.settings) {
    if (name == key) return text;
  }
  return {};
}

// Where the items of the source come from.
std::string origin_of(const model::ListedSource& source) {
  if (!source.url.empty()) return source.url;
  for (const std::string_view key : {"site", "sitemap"}) {
    std::string address = setting_of(source, key);
    if (!address.empty()) return address;
  }
  return setting_of(source, "page.url");
}

// The only table of a text that has nothing but one [[source]] with harmless keys; else null.
// Values of lists are copied into that text as they are, so this is where they are stopped.
const Table* only_source(const Table& document) {
  constexpr std::array<std::string_view, 5> kOwnKeys = {"id", "name", "url", "groups", "page"};
  const auto* sources = as<List>(find(document, "source"));
  if (document.size() != 1 || sources == nullptr || sources->size() != 1) return nullptr;
  const auto* table = as<Table>(&sources->front());
  if (table == nullptr) return nullptr;
  const bool is_plain = std::ranges::all_of(*table, [&](const TomlMember& member) {
    return is_harmless(member.key) || std::ranges::find(kOwnKeys, member.key) != kOwnKeys.end();
  });
  return is_plain ? table : nullptr;
}

void put(Table& table, std::string_view key, Position at, decltype(Value::data) data) {
  std::erase_if(table, [&](const TomlMember& member) { return member.key == key; });
  table.push_back({std::string(key), at, Value{at, std::move(data)}});
}

// Problems in a list are told at the [[subscribe]] that names it.
void move_to(Position at, Value& value) {
  value.at = at;
  if (auto* list = std::get_if<List>(&value.data)) {
    for (Value& element : *list) move_to(at, element);
  }
  if (auto* table = std::get_if<Table>(&value.data)) {
    for (TomlMember& member : *table) {
      member.at = at;
      move_to(at, member.value);
    }
  }
}

// A network of nothing but this source.
Table alone(const Value& source) {
  Table site;
  put(site, "title", {}, std::string("x"));
  put(site, "url", {}, std::string("https://x.invalid/"));
  Table document;
  put(document, "site", {}, std::move(site));
  put(document, "source", {}, List{source});
  return document;
}

// A source of a list on its way into the configuration.
struct Candidate {
  const model::ListMember* member = nullptr;
  Value table;
};

class Completion {
 public:
  Completion(const Table& document, Config config, const ReadTable& read)
      : document_(document), config_(std::move(config)), read_(read) {
    for (const Source& source : config_.sources) {
      ids_.insert(source.id);
      addresses_.insert(address_of(place_of(source)));
      for (const std::string& group : source.groups) groups_.emplace(file_word(group), group);
    }
    for (const Feed& feed : config_.feeds) {
      for (const std::string& group : feed.groups) groups_.emplace(file_word(group), group);
    }
    own_ = config_.sources.size();
  }

  Config complete(const std::vector<model::ListMember>& listed) {
    const auto* tables = as<List>(find(document_, "subscribe"));
    for (std::size_t i = 0; i < config_.lists.size(); ++i) {
      const ListSubscription list = config_.lists[i];
      std::vector<Candidate> candidates;
      const Position at = tables == nullptr ? Position{} : (*tables)[i].at;
      for (const model::ListMember& member : listed) {
        if (member.list != list.place() || member.has_left) continue;
        if (auto table = table_of(member, list, at)) candidates.push_back({&member, *table});
      }
      trials_ = kMostTrials;
      add(candidates);
      note_groups(list);
    }
    for (std::size_t i = 0; i < added_.size(); ++i) {
      Source& source = config_.sources[own_ + i];
      source.list = added_[i].member->list;
      source.joined = added_[i].member->joined;
      config_.digest += text_of(std::get<Table>(added_[i].table.data)) + "\n";
    }
    std::ranges::move(notes_, std::back_inserter(config_.notes));
    config_.left_out = std::move(left_out_);
    return std::move(config_);
  }

 private:
  static const std::string& place_of(const Source& source) {
    return source.fetch.url.empty() ? source.site : source.fetch.url;
  }

  std::optional<Value> table_of(const model::ListMember& member, const ListSubscription& list,
                                Position at) {
    const auto text = read_toml(member.table);
    const Table* stored = text ? only_source(*text) : nullptr;
    if (stored == nullptr) {
      leave_out(member, "it has a key that no list may set");
      return std::nullopt;
    }
    Table table = *stored;
    put(table, "id", at, member.id);
    put(table, "interval", at, interval_of(table, list));
    put(table, "groups", at, groups_of(table, list, at));
    if (!list.enabled) put(table, "enabled", at, false);
    Value value{at, std::move(table)};
    move_to(at, value);
    const auto checked = read_(alone(value));
    if (!checked) {
      leave_out(member, checked.error().front());
      return std::nullopt;
    }
    if (!addresses_.insert(address_of(place_of(checked->sources.front()))).second) {
      return std::nullopt;
    }
    put(std::get<Table>(value.data), "id", at, free_id(member.id));
    return value;
  }

  std::string interval_of(const Table& table, const ListSubscription& list) const {
    std::chrono::seconds interval = list.interval.value_or(config_.fetch.interval);
    if (const auto* own = as<std::string>(find(table, "interval"))) {
      const auto wish = parse_duration(*own);
      if (wish && *wish > interval) {
        interval = std::chrono::duration_cast<std::chrono::seconds>(*wish);
      }
    }
    return std::to_string(interval.count()) + "s";
  }

  // Of groups that would make one feed's name (feed.each), the first is meant by all.
  List groups_of(const Table& table, const ListSubscription& list, Position at) {
    List groups;
    std::set<std::string> known;
    const auto add = [&](const std::string& word, const std::string& group) {
      const std::string& meant = groups_.emplace(word, group).first->second;
      if (known.insert(meant).second) groups.push_back(Value{at, meant});
    };
    for (const std::string& group : list.groups) add(file_word(group), group);
    if (const auto* own = as<List>(find(table, "groups"))) {
      for (const Value& group : *own) {
        const auto* name = as<std::string>(&group);
        if (name == nullptr) continue;
        const std::string word = file_word(*name);
        if (may_bring(word)) add(word, *name);
      }
    }
    return groups;
  }

  // Whether the list has this group among its first ones.
  bool may_bring(const std::string& word) {
    if (brought_.contains(word)) return true;
    has_too_many_groups_ = has_too_many_groups_ || brought_.size() == kMostGroupsOfList;
    if (brought_.size() == kMostGroupsOfList) return false;
    brought_.insert(word);
    return true;
  }

  void note_groups(const ListSubscription& list) {
    if (std::exchange(has_too_many_groups_, false)) {
      notes_.push_back(base::printable_line("list " + list.place() + " has more than " +
                                            std::to_string(kMostGroupsOfList) +
                                            " groups; its sources are in the first ones only"));
    }
    brought_.clear();
  }

  std::string free_id(const std::string& id) {
    std::string free = id;
    for (int i = 2; !ids_.insert(free).second; ++i) free = id + "-" + std::to_string(i);
    return free;
  }

  // Adds all of the part that the configuration is right with.
  void add(std::span<const Candidate> part) {
    if (part.empty()) return;
    if (trials_-- <= 0) {
      for (const Candidate& each : part) leave_out(*each.member, "it comes after too many others");
      return;
    }
    auto completed = read_(document_with(part));
    if (completed) {
      config_ = *std::move(completed);
      added_.insert(added_.end(), part.begin(), part.end());
    } else if (part.size() == 1) {
      leave_out(*part.front().member, completed.error().front());
    } else {
      add(part.first(part.size() / 2));
      add(part.subspan(part.size() / 2));
    }
  }

  [[nodiscard]] Table document_with(std::span<const Candidate> part) const {
    Table document = document_;
    const auto* own = as<List>(find(document, "source"));
    List sources = own == nullptr ? List() : *own;
    for (const Candidate& each : added_) sources.push_back(each.table);
    for (const Candidate& each : part) sources.push_back(each.table);
    put(document, "source", Position{}, std::move(sources));
    return document;
  }

  void leave_out(const model::ListMember& member, const std::string& why) {
    notes_.push_back(base::printable_line("list " + member.list + ": the source " + member.id +
                                          " is left out: " + why));
    left_out_.push_back({member.list, member.id, base::printable_line(without_place(why))});
  }

  // The words of "FILE:LINE:COLUMN: words".
  [[nodiscard]] std::string without_place(const std::string& mistake) const {
    const std::string file = config_.file.string();
    const std::size_t end =
        mistake.starts_with(file + ":") ? mistake.find(": ", file.size()) : std::string::npos;
    return end == std::string::npos ? mistake : mistake.substr(end + 2);
  }

  const Table& document_;
  Config config_;
  const ReadTable& read_;
  std::size_t own_ = 0;
  std::set<std::string> ids_;
  std::set<std::string> addresses_;
  std::map<std::string, std::string> groups_;  ///< By the word that stands for them in files.
  std::vector<Candidate> added_;
  std::vector<std::string> notes_;
  std::vector<LeftOut> left_out_;
  std::set<std::string> brought_;  ///< Groups of the list that is read, as words in files.
  bool has_too_many_groups_ = false;
  int trials_ = 0;
};

// Without id, and with those of its settings that a list may give.
NewSource source_of(const model::ListedSource& source, const std::string& origin) {
  NewSource made;
  made.name = base::printable_line(source.name, kLongestListedName);
  if (made.name.empty()) made.name = base::url_host(origin);
  made.url = source.url;
  for (const std::string& folder : source.groups) {
    std::string group = base::printable_line(folder, kLongestListedName);
    if (!group.empty() && made.groups.size() < kMostListedGroups) {
      made.groups.push_back(std::move(group));
    }
  }
  for (const auto& [key, text] : source.settings) {
    if (!is_harmless(key) || text.size() > kLongestListedSetting) continue;
    if (key == "site" && !source.url.empty()) continue;
    if (text.find_first_of("\r\n") != std::string::npos) continue;
    made.settings.push_back({key, text});
    const auto document = read_toml(source_table(made));
    if (!document || only_source(*document) == nullptr) made.settings.pop_back();
  }
  return made;
}

}  // namespace

std::string listed_address(const model::ListedSource& source) {
  return address_of(origin_of(source));
}

std::optional<std::string> listed_table(const model::ListedSource& source) {
  const std::string origin = origin_of(source);
  if (!base::is_http_url(origin)) return std::nullopt;
  return source_table(source_of(source, origin));
}

std::string name_in_listed(const std::string& table) {
  const auto document = read_toml(table);
  const Table* source = document ? only_source(*document) : nullptr;
  const auto* name = source == nullptr ? nullptr : as<std::string>(find(*source, "name"));
  return name == nullptr ? std::string() : *name;
}

std::string mistake_in_listed(const model::ListedSource& source) {
  NewSource made = source_of(source, origin_of(source));
  made.id = "x";
  const auto config =
      read("[site]\ntitle = \"x\"\nurl = \"https://x.invalid/\"\n" + source_table(made),
           "list.toml", Purpose::use);
  return config ? std::string() : config.error().front();
}

Config with_listed(const Table& document, Config config,
                   const std::vector<model::ListMember>& listed, const ReadTable& read) {
  return Completion(document, std::move(config), read).complete(listed);
}

}  // namespace syndic::config
