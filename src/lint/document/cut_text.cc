// SPDX-License-Identifier: MIT
#include "lint/document/cut_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"
#include "markup/html/text.h"

namespace syndic::lint {
namespace {

constexpr auto kReadOn = std::to_array<std::string_view>(
    {"read more", "continue reading", "keep reading", "read on", "weiterlesen", "mehr lesen",
     "lire la suite", "leer más", "seguir leyendo", "continua a leggere", "lees verder"});

constexpr auto kArrows =
    std::to_array<std::string_view>({"…", "...", "»", "→", "➔", "›", ">>", ">", "."});

bool takes_end(std::string_view& words, std::string_view end) {
  if (!words.ends_with(end)) return false;
  words = base::trim(words.substr(0, words.size() - end.size()));
  return true;
}

// Takes the marks at the end of `words`; returns whether there is one that points on.
bool takes_arrows(std::string_view& words) {
  bool points = false;
  for (bool goes_on = true; goes_on;) {
    goes_on = std::ranges::any_of(kArrows, [&](std::string_view mark) {
      const bool is_taken = takes_end(words, mark);
      points = points || (is_taken && mark != ".");
      return is_taken;
    });
  }
  return points;
}

// "read more", "(read more)" and, before an arrow alone, "continue reading the whole story".
bool is_read_on(std::string_view words) {
  const bool points = takes_arrows(words);
  return std::ranges::any_of(kReadOn, [&](std::string_view phrase) {
    const bool begins = words.starts_with(phrase);
    return begins && (words.size() == phrase.size() || points || phrase == "continue reading");
  });
}

// The end of `html`, in lower case, without WordPress' "The post … appeared first on …".
std::string tail_of(std::string_view html) {
  constexpr std::size_t kTail = 4000;
  constexpr auto kFooters = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"the post <a", "appeared first on"},
       {"der beitrag <a", "erschien zuerst auf"},
       {"l’article <a", "est apparu en premier sur"}});
  std::string_view end = html.substr(html.size() - std::min(kTail, html.size()));
  while (!end.empty() && base::is_utf8_continuation(end.front())) end.remove_prefix(1);
  std::string tail = base::lower(end);
  for (const auto& [start, middle] : kFooters) {
    const std::size_t at = tail.rfind(start);
    if (at != std::string::npos && tail.find(middle, at) != std::string::npos) tail.resize(at);
  }
  return tail;
}

// The words of the last link of `html`, in lower case, if nothing follows it; else empty.
std::string last_link(const std::string& html) {
  const std::size_t start = html.rfind("<a ");
  if (start == std::string::npos) return {};
  const std::size_t end = html.find("</a>", start);
  if (end == std::string::npos) return {};
  const std::string rest = markup::html_to_line(std::string_view(html).substr(end));
  const bool is_last = rest.find_first_not_of(" .)]") == std::string::npos;
  return is_last ? markup::html_to_line(html.substr(start, end - start)) : std::string();
}

}  // namespace

bool ends_as_cut(const model::Text& text) {
  const bool is_plain = text.type == model::TextType::plain;
  const std::string tail = tail_of(text.value);
  const std::string line = is_plain ? tail : markup::html_to_line(tail);
  std::string_view words = base::trim(line);
  if (words.ends_with("[…]") || words.ends_with("[...]")) return true;
  if (!is_plain && is_read_on(base::trim(last_link(tail)))) return true;
  return takes_arrows(words) && std::ranges::any_of(kReadOn, [&](std::string_view phrase) {
           return words.ends_with(phrase);
         });
}

}  // namespace syndic::lint
