// SPDX-License-Identifier: MIT
#include "normalize/sanitize.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/ascii.h"
#include "base/url.h"
#include "base/utf8.h"
#include "markup/character_references.h"
#include "markup/escape.h"
#include "markup/html_tokenizer.h"
#include "normalize/attributes.h"
#include "normalize/links.h"
#include "normalize/nesting.h"
#include "normalize/open_elements.h"
#include "normalize/players.h"
#include "normalize/sanitize_rules.h"
#include "normalize/srcset.h"

namespace syndic::normalize {
namespace {

using markup::HtmlTag;
using markup::HtmlToken;
using markup::ReferenceContext;

// Beyond what any honest text grows to.
constexpr std::size_t kMostGrowth = 6;
constexpr std::size_t kGrowthAllowed = 64 * 1024;

bool all_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), base::is_space);
}

std::size_t append_reference(std::string_view raw, std::string& out) {
  const markup::Reference reference = markup::read_reference(raw, ReferenceContext::text);
  if (reference.length == 0) {
    out.append("&amp;");
    return 1;
  }
  for (std::size_t i = 0; i < reference.count; ++i) {
    const char32_t c = reference.characters.at(i);
    if (c == U'&' || c == U'<' || c == U'>') {
      const char special = static_cast<char>(c);
      markup::append_escaped_text({&special, 1}, out);
    } else if (c != U'\r') {
      base::append_utf8(c, out);
    }
  }
  return reference.length;
}

// Writes what begins with a special character; gives the bytes that it took.
std::size_t append_special(std::string_view raw, std::string& out) {
  switch (raw[0]) {
    case '<':
      out.append("&lt;");
      return 1;
    case '>':
      out.append("&gt;");
      return 1;
    case '"':
      out.push_back('"');
      return 1;
    case '\r':
      if (!raw.substr(1).starts_with('\n')) out.push_back('\n');
      return 1;
    default:
      return append_reference(raw, out);
  }
}

void append_text(std::string_view raw, std::string& out) {
  while (!raw.empty()) {
    const std::size_t plain = markup::plain_prefix(raw);
    out.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    if (!raw.empty()) raw.remove_prefix(append_special(raw, out));
  }
}

class Sanitizer {
 public:
  Sanitizer(std::string_view html, const SanitizeOptions& options, std::string& out)
      : tokens_(html),
        base_url_(base::resolve_url(options.base_url, {}).value_or("")),
        without_tracking_(options.without_tracking),
        out_(out),
        resolving_ends_(out.size() + kMostGrowth * html.size() + kGrowthAllowed),
        open_(out) {}

  Findings run() {
    HtmlToken token;
    while (tokens_.next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::text:
          take_text(token.text);
          break;
        case HtmlToken::Kind::start_tag:
          start(token);
          break;
        case HtmlToken::Kind::end_tag:
          end(token.tag);
          break;
        default:
          break;
      }
    }
    open_.close_all();
    return std::move(findings_);
  }

 private:
  void take_text(std::string_view raw) {
    if (!all_blank(raw)) make_way_for_content(open_);
    if (open_.top() == HtmlTag::pre && out_.size() == pre_end_) {
      take_first_text_of_pre(raw);
    } else {
      append_text(raw, out_);
    }
    after_pre_ = false;
  }

  // A parser drops a line feed that comes right after <pre>, so one that counts is written twice.
  void take_first_text_of_pre(std::string_view raw) {
    std::string text = markup::decoded(raw, ReferenceContext::text);
    normalize_newlines(text);
    if (after_pre_ && text.starts_with('\n')) text.erase(0, 1);
    if (text.starts_with('\n')) out_.push_back('\n');
    markup::append_escaped_text(text, out_);
  }

  void start(const HtmlToken& token) {
    after_pre_ = false;
    const HtmlTag tag = token.tag == HtmlTag::image ? HtmlTag::img : token.tag;
    switch (rule_of(tag).role) {
      case Role::unwrap:
        return;
      case Role::drop:
        if (!token.self_closing) tokens_.skip_content(tag);
        return;
      case Role::player:
        take_player(tag, Attributes(token));
        if (tag == HtmlTag::iframe && !token.self_closing) tokens_.skip_content(tag);
        return;
      case Role::image:
        return take_image(Attributes(token));
      case Role::source:
        return take_source(Attributes(token));
      case Role::link:
        return take_link(Attributes(token));
      default:
        write(tag, Attributes(token), Attribute::unknown, {});
    }
  }

  void end(HtmlTag tag) {
    after_pre_ = false;
    if (tag == HtmlTag::br) {  // "</br>" is a line break (WHATWG HTML §13.2.6.4.7).
      write(tag, Attributes(HtmlToken{}), Attribute::unknown, {});
    } else {
      end_element(open_, tag);
    }
  }

  void take_link(const Attributes& attributes) {
    const std::string_view url = url_value(attributes, Attribute::href);
    if (!url.empty()) write(HtmlTag::a, attributes, Attribute::href, url);
  }

  void take_image(const Attributes& attributes) {
    const std::string_view url = image_url(attributes);
    if (url.empty() || attributes.is_pixel()) return;
    if (findings_.first_image.empty() && base::is_http_url(url)) findings_.first_image = url;
    write(HtmlTag::img, attributes, Attribute::src, url);
  }

  // A file to choose from, inside of its player alone.
  void take_source(const Attributes& attributes) {
    const bool in_player = rule_of(open_.top()).role == Role::media;
    const std::string_view url = url_value(attributes, Attribute::src);
    if (in_player && !url.empty()) write(HtmlTag::source, attributes, Attribute::src, url);
  }

  // Writes the start tag where there is a place for it; `first` with `value` before all others.
  void write(HtmlTag tag, const Attributes& attributes, Attribute first, std::string_view value) {
    if (!make_way(open_, tag)) return;
    const ElementRule rule = rule_of(tag);
    const std::size_t begin = out_.size();
    out_.push_back('<');
    out_.append(markup::html_tag_name(tag));
    AttributeSet left = rule.attributes & attributes.present();
    if (first != Attribute::unknown) {
      append_attribute(first, value, out_);
      left &= ~attribute_bit(first);
    }
    for (; left != 0; left &= left - 1) {
      write_attribute(static_cast<Attribute>(std::countr_zero(left)), attributes);
    }
    if (rule.role == Role::media) {
      out_.append(" controls=\"\"");
      (tag == HtmlTag::video ? findings_.video : findings_.audio) = true;
    }
    out_.push_back('>');
    if (markup::is_void(tag)) return;
    open_.push(tag, begin);
    if (tag == HtmlTag::pre) {
      pre_end_ = out_.size();
      after_pre_ = true;
    }
  }

  void write_attribute(Attribute which, const Attributes& attributes) {
    switch (rule_of(which)) {
      case ValueRule::never:
        return;
      case ValueRule::flag:
        return append_attribute(which, {}, out_);
      case ValueRule::link:
      case ValueRule::resource: {
        const std::string_view url = url_value(attributes, which);
        if (!url.empty()) append_attribute(which, url, out_);
        return;
      }
      default: {
        const std::string value = attributes.accepted(which);
        if (!value.empty() || which == Attribute::alt) append_attribute(which, value, out_);
      }
    }
  }

  // The attribute's URL as it may be published; empty where there is none. Valid until the next.
  [[nodiscard]] std::string_view url_value(const Attributes& attributes, Attribute which) {
    const std::string_view raw = attributes.raw(which);
    if (raw.empty()) return {};
    const bool followed = rule_of(which) == ValueRule::link;
    const bool clean = raw.find('&') == std::string_view::npos && is_plainly_right(raw);
    if (clean && !(followed && without_tracking_)) return raw;
    if (!may_resolve()) return {};
    url_ = text_url(attributes.value(which), base_url_, followed ? Schemes::link : Schemes::web);
    if (followed && without_tracking_) {
      if (auto untracked = without_tracking(url_)) url_ = *std::move(untracked);
    }
    return url_;
  }

  // The address that the image has, or will have once a script has loaded it.
  [[nodiscard]] std::string_view image_url(const Attributes& attributes) {
    for (const Attribute which : {Attribute::data_src, Attribute::data_lazy_src,
                                  Attribute::data_original, Attribute::src}) {
      const std::string_view url = url_value(attributes, which);
      if (!url.empty()) return url;
    }
    if (!attributes.has(Attribute::srcset) || !may_resolve()) return {};
    const std::string srcset = attributes.value(Attribute::srcset);
    url_ = text_url(largest_of_srcset(srcset), base_url_, Schemes::web);
    return url_;
  }

  // Whether the output has room for one more base.
  [[nodiscard]] bool may_resolve() const {
    return out_.size() + base::kLongestBaseUrl <= resolving_ends_;
  }

  // A frame becomes a link to what it shows.
  void take_player(HtmlTag tag, const Attributes& attributes) {
    if (!may_resolve()) return;
    const Attribute which = tag == HtmlTag::object           ? Attribute::data
                            : attributes.has(Attribute::src) ? Attribute::src
                                                             : Attribute::data_src;
    const std::string url = absolute_url(attributes.value(which), base_url_, Schemes::web);
    if (url.empty() || attributes.is_pixel()) return;
    const auto player = find_player(url);
    if (!player && tag != HtmlTag::iframe) return;
    if (player) (player->kind == model::Kind::watch ? findings_.video : findings_.audio) = true;
    const std::string& target = player ? player->url : url;
    if (target == last_player_) return;  // An embed inside of its object.
    last_player_ = target;
    std::string words = base::fold_spaces(attributes.value(Attribute::title));
    if (words.empty()) words = player ? std::string(player->label) : base::url_host(url);
    write_player(target, words);
  }

  void write_player(std::string_view url, std::string_view words) {
    make_way_for_content(open_);
    const bool linked = !open_.holds(HtmlTag::a) && open_.has_room();
    if (linked) {
      out_.append("<a");
      append_attribute(Attribute::href, url, out_);
      out_.push_back('>');
    }
    markup::append_escaped_text(words, out_);
    if (linked) out_.append("</a>");
  }

  markup::HtmlTokenizer tokens_;
  std::string base_url_;
  bool without_tracking_;
  std::string& out_;
  std::size_t resolving_ends_;
  OpenElements open_;
  Findings findings_;
  std::string last_player_;
  std::string url_;
  std::size_t pre_end_ = 0;  // Where the last <pre> ends in the output.
  bool after_pre_ = false;   // No token has come since.
};

}  // namespace

Findings sanitize(std::string_view html, const SanitizeOptions& options, std::string& out) {
  std::string repaired;
  if (!base::is_xml_text(html)) {
    repaired = base::to_xml_text(html);
    html = repaired;
  }
  const std::size_t begin = out.size();
  out.reserve(begin + html.size() + html.size() / 8);
  Findings findings = Sanitizer(base::trim(html), options, out).run();
  // What was dropped may have left blanks at either end.
  const std::string_view clean = std::string_view(out).substr(begin);
  const auto leading = static_cast<std::size_t>(
      std::find_if_not(clean.begin(), clean.end(), base::is_space) - clean.begin());
  out.resize(begin + leading + base::trim(clean).size());
  out.erase(begin, leading);
  return findings;
}

}  // namespace syndic::normalize
