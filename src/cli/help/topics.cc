// SPDX-License-Identifier: MIT
#include "cli/help/topics.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "cli/help/explain.h"
#include "cli/help/layout.h"
#include "config/nearest_name.h"

namespace syndic::cli {
namespace {

constexpr auto kSpecialTopics = std::to_array<std::string_view>(
    {"configuration", "exit-codes", "files", "environment", "examples"});

// The names of the two man pages.
constexpr std::string_view kProgram = "syndic";
constexpr std::string_view kConfigurationFile = "syndic.toml";

// "What is wrong with my file?" as "what-is-wrong-with-my-file".
std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : base::lower(text)) {
    const bool is_kept = base::is_alpha(c) || base::is_digit(c);
    if (is_kept) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::string short_slug_of(const Chapter& chapter) {
  return slug_of(std::string_view(chapter.title).substr(0, chapter.title.find(':')));
}

bool is_special(std::string_view topic) {
  return std::ranges::find(kSpecialTopics, topic) != kSpecialTopics.end();
}

bool is_section(const Manual& manual, std::string_view name) {
  return chapter_of(manual, name) != nullptr;
}

// The name by which help has this chapter and no command, section or other chapter.
std::string topic_of(const Manual& manual, const Chapter& chapter) {
  if (!chapter.section.empty()) return chapter.section;
  std::string slug = short_slug_of(chapter);
  const bool is_taken = find_command(manual.commands, slug) != nullptr || is_special(slug) ||
                        is_section(manual, slug);
  return is_taken ? slug_of(chapter.title) : slug;
}

// Whether each of the words, which have hyphens between them, is one of the heading's, or with
// `begins` the beginning of one.
bool has_words(const std::string& slug, const std::string& words, bool begins) {
  constexpr std::size_t kShortestBeginning = 3;
  const std::string within = "-" + slug + "-";
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find('-', begin), words.size());
    const bool is_whole = !begins || end - begin < kShortestBeginning;
    const std::string word = "-" + words.substr(begin, end - begin) + (is_whole ? "-" : "");
    if (within.find(word) == std::string::npos) return false;
    begin = end + 1;
  }
  return !words.empty();
}

using Chapters = std::vector<const Chapter*>;

// The chapters without keys whose heading `fits` by its slug.
template <class Fits>
Chapters chapters_that(const Manual& manual, const Fits& fits) {
  Chapters chapters;
  for (const Chapter& chapter : manual.chapters) {
    if (chapter.section.empty() && chapter.level > 1 && fits(chapter)) chapters.push_back(&chapter);
  }
  return chapters;
}

// Those that have the topic as their name.
Chapters chapters_called(const Manual& manual, std::string_view topic) {
  const std::string words = slug_of(topic);
  return chapters_that(manual, [&](const Chapter& chapter) {
    return words == slug_of(chapter.title) || words == short_slug_of(chapter);
  });
}

// Those that have the topic as words of their heading, or as beginnings of them.
Chapters chapters_with(const Manual& manual, std::string_view topic, bool begins) {
  const std::string words = slug_of(topic);
  return chapters_that(manual, [&](const Chapter& chapter) {
    return has_words(slug_of(chapter.title), words, begins);
  });
}

// Those that have the topic as their name, else as words of their heading.
Chapters chapters_named(const Manual& manual, std::string_view topic) {
  Chapters called = chapters_called(manual, topic);
  return called.empty() ? chapters_with(manual, topic, false) : called;
}

void add_options(std::string_view heading, const std::vector<OptionReference>& options,
                 Layout& page) {
  if (options.empty()) return;
  page.heading(heading);
  for (const OptionReference& option : options) {
    page.entry(option.label(), option.meaning());
  }
}

std::string help_on_command(const Manual& manual, const CommandReference& command,
                            std::size_t width) {
  Layout page(width);
  page.paragraph("Usage: " + command.usage());
  page.paragraph(command.summary + ".");
  std::vector<OptionReference> own = command.words;
  own.insert(own.end(), command.options.begin(), command.options.end());
  add_options("It takes:", own, page);
  bool is_first = true;
  for (const CommandReference& inner : manual.commands) {
    if (!inner.name.starts_with(command.name + " ")) continue;
    if (is_first) page.heading("Its commands, each with a help of its own:");
    is_first = false;
    page.entry(inner.name, inner.summary);
  }
  add_options("Every command takes:", manual.commands.front().options, page);
  return page.take();
}

void add_places(const std::vector<Place>& places, Layout& page) {
  for (const auto& [name, text] : places) page.entry(name, text);
}

std::string help_on_special(const Manual& manual, std::string_view topic, std::size_t width) {
  Layout page(width);
  if (topic == "exit-codes") {
    page.heading("Exit codes:");
    for (const auto& [code, meaning] : exit_codes()) page.entry(std::to_string(code), meaning);
  } else if (topic == "files") {
    page.heading("Files:");
    add_places(files(), page);
  } else if (topic == "environment") {
    page.heading("Variables of the environment:");
    add_places(environment(), page);
  } else if (topic == "examples") {
    page.heading("Examples:");
    add_places(examples(), page);
  } else {
    return explanation_of_all(manual, width);
  }
  return page.take();
}

std::string help_on_chapters(const Manual& manual, const Chapters& chapters, std::size_t width) {
  Layout page(width);
  if (chapters.size() == 1) {
    page.heading(chapters[0]->title);
    for (const markup::MarkdownBlock& block : chapters[0]->blocks) page.block(block);
    return page.take();
  }
  page.heading("There is help on:");
  for (const Chapter* chapter : chapters) {
    page.entry(topic_of(manual, *chapter), chapter->title);
  }
  return page.take();
}

// The other things of that name than are `shown`, each by one that is its own: "syndic help
// source.page".
std::string see_also(const Manual& manual, std::string_view topic,
                     const std::vector<std::string>& shown, std::size_t width) {
  std::vector<std::string> others = explained_names(manual, topic);
  for (const Chapter* chapter : chapters_named(manual, topic)) {
    others.push_back(topic_of(manual, *chapter));
  }
  std::string list;
  for (const std::string& other : others) {
    const bool is_shown = other == topic || std::ranges::find(shown, other) != shown.end();
    if (!is_shown) list += (list.empty() ? "See also: syndic help " : ", ") + other;
  }
  Layout page(width);
  if (!list.empty()) page.paragraph(list);
  return list.empty() ? list : "\n" + page.take();
}

// The section or keys, `explained`, and the chapters that have the same name.
std::string with_chapters(const Manual& manual, std::string_view topic, std::string explained,
                          std::size_t width) {
  std::vector<std::string> shown;
  const auto keys = explained_keys(manual, topic);
  // Of several keys each has a help of its own.
  if (keys.size() == 1) shown.push_back(keys[0].name());
  const Chapters chapters = chapters_called(manual, topic);
  for (const Chapter* chapter : chapters) shown.push_back(topic_of(manual, *chapter));
  if (!chapters.empty()) explained += "\n" + help_on_chapters(manual, chapters, width);
  return explained + see_also(manual, topic, shown, width);
}

}  // namespace

std::string overview(const Manual& manual, std::size_t width) {
  Layout page(width);
  const CommandReference& program = manual.commands.front();
  page.paragraph(program.summary);
  page.paragraph("Usage: " + program.usage());
  page.heading("Commands:");
  for (const CommandReference& command : manual.commands) {
    const bool is_inner = command.name.find(' ') != std::string::npos;
    if (!command.name.empty() && !is_inner) page.entry(command.name, command.summary);
  }
  add_options("Every command takes:", program.options, page);
  page.heading("More:");
  page.entry("syndic help COMMAND", "what it takes");
  page.entry("syndic help KEY", "what a key or section of the configuration means");
  for (const std::string_view topic : kSpecialTopics)
    page.entry("syndic help " + std::string(topic), "");
  return page.take();
}

std::string help_on(const Manual& manual, std::string_view name, std::size_t width) {
  const std::string topic = plain_topic(name);
  if (topic == kProgram) return overview(manual, width);
  if (const CommandReference* command = find_command(manual.commands, topic)) {
    return help_on_command(manual, *command, width) + see_also(manual, topic, {}, width);
  }
  if (is_special(topic)) return help_on_special(manual, topic, width);
  if (std::string text = explanation(manual, topic, width); !text.empty()) {
    return with_chapters(manual, topic, std::move(text), width);
  }
  Chapters chapters = chapters_named(manual, topic);
  if (chapters.empty()) chapters = chapters_with(manual, topic, true);
  return chapters.empty() ? std::string() : help_on_chapters(manual, chapters, width);
}

std::string plain_topic(std::string_view name) {
  const std::string topic = base::lower(without_brackets(name));
  return topic == kConfigurationFile ? "configuration" : topic;
}

std::vector<std::string> special_topics() { return {kSpecialTopics.begin(), kSpecialTopics.end()}; }

std::vector<std::string> topics_of(const Manual& manual) {
  std::vector<std::string> topics;
  for (const CommandReference& command : manual.commands) {
    if (!command.name.empty()) topics.push_back(command.name);
  }
  topics.insert(topics.end(), kSpecialTopics.begin(), kSpecialTopics.end());
  for (const Chapter& chapter : manual.chapters) {
    if (chapter.level > 1) topics.push_back(topic_of(manual, chapter));
  }
  for (const DocumentedKey& key : manual.keys) topics.push_back(key.name());
  std::ranges::sort(topics);
  topics.erase(std::unique(topics.begin(), topics.end()), topics.end());
  return topics;
}

std::string meant_topic(const Manual& manual, const std::string& word) {
  std::vector<std::string> names = topics_of(manual);
  for (const DocumentedKey& key : manual.keys) names.push_back(key.key);
  const std::vector<std::string_view> views(names.begin(), names.end());
  if (const std::string_view slipped = config::slipped_name(word, views); !slipped.empty()) {
    return std::string(slipped);
  }
  return meant_key(manual, word);
}

}  // namespace syndic::cli
