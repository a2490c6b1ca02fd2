// SPDX-License-Identifier: MIT
#include "config/remarks.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "base/url.h"
#include "config/values.h"

namespace syndic::config {
namespace {

// What http and https, with and without "www." and "/" at the end, have in common.
std::string address_of(const std::string& url) {
  const std::string shown = base::public_url(url);
  const base::UrlView parts = base::split_url(shown);
  std::string address = base::lower(parts.host_and_port()).append(parts.after_authority());
  if (address.starts_with("www.")) address.erase(0, 4);
  while (address.ends_with('/')) address.pop_back();
  return address;
}

void remark_on_source(const Table& table, const Source& source, const Config& config,
                      std::map<std::string, std::uint32_t>& lines, Context& context) {
  const Value* url = find(table, "url");
  if (url == nullptr || source.fetch.url.empty()) return;
  const std::string address = address_of(source.fetch.url);
  const auto [first, is_new] = lines.emplace(address, url->at.line);
  if (!is_new) {
    context.notes.add(url->at, "this is also the address of the source in line " +
                                   std::to_string(first->second) +
                                   ", whose items would come twice; keep one of them");
  }
  const std::string own = address_of(config.site.feeds_url);
  if (!own.empty() && address.starts_with(own + "/")) {
    context.notes.add(url->at,
                      "this is a feed that syndic publishes itself, below site.feeds_url; it "
                      "brings nothing new");
  }
}

}  // namespace

void remark_on(const Table& document, const Config& config, Context& context) {
  if (find(document, "source") == nullptr) {
    context.notes.add({}, "there is no source yet; add one with syndic add URL");
  }
  const auto* sources = as<List>(find(document, "source"));
  if (sources == nullptr || sources->size() != config.sources.size()) return;
  std::map<std::string, std::uint32_t> lines;
  for (std::size_t i = 0; i < config.sources.size(); ++i) {
    const auto* table = as<Table>(&(*sources)[i]);
    if (table != nullptr) remark_on_source(*table, config.sources[i], config, lines, context);
  }
}

}  // namespace syndic::config
