// SPDX-License-Identifier: MIT
#include "markup/html/tags.h"

#include <array>

#include "base/ascii.h"

namespace syndic::markup {
namespace {

// In the order of HtmlTag.
constexpr std::array<std::string_view, kHtmlTagCount> kNames = {
    "",
    // clang-format off
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button",
    "canvas", "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd",
    "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "i", "iframe", "image", "img", "input",
    "ins", "kbd", "keygen", "label", "legend", "li", "link", "listing", "main", "map", "mark",
    "marquee", "math", "menu", "meta", "meter", "nav", "nobr", "noembed", "noframes", "noscript",
    "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre",
    "progress", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section",
    "select", "slot", "small", "source", "spacer", "span", "strike", "strong", "style", "sub",
    "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th", "thead",
    "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr", "xmp",
    // clang-format on
};
static_assert(kNames[static_cast<std::size_t>(HtmlTag::blockquote)] == "blockquote");
static_assert(kNames[static_cast<std::size_t>(HtmlTag::noscript)] == "noscript");
static_assert(kNames[static_cast<std::size_t>(HtmlTag::xmp)] == "xmp");

constexpr std::size_t kSlots = 1024;  // Over six times the names: nearly all are found at once.

// A name in lower case as a number: different names of up to twelve bytes, none of them zero, have
// different numbers.
struct NameKey {
  std::uint64_t head = 0;
  std::uint32_t tail = 0;
  friend constexpr bool operator==(const NameKey&, const NameKey&) = default;
};
static_assert(kLongestHtmlTagName <= 12);

constexpr NameKey key_of(std::string_view name) {
  NameKey key;
  const std::size_t head = name.size() < 8 ? name.size() : 8;
  for (std::size_t i = 0; i < head; ++i) {
    key.head = key.head << 8 | static_cast<unsigned char>(base::to_lower(name[i]));
  }
  for (std::size_t i = head; i < name.size(); ++i) {
    key.tail = key.tail << 8 | static_cast<unsigned char>(base::to_lower(name[i]));
  }
  return key;
}

constexpr std::size_t slot_of(const NameKey& key) {
  return static_cast<std::size_t>(((key.head + key.tail) * 0x9E3779B97F4A7C15U) >> 54) % kSlots;
}

constexpr std::array<NameKey, kHtmlTagCount> make_keys() {
  std::array<NameKey, kHtmlTagCount> keys{};
  for (std::size_t i = 0; i < kNames.size(); ++i) keys[i] = key_of(kNames[i]);
  return keys;
}
constexpr auto kKeys = make_keys();

// An open-addressed hash table of the names, made by the compiler.
constexpr std::array<HtmlTag, kSlots> make_slots() {
  std::array<HtmlTag, kSlots> slots{};
  for (std::size_t i = 1; i < kNames.size(); ++i) {
    std::size_t slot = slot_of(kKeys[i]);
    while (slots[slot] != HtmlTag::unknown) slot = (slot + 1) % kSlots;
    slots[slot] = static_cast<HtmlTag>(i);
  }
  return slots;
}
constexpr auto kTagSlots = make_slots();

// The names of one letter, which most tags of a text have: "a", "b", "i", "p".
constexpr std::array<HtmlTag, 26> make_letters() {
  std::array<HtmlTag, 26> letters{};
  for (std::size_t i = 1; i < kNames.size(); ++i) {
    if (kNames[i].size() == 1) {
      letters[static_cast<std::size_t>(kNames[i][0] - 'a')] = static_cast<HtmlTag>(i);
    }
  }
  return letters;
}
constexpr auto kOneLetterTags = make_letters();

constexpr bool names_fit() {
  for (const std::string_view name : kNames) {
    if (name.size() > kLongestHtmlTagName) return false;
  }
  return true;
}
static_assert(names_fit());

}  // namespace

HtmlTag html_tag(std::string_view name) {
  if (name.size() == 1 && base::is_alpha(name[0])) {
    return kOneLetterTags[static_cast<std::size_t>(base::to_lower(name[0]) - 'a')];
  }
  if (name.empty() || name.size() > kLongestHtmlTagName) return HtmlTag::unknown;
  const NameKey key = key_of(name);
  for (std::size_t slot = slot_of(key);; slot = (slot + 1) % kSlots) {
    const HtmlTag found = kTagSlots[slot];
    if (found == HtmlTag::unknown || kKeys[static_cast<std::size_t>(found)] == key) return found;
  }
}

std::string_view html_tag_name(HtmlTag tag) { return kNames[static_cast<std::size_t>(tag)]; }

bool is_void(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::area:
    case HtmlTag::base:
    case HtmlTag::basefont:
    case HtmlTag::bgsound:
    case HtmlTag::br:
    case HtmlTag::col:
    case HtmlTag::embed:
    case HtmlTag::frame:
    case HtmlTag::hr:
    case HtmlTag::image:
    case HtmlTag::img:
    case HtmlTag::input:
    case HtmlTag::keygen:
    case HtmlTag::link:
    case HtmlTag::meta:
    case HtmlTag::param:
    case HtmlTag::source:
    case HtmlTag::track:
    case HtmlTag::wbr:
      return true;
    default:
      return false;
  }
}

namespace {

// Whether the start tag whose name is before `rest` has an attribute with a value.
bool has_value(std::string_view rest) {
  const std::size_t at = rest.find_first_of("=<>");
  return at != std::string_view::npos && rest[at] == '=';
}

// Elements that run or embed something: what follows their start tag is theirs, not the reader's.
bool runs_or_embeds(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::script:
    case HtmlTag::style:
    case HtmlTag::iframe:
    case HtmlTag::object:
    case HtmlTag::applet:
    case HtmlTag::embed:
    case HtmlTag::frame:
    case HtmlTag::frameset:
    case HtmlTag::svg:
    case HtmlTag::math:
    case HtmlTag::audio:
    case HtmlTag::video:
    case HtmlTag::canvas:
      return true;
    default:
      return false;
  }
}

// Elements of a phrase's words, which need an end tag.
bool is_phrase(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::a:
    case HtmlTag::abbr:
    case HtmlTag::acronym:
    case HtmlTag::b:
    case HtmlTag::big:
    case HtmlTag::cite:
    case HtmlTag::code:
    case HtmlTag::del:
    case HtmlTag::dfn:
    case HtmlTag::em:
    case HtmlTag::font:
    case HtmlTag::i:
    case HtmlTag::ins:
    case HtmlTag::kbd:
    case HtmlTag::mark:
    case HtmlTag::q:
    case HtmlTag::s:
    case HtmlTag::samp:
    case HtmlTag::small:
    case HtmlTag::span:
    case HtmlTag::strike:
    case HtmlTag::strong:
    case HtmlTag::sub:
    case HtmlTag::sup:
    case HtmlTag::time:
    case HtmlTag::tt:
    case HtmlTag::u:
    case HtmlTag::var:
      return true;
    default:
      return false;
  }
}

// Whether the start tag whose name is before `rest` has an attribute.
bool has_attribute(std::string_view rest) {
  const std::size_t at = rest.find_first_not_of(" \t\n\f\r/");
  return at != std::string_view::npos && rest[at] != '>';
}

// Whether the start tag whose name is before `rest` is in use: something follows it at once. Where
// a blank or the end of the words does, or a mark, it is spoken of ("the <script> element").
bool is_in_use(std::string_view rest) {
  const std::size_t end = rest.find('>');
  if (end == std::string_view::npos || end + 1 >= rest.size()) return false;
  const char next = rest[end + 1];
  constexpr std::string_view kCode = "({[<$#*";
  // The first bytes of U+00C0–U+07FF, nearly all of them letters.
  const bool is_letter = base::is_alpha(next) || (next >= '\xC3' && next <= '\xDF');
  return is_letter || base::is_digit(next) || kCode.find(next) != std::string_view::npos;
}

// Whether `counts(tag, is_end, rest)` of any tag of an element that HTML knows; `rest` is the text
// after the tag's name.
template <class Counts>
bool holds_tag(std::string_view text, Counts counts) {
  // No tag ends after the last '>'; without this bound, many '<' would each look to the end.
  const std::size_t last_close = text.rfind('>');
  if (last_close == std::string_view::npos) return false;
  for (std::size_t at = text.find('<'); at < last_close; at = text.find('<', at + 1)) {
    const bool is_end = text[at + 1] == '/';
    const std::size_t begin = at + (is_end ? 2 : 1);
    std::size_t end = begin;
    while (base::is_alpha(text[end]) || base::is_digit(text[end])) ++end;
    const bool delimited = base::is_space(text[end]) || text[end] == '/' || text[end] == '>';
    const HtmlTag tag = delimited ? html_tag(text.substr(begin, end - begin)) : HtmlTag::unknown;
    if (tag != HtmlTag::unknown && counts(tag, is_end, text.substr(end))) return true;
  }
  return false;
}

}  // namespace

bool holds_markup(std::string_view text) {
  return holds_tag(text, [](HtmlTag tag, bool is_end, std::string_view rest) {
    return is_end || !is_phrase(tag) || has_attribute(rest) || is_in_use(rest);
  });
}

bool holds_whole_markup(std::string_view text) {
  return holds_tag(text, [](HtmlTag tag, bool is_end, std::string_view rest) {
    return is_end || is_void(tag) || has_value(rest) || (runs_or_embeds(tag) && is_in_use(rest));
  });
}

}  // namespace syndic::markup
