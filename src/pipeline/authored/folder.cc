// SPDX-License-Identifier: MIT
#include "pipeline/authored/folder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/atomic_file.h"
#include "base/hash.h"
#include "base/printable.h"
#include "base/url.h"
#include "base/utf8.h"
#include "fetch/folder.h"
#include "normalize/item/identity.h"
#include "parse/authored/authored.h"
#include "parse/authored/media_file.h"
#include "pipeline/authored/assets.h"
#include "store/ledger.h"

namespace syndic::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostAuthored = 50'000;  // As many files as a folder may hold.

// To be raised when the same file makes another item.
constexpr std::string_view kReadingVersion = "1";

constexpr std::string_view kNoStamp = "-";  // Of a file that is not there.

class Folder {
 public:
  Folder(const config::Source& source, const config::Config& config, std::string_view listing,
         const std::vector<model::KnownFile>& known, model::Timestamp now)
      : source_(source), config_(config), now_(now), listing_(listing) {
    for (const fetch::ListedFile& file : fetch::files_of_listing(listing)) {
      stamps_.emplace(file.name, file.stamp);
    }
    for (const model::KnownFile& file : known) {
      known_.emplace(file.name, &file);
      known_ids_.insert(file.id);
    }
  }

  AuthoredFolder read() {
    found_.is_whole = known_.empty();
    found_.feed.format = model::Format::jsonfeed11;
    found_.feed.title.value = source_.name.empty() ? config_.site.title : source_.name;
    found_.feed.base_url = config_.site.url;
    found_.feed.home_page_url = config_.site.url;
    sort_out();
    recognise();
    for (Changed& file : changed_) read_item(file);
    for (const auto& [name, file] : unused_) let_go(*file);
    tell_news();
    return std::move(found_);
  }

 private:
  /// A file that is new or not as it is known.
  struct Changed {
    std::string name;
    std::string hash;  ///< Empty: it cannot be read.
    std::string id;    ///< Of its item, unless it fixes another one.
    const model::KnownFile* known = nullptr;
  };

  // What else than its own file an item is made of.
  [[nodiscard]] std::string made_with(const std::set<std::string>& names_beside) const {
    std::string text(kReadingVersion);
    text.append(" ").append(listing_.substr(0, listing_.find('\n')));
    for (const std::string& name : names_beside) {
      text.append("\n").append(name).append("\t").append(stamp_of(name));
    }
    return text;
  }

  // What is known of a file stays when it is gone: the same bytes may come back.
  void let_go(const model::KnownFile& file) {
    if (file.stamp.empty()) return;
    if (!ids_.contains(file.id)) found_.ids_to_end.push_back(file.id);
    if (stamps_.contains(file.name)) return;
    found_.files.push_back(file);
    found_.files.back().stamp.clear();
  }

  void tell_news() {
    if (new_mistakes_.empty()) return;
    found_.news = "has a mistake: " + new_mistakes_.front();
    const std::size_t more = new_mistakes_.size() - 1;
    if (more > 0) found_.news += " (and " + std::to_string(more) + " more)";
  }

  [[nodiscard]] std::string_view stamp_of(std::string_view name) const {
    const auto found = stamps_.find(name);
    return found == stamps_.end() ? kNoStamp : found->second;
  }

  // Whether the known file would be made of the same today.
  [[nodiscard]] bool is_made_alike(const model::KnownFile& file) const {
    std::set<std::string> names;
    std::string_view rest = file.made_with;
    for (std::size_t at = rest.find('\n'); at != std::string_view::npos; at = rest.find('\n')) {
      rest.remove_prefix(at + 1);
      names.emplace(rest.substr(0, rest.find('\t')));
    }
    return made_with(names) == file.made_with;
  }

  [[nodiscard]] bool is_settled(const model::KnownFile& file) const {
    return !file.is_wrong && (!file.due || *file.due > now_) && is_made_alike(file);
  }

  // Sorts all files into those that are as they are known, and others.
  void sort_out() {
    unused_ = known_;
    for (const auto& [name, stamp] : stamps_) {
      if (!is_item_file(name)) continue;
      const auto found = known_.find(name);
      const model::KnownFile* known = found == known_.end() ? nullptr : found->second;
      if (known != nullptr && known->stamp == stamp && is_settled(*known)) {
        keep(*known);
      } else {
        changed_.push_back({.name = std::string(name), .hash = {}, .id = {}, .known = known});
      }
    }
  }

  void keep(const model::KnownFile& file) {
    unused_.erase(file.name);
    ids_.emplace(file.id, file.name);
    if (file.due) wait_for(*file.due);
  }

  void wait_for(model::Timestamp when) {
    if (!found_.due || when < *found_.due) found_.due = when;
  }

  // Gives each changed file the id of the known one that it is: the one of its own name and bytes,
  // else the only one of its bytes, which was renamed or is back, else the one of its name, which
  // was edited. A file under the name of one that is gone is another.
  void recognise() {
    if (known_.empty()) return;
    std::unordered_multimap<std::string_view, const model::KnownFile*> by_hash;
    for (const auto& [name, file] : unused_) by_hash.emplace(file->hash, file);
    for (Changed& file : changed_) {
      file.hash = hash_of(file.name);
      if (file.known != nullptr && file.known->hash == file.hash) take_over(*file.known, file);
    }
    std::erase_if(changed_, [&](const Changed& file) { return is_only_touched(file); });
    for (Changed& file : changed_) {
      if (!file.id.empty() || file.hash.empty() || by_hash.count(file.hash) != 1) continue;
      const model::KnownFile& renamed = *by_hash.find(file.hash)->second;
      if (unused_.contains(renamed.name)) take_over(renamed, file);
    }
    for (Changed& file : changed_) {
      if (!file.id.empty() || file.known == nullptr || file.known->stamp.empty()) continue;
      if (unused_.contains(file.name)) {
        take_over(*file.known, file);
      }
    }
  }

  // Whether the file has other times and the same bytes, which make the same item. Remembers it.
  bool is_only_touched(const Changed& file) {
    const bool is_known = file.known != nullptr && file.known->hash == file.hash;
    if (!is_known || file.known->stamp.empty() || !is_settled(*file.known)) return false;
    if (file.known->due) wait_for(*file.known->due);
    found_.files.push_back(*file.known);
    found_.files.back().stamp = stamp_of(file.name);
    return true;
  }

  void take_over(const model::KnownFile& known, Changed& file) {
    file.id = known.id;
    ids_.emplace(known.id, file.name);
    unused_.erase(known.name);
    if (known.name != file.name && !stamps_.contains(known.name)) {
      found_.gone.push_back(known.name);
    }
  }

  [[nodiscard]] std::string hash_of(const std::string& name) const {
    const auto bytes = base::read_file(source_.fetch.path / name, parse::kLongestAuthoredFile);
    return bytes ? base::content_hash(*bytes) : std::string();
  }

  // An id that no other file of the folder has.
  [[nodiscard]] std::string new_id(const std::string& name) const {
    std::string of_name = "file:" + name;
    for (int number = 2;; ++number) {
      std::string id = base::name_based_urn(source_.normalize.source_url, of_name);
      if (!ids_.contains(id) && !known_ids_.contains(id)) return id;
      of_name = "file:" + name + "#" + std::to_string(number);
    }
  }

  void say(const std::string& name, const parse::FileMistake& mistake) {
    found_.mistakes.push_back(base::printable_line(
        (source_.fetch.path / name).string() + ":" + std::to_string(mistake.line) + ":" +
        std::to_string(mistake.column) + ": " + mistake.message));
    const auto known = known_.find(name);
    const bool was_wrong =
        known != known_.end() && known->second->is_wrong && known->second->stamp == stamp_of(name);
    if (!was_wrong) new_mistakes_.push_back(found_.mistakes.back());
  }

  void read_item(Changed& file) {
    if (file.id.empty()) {
      file.id = new_id(file.name);
      ids_.emplace(file.id, file.name);
    }
    model::KnownFile known{.name = file.name,
                           .stamp = std::string(stamp_of(file.name)),
                           .made_with = made_with({}),
                           .hash = file.hash,
                           .id = file.id};
    const std::size_t mistakes = found_.mistakes.size();
    const auto bytes = base::read_file(source_.fetch.path / file.name, parse::kLongestAuthoredFile);
    if (bytes) {
      known.hash = base::content_hash(*bytes);
      read_text(*bytes, known);
    } else {
      say(file.name, {1, 1,
                      bytes.error().code == Errc::too_large ? "longer than 1 MiB, which is no item"
                                                            : "this file cannot be read"});
      found_.ids_to_keep.insert(known.id);
    }
    known.is_wrong = found_.mistakes.size() > mistakes;
    found_.files.push_back(std::move(known));
  }

  void read_text(std::string_view text, model::KnownFile& known) {
    beside_.clear();
    std::vector<parse::FileMistake> mistakes;
    parse::AuthoredFile read = parse::read_authored(
        text, known.name, zone_of(source_, config_), [&](std::string_view reference) {
          const auto url = publish(reference);
          if (!url) mistakes.push_back(mistake_at(text, reference, url.error().message));
          return url.value_or(std::string());
        });
    mistakes.insert(mistakes.begin(), read.mistakes.begin(), read.mistakes.end());
    for (const parse::FileMistake& mistake : mistakes) say(known.name, mistake);
    known.made_with = made_with(beside_);
    if (!mistakes.empty() || !settle_id(read.item, known)) {
      found_.ids_to_keep.insert(known.id);
      return;
    }
    known.due = next_change(read);
    if (known.due) wait_for(*known.due);
    if (read.draft || !is_time_of(read)) {
      found_.ids_to_end.push_back(known.id);
    } else {
      measure(read.item);
      found_.feed.items.push_back(std::move(read.item));
    }
  }

  // Whether the item has an id of its own. Two with one id would be one item.
  bool settle_id(model::Item& item, model::KnownFile& known) {
    if (!item.id.empty() && !normalize::is_valid_id(item.id)) {
      item.id = base::name_based_urn(source_.normalize.source_url, item.id);
    }
    if (!item.id.empty() && item.id != known.id) {
      const auto [other, is_new] = ids_.emplace(item.id, known.name);
      if (!is_new && other->second != known.name) {
        say(known.name, {1, 1, "its id is that of " + other->second + "; give each its own"});
        return false;
      }
      if (const auto made = ids_.find(known.id); made != ids_.end() && made->second == known.name) {
        ids_.erase(made);
        if (!found_.is_whole) found_.ids_to_end.push_back(known.id);
      }
      known.id = item.id;
    }
    item.id = known.id;
    return true;
  }

  [[nodiscard]] bool is_time_of(const parse::AuthoredFile& read) const {
    return !(read.expires && *read.expires <= now_) &&
           !(read.item.published && *read.item.published > now_);
  }

  // When time makes the item appear or disappear next.
  [[nodiscard]] std::optional<model::Timestamp> next_change(const parse::AuthoredFile& read) const {
    if (read.draft || (read.expires && *read.expires <= now_)) return std::nullopt;
    if (read.item.published && *read.item.published > now_) return read.item.published;
    return read.expires;
  }

  // The address under which what the reference names is published.
  Result<std::string> publish(std::string_view reference) {
    const std::string name = name_beside(reference);
    if (name.empty()) {
      if (!is_in_inner_folder(reference)) return std::string(reference);
      return fail(Errc::unreadable, "is in an inner folder; put it beside the item");
    }
    beside_.insert(name);
    if (!is_publishable_name(name)) return std::string(reference);
    if (!stamps_.contains(name))
      return fail(Errc::not_found, "is not in the folder; put the file itself beside the item");
    if (config_.site.feeds_url.empty()) {
      return fail(Errc::not_found,
                  "is not published, since site.feeds_url does not say where; set it");
    }
    const fs::path file = source_.fetch.path / name;
    const auto bytes = base::read_file(file, kLargestAsset);
    if (!bytes)
      return fail(Errc::unreadable,
                  "cannot be read, or is larger than 256 MiB; give a smaller one");
    std::string url = config_.site.feeds_url + asset_path(file, *bytes);
    const parse::MediaFile media = parse::media_file(*bytes, name);
    measures_[url] = {.media_type = std::string(media.media_type),
                      .length = bytes->size(),
                      .duration_seconds = media.duration_seconds};
    return url;
  }

  [[nodiscard]] bool is_in_inner_folder(std::string_view reference) const {
    const std::string path = base::percent_decode(reference);
    const bool is_plain = path.find('/') != std::string::npos && !path.starts_with('/') &&
                          path.find("..") == std::string::npos &&
                          path.find_first_of("\\:?#") == std::string::npos;
    std::error_code ignored;
    return is_plain && fs::is_regular_file(source_.fetch.path / path, ignored);
  }

  // Where the text has the reference first, which Markdown may have decoded.
  static parse::FileMistake mistake_at(std::string_view text, std::string_view reference,
                                       std::string_view why) {
    const std::string words = "\"" + std::string(reference) + "\" " + std::string(why);
    const std::size_t at = text.find(reference);
    if (at == std::string_view::npos) return {1, 1, words};
    const std::string_view before = text.substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t column = base::count_utf8(before.substr(before.rfind('\n') + 1)) + 1;
    return {static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column), words};
  }

  // Says of files beside the item what its author did not.
  void measure(model::Item& item) {
    for (model::Enclosure& enclosure : item.enclosures) {
      const auto found = measures_.find(enclosure.url);
      if (found == measures_.end()) continue;
      const model::Enclosure& measured = found->second;
      if (enclosure.media_type.empty()) enclosure.media_type = measured.media_type;
      if (!enclosure.length) enclosure.length = measured.length;
      if (!enclosure.duration_seconds) enclosure.duration_seconds = measured.duration_seconds;
    }
  }

  const config::Source& source_;
  const config::Config& config_;
  model::Timestamp now_;
  std::string_view listing_;
  std::map<std::string_view, std::string_view> stamps_;  ///< Of all files, by name.
  std::map<std::string_view, const model::KnownFile*> known_;
  std::map<std::string_view, const model::KnownFile*> unused_;  ///< Known, and no file's any more.
  std::set<std::string_view> known_ids_;
  std::vector<Changed> changed_;
  std::vector<std::string> new_mistakes_;
  std::unordered_map<std::string, std::string> ids_;  ///< The names of files by their items' ids.
  std::set<std::string> beside_;                      ///< Names that the present file refers to.
  std::map<std::string, model::Enclosure> measures_;  ///< Of files beside items, by published URL.
  AuthoredFolder found_;
};

/// The ids of the source's stored items that the folder, of which nothing was known, has not.
std::vector<std::string> ids_without_file(const AuthoredFolder& folder, store::Store& store,
                                          const std::string& source_id) {
  std::vector<std::string> ids;
  for (const model::KnownItem& known : store.recall(source_id, {.newest = kMostAuthored})) {
    if (!folder.ids_to_keep.contains(known.feed_id)) ids.push_back(known.id);
  }
  return ids;
}

}  // namespace

bool is_authored(const config::Source& source) {
  std::error_code ignored;
  return source.fetch.url.empty() && fs::is_directory(source.fetch.path, ignored);
}

const std::string& zone_of(const config::Source& source, const config::Config& config) {
  return source.time_zone.empty() ? config.site.time_zone : source.time_zone;
}

AuthoredFolder read_authored_folder(const config::Source& source, const config::Config& config,
                                    std::string_view listing,
                                    const std::vector<model::KnownFile>& known,
                                    model::Timestamp now) {
  return Folder(source, config, listing, known, now).read();
}

Result<AuthoredFolder> read_authored_folder(const config::Source& source,
                                            const config::Config& config, model::Timestamp now) {
  const auto listing = fetch::list_folder(source.fetch.path, source.fetch.folder_setup);
  if (!listing) return fail(listing.error());
  return read_authored_folder(source, config, *listing, {}, now);
}

void note_files(AuthoredFolder folder, const model::Feed& feed, store::Store& store,
                const config::Source& source, model::Timestamp now) {
  std::unordered_map<std::string_view, std::string_view> published;  // Ids, by those of files.
  std::unordered_set<std::string_view> there;
  std::vector<std::string> present;
  for (const model::Item& item : feed.items) {
    published.emplace(item.lineage.given_id, item.id);
    there.insert(item.id);
    present.push_back(item.id);
  }
  for (model::KnownFile& file : folder.files) {
    if (const auto id = published.find(file.id); id != published.end()) file.id = id->second;
  }
  if (folder.is_whole) folder.ids_to_end = ids_without_file(folder, store, source.id);
  std::vector<model::Tombstone> deleted;
  for (std::string& id : folder.ids_to_end) {
    if (!there.contains(id)) {
      deleted.push_back({.id = std::move(id), .comment = std::string(kNoFile)});
    }
  }
  store.ledger().follow(source.id, deleted, present, now);
  store.remember(source.id, folder.files, folder.gone);
}

}  // namespace syndic::pipeline
