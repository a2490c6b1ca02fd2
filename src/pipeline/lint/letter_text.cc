// SPDX-License-Identifier: MIT
#include "pipeline/lint/letter_text.h"

#include <cstddef>
#include <vector>

#include "base/printable.h"
#include "base/url.h"
#include "text/columns.h"
#include "write/page/date.h"
#include "write/page/item.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLetterWidth = 72;
constexpr std::size_t kOwnIndent = 2;
constexpr std::size_t kLongestShownUrl = 300;
constexpr std::size_t kLongestOwnText = 600;

// The words of the item's view; empty if it has none of that name.
std::string words_in(const write::View& view, const char* name) {
  const write::View& value = view.at(name);
  return value.is_string() ? base::printable_line(value.get_ref<const std::string&>())
                           : std::string();
}

std::string facts_line(const std::vector<std::string>& parts) {
  std::string line;
  for (const std::string& part : parts) {
    if (!part.empty()) line.append(line.empty() ? "" : " · ").append(part);
  }
  return line;
}

std::string item_lines(const write::ItemFrame& frame, const write::Entry& entry) {
  const write::View view = write::item_view(frame, entry);
  const std::string name = words_in(view, "name");
  const std::string summary = words_in(view, "summary");
  const std::string link = write::link_of(entry.item);
  const bool is_dated = entry.item.published && !entry.item.dated_by_first_sight;
  // Which day that would be depends on what the list has then.
  const std::string day = is_dated ? words_in(view, "day") : "dated when we first see it";
  return "\n" + indented(name) +
         indented(facts_line({day, words_in(view, "source"), words_in(view, "authors")})) +
         indented(facts_line({words_in(view, "when"), words_in(view, "place")})) +
         (summary == name ? std::string() : indented(summary)) +
         (link.empty() ? std::string()
                       : indented(words_in(view, "action") + ": " + shown_address(link)));
}

}  // namespace

std::string indented(std::string_view text) {
  return text::in_columns(base::printable_line(text, kLongestOwnText), kLetterWidth, kOwnIndent);
}

std::string lines_of(std::string_view text) {
  return text::in_columns(base::printable_line(text, kLongestOwnText), kLetterWidth);
}

std::string bullet(std::string_view text) {
  std::string lines = indented(text);
  if (!lines.empty()) lines[0] = '-';
  return lines;
}

std::string section_title(std::string_view title) {
  return "\n" + std::string(title) + "\n" + std::string(title.size(), '-') + "\n";
}

// A longer address would fill the letter.
std::string shown_address(const std::string& url) {
  if (url.size() <= kLongestShownUrl) return url;
  return "(an address of " + std::to_string(url.size()) + " characters at " + base::url_host(url) +
         ")";
}

std::string shown_items(const config::Config& config, const Invitation& invitation,
                        const write::Theme& theme) {
  const std::string language = config.site.language.empty() ? "en" : config.site.language;
  const std::string& id = invitation.source.id;
  write::Document document;
  document.time_zone = config.site.time_zone;
  document.sources[id] = {.id = id, .name = invitation.source.name};
  const write::DayNames days(language, config.site.time_zone);
  const write::ItemFrame frame = {.document = document,
                                  .labels = theme.labels(language),
                                  .days = days,
                                  .language = language,
                                  .images = false,
                                  .has_source_pages = false};
  std::string text;
  for (const model::Item& item : invitation.items) {
    text += item_lines(frame, {.item = item, .source_id = id});
  }
  return text;
}

}  // namespace syndic::pipeline
