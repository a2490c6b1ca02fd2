// SPDX-License-Identifier: MIT
#include "normalize/item/identity.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"

namespace syndic::normalize {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), base::is_digit);
}

// RFC 3986 §2.1 and §3: '%' only before two digits, '#' only once, brackets only in a host.
bool is_well_encoded(std::string_view iri) {
  return base::find_bare_percent(iri) == base::kNotFound && base::escape_brackets(iri) == iri &&
         base::split_url(iri).fragment.find('#') == base::kNotFound;
}

// RFC 4151 §2.1: "2022", "2022-05" or "2022-05-16".
bool is_tag_date(std::string_view date) {
  if (date.size() != 4 && date.size() != 7 && date.size() != 10) return false;
  const auto in_range = [&](std::size_t from, int most) {
    if (date[from - 1] != '-' || !all_digits(date.substr(from, 2))) return false;
    const int number = (date[from] - '0') * 10 + (date[from + 1] - '0');
    return number >= 1 && number <= most;
  };
  return all_digits(date.substr(0, 4)) && (date.size() < 7 || in_range(5, 12)) &&
         (date.size() < 10 || in_range(8, 31));
}

// RFC 4151 §2.1: a DNS name, or a mail address at one.
bool is_tag_authority(std::string_view authority) {
  const auto fits = [](std::string_view text, std::string_view punctuation) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
      return base::is_alpha(c) || base::is_digit(c) || punctuation.find(c) != base::kNotFound;
    });
  };
  if (const std::size_t at = authority.find('@'); at != base::kNotFound) {
    if (!fits(authority.substr(0, at), "-._")) return false;
    authority.remove_prefix(at + 1);
  }
  for (;;) {
    const std::size_t dot = authority.find('.');
    const std::string_view label = authority.substr(0, dot);
    if (!fits(label, "-") || label.front() == '-' || label.back() == '-') return false;
    if (dot == base::kNotFound) return true;
    authority.remove_prefix(dot + 1);
  }
}

// "authority,date:specific", after "tag:".
bool is_tag(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == base::kNotFound) return false;
  const std::size_t colon = text.find(':', comma);
  return colon != base::kNotFound && is_tag_authority(text.substr(0, comma)) &&
         is_tag_date(text.substr(comma + 1, colon - comma - 1));
}

// How much of an item a made id names. Each level distinguishes more items than the one before.
enum class Level { id, link, title_and_date, text };

// Parts in a row, each with its length before it, so that none can run into the next.
void add(std::string_view part, std::string& name) {
  name.append(std::to_string(part.size())).append(":").append(part);
}

// The feed's own date: the time of first sight is not part of a name.
std::string date_of(const model::Item& item) {
  const auto& date = item.published && !item.dated_by_first_sight ? item.published : item.updated;
  return date ? base::format_rfc3339(*date) : std::string();
}

// Whether the item has anything but its text to be named by.
bool says_something(const model::Item& item, std::string_view id) {
  return !id.empty() || !item.title.empty() || !date_of(item).empty();
}

// What an item is named by, under a scheme. `id` identifies it within its feed.
std::string name_of(const model::Item& item, std::string_view id, std::string_view link,
                    Level level) {
  if (level == Level::id) return std::string(id);
  std::string name;
  add(id, name);
  add(link, name);
  if (level == Level::link) return name;
  add(item.title.value, name);
  add(date_of(item), name);
  if (level == Level::title_and_date && says_something(item, id)) return name;
  add(item.content.value, name);
  add(item.summary.value, name);
  for (const model::Enclosure& each : item.enclosures) add(each.url, name);
  return name;
}

model::IdentityRule identity_rule(Level level) {
  switch (level) {
    case Level::id:
      return model::IdentityRule::made_of_id;
    case Level::link:
      return model::IdentityRule::link;
    case Level::title_and_date:
      return model::IdentityRule::title_and_date;
    case Level::text:
      break;
  }
  return model::IdentityRule::text;
}

// Splits `group` by the items' names at `level`, and names those whose name is unique.
class Namer {
 public:
  Namer(std::vector<model::Item>& items, std::string_view source_url, model::IdentityScheme scheme)
      : items_(items), source_url_(source_url), scheme_(scheme), ids_(items.size()) {}

  void name_all() {
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_id;
    for (std::size_t i = 0; i < items_.size(); ++i) by_id[known_by(items_[i])].push_back(i);
    for (const auto& [id, group] : by_id) {
      if (id.empty()) {
        name_group(group, id, Level::title_and_date);
      } else if (group.size() > 1) {
        name_group(group, id, Level::link);
      } else {
        name_alone(group.front(), id);
      }
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
      items_[i].id = std::move(ids_[i]);
      items_[i].lineage.feed_id = items_[i].id;
    }
  }

 private:
  // The item's id, else its link, as far as the scheme trusts them. Empty if it has neither.
  [[nodiscard]] std::string_view known_by(const model::Item& item) const {
    return has_id(item) ? std::string_view(item.id) : link_of(item);
  }

  [[nodiscard]] bool has_id(const model::Item& item) const {
    return scheme_ == model::IdentityScheme::ids && !item.id.empty();
  }

  [[nodiscard]] std::string_view link_of(const model::Item& item) const {
    return scheme_ == model::IdentityScheme::titles ? std::string_view() : item.url;
  }

  void name_alone(std::size_t i, std::string_view id) {
    const bool valid = is_valid_id(id);
    model::Item& item = items_[i];
    item.lineage.identity = !has_id(item) ? model::IdentityRule::link
                            : valid       ? model::IdentityRule::given
                                          : model::IdentityRule::made_of_id;
    ids_[i] = valid ? std::string(id) : urn(i, id, Level::id);
  }

  void name_group(const std::vector<std::size_t>& group, std::string_view id, Level level) {
    std::unordered_map<std::string, std::vector<std::size_t>> by_name;
    for (const std::size_t i : group) {
      by_name[name_of(items_[i], id, link_of(items_[i]), level)].push_back(i);
    }
    for (const auto& [name, same] : by_name) {
      if (same.size() == 1 || level == Level::text) {
        for (const std::size_t i : same) {
          ids_[i] = urn(i, id, level);
          items_[i].lineage.identity =
              identity_rule(says_something(items_[i], id) ? level : Level::text);
        }
      } else {
        name_group(same, id, level == Level::link ? Level::title_and_date : Level::text);
      }
    }
  }

  [[nodiscard]] std::string urn(std::size_t i, std::string_view id, Level level) const {
    return base::name_based_urn(source_url_, name_of(items_[i], id, link_of(items_[i]), level));
  }

  std::vector<model::Item>& items_;
  std::string_view source_url_;
  model::IdentityScheme scheme_;
  std::vector<std::string> ids_;
};

// What twins have in common beyond their texts.
std::uint64_t hash_of_head(const model::Item& item) {
  std::uint64_t hash = item.content.value.size();
  for (const std::string* each : {&item.id, &item.url, &item.title.value}) {
    hash = hash * 0x9E3779B97F4A7C15U + base::hash64(*each);
  }
  return hash;
}

// By hash, so that a feed of thousands of items that only differ in their last word is no more work
// than any other.
std::string hash_of_all(const model::Item& item) {
  std::string all;
  add(item.id, all);
  add(item.url, all);
  add(item.title.value, all);
  add(item.content.value, all);
  add(item.summary.value, all);
  for (const model::Enclosure& each : item.enclosures) add(each.url, all);
  return base::content_hash(all);
}

// An id is no link, but some readers make one of it.
bool has_active_scheme(std::string_view id) {
  constexpr std::string_view kActive[] = {"javascript:", "data:", "vbscript:", "file:", "blob:"};
  return std::any_of(std::begin(kActive), std::end(kActive), [&](std::string_view scheme) {
    return base::starts_with_ignoring_case(id, scheme);
  });
}

}  // namespace

bool is_valid_id(std::string_view id) {
  // Many ids are plain links, which the rest holds for.
  if (base::is_plain_http_url(id) && id.find('#') == base::kNotFound) return true;
  if (!base::is_absolute_iri(id) || !is_well_encoded(id) || has_active_scheme(id)) return false;
  if (base::starts_with_ignoring_case(id, "tag:")) return is_tag(id.substr(4));
  return true;
}

void drop_twins(std::vector<model::Item>& items) {
  // Hardly any feed has two items that are alike even in this, so that no text need be read.
  std::vector<std::uint64_t> heads;
  heads.reserve(items.size());
  for (const model::Item& item : items) heads.push_back(hash_of_head(item));
  std::sort(heads.begin(), heads.end());
  if (std::adjacent_find(heads.begin(), heads.end()) == heads.end()) return;
  std::unordered_set<std::string> seen;
  std::erase_if(items,
                [&](const model::Item& item) { return !seen.insert(hash_of_all(item)).second; });
}

void identify(std::vector<model::Item>& items, std::string_view source_url,
              model::IdentityScheme scheme) {
  Namer(items, source_url, scheme).name_all();
}

std::string_view earlier_id(const model::Item& item) {
  const model::Lineage& lineage = item.lineage;
  std::string_view earlier;
  if (lineage.identity == model::IdentityRule::made_of_id) earlier = lineage.given_id;
  const bool has_id = !lineage.given_id.empty();
  if (lineage.identity == model::IdentityRule::link && !has_id) earlier = item.url;
  const bool was_valid = earlier.find(':') != base::kNotFound && earlier != lineage.feed_id;
  return was_valid ? earlier : std::string_view();
}

std::string id_beside(const model::Item& item, std::string_view source_url,
                      model::IdentityRule rule) {
  const bool by_link = rule == model::IdentityRule::link;
  return base::name_based_urn(source_url, name_of(item, item.lineage.given_id, item.url,
                                                  by_link ? Level::link : Level::title_and_date));
}

}  // namespace syndic::normalize
