// SPDX-License-Identifier: MIT
#include "pipeline/refresh/shared_addresses.h"

#include <map>
#include <string_view>

#include "fetch/memory.h"
#include "fetch/move.h"
#include "normalize/link/canonical_url.h"
#include "store/store.h"

namespace syndic::pipeline {
namespace {

// Where a source is asked, as addresses are compared, and what led there.
struct Asked {
  std::string_view id;
  std::string address;
  std::string_view by;  // Empty: it is the configured address.
};

class AskedAddresses {
 public:
  explicit AskedAddresses(store::Store& store)
      : states_(store.fetch_states()), sites_(store.site_feeds()) {}

  // What is remembered of another address or site than the configured one does not count any more.
  [[nodiscard]] Asked of(const config::Source& source) const {
    fetch::Subscription subscription = source.fetch;
    Asked asked{source.id, {}, {}};
    if (const auto site = sites_.find(source.id);
        !source.site.empty() && site != sites_.end() && site->second.site == source.site) {
      subscription.url = site->second.feed_url;
      asked.by = "found its feed";
    }
    asked.address = normalize::canonical_url(subscription.url);
    const auto state = states_.find(source.id);
    if (state == states_.end() || state->second.fetched_url != fetch::place_of(subscription)) {
      return asked;
    }
    const std::string moved =
        normalize::canonical_url(fetch::url_to_ask(subscription, state->second.move));
    if (moved != asked.address) asked = {source.id, moved, "moved to"};
    return asked;
  }

 private:
  std::map<std::string, model::FetchState> states_;
  std::map<std::string, model::SiteFeed> sites_;
};

}  // namespace

std::vector<std::string> shared_addresses(const config::Config& config) {
  const auto store = store::open_sqlite_read_only(config.store);
  if (store == nullptr) return {};
  const AskedAddresses addresses(*store);
  std::map<std::string, Asked> holders;
  std::vector<std::string> lines;
  for (const config::Source& source : config.sources) {
    const Asked asked = addresses.of(source);
    if (asked.address.empty()) continue;
    const auto [holder, is_new] = holders.emplace(asked.address, asked);
    const Asked& first = holder->second;
    if (is_new || (asked.by.empty() && first.by.empty())) continue;
    const Asked& mover = asked.by.empty() ? first : asked;
    const Asked& other = asked.by.empty() ? asked : first;
    lines.push_back("source " + std::string(mover.id) + " has " + std::string(mover.by) +
                    " where source " + std::string(other.id) +
                    " is read too, so that their items come twice; keep one of them");
  }
  return lines;
}

}  // namespace syndic::pipeline
