// SPDX-License-Identifier: MIT
#include "write/page/theme_files.h"

#include <cstddef>
#include <system_error>
#include <utility>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "base/utf8.h"
#include "write/page/theme_builtin.h"

namespace syndic::write {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = 256 * 1024;
constexpr std::string_view kTemplate = ".mustache";
constexpr int kDeepestInclude = 10;

std::string read(const fs::path& path) {
  auto bytes = base::read_file(path, kLargestFile);
  if (!bytes) throw FileFailure("the theme cannot be used: " + bytes.error().message);
  if (base::valid_utf8_prefix(*bytes) != bytes->size()) {
    throw FileFailure(path.string() + " is not in UTF-8; save it as such");
  }
  return *std::move(bytes);
}

std::string included(const ThemeFiles& files, std::string_view name, const std::string& shown,
                     int depth) {
  const std::string& text = files.find(name)->second;
  std::string whole;
  std::size_t done = 0;
  for (std::size_t tag = text.find("{{>"); tag != std::string::npos; tag = text.find("{{>", done)) {
    const std::size_t end = text.find("}}", tag);
    if (end == std::string::npos) break;  // Said when it is read as a template.
    const std::string part(base::trim(std::string_view(text).substr(tag + 3, end - tag - 3)));
    const std::string file = part + std::string(kTemplate);
    const std::string where = shown + std::string(name);
    if (files.find(file) == files.end()) {
      throw FileFailure(where + " includes {{> " + part + "}}, but there is no " + file);
    }
    if (depth == kDeepestInclude) {
      throw FileFailure(where + " includes {{> " + part + "}}, which leads back to itself");
    }
    whole.append(text, done, tag - done).append(included(files, file, shown, depth + 1));
    done = end + 2;
  }
  return whole.append(text, done);
}

}  // namespace

ThemeFiles theme_files(const fs::path& folder) {
  ThemeFiles files;
  for (const ThemeFile& file : builtin_theme()) files.emplace(file.name, file.bytes);
  if (folder.empty()) return files;
  std::error_code error;
  bool has_any = false;
  for (fs::directory_iterator entry(folder, error); !error && entry != fs::directory_iterator();
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.') || (!name.ends_with(kTemplate) && files.count(name) == 0)) continue;
    files[name] = read(entry->path());
    has_any = true;
  }
  if (error) {
    throw FileFailure("cannot read the theme's folder " + folder.string() + ": " + error.message());
  }
  if (!has_any) {
    throw FileFailure("the theme's folder " + folder.string() +
                      " holds no file of a theme, such as page.mustache or style.css");
  }
  return files;
}

std::string with_includes(const ThemeFiles& files, std::string_view name,
                          const std::string& shown) {
  return included(files, name, shown, 0);
}

}  // namespace syndic::write
