// SPDX-License-Identifier: MIT
#include "write/theme/theme.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <kainjow/mustache.hpp>
#include <system_error>
#include <utility>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/printable.h"
#include "base/utf8.h"
#include "write/theme/template_names.h"
#include "write/theme/template_text.h"
#include "write/theme/theme_builtin.h"

namespace syndic::write {
namespace {

namespace fs = std::filesystem;
namespace mustache = kainjow::mustache;

constexpr std::array<std::string_view, 7> kTemplates = {
    "page.mustache",  "item.mustache",   "sources.mustache", "status.mustache",
    "embed.mustache", "digest.mustache", "feed.css"};
constexpr std::string_view kEnglish = "labels/en.toml";
constexpr std::string_view kOldLabels = "labels.json";
constexpr std::string_view kHtmlSuffix = "_html";

constexpr std::size_t kLargestFile = 256 * 1024;
constexpr std::size_t kLongestNameShown = 60;

std::string read_theme_file(const fs::path& path) {
  auto bytes = base::read_file(path, kLargestFile);
  if (!bytes) throw FileFailure("the theme cannot be used: " + bytes.error().message);
  if (base::valid_utf8_prefix(*bytes) != bytes->size()) {
    throw FileFailure(path.string() + " is not in UTF-8; save it as such");
  }
  return *std::move(bytes);
}

// Whether a theme may have a file of that name: a built-in one, a further *.mustache, which others
// may include, or labels.
bool is_theme_file(const std::string& name, const ThemeFiles& known) {
  return name.ends_with(kTemplateSuffix) || is_labels_file(name) || known.contains(name);
}

// Reads into `files` those of `folder`/`part` that belong to a theme; returns how many.
std::size_t take_files(const fs::path& folder, std::string_view part, ThemeFiles& files) {
  std::error_code error;
  std::size_t taken = 0;
  for (fs::directory_iterator entry(folder / part, error);
       !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string file = entry->path().filename().string();
    const std::string name = std::string(part) + file;
    if (file.starts_with('.') || !is_theme_file(name, files)) continue;
    files[name] = read_theme_file(entry->path());
    ++taken;
  }
  if (error) {
    throw FileFailure("cannot read the theme's folder " + (folder / part).string() + ": " +
                      error.message());
  }
  return taken;
}

// The built-in files, replaced by those of `folder` with the same names, and its own further ones.
ThemeFiles theme_files(const fs::path& folder) {
  ThemeFiles files;
  for (const ThemeFile& file : builtin_theme()) files.emplace(file.name, file.bytes);
  if (folder.empty()) return files;
  std::error_code error;
  if (fs::exists(folder / kOldLabels, error)) {
    throw FileFailure(
        (folder / kOldLabels).string() +
        " is not read any more; write the words of each language into a file such as " +
        std::string(kEnglish));
  }
  std::size_t taken = take_files(folder, {}, files);
  if (fs::exists(folder / kLabelsFolder, error)) taken += take_files(folder, kLabelsFolder, files);
  if (taken == 0) {
    throw FileFailure("the theme's folder " + folder.string() +
                      " holds no file of a theme, such as page.mustache or style.css");
  }
  return files;
}

// Safe between tags and in quotes of either kind.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : base::is_xml_text(text) ? text : base::to_xml_text(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

mustache::data data_of(const View& view, std::string_view name) {
  if (view.is_string()) {
    const auto& text = view.get_ref<const std::string&>();
    return name.ends_with(kHtmlSuffix) ? text : escaped(text);
  }
  if (view.is_array()) {
    mustache::data list(mustache::data::type::list);
    for (const View& element : view) list.push_back(data_of(element, name));
    return list;
  }
  if (view.is_object()) {
    mustache::data object;
    for (const auto& [key, value] : view.items()) object.set(key, data_of(value, key));
    return object;
  }
  return view.is_boolean() ? mustache::data(view.get<bool>()) : mustache::data(view.dump());
}

// Remembers the first unknown name that a template uses: mustache renders it as empty, so a typing
// error would never be found.
class CheckedContext : public mustache::context<std::string> {
 public:
  explicit CheckedContext(const mustache::data* data) : context(data) {}

  [[nodiscard]] const mustache::data* get(const std::string& name) const override {
    const mustache::data* const found = context::get(name);
    if (found == nullptr && unknown_.empty()) unknown_ = name;
    return found;
  }
  [[nodiscard]] const std::string& unknown() const { return unknown_; }

 private:
  mutable std::string unknown_;
};

// What mustache says of a text that it cannot parse: "Unclosed section "items" at 120".
FileFailure syntax_failure(const TemplateText& text, const std::string& message) {
  const std::size_t at = message.rfind(" at ");
  std::string words = message.substr(0, at);
  if (!words.empty()) words[0] = base::to_lower(words[0]);
  std::size_t offset = 0;
  for (std::size_t i = at + 4; at != std::string::npos && i < message.size(); ++i) {
    if (base::is_digit(message[i]))
      offset = offset * 10 + static_cast<std::size_t>(message[i] - '0');
  }
  return text.failure_at(offset, base::printable_line(words));
}

FileFailure unknown_failure(const TemplateText& text, const UnknownName& unknown) {
  const std::string meant =
      unknown.meant.empty() ? std::string() : "; did you mean {{" + unknown.meant + "}}?";
  return text.failure_at(unknown.offset, "it asks for {{" +
                                             base::printable_line(unknown.name, kLongestNameShown) +
                                             "}}, which is not known there" + meant);
}

std::string shown(const std::filesystem::path& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : (folder / name).string();
}

// The words of the built-in theme, replaced by those of `files`, which holds the webmaster's in
// their place. English comes first, as it stands in for what other languages miss. Each file is
// read once: every run begins with that, also one that writes nothing.
Languages languages_of(const ThemeFiles& files, const fs::path& folder) {
  Languages languages;
  const ThemeFiles builtin = theme_files({});
  const Labels english = read_labels(builtin.find(kEnglish)->second, kEnglish);
  languages["en"] = english;
  const auto add = [&](const std::string& name, const std::string& bytes) {
    add_labels(name, bytes, shown(folder, name), english, languages);
  };
  const auto add_own = [&](const std::string& name, const std::string& bytes) {
    const auto replaced = builtin.find(name);
    if (replaced == builtin.end() || replaced->second != bytes) add(name, bytes);
  };
  add_own(std::string(kEnglish), files.find(kEnglish)->second);
  for (const auto& [name, bytes] : builtin) {
    if (is_labels_file(name) && name != kEnglish) add(name, bytes);
  }
  for (const auto& [name, bytes] : files) {
    if (is_labels_file(name) && name != kEnglish) add_own(name, bytes);
  }
  return languages;
}

}  // namespace

struct Theme::Templates {
  struct Template {
    TemplateText text;
    mustache::mustache parsed;
  };
  CheckedNames checked;
  std::map<std::string, Template, std::less<>> by_file;
};

Theme::Theme(const std::filesystem::path& folder, CheckedNames checked)
    : files_(theme_files(folder)), templates_(std::make_unique<Templates>()) {
  templates_->checked = checked;
  for (const std::string_view name : kTemplates) {
    TemplateText text(files_, name, shown(folder, ""));
    mustache::mustache parsed(text.text());
    if (!parsed.is_valid()) throw syntax_failure(text, parsed.error_message());
    parsed.set_custom_escape([](const std::string& done) { return done; });
    templates_->by_file.try_emplace(std::string(name),
                                    Templates::Template{std::move(text), std::move(parsed)});
  }
  labels_ = languages_of(files_, folder);
}

Theme::Theme(Theme&&) noexcept = default;
Theme::~Theme() = default;

std::string Theme::render(std::string_view file, const View& view) const {
  auto& [text, parsed] = templates_->by_file.find(file)->second;
  if (templates_->checked == CheckedNames::all) {
    if (const auto unknown = unknown_name(text.text(), view)) {
      throw unknown_failure(text, *unknown);
    }
  }
  const mustache::data data = data_of(view, {});
  CheckedContext names(&data);
  std::string filled_in = parsed.render(names);
  if (!names.unknown().empty()) {
    const auto unknown = unknown_name(text.text(), view);
    throw unknown_failure(text, unknown.value_or(UnknownName{.name = names.unknown()}));
  }
  return filled_in;
}

std::string Theme::digest() const {
  std::string all;
  for (const auto& [name, bytes] : files_) all.append(name).append(base::content_hash(bytes));
  for (const auto& [language, words] : labels_) {
    for (const auto& [name, text] : words) all.append(language).append(name).append(text);
  }
  return base::content_hash(all);
}

const std::string& Theme::file(std::string_view name) const { return files_.find(name)->second; }

const Labels& Theme::labels(std::string_view language) const {
  return labels_for(language, labels_);
}

}  // namespace syndic::write
