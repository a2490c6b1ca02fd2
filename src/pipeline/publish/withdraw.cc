// SPDX-License-Identifier: MIT
#include "pipeline/publish/withdraw.h"

#include <functional>
#include <set>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/url.h"
#include "normalize/link/canonical_url.h"
#include "pipeline/publish/documents.h"
#include "pipeline/status/shown.h"
#include "pipeline/store_lock.h"
#include "store/store.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kMostMatches = 50;

using Use = std::function<bool(store::Ledger&, const std::string& source, const std::string& id)>;

store::Lookup lookup_of(const std::string& asked) {
  store::Lookup lookup{.id = asked, .links = {asked}};
  if (base::is_http_url(asked)) lookup.links.push_back(normalize::canonical_url(asked));
  return lookup;
}

/// Calls `use` for the items that match and all their copies; returns those for which it was true.
std::vector<Withdrawn> use_on_all(const config::Config& config, store::Store& store,
                                  const std::string& asked, model::Timestamp now, const Use& use) {
  store::Selection everything = selection_of(config, {}, now);
  everything.not_after.clear();
  std::vector<Withdrawn> used;
  std::set<std::tuple<std::string, std::string>> seen;
  const auto add = [&](const std::string& source, const std::string& id, const std::string& title) {
    if (seen.emplace(source, id).second && use(store.ledger(), source, id)) {
      used.push_back({source, id, title});
    }
  };
  for (const store::StoredItem& stored : store.find(lookup_of(asked), kMostMatches)) {
    const model::Verdict among = store.verdict(everything, stored.source_id, stored.item.id);
    const std::string& title = stored.item.title.value;
    add(stored.source_id, stored.item.id, title);
    if (among.winner) add(among.winner->source_id, among.winner->id, title);
    for (const model::Copy& copy : among.copies) add(copy.source_id, copy.id, title);
  }
  return used;
}

Result<std::vector<Withdrawn>> change(const config::Config& config, std::string_view asked,
                                      model::Timestamp now, const std::string& complaint,
                                      const Use& use) {
  const auto lock = lock_store(config.store);
  const auto store = store::open(config.store);
  store->begin_batch();
  auto used = use_on_all(config, *store, std::string(base::trim(asked)), now, use);
  if (used.empty()) {
    return fail(Errc::not_found, shown(asked) + ": " + complaint);
  }
  store->commit();
  return used;
}

}  // namespace

Result<std::vector<Withdrawn>> withdraw(const config::Config& config, std::string_view asked,
                                        const std::string& why, model::Timestamp now) {
  const std::string reason = base::printable_line(why);
  return change(config, asked, now,
                "no stored item has this id or link; syndic why tells the id of an item",
                [&](store::Ledger& ledger, const std::string& source, const std::string& id) {
                  return ledger.withdraw({.source_id = source, .id = id, .at = now, .why = reason});
                });
}

Result<std::vector<Withdrawn>> restore(const config::Config& config, std::string_view asked,
                                       model::Timestamp now) {
  return change(config, asked, now,
                "no item of this id or link is withdrawn; syndic why tells what became of an item",
                [](store::Ledger& ledger, const std::string& source, const std::string& id) {
                  return ledger.restore(source, id);
                });
}

}  // namespace syndic::pipeline
