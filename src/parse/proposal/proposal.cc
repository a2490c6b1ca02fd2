// SPDX-License-Identifier: MIT
#include "parse/proposal/proposal.h"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/utf8.h"
#include "parse/not_a_feed.h"
#include "parse/page/item.h"
#include "parse/page/nodes.h"
#include "parse/page/page.h"
#include "parse/proposal/candidates.h"
#include "parse/proposal/fields.h"
#include "parse/proposal/names.h"
#include "parse/proposal/score.h"

namespace syndic::parse {
namespace {

constexpr std::size_t kMostExpressed = 24;  // Lists for which an expression is sought.
constexpr std::size_t kMostProposals = 8;   // Lists that are read by rules.
constexpr const char* kOtherPage = "; give the address of the page that lists the news";

/// A list, the rules for it, and how good it is when it is read by them.
struct Proposal {
  const Candidate* candidate = nullptr;
  PageRules rules;
  ListScore score;
  double points = 0;
};

// What an element's kind adds to its list's points, in parts of the whole: of elements that give
// the same items, that which names what it is.
double bonus_of(const Candidate& candidate) {
  constexpr double kBonuses[] = {0.06, 0.05, 0.04, 0.02, 0.0};
  const bool is_flat = is_heading(candidate.elements.front());
  return 1.0 + kBonuses[candidate.selectors.front().rank] - (is_flat ? 0.1 : 0.0) +
         (candidate.is_one_list ? 0.08 : 0.0);
}

// Whether the list's name says that it is one of people.
bool is_of_people(const Candidate& candidate) {
  constexpr std::array<std::string_view, 7> kWords = {"person", "people",  "staff",  "team",
                                                      "member", "members", "speaker"};
  constexpr int kHighest = 2;  // Elements above that count.
  pugi::xml_node node = candidate.elements.front();
  for (int step = 0; step <= kHighest && node; ++step, node = node.parent()) {
    for (const std::string& word : words_of_name(node.attribute("class").value())) {
      if (std::ranges::find(kWords, word) != kWords.end()) return true;
    }
  }
  return false;
}

// What a list is made of: an element's name and its first class that lasts.
std::string kind_of(pugi::xml_node element) {
  for (const std::string_view name : classes_of(element)) {
    if (is_lasting_name(name)) return std::string(element.name()) + "." + std::string(name);
  }
  return element.name();
}

// How much of the list is of one kind, 0 to 1: of headings in elements of their own, these count.
double uniformity_of(const std::vector<pugi::xml_node>& elements) {
  std::map<std::string, std::size_t> kinds;
  std::set<pugi::xml_node> parents;
  for (const pugi::xml_node each : elements) parents.insert(each.parent());
  const bool has_own = is_heading(elements.front()) && parents.size() == elements.size();
  std::size_t most = 0;
  for (const pugi::xml_node each : elements) {
    most = std::max(most, ++kinds[kind_of(has_own ? each.parent() : each)]);
  }
  const double share = static_cast<double>(most) / static_cast<double>(elements.size());
  return has_own ? share * share : share;
}

double points_of(const Proposal& proposal, bool has_dated_list) {
  constexpr double kOfPeople = 0.5;
  constexpr double kOfQuestions = 0.3;
  const Candidate& candidate = *proposal.candidate;
  const ListScore& score = proposal.score;
  double points = score.points * bonus_of(candidate);
  points *= 0.4 + 0.6 * uniformity_of(candidate.elements);
  if (is_of_people(candidate)) points *= kOfPeople;
  const bool asks = 2 * score.questions > std::min<std::size_t>(candidate.elements.size(), 60);
  if (has_dated_list && asks && !score.is_dated) points *= kOfQuestions;
  return points;
}

// Whether the list is only what an article's page has beside the article. `listed`: bytes of the
// list with the most text, which is no article.
bool is_beside_article(const ListScore& score, const PageContents& contents, std::size_t listed) {
  constexpr std::size_t kLongProse = 500;
  constexpr std::size_t kManyDated = 5;
  const std::size_t outside = contents.prose - std::min(contents.prose, listed);
  return score.dated < kManyDated && outside > kLongProse && outside > 2 * score.text;
}

Error no_list(const PageContents& contents) {
  constexpr std::size_t kHardlyText = 200;
  constexpr std::size_t kArticle = 500;
  if (contents.text == 0 && contents.candidates.empty() && !contents.has_scripts) {
    return {Errc::unknown_format, std::string("the page is empty") + kOtherPage};
  }
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

// Whether the first element is that of a feed.
bool is_feed(std::string_view text) {
  constexpr std::size_t kWindow = 1'000;
  constexpr std::array<std::string_view, 3> kRoots = {"<rss", "<feed", "<rdf:RDF"};
  const std::string_view head = text.substr(0, kWindow);
  return head.starts_with('<') && head.find("<html") == std::string_view::npos &&
         std::ranges::any_of(kRoots, [&](std::string_view root) {
           const std::size_t at = head.find(root);
           return at == 0 || (head.starts_with("<?xml") && at != std::string_view::npos);
         });
}

// What the bytes are, if they are no page at all.
std::optional<Error> why_no_page(std::string_view bytes) {
  const std::string_view text = base::trim(base::without_byte_order_mark(bytes));
  const auto refused = [](const std::string& why) {
    return Error{Errc::unknown_format, why + kOtherPage};
  };
  if (text.empty()) return refused("the page is empty");
  if (is_feed(text)) {
    return Error{Errc::unknown_format,
                 "it is a feed, which needs no such rules; give its address to `syndic add`"};
  }
  std::string kind(kind_by_first_bytes(text));
  const bool may_be_json = text.front() == '{' || text.front() == '[';
  if (kind.empty() && may_be_json && nlohmann::json::accept(text)) kind = "JSON";
  if (kind.empty()) return std::nullopt;
  return refused("it is " + kind + ", no HTML page");
}

/// A page and how it is read.
struct Read {
  pugi::xml_node page;
  std::string base_url;
  const Hints& hints;
  PageContents contents;
};

// The best lists by their elements alone, each with its rules.
std::vector<Proposal> proposals_of(const Read& read, const PageItems& reader) {
  std::vector<std::pair<ListScore, const Candidate*>> scored;
  std::size_t listed = 0;
  for (const Candidate& candidate : read.contents.candidates) {
    const ListScore score = score_list(candidate.elements, reader);
    if (score.points <= 0) continue;
    listed = std::max(listed, score.text);
    scored.emplace_back(score, &candidate);
  }
  std::vector<std::pair<double, const Candidate*>> lists;
  for (const auto& [score, candidate] : scored) {
    if (is_beside_article(score, read.contents, listed)) continue;
    lists.emplace_back(score.points * bonus_of(*candidate), candidate);
  }
  std::stable_sort(lists.begin(), lists.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (lists.size() > kMostExpressed) lists.resize(kMostExpressed);
  std::vector<Proposal> proposals;
  for (const auto& [points, candidate] : lists) {
    if (proposals.size() == kMostProposals) break;
    const PageRules bare{.item = expression_of(*candidate, read.page)};
    if (bare.item.empty()) continue;
    Proposal proposal{.candidate = candidate};
    proposal.rules = with_fields(bare, candidate->elements, reader, read.page);
    auto by_rules =
        PageItems::prepare(proposal.rules, read.page, read.base_url, read.hints.time_zone);
    if (!by_rules) {  // One of them is too dear for a page of this size.
      proposal.rules = without_item(read.page);
      proposal.rules.item = bare.item;
    }
    proposal.score = score_list(candidate->elements, by_rules ? *by_rules : reader);
    proposals.push_back(std::move(proposal));
  }
  return proposals;
}

std::optional<Proposal> best_of(std::vector<Proposal> proposals) {
  const bool has_dated = std::ranges::any_of(
      proposals, [](const Proposal& each) { return each.score.is_dated && each.score.points > 0; });
  std::optional<Proposal> best;
  for (Proposal& each : proposals) {
    each.points = points_of(each, has_dated);
    if (each.points > 0 && (!best || each.points > best->points)) best = std::move(each);
  }
  return best;
}

// Whether a page is read without a rule for its items, and no worse than by the best one.
bool needs_no_rule(const Read& read, const PageItems& reader, const Proposal* best) {
  constexpr std::size_t kFewest = 2;
  if (const auto& entries = reader.elements(); !entries.empty()) {
    const bool is_current = has_class(entries.front(), "h-entry");
    if (!is_current && best != nullptr) return false;
    if (best != nullptr && best->candidate->elements == entries) return true;
    const ListScore score = score_list(entries, reader);
    return score.points > 0 && (best == nullptr || score.points >= best->score.points);
  }
  const auto articles = reader.linked_articles(read.hints.base_url);
  if (best == nullptr) {
    return articles.size() >= kFewest ||
           (articles.empty() && reader.linked_events().size() >= kFewest);
  }
  const auto dated = std::ranges::count_if(
      articles, [](const PageItem& each) { return each.item.published.has_value(); });
  return !best->score.is_dated && dated > 2;
}

}  // namespace

Result<PageRules> propose_rules(std::string_view bytes, const Hints& hints) {
  if (auto refused = why_no_page(bytes)) return fail(*std::move(refused));
  const auto tree = read_page_tree(bytes, hints);
  if (!tree) return fail(tree.error());
  const pugi::xml_node page = tree->root();
  // Links count, too, where nobody says what they are relative to.
  std::string base_url = base_of_page(page, hints.base_url);
  if (base_url.empty()) base_url = "https://page.invalid/";
  const auto reader = PageItems::prepare({}, page, base_url, hints.time_zone);
  if (!reader) return fail(reader.error());
  const Read read{page, std::move(base_url), hints, look_at_page(page)};
  const auto best = best_of(proposals_of(read, *reader));
  if (needs_no_rule(read, *reader, best ? &*best : nullptr)) return without_item(page);
  if (!best) return tl::unexpected(no_list(read.contents));
  return best->rules;
}

}  // namespace syndic::parse
