// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/item.h"
#include "parse/article/linked_data.h"
#include "parse/date/date.h"
#include "parse/page/query.h"
#include "parse/page/rules.h"

namespace syndic::parse {

/// The elements with the parts of an item: its own or, if that is only a heading or a term (dt),
/// all up to the next heading of its level or above, or the next term.
[[nodiscard]] std::vector<pugi::xml_node> scope_of(pugi::xml_node element);

/// An item of a page: its fields, and whether it is an event that is cancelled; and what the text
/// of its date says; empty without one.
struct PageItem {
  model::Item item;
  std::optional<ReadDate> date;
  bool is_cancelled = false;
};

/// Reads the items of one page by the rules and, where a rule is missing, by the markup's usual
/// forms.
class PageItems {
 public:
  /// Errors: malformed for a rule that is not an expression, too_large for one that is too dear for
  /// this page.
  [[nodiscard]] static Result<PageItems> prepare(const PageRules& rules, pugi::xml_node page,
                                                 std::string base_url, std::string_view zone);

  /// Of the items: what their rule selects; without one the outermost elements of class h-entry
  /// (microformats2), else hentry (hAtom).
  [[nodiscard]] const std::vector<pugi::xml_node>& elements() const { return elements_; }
  [[nodiscard]] PageItem read(pugi::xml_node element) const;

  /// The events of the page's linked data as items, without those that are cancelled.
  [[nodiscard]] std::vector<PageItem> linked_events() const;

  /// The articles of the page's linked data as items, but one about the page itself.
  [[nodiscard]] std::vector<PageItem> linked_articles(std::string_view page_url) const;

  /// The URL of the page after this one; empty if there is none.
  [[nodiscard]] std::string next_url() const;

 private:
  PageItems() = default;
  [[nodiscard]] std::string absolute(std::string_view reference) const;
  void read_date(pugi::xml_node element, const std::vector<pugi::xml_node>& scope,
                 PageItem& read) const;
  [[nodiscard]] std::optional<ReadDate> date_of(std::string_view text) const;
  [[nodiscard]] Result<void> check_costs() const;
  void fill(const LinkedArticle& article, PageItem& read) const;
  void complete(PageItem& read) const;
  void complete_event(PageItem& read) const;
  void fill(const LinkedEvent& event, PageItem& read) const;

  pugi::xml_node page_;
  std::string base_url_;
  std::string zone_;
  std::string date_format_;
  PageQuery item_, title_, link_, date_, summary_, image_, author_, tags_, id_, enclosure_, next_;
  std::vector<pugi::xml_node> elements_;
  std::vector<LinkedArticle> articles_;
  std::map<std::string, std::size_t> article_of_url_;
  std::vector<LinkedEvent> events_;
  std::map<std::string, std::size_t> event_of_url_;
};

}  // namespace syndic::parse
