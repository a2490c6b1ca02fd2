// SPDX-License-Identifier: MIT
#include "store/join.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "base/ascii.h"

namespace syndic::store {
namespace {

constexpr std::size_t kMostCategories = 50;
constexpr std::size_t kMostEnclosures = 20;

std::string category_name(const model::Category& category) {
  return base::lower(base::trim(category.label.empty() ? category.term : category.label));
}

std::string address_of(const model::Enclosure& enclosure) {
  constexpr std::string_view kPlain = "http:";
  const bool is_plain = base::starts_with_ignoring_case(enclosure.url, kPlain);
  return is_plain ? "https:" + enclosure.url.substr(kPlain.size()) : enclosure.url;
}

// Adds to `list` what `others` hold under names that are not yet there; gives how many.
template <class Each, class Name>
std::size_t add_new(std::vector<Each>& list, const std::vector<Each>& others, std::size_t most,
                    Name name) {
  if (others.empty()) return 0;
  const std::size_t before = list.size();
  std::set<std::string> names;
  for (const Each& each : list) names.insert(name(each));
  for (const Each& other : others) {
    if (list.size() >= most) break;
    if (names.insert(name(other)).second) list.push_back(other);
  }
  return list.size() - before;
}

}  // namespace

void join(model::Item& item, const model::Item& copy) {
  add_new(item.categories, copy.categories, kMostCategories, category_name);
  const std::size_t added = add_new(item.enclosures, copy.enclosures, kMostEnclosures, address_of);
  if (added > 0 && item.kind == model::Kind::read) item.kind = copy.kind;
}

}  // namespace syndic::store
