// SPDX-License-Identifier: MIT
#include "normalize/rules.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "markup/html/text.h"
#include "text/folded.h"

namespace syndic::normalize {
namespace {

enum class Field : std::uint8_t { title, tag, text, author, link };
constexpr std::size_t kFields = 5;

constexpr std::array<std::pair<std::string_view, Field>, 5> kFieldNames = {{
    {"title", Field::title},
    {"tag", Field::tag},
    {"text", Field::text},
    {"author", Field::author},
    {"link", Field::link},
}};

/// Names that people mistake for a field's. Other words before a colon are words ("re:invent").
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kMistakenNames = {{
    {"titles", "title"},
    {"tags", "tag"},
    {"category", "tag"},
    {"categories", "tag"},
    {"authors", "author"},
    {"links", "link"},
    {"url", "link"},
    {"content", "text"},
    {"body", "text"},
    {"summary", "text"},
    {"description", "text"},
}};

/// Where a rule without a field looks.
constexpr std::array kEverywhere = {Field::title, Field::tag, Field::text};

/// The most bytes that one expression may take while it is read and while it is used.
constexpr std::int64_t kExpressionMemory = 1 << 20;

void add(std::vector<std::string>& values, std::string_view value) {
  if (!value.empty()) values.emplace_back(value);
}

std::vector<std::string> values_of(const model::Item& item, Field field) {
  std::vector<std::string> values;
  switch (field) {
    case Field::title:
      add(values, item.title.value);
      break;
    case Field::tag:
      for (const model::Category& category : item.categories) {
        add(values, category.label);
        if (category.term != category.label) add(values, category.term);
      }
      break;
    case Field::text:
      add(values, item.content.type == model::TextType::html
                      ? markup::html_to_line(item.content.value)
                      : item.content.value);
      add(values, item.summary.value);
      break;
    case Field::author:
      for (const model::Person& person : item.authors) {
        add(values, person.name);
        add(values, person.email);
      }
      break;
    case Field::link:
      add(values, item.url);
      add(values, item.external_url);
      break;
  }
  return values;
}

/// An item's fields for any number of rules, each made when the first rule asks for it.
class Fields {
 public:
  explicit Fields(const model::Item& item) : item_(item) {}

  const std::vector<std::string>& plain(Field field) {
    auto& values = plain_[static_cast<std::size_t>(field)];
    if (!values) values = values_of(item_, field);
    return *values;
  }

  const std::vector<std::string>& folded(Field field) {
    auto& values = folded_[static_cast<std::size_t>(field)];
    if (!values) {
      values.emplace();
      for (const std::string& value : plain(field)) values->push_back(text::folded(value));
    }
    return *values;
  }

 private:
  using Values = std::optional<std::vector<std::string>>;

  const model::Item& item_;
  std::array<Values, kFields> plain_;
  std::array<Values, kFields> folded_;
};

RE2::Options expression_options() {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_max_mem(kExpressionMemory);
  return options;
}

}  // namespace

struct Rule::Pattern {
  std::optional<Field> field;
  std::string words;  ///< Folded; empty: the expression counts.
  std::unique_ptr<const RE2> expression;

  [[nodiscard]] bool matches(Fields& fields) const {
    if (field) return matches(fields, *field);
    return std::any_of(kEverywhere.begin(), kEverywhere.end(),
                       [&](Field one) { return matches(fields, one); });
  }

 private:
  [[nodiscard]] bool matches(Fields& fields, Field one) const {
    const auto& values = expression ? fields.plain(one) : fields.folded(one);
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
      return expression ? RE2::PartialMatch(value, *expression) : text::has_words(value, words);
    });
  }
};

Result<Rule> Rule::read(std::string_view text) {
  text = base::trim(text);
  std::string_view wanted = text;
  auto pattern = std::make_shared<Pattern>();
  const std::size_t colon = text.find(':');
  const std::string_view name = base::trim(text.substr(0, colon));
  if (colon != std::string_view::npos) {
    for (const auto& [mistaken, right] : kMistakenNames) {
      if (!base::equals_ignoring_case(name, mistaken)) continue;
      return fail(Errc::malformed, "names no field; write " + std::string(right) + ":");
    }
    for (const auto& [known, field] : kFieldNames) {
      if (!base::equals_ignoring_case(name, known)) continue;
      pattern->field = field;
      wanted = base::trim(text.substr(colon + 1));
    }
  }
  if (wanted.starts_with('/')) {
    if (wanted.size() < 3 || !wanted.ends_with('/')) {
      return fail(Errc::malformed,
                  "is no regular expression: it needs a slash on either side, \"/…/\", and "
                  "nothing after it");
    }
    wanted = wanted.substr(1, wanted.size() - 2);
    pattern->expression = std::make_unique<const RE2>(
        re2::StringPiece(wanted.data(), wanted.size()), expression_options());
    if (!pattern->expression->ok()) {
      return fail(Errc::malformed,
                  "is no regular expression of RE2: " + pattern->expression->error());
    }
  } else {
    pattern->words = text::folded(wanted);
    if (pattern->words.empty()) return fail(Errc::malformed, "says nothing to look for");
  }
  return Rule(text, std::move(pattern));
}

std::string Rules::dropped_by(const model::Item& item) const {
  if (empty()) return {};
  Fields fields(item);
  const auto matches = [&](const Rule& rule) { return rule.pattern_->matches(fields); };
  const auto excluding = std::find_if(exclude.begin(), exclude.end(), matches);
  if (excluding != exclude.end()) return "exclude \"" + excluding->text() + "\"";
  if (include.empty() || std::any_of(include.begin(), include.end(), matches)) return {};
  return "no include matches";
}

std::string Rules::text() const {
  std::string text;
  for (const Rule& rule : include) text += "include " + rule.text() + "\n";
  for (const Rule& rule : exclude) text += "exclude " + rule.text() + "\n";
  return text;
}

}  // namespace syndic::normalize
