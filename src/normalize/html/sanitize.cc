// SPDX-License-Identifier: MIT
#include "normalize/html/sanitize.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/ascii.h"
#include "base/byte_vector.h"
#include "base/url.h"
#include "base/utf8.h"
#include "markup/escape.h"
#include "markup/html/character_references.h"
#include "markup/html/tokenizer.h"
#include "normalize/html/attributes.h"
#include "normalize/html/boilerplate.h"
#include "normalize/html/element_urls.h"
#include "normalize/html/nesting.h"
#include "normalize/html/output_elements.h"
#include "normalize/html/policy.h"
#include "normalize/item/kind.h"
#include "normalize/link/known_addresses.h"

namespace syndic::normalize {
namespace {

using markup::HtmlTag;
using markup::HtmlToken;
using markup::ReferenceContext;

// Beyond what any honest text grows to.
constexpr std::size_t kMostGrowth = 6;
constexpr std::size_t kGrowthAllowed = 64 * 1024;

constexpr std::string_view kNewWindow = R"( target="_blank" rel="noopener noreferrer")";
constexpr std::string_view kControls = R"( controls="")";

class Sanitizer {
 public:
  Sanitizer(std::string_view html, const SanitizeOptions& options, std::string& out)
      : tokens_(html),
        urls_(options, out, out.size() + kMostGrowth * html.size() + kGrowthAllowed),
        out_(out),
        open_(out) {}

  Findings run() {
    const std::size_t begin = out_.size();
    HtmlToken token;
    while (tokens_.next(token)) {
      switch (token.kind) {
        case HtmlToken::Kind::text:
          take_text(token.text);
          break;
        case HtmlToken::Kind::raw_text:
          take_cdata(token.text);
          break;
        case HtmlToken::Kind::start_tag:
          start(token);
          break;
        case HtmlToken::Kind::end_tag:
          if (!token.foreign) end(token.tag);
          break;
        default:
          break;
      }
    }
    open_.close_all();
    if (open_.took_back())
      findings_.first_image = first_image_in(std::string_view(out_).substr(begin));
    return std::move(findings_);
  }

 private:
  static bool is_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), base::is_space);
  }

  void take_text(std::string_view raw) {
    if (!is_blank(raw)) {
      end_unended_player();
      prepare_content(open_);
    }
    if (after_frame_ && !raw.empty() && !base::is_space(raw.front())) out_.push_back(' ');
    after_frame_ = false;
    if (open_.top() == HtmlTag::pre && open_.top_is_empty()) {
      take_first_text_of_pre(raw);
    } else {
      append_text(raw, out_);
    }
    after_pre_ = false;
  }

  // A section in SVG or MathML: its characters as they are.
  void take_cdata(std::string_view raw) {
    if (!is_blank(raw)) {
      end_unended_player();
      prepare_content(open_);
    }
    std::string text(raw);
    normalize_newlines(text);
    write_plain(text);
    after_pre_ = false;
  }

  void take_first_text_of_pre(std::string_view raw) {
    std::string text = markup::decoded(raw, ReferenceContext::text);
    normalize_newlines(text);
    if (after_pre_ && text.starts_with('\n')) text.erase(0, 1);
    write_plain(text);
  }

  // A parser drops a line feed that comes right after <pre>, so one that counts is written twice.
  void write_plain(std::string_view text) {
    const bool first_of_pre = open_.top() == HtmlTag::pre && open_.top_is_empty();
    if (first_of_pre && text.starts_with('\n')) out_.push_back('\n');
    markup::append_escaped_text(text, out_);
  }

  void start(const HtmlToken& token) {
    after_pre_ = false;
    const HtmlTag tag = token.tag == HtmlTag::image ? HtmlTag::img : token.tag;
    const Role role = token.foreign ? foreign_role(tag) : rule_of(tag).role;
    if (role != Role::source && tag != HtmlTag::track) end_unended_player();
    if (!goes_on_with_line(role)) after_frame_ = false;
    switch (role) {
      case Role::unwrap:
        if (tag == HtmlTag::picture) begin_picture(true);
        return;
      case Role::drop:
        if (!token.self_closing) drop(tag, token.foreign);
        return;
      case Role::player:
        take_frame(Attributes(token));
        if (tag == HtmlTag::iframe && !token.self_closing) skip_frame();
        return;
      case Role::image:
        return take_image(Attributes(token), false);
      case Role::source:
        return take_source(Attributes(token));
      case Role::media:
        return take_media(tag, Attributes(token), tokens_.has_end(tag));
      case Role::link:
        return take_link(Attributes(token));
      default:
        write(tag, Attributes(token), Attribute::unknown, {});
    }
  }

  // Without an end tag all the rest would be its content.
  void skip_frame() {
    tokens_.has_end(HtmlTag::iframe) ? tokens_.skip_content(HtmlTag::iframe)
                                     : tokens_.read_as_markup();
  }

  // Only the text of pictures and formulas stays.
  static Role foreign_role(HtmlTag tag) {
    return rule_of(tag).role == Role::drop ? Role::drop : Role::unwrap;
  }

  // Whether the element continues the line of text before it.
  static bool goes_on_with_line(Role role) {
    return role == Role::unwrap || role == Role::span || role == Role::formatting ||
           role == Role::link || role == Role::player;
  }

  // A player shows nothing of its content; without an end tag that would be all the rest.
  void end_unended_player() {
    if (unended_ && rule_of(open_.top()).role == Role::media) end_element(open_, open_.top());
    unended_ = false;
  }

  void end(HtmlTag tag) {
    after_pre_ = false;
    if (tag == HtmlTag::br) {  // "</br>" is a line break (WHATWG HTML §13.2.6.4.7).
      write(tag, Attributes(HtmlToken{}), Attribute::unknown, {});
    } else {
      if (tag == HtmlTag::picture) begin_picture(false);
      end_element(open_, tag);
    }
  }

  void begin_picture(bool begins) {
    in_picture_ = begins;
    picture_.clear();
  }

  void drop(HtmlTag tag, bool foreign) {
    if (tag != HtmlTag::noscript || foreign) return tokens_.skip_content(tag);
    // Readers without scripts see the image that a script would load.
    markup::HtmlTokenizer inside(tokens_.take_raw_text());
    HtmlToken token;
    while (inside.next(token)) {
      if (token.kind != HtmlToken::Kind::start_tag || token.foreign) continue;
      if (token.tag == HtmlTag::img) {
        take_image(Attributes(token), true);
      } else if (rule_of(token.tag).role == Role::drop && !token.self_closing) {
        inside.skip_content(token.tag);
      }
    }
  }

  void take_link(const Attributes& attributes) {
    const std::string_view url = urls_.of(attributes, Attribute::href);
    if (url.empty()) return;
    const bool shares = is_share_link(url);
    if (write(HtmlTag::a, attributes, Attribute::href, url) && shares) open_.note_share_link();
  }

  void take_image(const Attributes& attributes, bool in_noscript) {
    const std::string_view url = urls_.image(attributes, picture_);
    if (url.empty() || attributes.is_pixel() || is_beacon(url)) return;
    const Image image{url, attributes.is_lazy(), in_noscript};
    if (twins_.has_twin(image, out_)) return;
    note_image(url);
    write(HtmlTag::img, attributes, Attribute::src, url);
    twins_.note_written(image, out_);
  }

  void note_image(std::string_view url) {
    if (findings_.first_image.empty() && base::is_http_url(url)) findings_.first_image = url;
  }

  // A file to choose from, of a player or a picture.
  void take_source(const Attributes& attributes) {
    if (rule_of(open_.top()).role != Role::media) {
      const bool lazy = attributes.has(Attribute::data_srcset);
      if (in_picture_ && picture_.empty()) {
        picture_ = attributes.value(lazy ? Attribute::data_srcset : Attribute::srcset);
      }
      return;
    }
    const std::string shown = urls_.shown(attributes);
    if (auto player = find_player(shown); player && open_.top_is_blank()) {
      open_.take_back_top();
      return write_player(*player, poster_, {});
    }
    const std::string_view url = urls_.of(attributes, Attribute::src);
    if (!url.empty()) write(HtmlTag::source, attributes, Attribute::src, url);
  }

  void take_media(HtmlTag tag, const Attributes& attributes, bool has_end) {
    unended_ = !has_end;
    poster_ = urls_.of(attributes, Attribute::poster);
    if (auto player = find_player(urls_.shown(attributes))) {
      return write_player(*player, poster_, attributes.value(Attribute::title));
    }
    // A player in a player of its kind is read as one that follows it.
    if (open_.holds(tag)) end_element(open_, tag);
    if (!open_.holds(tag)) write(tag, attributes, Attribute::unknown, {});
  }

  // Writes the start tag if it is allowed here; `first` with `value` before all other attributes.
  bool write(HtmlTag tag, const Attributes& attributes, Attribute first, std::string_view value) {
    if (!prepare_start(open_, tag)) return false;
    const ElementRule rule = rule_of(tag);
    const std::size_t begin = out_.size();
    out_.append(start_tag(tag));
    AttributeSet left = rule.attributes & attributes.present();
    const bool is_bare = left == 0 && first == Attribute::unknown && rule.role != Role::media;
    if (!is_bare) out_.pop_back();
    if (first != Attribute::unknown) {
      append_attribute(first, value, out_);
      left &= ~attribute_bit(first);
    }
    for (; left != 0; left &= left - 1) {
      write_attribute(static_cast<Attribute>(std::countr_zero(left)), attributes);
    }
    if (rule.role == Role::media) {
      out_.append(kControls);
      (tag == HtmlTag::video ? findings_.video : findings_.audio) = true;
    }
    if (!is_bare) out_.push_back('>');
    if (markup::is_void(tag)) return true;
    open_.push(tag, begin);
    if (is_row_of_buttons(rule.role, attributes)) open_.drop_top_at_end();
    after_pre_ = tag == HtmlTag::pre;
    return true;
  }

  // Whether it is a block, or a span used as one, whose class or id is that of share buttons.
  static bool is_row_of_buttons(Role role, const Attributes& attributes) {
    constexpr AttributeSet kNames = attribute_bit(Attribute::class_) | attribute_bit(Attribute::id);
    if ((attributes.present() & kNames) == 0) return false;
    switch (role) {
      case Role::block:
      case Role::heading:
      case Role::list_item:
      case Role::paragraph:
      case Role::span:
        return names_share_row(attributes.raw(Attribute::class_)) ||
               names_share_row(attributes.raw(Attribute::id));
      default:
        return false;
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
        const std::string_view url = urls_.of(attributes, which);
        if (!url.empty()) append_attribute(which, url, out_);
        return;
      }
      case ValueRule::new_window: {
        std::string decoded;
        if (base::equals_ignoring_case(attributes.value(which, decoded), "_blank")) {
          out_.append(kNewWindow);
        }
        return;
      }
      case ValueRule::text:
        return write_words(which, attributes);
      default: {
        const std::string value = attributes.accepted(which);
        if (!value.empty()) append_attribute(which, value, out_);
      }
    }
  }

  // An empty description of a picture says that it is decoration.
  void write_words(Attribute which, const Attributes& attributes) {
    std::string_view words = attributes.raw(which);
    std::string read;
    if (base::find_any<'&', '\r'>(words) != base::kNotFound)
      words = read = attributes.accepted(which);
    if (!words.empty() || which == Attribute::alt) append_attribute(which, words, out_);
  }

  // A frame becomes a link to what it shows.
  void take_frame(const Attributes& attributes) {
    const std::string url = urls_.shown(attributes);
    if (url.empty() || attributes.is_pixel() || is_advert(url)) return;
    const std::string title = attributes.value(Attribute::title);
    if (const auto player = find_player(url)) {
      const std::string poster(urls_.of(attributes, Attribute::poster));
      return write_player(*player, poster, title);
    }
    const std::string words = base::fold_spaces(title);
    write_frame_link(url, {}, words.empty() ? base::url_host(url) : words);
  }

  void write_player(const Player& player, std::string_view poster, std::string_view title) {
    (player.kind == model::Kind::watch ? findings_.video : findings_.audio) = true;
    const std::string words = base::fold_spaces(title);
    write_frame_link(player.url, poster.empty() ? player.poster : poster,
                     words.empty() ? player.label : words);
  }

  void write_frame_link(std::string_view url, std::string_view poster, std::string_view words) {
    if (url == last_frame_) return;  // An embed inside of its object.
    last_frame_ = url;
    prepare_content(open_);
    const bool glued = !out_.empty() && out_.back() != '>' && !base::is_space(out_.back());
    if (glued || after_frame_) out_.push_back(' ');
    after_frame_ = true;
    const bool linked = !open_.holds(HtmlTag::a) && open_.has_room();
    if (linked) {
      out_.append("<a");
      append_attribute(Attribute::href, url, out_);
      out_.push_back('>');
    }
    if (poster.empty()) {
      markup::append_escaped_text(words, out_);
    } else {
      note_image(poster);
      out_.append("<img");
      append_attribute(Attribute::src, poster, out_);
      append_attribute(Attribute::alt, words, out_);
      out_.push_back('>');
    }
    if (linked) out_.append("</a>");
  }

  markup::HtmlTokenizer tokens_;
  ElementUrls urls_;
  std::string& out_;
  OutputElements open_;
  Findings findings_;
  std::string last_frame_;
  TwinImages twins_;
  bool in_picture_ = false;
  std::string picture_;       // The srcset of its first source.
  std::string poster_;        // Of the last film.
  bool after_pre_ = false;    // Its start tag was the last token.
  bool unended_ = false;      // The last player has no end tag.
  bool after_frame_ = false;  // Only start tags of formatting were written after a frame's link.
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
  // Not those at the end: a blank after "</" makes a comment of it.
  while (!html.empty() && base::is_space(html.front())) html.remove_prefix(1);
  Findings findings = Sanitizer(html, options, out).run();
  cut_origin_lines(begin, out);
  // Dropped elements may have left blanks at either end.
  const std::string_view clean = std::string_view(out).substr(begin);
  const auto leading = static_cast<std::size_t>(
      std::find_if_not(clean.begin(), clean.end(), base::is_space) - clean.begin());
  out.resize(begin + leading + base::trim(clean).size());
  out.erase(begin, leading);
  return findings;
}

}  // namespace syndic::normalize
