// SPDX-License-Identifier: MIT
#include "pipeline/setup/page_proposal.h"

#include <cstddef>
#include <utility>

#include "base/printable.h"
#include "base/url.h"
#include "discover/search.h"
#include "parse/proposal/proposal.h"
#include "pipeline/append.h"
#include "pipeline/refresh/page_source.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLongestName = 100;

// Relative links of a page that is nowhere need some base.
constexpr const char* kSomewhere = "https://www.example.org/news";

}  // namespace

Result<WebPage> web_page_at(const std::string& url, const fetch::Options& options,
                            http::Transport& transport, const std::atomic<bool>& cancelled) {
  auto answer = ask_for_page(url, options, transport, cancelled);
  if (!answer) return fail(std::move(answer.error()));
  auto allowed = check_robots(answer->url, options, transport, cancelled);
  // The answer's has no token and password; on the same site it needs those of the given URL.
  const bool is_itself = answer->url == base::public_url(url);
  return WebPage{std::move(answer->body), answer->url,
                 is_itself ? url : discover::asked_at({.url = url}, answer->url).url,
                 std::string(answer->headers.get("Content-Type")),
                 allowed ? std::nullopt : std::optional(std::move(allowed.error()))};
}

Result<PageProposal> propose_page(const WebPage& page) {
  const parse::Hints hints{.base_url = page.url.empty() ? std::string_view(kSomewhere) : page.url,
                           .content_type = page.content_type};
  auto rules = parse::propose_rules(page.bytes, hints);
  if (!rules) return fail(std::move(rules.error()));
  auto read = parse::read_page(page.bytes, hints, *rules);
  if (!read) return fail(std::move(read.error()));
  return PageProposal{*std::move(rules), *std::move(read)};
}

config::NewSource source_of(const WebPage& page, const PageProposal& proposal, const Wish& wish) {
  config::NewSource source{.id = wish.id, .name = wish.name, .groups = wish.groups};
  if (source.name.empty()) {
    source.name = base::printable_line(proposal.read.feed.title.value, kLongestName);
  }
  if (source.name.empty()) source.name = host_name(page.url);
  const auto set = [&](const char* key, const std::string& text) {
    if (!text.empty()) source.settings.push_back({key, text});
  };
  const parse::PageRules& rules = proposal.rules;
  set("page.url", page.url.empty() ? kSomewhere : page.source_url);
  set("page.item", rules.item);
  set("page.title", rules.title);
  set("page.link", rules.link);
  set("page.date", rules.date);
  set("page.summary", rules.summary);
  set("page.image", rules.image);
  set("page.author", rules.author);
  set("page.tags", rules.tags);
  set("page.next", rules.next);
  return source;
}

}  // namespace syndic::pipeline
