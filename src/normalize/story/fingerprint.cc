// SPDX-License-Identifier: MIT
#include "normalize/story/fingerprint.h"

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "markup/html/text.h"
#include "text/folded.h"
#include "text/near_text.h"
#include "text/words.h"

namespace syndic::normalize {
namespace {

// Titles with fewer are shared by items that have nothing else in common.
constexpr std::size_t kLeastTitleWords = 3;
constexpr std::size_t kLeastTitleBytes = 12;  // As many letters, or a third of that in ideographs.
constexpr std::size_t kMostTitleWords = 40;
constexpr std::size_t kMostTitleBytes = 1024;

// Of the content, in bytes: more than enough for TextPrinter::kMostWords.
constexpr std::size_t kMostPrinted = 64 * 1024;

std::string folded_title(const model::Item& item) {
  return text::folded(base::utf8_prefix(item.title.value, kMostTitleBytes));
}

// The words of a folded title.
std::vector<std::string_view> title_words(std::string_view title) {
  std::vector<std::string_view> words;
  text::Words reader(title);
  while (words.size() < kMostTitleWords) {
    const std::string_view word = reader.next();
    if (word.empty()) break;
    words.push_back(word);
  }
  return words;
}

std::string key_of(const std::vector<std::string_view>& words) {
  if (words.size() < kLeastTitleWords) return {};
  std::string key;
  for (const std::string_view word : words) {
    if (!key.empty()) key += ' ';
    key += word;
  }
  return key.size() - (words.size() - 1) < kLeastTitleBytes ? std::string() : key;
}

std::string text_of(const model::Item& item) {
  const model::Text& text = item.content.empty() ? item.summary : item.content;
  const std::string_view beginning = base::utf8_prefix(text.value, kMostPrinted);
  return text.type == model::TextType::html ? text::folded(markup::html_to_line(beginning))
                                            : text::folded(beginning);
}

// The words of the text after the title that it may begin with.
text::Words words_after_title(std::string_view text, const std::vector<std::string_view>& title) {
  text::Words reader(text);
  for (const std::string_view word : title) {
    if (reader.next() != word) return text::Words(text);
  }
  return reader;
}

text::TextPrint print_of(text::Words words) {
  text::TextPrinter printer;
  while (!printer.is_full()) {
    const std::string_view word = words.next();
    if (word.empty()) break;
    printer.add(word);
  }
  return printer.print();
}

}  // namespace

void describe_title(model::Item& item) {
  const std::string title = folded_title(item);
  item.lineage.title_key = key_of(title_words(title));
}

void describe_text(model::Item& item) {
  if (item.lineage.words > 0) return;
  const std::string title = folded_title(item);
  const std::string text = text_of(item);
  const text::TextPrint print = print_of(words_after_title(text, title_words(title)));
  item.lineage.fingerprint = print.bits;
  item.lineage.words = print.words;
}

}  // namespace syndic::normalize
