// SPDX-License-Identifier: MIT
#include "pipeline/authored/assets.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/url.h"
#include "config/values.h"
#include "fetch/folder.h"
#include "parse/authored/media_file.h"
#include "pipeline/authored/folder.h"
#include "text/ascii_letters.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashDigits = 16;
constexpr std::size_t kLongestEnding = 10;
constexpr std::string_view kAssets = "assets/";
constexpr std::array<std::string_view, 7> kPictureEndings = {".avif", ".gif", ".jpeg", ".jpg",
                                                             ".png",  ".svg", ".webp"};
constexpr std::array<std::string_view, 13> kDocumentEndings = {
    ".csv",  ".docx", ".epub", ".ics", ".ods",  ".odt", ".pdf",
    ".pptx", ".srt",  ".txt",  ".vtt", ".xlsx", ".zip"};

/// The names of all files below `place` that the text speaks of.
void collect_names(std::string_view text, std::string_view place, std::set<std::string>& names) {
  for (std::size_t at = text.find(place); at != std::string_view::npos;
       at = text.find(place, at + 1)) {
    const std::string_view rest = text.substr(at + place.size());
    const auto* end = std::find_if_not(rest.begin(), rest.end(), [](char c) {
      return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '.';
    });
    names.emplace(rest.begin(), end);
  }
}

std::set<std::string> names_in(const write::Document& document, const std::string& place) {
  std::set<std::string> names;
  for (const write::Entry& entry : document.entries) {
    collect_names(entry.item.content.value, place, names);
    collect_names(entry.item.image, place, names);
    for (const model::Enclosure& each : entry.item.enclosures)
      collect_names(each.url, place, names);
  }
  return names;
}

/// The files beside the authored items of all sources.
std::vector<fs::path> originals_of(const config::Config& config) {
  std::vector<fs::path> originals;
  for (const config::Source& source : config.sources) {
    if (!is_authored(source)) continue;
    const auto listing = fetch::list_folder(source.fetch.path, "");
    if (!listing) continue;  // Reading the source has reported it.
    for (const fetch::ListedFile& file : fetch::files_of_listing(*listing)) {
      if (!is_item_file(file.name)) originals.push_back(source.fetch.path / file.name);
    }
  }
  return originals;
}

}  // namespace

std::string plain_stem(const fs::path& file) {
  const std::string stem = config::id_from_name(text::in_ascii_letters(file.stem().string()));
  return stem.empty() ? "file" : stem;
}

std::string plain_ending(const fs::path& file) {
  std::string ending = base::lower(file.extension().string());
  const bool is_plain = ending.size() > 1 && ending.size() <= kLongestEnding &&
                        std::all_of(ending.begin() + 1, ending.end(),
                                    [](char c) { return base::is_alpha(c) || base::is_digit(c); });
  return is_plain ? ending : std::string();
}

bool is_item_file(std::string_view name) {
  return (name.ends_with(".md") || name.ends_with(".markdown")) && !name.starts_with('.') &&
         !base::equals_ignoring_case(name, "readme.md");
}

bool is_picture_name(std::string_view name) {
  return std::ranges::find(kPictureEndings, plain_ending(name)) != kPictureEndings.end();
}

bool is_enclosable_name(std::string_view name) {
  return std::ranges::find(kDocumentEndings, plain_ending(name)) != kDocumentEndings.end() ||
         !parse::media_file({}, name).media_type.empty();
}

bool is_publishable_name(std::string_view name) {
  return is_picture_name(name) || is_enclosable_name(name);
}

std::string name_beside(std::string_view reference) {
  if (reference.starts_with("./")) reference.remove_prefix(2);
  if (reference.empty() || reference.front() == '.' ||
      reference.find_first_of("/\\:?#") != std::string_view::npos) {
    return {};
  }
  std::string name = base::percent_decode(reference);
  return name.find('/') == std::string::npos && !is_item_file(name) ? name : std::string();
}

std::string asset_path(const fs::path& file, std::string_view bytes) {
  return std::string(kAssets) + plain_stem(file) + "-" +
         base::content_hash(bytes).substr(0, kHashDigits) + plain_ending(file);
}

void put_assets(const config::Config& config, const write::Document& document, OutputSet& output) {
  if (config.site.feeds_url.empty()) return;
  std::set<std::string> missing = names_in(document, config.site.feeds_url + std::string(kAssets));
  std::erase_if(missing, [&](const std::string& name) {
    // Its name holds the hash of its bytes.
    const std::string path = std::string(kAssets) + name;
    return output.has(path) || output.is_there(path);
  });
  if (missing.empty()) return;
  const std::vector<fs::path> originals = originals_of(config);
  for (const std::string& name : missing) {
    for (const fs::path& file : originals) {
      if (!name.starts_with(plain_stem(file) + "-") || !name.ends_with(plain_ending(file)))
        continue;
      const auto bytes = base::read_file(file, kLargestAsset);
      if (!bytes || asset_path(file, *bytes) != std::string(kAssets) + name) continue;
      output.add(std::string(kAssets) + name, *bytes);
      break;
    }
  }
}

}  // namespace syndic::pipeline
