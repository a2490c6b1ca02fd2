// SPDX-License-Identifier: MIT
#include "parse/authored/front_yaml.h"

#include <yaml.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace syndic::parse {
namespace {

// Places in the file. libyaml counts characters right, but takes more than a line feed for the end
// of a line.
class YamlPlaces {
 public:
  explicit YamlPlaces(std::string_view text) {
    std::size_t index = 0;
    for (const char c : text) {
      if (base::is_utf8_continuation(c)) continue;
      ++index;
      if (c == '\n') starts_.push_back(index);
    }
  }

  [[nodiscard]] FilePlace of(const yaml_mark_t& mark) const {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), mark.index);
    const auto lines = static_cast<std::uint32_t>(next - starts_.begin());
    return {lines + 1, static_cast<std::uint32_t>(mark.index - *std::prev(next)) + 1};
  }

 private:
  std::vector<std::size_t> starts_ = {0};  // The first character of each line, from 0.
};

struct YamlParser {
  explicit YamlParser(std::string_view text) : is_made(yaml_parser_initialize(&parser) != 0) {
    if (!is_made) return;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  ~YamlParser() {
    if (is_made) yaml_parser_delete(&parser);
  }
  YamlParser(const YamlParser&) = delete;
  YamlParser& operator=(const YamlParser&) = delete;

  yaml_parser_t parser{};
  bool is_made;
};

struct YamlDocument {
  explicit YamlDocument(YamlParser& from)
      : is_read(from.is_made && yaml_parser_load(&from.parser, &document) != 0) {}
  ~YamlDocument() {
    if (is_read) yaml_document_delete(&document);
  }
  YamlDocument(const YamlDocument&) = delete;
  YamlDocument& operator=(const YamlDocument&) = delete;

  yaml_node_t* root() { return is_read ? yaml_document_get_root_node(&document) : nullptr; }

  yaml_document_t document{};
  bool is_read;
};

std::string_view scalar_text(const yaml_node_t& scalar) {
  return {reinterpret_cast<const char*>(scalar.data.scalar.value), scalar.data.scalar.length};
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return base::equals_ignoring_case(text, word); });
}

FrontValue scalar_value(const yaml_node_t& node, FilePlace place) {
  const std::string_view text = scalar_text(node);
  FrontValue value{place, base::to_xml_text(text), {}};
  if (node.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return value;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || is_one_of(text, {"~", "null"})) {
    value.value = std::monostate();
  } else if (is_one_of(text, {"true", "yes"})) {
    value.value = true;
  } else if (is_one_of(text, {"false", "no"})) {
    value.value = false;
  } else if (error == std::errc() && end == text.data() + text.size()) {
    value.value = number;
  }
  if (value.as<std::string>() == nullptr) value.written = text;
  return value;
}

class YamlTree {
 public:
  YamlTree(yaml_document_t& document, const YamlPlaces& places, std::vector<FileMistake>& mistakes)
      : document_(document), places_(places), mistakes_(mistakes) {}

  FrontTable table(const yaml_node_t& mapping, int depth) {
    FrontTable members;
    std::set<std::string_view> known;
    const auto& pairs = mapping.data.mapping.pairs;
    for (const yaml_node_pair_t* pair = pairs.start; pair != pairs.top && !is_full(); ++pair) {
      const yaml_node_t& key = *yaml_document_get_node(&document_, pair->key);
      const FilePlace place = places_.of(key.start_mark);
      if (key.type != YAML_SCALAR_NODE) {
        say(place, "a key must be a text");
      } else if (!known.insert(scalar_text(key)).second) {
        say(place, "the key \"" + shown_name(scalar_text(key)) + "\" is there twice");
      } else {
        members.push_back({base::to_xml_text(scalar_text(key)), place, value(pair->value, depth)});
      }
    }
    return members;
  }

 private:
  FrontValue value(int index, int depth) {
    const yaml_node_t& node = *yaml_document_get_node(&document_, index);
    const FilePlace place = places_.of(node.start_mark);
    if (++nodes_ == kMostYamlNodes) say(place, "more than 10000 values, aliases counted");
    if (node.type == YAML_SCALAR_NODE) return scalar_value(node, place);
    FrontValue made{place, FrontOther{}, {}};
    if (depth == 0 || is_full()) return made;
    if (node.type == YAML_MAPPING_NODE) {
      made.value = table(node, depth - 1);
    } else if (node.type == YAML_SEQUENCE_NODE) {
      FrontList list;
      const auto& items = node.data.sequence.items;
      for (const int* item = items.start; item != items.top && !is_full(); ++item) {
        list.push_back(value(*item, depth - 1));
      }
      made.value = std::move(list);
    }
    return made;
  }

  [[nodiscard]] bool is_full() const { return nodes_ >= kMostYamlNodes; }

  void say(FilePlace place, std::string message) {
    mistakes_.push_back({place.line, place.column, std::move(message)});
  }

  yaml_document_t& document_;
  const YamlPlaces& places_;
  std::vector<FileMistake>& mistakes_;
  std::size_t nodes_ = 0;
};

// libyaml's time grows with the square of how deep brackets nest. The line of the file where there
// are too many, nested or not, since only libyaml knows which are in quotes; 0 if there is none.
std::uint32_t line_of_brackets_too_many(std::string_view text) {
  std::uint32_t line = 2;
  std::size_t brackets = 0;
  for (const char c : text) {
    if (c == '\n') ++line;
    if ((c == '[' || c == '{') && ++brackets > kMostYamlBrackets) return line;
  }
  return 0;
}

FileMistake yaml_problem(const yaml_parser_t& parser, std::string_view text,
                         const YamlPlaces& places) {
  yaml_mark_t mark = parser.problem_mark;
  if (parser.error == YAML_READER_ERROR) {
    mark.index = base::count_utf8(text.substr(0, parser.problem_offset));
  }
  const FilePlace place = places.of(mark);
  return {place.line, place.column,
          "this is no YAML: " + std::string(parser.problem != nullptr ? parser.problem : "?")};
}

}  // namespace

FrontTable read_front_yaml(std::string_view text, std::vector<FileMistake>& mistakes) {
  if (const std::uint32_t line = line_of_brackets_too_many(text); line != 0) {
    mistakes.push_back({line, 1, "more than 2000 brackets in the front matter"});
    return {};
  }
  const YamlPlaces places(text);
  YamlParser reader(text);
  YamlDocument document(reader);
  if (!document.is_read) {
    mistakes.push_back(yaml_problem(reader.parser, text, places));
    return {};
  }
  const yaml_node_t* const root = document.root();
  if (root == nullptr) return {};
  if (root->type != YAML_MAPPING_NODE) {
    const FilePlace place = places.of(root->start_mark);
    mistakes.push_back({place.line, place.column, "front matter is lines of \"key: value\""});
    return {};
  }
  FrontTable table =
      YamlTree(document.document, places, mistakes).table(*root, kDeepestFrontMatter);
  YamlDocument second(reader);
  if (!second.is_read) {
    mistakes.push_back(yaml_problem(reader.parser, text, places));
  } else if (const yaml_node_t* const more = second.root()) {
    const FilePlace place = places.of(more->start_mark);
    mistakes.push_back({place.line, place.column, "a second document in the front matter"});
  }
  return table;
}

}  // namespace syndic::parse
