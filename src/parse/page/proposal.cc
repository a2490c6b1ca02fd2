// SPDX-License-Identifier: MIT
#include "parse/page/proposal.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "parse/page/item.h"
#include "parse/page/nodes.h"
#include "parse/page/page.h"
#include "parse/page/proposal_candidates.h"
#include "parse/page/proposal_fields.h"
#include "parse/page/proposal_score.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostExpressed = 8;  // Lists for which an expression is sought.

// What an element's kind adds to its list's points, in parts of the whole: of elements that give
// the same items, that which names what it is.
double bonus_of(const Candidate& candidate) {
  constexpr double kBonuses[] = {0.06, 0.05, 0.04, 0.02, 0.0};
  const bool is_flat = is_heading(candidate.elements.front());
  return 1.0 + kBonuses[candidate.selectors.front().rank] - (is_flat ? 0.1 : 0.0) +
         (candidate.is_one_list ? 0.08 : 0.0);
}

// Whether the list is only what an article's page has beside the article.
bool is_beside_article(const ListScore& score, const PageContents& contents) {
  constexpr std::size_t kLongProse = 500;
  constexpr std::size_t kManyDated = 5;
  const std::size_t outside = contents.prose - std::min(contents.prose, score.text);
  return score.dated < kManyDated && outside > kLongProse && outside > 2 * score.text;
}

Error no_list(const PageContents& contents) {
  constexpr std::size_t kHardlyText = 200;
  constexpr std::size_t kArticle = 500;
  std::string why = "its links are those of menus, or single ones";
  std::string advice = "give the address of the page that lists the news";
  if (contents.asks_password) {
    why = "it asks for a password";
    advice += " and that anyone can read";
  } else if (contents.text < kHardlyText && contents.has_scripts) {
    why = "it is empty until a script fills it, and syndic runs none";
    advice = "look for a feed with `syndic discover`, or ask the site for one";
  } else if (contents.prose > kArticle) {
    why = "it reads as one article";
  }
  return {Errc::unknown_format, "the page has no list of news: " + why + "; " + advice};
}

}  // namespace

Result<PageRules> propose_rules(std::string_view bytes, const Hints& hints) {
  const auto tree = read_page_tree(bytes, hints);
  if (!tree) return fail(tree.error());
  const pugi::xml_node page = tree->root();
  // Links count, too, where nobody says what they are relative to.
  std::string base_url = base_of_page(page, hints.base_url);
  if (base_url.empty()) base_url = "https://page.invalid/";
  const auto reader = PageItems::prepare({}, page, std::move(base_url), hints.time_zone);
  if (!reader) return fail(reader.error());
  const PageContents contents = look_at_page(page);
  std::vector<std::pair<double, const Candidate*>> lists;
  for (const Candidate& candidate : contents.candidates) {
    const ListScore score = score_list(candidate.elements, *reader);
    if (score.points <= 0 || is_beside_article(score, contents)) continue;
    lists.emplace_back(score.points * bonus_of(candidate), &candidate);
  }
  std::stable_sort(lists.begin(), lists.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (lists.size() > kMostExpressed) lists.resize(kMostExpressed);
  for (const auto& [points, candidate] : lists) {
    PageRules rules{.item = expression_of(*candidate, page)};
    if (rules.item.empty()) continue;
    return with_fields(std::move(rules), candidate->elements, *reader, page);
  }
  return tl::unexpected(no_list(contents));
}

}  // namespace syndic::parse
