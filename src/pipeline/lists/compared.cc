// SPDX-License-Identifier: MIT
#include "pipeline/lists/compared.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "config/listed.h"
#include "config/values.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kMostRemembered = 10'000;  // Of one list, beside those that it names.
constexpr std::size_t kLongestBaseId = 56;

std::string name_or_host(const model::ListedSource& source, const std::string& address) {
  return source.name.empty() ? address.substr(0, address.find('/')) : source.name;
}

model::ListMember newcomer(const model::ListedSource& source, const std::string& place,
                           const std::string& address, const Joining& joining, IdRegistry& ids) {
  model::ListMember member{.list = place,
                           .address = address,
                           .id = ids.id_for(name_or_host(source, address), address),
                           .table = {},
                           .joined = {},
                           .unlisted_since = {}};
  if (joining.is_quiet) member.joined = joining.now;
  return member;
}

// The first source of a list at its address.
struct FirstListed {
  const model::ListedSource* source;
  std::size_t place;  ///< Among the members.
  std::optional<bool> is_wrong = {};

  FirstListed(const model::ListedSource* first, std::size_t at) : source(first), place(at) {}

  // Whether it is wrong and that one is right; if so, that one is the first from then on.
  bool gives_way_to(const model::ListedSource& other) {
    if (!is_wrong) is_wrong = !config::mistake_in_listed(*source).empty();
    if (!*is_wrong || !config::mistake_in_listed(other).empty()) return false;
    is_wrong = false;
    return true;
  }
};

}  // namespace

void IdRegistry::note(const std::string& id, const std::string& address) {
  if (owners_.emplace(id, address).second && !address.empty()) ids_.emplace(address, id);
}

std::string IdRegistry::id_for(const std::string& name, const std::string& address) {
  if (const auto known = ids_.find(address); known != ids_.end()) return known->second;
  std::string base = config::id_from_name(name);
  if (base.empty()) base = config::id_from_name(address);
  if (base.empty()) base = "source";
  base.resize(std::min(base.size(), kLongestBaseId));
  while (base.ends_with('-')) base.pop_back();
  std::string id = base;
  for (int& i = next_.emplace(base, 2).first->second; owners_.contains(id); ++i) {
    id = base + "-" + std::to_string(i);
  }
  note(id, address);
  return id;
}

std::vector<model::ListMember> compared(const std::vector<model::ListMember>& before,
                                        const model::SourceList& list, const std::string& place,
                                        Joining joining, IdRegistry& ids) {
  std::map<std::string_view, const model::ListMember*> known;
  for (const model::ListMember& member : before) known.emplace(member.address, &member);
  std::map<std::string, FirstListed> listed;  // By address.
  std::vector<model::ListMember> members;
  for (const model::ListedSource& source : list.sources) {
    const std::string address = config::listed_address(source);
    auto table = config::listed_table(source);
    if (!table || address.empty()) continue;
    const auto [first, is_new] = listed.try_emplace(address, &source, members.size());
    if (!is_new) {
      if (first->second.gives_way_to(source)) members[first->second.place].table = *table;
      continue;
    }
    const auto old = known.find(address);
    model::ListMember member = old == known.end() ? newcomer(source, place, address, joining, ids)
                                                  : model::ListMember(*old->second);
    if (member.has_left) member.joined = joining.now;
    member.has_left = false;
    member.unlisted_since.reset();
    member.table = *std::move(table);
    members.push_back(std::move(member));
  }
  if (members.empty()) return members;
  const std::size_t most = members.size() + kMostRemembered;
  for (const model::ListMember& member : before) {
    if (listed.contains(member.address) || members.size() == most) continue;
    members.push_back(member);
    if (!member.unlisted_since) members.back().unlisted_since = joining.now;
  }
  return members;
}

bool see_off(std::vector<model::ListMember>& members, model::Timestamp now) {
  bool any = false;
  for (model::ListMember& member : members) {
    if (member.has_left || !member.unlisted_since) continue;
    if (now < *member.unlisted_since + boost::gregorian::days(kDaysUnlisted)) continue;
    member.has_left = true;
    any = true;
  }
  return any;
}

}  // namespace syndic::pipeline
