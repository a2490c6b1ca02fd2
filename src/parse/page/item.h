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
#include "parse/date/date.h"
#include "parse/page/linked_data.h"
#include "parse/page/rules.h"

namespace syndic::parse {

/// The elements with the parts of an item: its own or, if that is only a heading or a term (dt),
/// all up to the next heading of its level or above, or the next term.
[[nodiscard]] std::vector<pugi::xml_node> scope_of(pugi::xml_node element);

/// A compiled expression of the rules; an empty one selects nothing.
class PageQuery {
 public:
  PageQuery() = default;

  /// Compiles `text`. `key` names it in the message of an Error.
  [[nodiscard]] static Result<PageQuery> read(const std::string& text, std::string_view key);

  [[nodiscard]] bool is_given() const { return query_.has_value(); }

  /// The elements that it selects, in the order of the page.
  [[nodiscard]] std::vector<pugi::xml_node> elements(pugi::xml_node from) const;

  /// The value of the first node that has one: of an attribute its value; of an element the first
  /// of `attributes`, which may be empty, on it or the nearest below it, else its words. If the
  /// expression returns a text, that text.
  [[nodiscard]] std::string value(pugi::xml_node from,
                                  std::initializer_list<const char*> attributes) const;

 private:
  std::optional<pugi::xpath_query> query_;
};

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
  /// Errors: malformed for a rule that is not an expression.
  [[nodiscard]] static Result<PageItems> prepare(const PageRules& rules, pugi::xml_node page,
                                                 std::string base_url, std::string_view zone);

  [[nodiscard]] std::vector<pugi::xml_node> elements() const { return item_.elements(page_); }
  [[nodiscard]] PageItem read(pugi::xml_node element) const;

  /// The events of the page's linked data as items, without those that are cancelled.
  [[nodiscard]] std::vector<PageItem> linked_events() const;

  /// The URL of the page after this one; empty if there is none.
  [[nodiscard]] std::string next_url() const;

 private:
  PageItems() = default;
  [[nodiscard]] std::string absolute(std::string_view reference) const;
  void read_date(pugi::xml_node element, const std::vector<pugi::xml_node>& scope,
                 PageItem& read) const;
  [[nodiscard]] std::optional<ReadDate> date_of(std::string_view text) const;
  void complete(PageItem& read) const;
  void complete_event(PageItem& read) const;
  void fill(const LinkedEvent& event, PageItem& read) const;

  pugi::xml_node page_;
  std::string base_url_;
  std::string zone_;
  std::string date_format_;
  PageQuery item_, title_, link_, date_, summary_, image_, next_;
  std::map<std::string, LinkedArticle> linked_;  ///< By URL.
  std::vector<LinkedEvent> events_;
  std::map<std::string, std::size_t> event_of_url_;
};

}  // namespace syndic::parse
