// SPDX-License-Identifier: MIT
#include "pipeline/publish/authored.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/printable.h"
#include "base/url.h"
#include "config/values.h"
#include "parse/authored/authored.h"
#include "store/ledger.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestAsset = std::size_t{256} * 1024 * 1024;
constexpr std::size_t kMostAuthored = 10'000;  // As many files as a folder may hold.
constexpr std::size_t kHashDigits = 16;
constexpr std::string_view kAssets = "assets/";

bool is_item(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.ends_with(".md") && !name.starts_with('.') &&
         !base::equals_ignoring_case(name, "readme.md");
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->is_regular_file(error) && !entry->is_symlink(error)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// "photo" of "Photo.jpg", as part of a URL; "file" where nothing of it can be.
std::string slug_of(const fs::path& file) {
  const std::string slug = config::id_from_name(file.stem().string());
  return slug.empty() ? "file" : slug;
}

std::string ending_of(const fs::path& file) {
  std::string ending = base::lower(file.extension().string());
  const bool is_plain = std::all_of(ending.begin(), ending.end(), [](char c) {
    return c == '.' || base::is_alpha(c) || base::is_digit(c);
  });
  return is_plain ? ending : std::string();
}

std::string asset_name(const fs::path& file, std::string_view bytes) {
  return slug_of(file) + "-" + base::content_hash(bytes).substr(0, kHashDigits) + ending_of(file);
}

/// A file beside an item, where a reference names one: a plain name, without a folder.
std::optional<fs::path> file_beside(const fs::path& folder, std::string_view reference) {
  if (reference.starts_with("./")) reference.remove_prefix(2);
  if (reference.empty() || reference.front() == '.' ||
      reference.find_first_of("/\\:?#") != std::string_view::npos) {
    return std::nullopt;
  }
  const fs::path file = folder / base::percent_decode(reference);
  std::error_code error;
  const bool is_file = file.parent_path() == folder &&
                       fs::symlink_status(file, error).type() == fs::file_type::regular;
  return is_file && !is_item(file) ? std::optional(file) : std::nullopt;
}

class Folder {
 public:
  Folder(const config::Source& source, const config::Config& config, model::Timestamp now)
      : source_(source),
        config_(config),
        now_(now),
        zone_(source.time_zone.empty() ? config.site.time_zone : source.time_zone) {}

  AuthoredFolder read() {
    found_.feed.format = model::Format::jsonfeed11;
    found_.feed.title.value = source_.name.empty() ? config_.site.title : source_.name;
    found_.feed.base_url = config_.site.url;
    found_.feed.home_page_url = config_.site.url;
    for (const fs::path& file : files_in(source_.fetch.path)) {
      if (is_item(file)) read_item(file);
    }
    return std::move(found_);
  }

 private:
  void say(const fs::path& file, const parse::FileMistake& mistake) {
    found_.mistakes.push_back(
        base::printable_line(file.string() + ":" + std::to_string(mistake.line) + ":" +
                             std::to_string(mistake.column) + ": " + mistake.message));
  }

  void read_item(const fs::path& file) {
    const std::string name = file.filename().string();
    std::string id = base::name_based_urn(source_.normalize.source_url, "file:" + name);
    const auto bytes = base::read_file(file, parse::kLongestAuthoredFile);
    if (!bytes) {
      say(file, {1, 1,
                 bytes.error().code == Errc::too_large ? "longer than 1 MiB, which is no item"
                                                       : "this file cannot be read"});
      found_.unread.insert(std::move(id));
      return;
    }
    parse::AuthoredFile read = parse::read_authored(
        *bytes, name, zone_, [&](std::string_view reference) { return publish(file, reference); });
    model::Item& item = read.item;
    if (item.id.empty()) item.id = std::move(id);
    if (!read.mistakes.empty()) {
      for (const parse::FileMistake& mistake : read.mistakes) say(file, mistake);
      found_.unread.insert(item.id);
    } else if (!read.draft && is_in_time(read)) {
      measure(item);
      found_.feed.items.push_back(std::move(item));
    }
  }

  /// Whether the item's time is now; notes when that changes.
  bool is_in_time(const parse::AuthoredFile& read) {
    const auto wait_for = [&](model::Timestamp when) {
      if (!found_.due || when < *found_.due) found_.due = when;
    };
    if (read.expires && *read.expires <= now_) return false;
    if (read.item.published && *read.item.published > now_) {
      wait_for(*read.item.published);
      return false;
    }
    if (read.expires) wait_for(*read.expires);
    return true;
  }

  std::string publish(const fs::path& item, std::string_view reference) {
    const auto file = file_beside(item.parent_path(), reference);
    if (!file) return std::string(reference);
    if (config_.site.feeds_url.empty()) {
      say(item, {1, 1,
                 "\"" + std::string(reference) +
                     "\" is not published, since site.feeds_url does not say where"});
      return {};
    }
    const auto bytes = base::read_file(*file, kLargestAsset);
    if (!bytes) {
      say(item,
          {1, 1, "\"" + std::string(reference) + "\" cannot be read, or is larger than 256 MiB"});
      return {};
    }
    std::string url = config_.site.feeds_url + std::string(kAssets) + asset_name(*file, *bytes);
    sizes_[url] = bytes->size();
    return url;
  }

  void measure(model::Item& item) {
    for (model::Enclosure& enclosure : item.enclosures) {
      const auto size = sizes_.find(enclosure.url);
      if (size != sizes_.end() && !enclosure.length) enclosure.length = size->second;
    }
  }

  const config::Source& source_;
  const config::Config& config_;
  model::Timestamp now_;
  std::string zone_;
  AuthoredFolder found_;
  std::map<std::string, std::uint64_t> sizes_;  ///< Of files beside items, by published URL.
};

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

}  // namespace

bool is_authored(const config::Source& source) {
  std::error_code ignored;
  return source.fetch.url.empty() && fs::is_directory(source.fetch.path, ignored);
}

Result<AuthoredFolder> read_authored_folder(const config::Source& source,
                                            const config::Config& config, model::Timestamp now) {
  std::error_code error;
  const fs::directory_iterator look(source.fetch.path, error);
  if (error) return fail(Errc::unreadable, "the folder cannot be read: " + error.message());
  return Folder(source, config, now).read();
}

void note_missing_files(const AuthoredFolder& folder, const model::Feed& feed, store::Store& store,
                        const config::Source& source, model::Timestamp now) {
  std::vector<std::string> present;
  std::set<std::string_view> there;
  for (const model::Item& item : feed.items) {
    present.push_back(item.id);
    there.insert(item.id);
  }
  std::vector<model::Tombstone> deleted;
  for (const model::KnownItem& known : store.recall(source.id, {.newest = kMostAuthored})) {
    if (there.contains(known.id) || folder.unread.contains(known.feed_id)) continue;
    deleted.push_back({.id = known.id, .comment = std::string(kNoFile)});
  }
  store.ledger().follow(source.id, deleted, present, now);
}

void put_assets(const config::Config& config, const write::Document& document, OutputSet& output) {
  if (config.site.feeds_url.empty()) return;
  std::vector<fs::path> originals;
  for (const config::Source& source : config.sources) {
    if (!is_authored(source)) continue;
    for (fs::path& file : files_in(source.fetch.path)) {
      if (!is_item(file)) originals.push_back(std::move(file));
    }
  }
  if (originals.empty()) return;
  for (const std::string& name : names_in(document, config.site.feeds_url + std::string(kAssets))) {
    const std::string path = std::string(kAssets) + name;
    if (output.is_there(path)) continue;  // Its name holds the hash of its bytes.
    for (const fs::path& file : originals) {
      if (!name.starts_with(slug_of(file) + "-") || !name.ends_with(ending_of(file))) continue;
      const auto bytes = base::read_file(file, kLargestAsset);
      if (!bytes || asset_name(file, *bytes) != name) continue;
      output.add(path, *bytes);
      break;
    }
  }
}

}  // namespace syndic::pipeline
