// SPDX-License-Identifier: MIT
#include "markup/html/nesting.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <vector>

#include "base/ascii.h"
#include "markup/html/tokenizer.h"

namespace syndic::markup {
namespace {

constexpr std::size_t kDeepest = 512;
constexpr std::size_t kMostFormatting = 64;

// Formatting elements that are opened again, summed over all tokens: each is a node of the tree.
constexpr std::size_t kMostReopened = 4'000'000;

// Of all tags of html and body, whose attributes come together: each is compared with the others.
constexpr std::size_t kMostAttributesOfPage = 1'000;

// Of equal formatting elements three count (§13.2.4.3, "Noah's Ark").
constexpr std::ptrdiff_t kMostAlike = 3;

bool is_one_of(HtmlTag tag, std::initializer_list<HtmlTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

using enum HtmlTag;

bool is_formatting(HtmlTag tag) {
  return is_one_of(tag, {a, b, big, code, em, font, i, nobr, s, small, strike, strong, tt, u});
}

// Elements that an end tag inside neither closes nor passes (§13.2.4.2, "scope").
bool is_barrier(HtmlTag tag) {
  return is_one_of(tag, {applet, caption, table, td, th, marquee, object, template_});
}

// Elements that only their own end tag or another special one ends. Elements that are not listed
// are not special, as names that HTML does not know.
bool is_special(HtmlTag tag) {
  return is_barrier(tag) ||
         is_one_of(tag,
                   {address,  article,  aside,   blockquote, button,    center,     dd,     details,
                    dir,      div,      dl,      dt,         fieldset,  figcaption, figure, footer,
                    form,     h1,       h2,      h3,         h4,        h5,         h6,     header,
                    hgroup,   iframe,   li,      listing,    main,      menu,       nav,    noembed,
                    noframes, noscript, ol,      p,          plaintext, pre,        script, section,
                    select,   style,    summary, tbody,      textarea,  tfoot,      thead,  title,
                    tr,       ul,       xmp});
}

bool closes_paragraph(HtmlTag tag) {
  return is_one_of(
      tag, {address, article, aside,    blockquote, center,  dd,     details, dialog, dir,  div,
            dl,      dt,      fieldset, figcaption, figure,  footer, form,    h1,     h2,   h3,
            h4,      h5,      h6,       header,     hgroup,  li,     listing, main,   menu, nav,
            ol,      p,       pre,      section,    summary, table,  ul,      xmp});
}

// The open elements and the active formatting elements of §13.2.4, simplified for counting.
class Nesting {
 public:
  void open(const HtmlToken& token);
  void close(const HtmlToken& token);

  /// False once there are too many. To be called for each token.
  bool holds() {
    reopened_ += formatting_.size();
    return open_.size() + formatting_.size() <= kDeepest && formatting_.size() <= kMostFormatting &&
           reopened_ <= kMostReopened;
  }

 private:
  struct Open {
    HtmlTag tag;
    std::size_t name;  // Hash of it: distinguishes names that HTML does not know.
  };
  struct Formatting {
    HtmlTag tag;
    std::size_t likeness;
    std::size_t depth;  // Of open_ when it was opened.
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  static std::size_t hash_of(std::string_view name) {
    return std::hash<std::string>()(base::lower(name));
  }

  template <class Wanted, class Stop>
  [[nodiscard]] std::size_t nearest(Wanted wanted, Stop stop) const {
    for (std::size_t at = open_.size(); at-- > 0;) {
      if (wanted(open_[at])) return at;
      if (stop(open_[at].tag)) return kNone;
    }
    return kNone;
  }
  [[nodiscard]] std::size_t nearest(std::initializer_list<HtmlTag> tags,
                                    bool (*stop)(HtmlTag)) const {
    return nearest([&](const Open& each) { return is_one_of(each.tag, tags); }, stop);
  }

  void pop_to(std::size_t at);
  void end_implied(HtmlTag tag);
  void format(const HtmlToken& token);
  void forget_formatting(HtmlTag tag);

  std::vector<Open> open_;
  std::vector<Formatting> formatting_;
  std::size_t reopened_ = 0;
};

// Closes the elements from `at` on. Formatting in a cell ends with it.
void Nesting::pop_to(std::size_t at) {
  if (at == kNone) return;
  const bool holds_barrier =
      std::any_of(open_.begin() + static_cast<std::ptrdiff_t>(at), open_.end(),
                  [](const Open& each) { return is_barrier(each.tag); });
  open_.resize(at);
  if (holds_barrier) {
    std::erase_if(formatting_, [&](const Formatting& each) { return each.depth > at; });
  }
}

void Nesting::end_implied(HtmlTag tag) {
  const auto stop_in_list = [](HtmlTag each) {
    return is_special(each) && !is_one_of(each, {address, div, p});
  };
  if (closes_paragraph(tag)) {
    pop_to(nearest({p}, [](HtmlTag each) { return is_barrier(each) || each == button; }));
  }
  if (tag == li) pop_to(nearest({li}, stop_in_list));
  if (is_one_of(tag, {dd, dt})) pop_to(nearest({dd, dt}, stop_in_list));
  if (tag == button) pop_to(nearest({button}, is_barrier));
  const auto is_table = [](HtmlTag each) { return is_one_of(each, {table, template_}); };
  if (is_one_of(tag, {td, th})) {
    pop_to(nearest({td, th}, [](HtmlTag each) { return is_one_of(each, {table, tr}); }));
  } else if (tag == tr) {
    pop_to(nearest({tr}, is_table));
  } else if (is_one_of(tag, {tbody, thead, tfoot, caption, colgroup})) {
    pop_to(nearest({tbody, thead, tfoot, caption, colgroup}, is_table));
  }
  if (open_.empty()) return;
  const HtmlTag top = open_.back().tag;
  const auto is_heading = [](HtmlTag each) { return is_one_of(each, {h1, h2, h3, h4, h5, h6}); };
  if ((is_heading(tag) && is_heading(top)) ||
      (is_one_of(tag, {option, optgroup}) && top == option) ||
      (is_one_of(tag, {rb, rp, rt, rtc}) && is_one_of(top, {rb, rp, rt, rtc}))) {
    pop_to(open_.size() - 1);
  }
}

void Nesting::forget_formatting(HtmlTag tag) {
  const auto last = std::find_if(formatting_.rbegin(), formatting_.rend(),
                                 [&](const Formatting& each) { return each.tag == tag; });
  if (last != formatting_.rend()) formatting_.erase(std::next(last).base());
}

void Nesting::format(const HtmlToken& token) {
  if (token.tag == a || token.tag == nobr) {  // One is never inside another.
    pop_to(nearest({token.tag}, is_barrier));
    forget_formatting(token.tag);
  }
  std::size_t likeness = static_cast<std::size_t>(token.tag);
  for (const HtmlAttribute& attribute : token.attributes) {
    likeness = likeness * 31 + hash_of(attribute.name);
    likeness = likeness * 31 + std::hash<std::string_view>()(attribute.value);
  }
  const auto is_alike = [&](const Formatting& each) { return each.likeness == likeness; };
  if (std::count_if(formatting_.begin(), formatting_.end(), is_alike) >= kMostAlike) {
    formatting_.erase(std::find_if(formatting_.begin(), formatting_.end(), is_alike));
  }
  formatting_.push_back({token.tag, likeness, open_.size()});
}

void Nesting::open(const HtmlToken& token) {
  if (is_void(token.tag) || (token.foreign && token.self_closing)) return;
  if (is_one_of(token.tag, {html, head, body, frameset})) return;
  if (!token.foreign) end_implied(token.tag);
  if (is_formatting(token.tag) && !token.foreign) format(token);
  open_.push_back({token.tag, token.tag == unknown || token.foreign ? hash_of(token.name) : 0});
}

void Nesting::close(const HtmlToken& token) {
  const std::size_t name = token.tag == unknown || token.foreign ? hash_of(token.name) : 0;
  const auto is_it = [&](const Open& each) { return each.tag == token.tag && each.name == name; };
  if (is_formatting(token.tag)) forget_formatting(token.tag);
  if (is_special(token.tag) || is_formatting(token.tag)) {
    const bool is_table_part =
        is_one_of(token.tag, {table, tr, td, th, tbody, thead, tfoot, caption});
    pop_to(nearest(is_it, [&](HtmlTag each) {
      return is_table_part ? each == table && token.tag != table : is_barrier(each);
    }));
  } else {
    pop_to(nearest(is_it, is_special));
  }
}

}  // namespace

bool nests_too_much(std::string_view html) {
  HtmlTokenizer tokens(html);
  HtmlToken token;
  Nesting nesting;
  std::size_t attributes_of_page = 0;
  while (tokens.next(token)) {
    if (is_one_of(token.tag, {HtmlTag::html, body})) attributes_of_page += token.attributes.size();
    if (token.attributes.size() == HtmlTokenizer::kMaxAttributes) return true;
    if (attributes_of_page > kMostAttributesOfPage) return true;
    if (token.kind == HtmlToken::Kind::start_tag) nesting.open(token);
    if (token.kind == HtmlToken::Kind::end_tag) nesting.close(token);
    if (!nesting.holds()) return true;
  }
  return false;
}

}  // namespace syndic::markup
