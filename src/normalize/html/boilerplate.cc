// SPDX-License-Identifier: MIT
#include "normalize/html/boilerplate.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "markup/html/character_references.h"
#include "normalize/link/known_addresses.h"

namespace syndic::normalize {
namespace {

// Longer than any row of buttons; longer blocks are not examined.
constexpr std::size_t kLongestRow = 16 * 1024;
constexpr std::size_t kLongestLabel = 40;

constexpr auto kRowNames = std::to_array<std::string_view>({
    "a2a_kit",
    "addthis",
    "addthis_inline_share_toolbox",
    "addthis_toolbox",
    "addtoany",
    "addtoany_content",
    "addtoany_list",
    "addtoany_share_save_container",
    "dpsp-networks-btns-wrapper",
    "entry-share",
    "essb_links",
    "feedflare",
    "heateor_sss_sharing_container",
    "jp-post-flair",
    "jp-relatedposts",
    "mashsb-container",
    "post-share",
    "post-sharing",
    "sd-sharing",
    "sd-sharing-enabled",
    "share-buttons",
    "shareaholic-canvas",
    "sharedaddy",
    "sharing-buttons",
    "simplesocialbuttons",
    "social-share",
    "social-sharing",
    "social_share",
    "ssba",
    "swp_social_panel",
});

// The words before the post's link, and those between it and the site's.
struct OriginLine {
  std::string_view before;
  std::string_view between;
};
constexpr auto kOriginLines = std::to_array<OriginLine>({
    {"The post ", " appeared first on "},
    {"The article ", " appeared first on "},
    {"Artykuł ", " pochodzi z serwisu "},
    {"Der Beitrag ", " erschien zuerst auf "},
    {"El artículo ", " apareció primero en "},
    {"Het bericht ", " verscheen eerst op "},
    {"Inlägget ", " dök först upp på "},
    {"L'article ", " est apparu en premier sur "},
    {"L’article ", " est apparu en premier sur "},
    {"L'articolo ", " proviene da "},
    {"L’articolo ", " proviene da "},
    {"La entrada ", " aparece primero en "},
    {"La entrada ", " se publicó primero en "},
    {"O post ", " apareceu primeiro em "},
    {"Сообщение ", " появились сначала на "},
});

// Bytes that separate the links of a row: ASCII, and those that no-break space, middle dot, bullet
// and dashes consist of.
bool separates(char c) {
  constexpr std::string_view kSeparators = "|/,-\xC2\xA0\xB7\xE2\x80\xA2\x93\x94";
  return base::is_space(c) || kSeparators.find(c) != base::kNotFound;
}

// "Share this:", "Share on Facebook:" and the like.
bool is_label(std::string_view text) {
  constexpr std::array<std::string_view, 4> kLabels = {"share", "tweet", "spread the word",
                                                       "teilen"};
  return text.empty() || std::any_of(kLabels.begin(), kLabels.end(), [&](std::string_view label) {
           const bool whole = text.size() == label.size() || !base::is_alpha(text[label.size()]);
           return base::starts_with_ignoring_case(text, label) && whole;
         });
}

// The value of the first attribute of a start tag as sanitize() writes it, if its name is `name`.
std::string_view first_value(std::string_view tag, std::string_view name) {
  const std::size_t blank = tag.find(' ');
  if (blank == base::kNotFound || !tag.substr(blank + 1).starts_with(name)) return {};
  tag.remove_prefix(blank + 1 + name.size());
  if (!tag.starts_with("=\"")) return {};
  tag.remove_prefix(2);
  return tag.substr(0, tag.find('"'));
}

bool is_share_tag(std::string_view tag) {
  const std::string_view url = first_value(tag, "href");
  if (url.find('&') == base::kNotFound) return is_share_link(url);
  return is_share_link(markup::decoded(url, markup::ReferenceContext::attribute));
}

bool shows_media(std::string_view tag) {
  return tag.starts_with("<img ") || tag.starts_with("<audio ") || tag.starts_with("<video ");
}

// A link with text, at the start of `html`; its length, or 0.
std::size_t link_length(std::string_view html) {
  if (!html.starts_with("<a href=")) return 0;
  const std::size_t end = html.find("</a>");
  if (end == base::kNotFound || html.substr(0, end).find("<img ") != base::kNotFound) return 0;
  return end + 4;
}

bool consume(std::string_view& html, std::string_view text) {
  if (!html.starts_with(text)) return false;
  html.remove_prefix(text.size());
  return true;
}

// Whether the content of a paragraph is such a line.
bool is_origin_line(std::string_view html) {
  for (const OriginLine& line : kOriginLines) {
    std::string_view rest = html;
    if (!consume(rest, line.before)) continue;
    const std::size_t post = link_length(rest);
    rest.remove_prefix(post);
    if (post == 0 || !consume(rest, line.between)) continue;
    const std::size_t site = link_length(rest);
    rest.remove_prefix(site);
    if (site > 0 && (rest.empty() || rest == ".")) return true;
  }
  return false;
}

}  // namespace

bool names_share_row(std::string_view names) {
  while (!names.empty()) {
    std::size_t end = 0;
    while (end < names.size() && !base::is_space(names[end])) ++end;
    const std::string_view name = names.substr(0, end);
    if (std::find(kRowNames.begin(), kRowNames.end(), name) != kRowNames.end()) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

bool is_share_row(std::string_view html) {
  if (html.size() > kLongestRow) return false;
  std::string label;
  bool in_share_link = false;
  while (!html.empty()) {
    if (html[0] == '<') {
      const std::size_t end = html.find('>') + 1;
      const std::string_view tag = html.substr(0, end);
      if (tag.starts_with("<a ")) in_share_link = is_share_tag(tag);
      if (!in_share_link && (tag.starts_with("<a ") || shows_media(tag))) return false;
      if (tag == "</a>") in_share_link = false;
      html.remove_prefix(end);
      continue;
    }
    if (!in_share_link && !(label.empty() && separates(html[0]))) label.push_back(html[0]);
    if (label.size() > kLongestLabel) return false;
    html.remove_prefix(1);
  }
  while (!label.empty() && (separates(label.back()) || label.back() == ':')) label.pop_back();
  return is_label(label);
}

Cut find_origin_line(std::string_view html) {
  constexpr std::string_view kEnd = "</p>";
  std::size_t end = html.size();
  for (;;) {
    while (end > 0 && base::is_space(html[end - 1])) --end;
    const std::string_view rest = html.substr(0, end);
    if (rest.ends_with(kEnd)) break;
    const std::size_t tag = rest.rfind("</");
    if (!rest.ends_with('>') || tag == base::kNotFound || rest.find('>', tag) != end - 1) return {};
    end = tag;
  }
  const std::string_view text = html.substr(0, end - kEnd.size());
  if (!text.ends_with("</a>") && !text.ends_with("</a>.")) return {};
  const std::size_t begin = text.rfind("<p");
  const std::size_t open = begin == base::kNotFound ? base::kNotFound : text.find('>', begin);
  if (open == base::kNotFound || !is_origin_line(base::trim(text.substr(open + 1)))) return {};
  return {begin, end};
}

void cut_origin_lines(std::size_t begin, std::string& html) {
  for (;;) {
    const Cut cut = find_origin_line(std::string_view(html).substr(begin));
    if (cut.begin == cut.end) return;
    html.erase(begin + cut.begin, cut.end - cut.begin);
  }
}

}  // namespace syndic::normalize
