// SPDX-License-Identifier: MIT
#include "pipeline/lists/compared.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
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

// A source of a list, the first right one at its address.
struct Listed {
  const model::ListedSource* source;
  std::string address;
  std::string table;
  std::optional<bool> is_wrong = {};

  // Whether it is wrong and that one is right.
  bool gives_way_to(const model::ListedSource& other) {
    if (!is_wrong) is_wrong = !config::mistake_in_listed(*source).empty();
    return *is_wrong && config::mistake_in_listed(other).empty();
  }
};

// The sources that can be fetched, each address once.
std::vector<Listed> once_each(const model::SourceList& list) {
  std::vector<Listed> sources;
  std::unordered_map<std::string, std::size_t> places;  // By address.
  for (const model::ListedSource& source : list.sources) {
    std::string address = config::listed_address(source);
    if (address.empty()) continue;
    const auto [place, is_new] = places.try_emplace(address, sources.size());
    if (!is_new && !sources[place->second].gives_way_to(source)) continue;
    auto table = config::listed_table(source);
    if (!table) {
      if (is_new) places.erase(place);
      continue;
    }
    if (is_new) {
      sources.push_back({&source, std::move(address), *std::move(table)});
    } else {
      Listed& wrong = sources[place->second];
      wrong = {&source, std::move(wrong.address), *std::move(table), false};
    }
  }
  return sources;
}

// Members that are in the list at another address now, by the new one: those that go where one of
// the same name comes, and no other of that name goes or comes.
std::map<std::string_view, const model::ListMember*> moved_members(
    const std::vector<model::ListMember>& before, const std::vector<Listed>& now,
    const IdRegistry& ids) {
  struct Namesakes {
    std::vector<const model::ListMember*> went;
    std::vector<std::string_view> came;
  };
  std::map<std::string, Namesakes> by_name;
  std::set<std::string_view> listed;
  std::set<std::string_view> known;
  for (const Listed& each : now) listed.insert(each.address);
  for (const model::ListMember& member : before) {
    known.insert(member.address);
    const bool went = !member.unlisted_since && !listed.contains(member.address);
    if (went) by_name[config::name_in_listed(member.table)].went.push_back(&member);
  }
  std::map<std::string_view, const model::ListMember*> moved;
  if (by_name.empty()) return moved;
  for (const Listed& each : now) {
    if (known.contains(each.address)) continue;
    const auto namesakes = by_name.find(config::name_in_listed(each.table));
    if (namesakes != by_name.end()) namesakes->second.came.push_back(each.address);
  }
  for (const auto& [name, same] : by_name) {
    if (name.empty() || same.went.size() != 1 || same.came.size() != 1) continue;
    const std::string address(same.came[0]);
    if (ids.is_free(address, same.went[0]->id)) moved.emplace(same.came[0], same.went[0]);
  }
  return moved;
}

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

bool IdRegistry::is_free(const std::string& address, const std::string& id) const {
  const auto known = ids_.find(address);
  return known == ids_.end() || known->second == id;
}

void IdRegistry::move(const std::string& id, const std::string& address) {
  std::string& owner = owners_[id];
  const auto old = ids_.find(owner);
  if (old != ids_.end() && old->second == id) ids_.erase(old);
  owner = address;
  ids_[address] = id;
}

std::vector<model::ListMember> compared(const std::vector<model::ListMember>& before,
                                        const model::SourceList& list, const std::string& place,
                                        Joining joining, IdRegistry& ids) {
  std::map<std::string_view, const model::ListMember*> known;
  for (const model::ListMember& member : before) known.emplace(member.address, &member);
  std::vector<Listed> listed = once_each(list);
  const auto moved = moved_members(before, listed, ids);
  for (const auto& [address, member] : moved) {
    ids.move(member->id, std::string(address));
    known.erase(member->address);
    known.emplace(address, member);
  }
  std::set<const model::ListMember*> named;
  std::vector<model::ListMember> members;
  for (Listed& each : listed) {
    const auto old = known.find(each.address);
    const bool is_known = old != known.end();
    if (is_known) named.insert(old->second);
    model::ListMember member = is_known ? model::ListMember(*old->second)
                                        : newcomer(*each.source, place, each.address, joining, ids);
    if (member.has_left) member.joined = joining.now;
    member.has_left = false;
    member.unlisted_since.reset();
    member.address = each.address;
    member.table = std::move(each.table);
    members.push_back(std::move(member));
  }
  if (members.empty()) return members;
  const std::size_t most = members.size() + kMostRemembered;
  for (const model::ListMember& member : before) {
    if (named.contains(&member) || members.size() == most) continue;
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
