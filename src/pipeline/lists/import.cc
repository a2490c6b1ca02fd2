// SPDX-License-Identifier: MIT
#include "pipeline/lists/import.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/printable.h"
#include "base/toml_text.h"
#include "base/url.h"
#include "config/source_settings.h"
#include "normalize/rules.h"
#include "parse/lists/groups.h"
#include "pipeline/append.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kMostImportNotes = 25'000;
constexpr std::size_t kMostAlreadyTold = 50;

const std::string* setting_of(const config::NewSource& source, std::string_view key) {
  const auto found = std::ranges::find(source.settings, key, &config::SourceSetting::key);
  return found == source.settings.end() ? nullptr : &found->text;
}

/// The texts of a list in TOML's notation; nullopt for anything else.
std::optional<std::vector<std::string>> texts_of(const std::string& notation) {
  const auto value = config::value_of_toml(notation);
  const auto* list = value ? config::as<config::List>(&*value) : nullptr;
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> texts;
  for (const config::Value& each : *list) {
    const auto* text = config::as<std::string>(&each);
    if (text == nullptr) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

/// The keys by which the source takes something of this machine, which a stranger's list may want:
/// a file, or a variable of the environment.
std::string keys_of_machine(const config::NewSource& source) {
  constexpr std::array<std::string_view, 3> kFiles = {"path", "password_file", "token_file"};
  constexpr std::array<std::string_view, 5> kSecrets = {"user", "password", "token", "headers",
                                                        "proxy"};
  std::string keys;
  for (const config::SourceSetting& setting : source.settings) {
    const bool is_file = std::ranges::find(kFiles, setting.key) != kFiles.end();
    const bool is_secret = std::ranges::find(kSecrets, setting.key) != kSecrets.end();
    if (!is_file && !(is_secret && setting.text.find("env:") != std::string::npos)) continue;
    keys += (keys.empty() ? "" : ", ") + setting.key;
  }
  return keys;
}

class Importer {
 public:
  Importer(const config::Config& config, const std::vector<std::string>& groups)
      : config_(config), groups_(groups) {
    for (const config::Source& source : config.sources) {
      ids_.insert(source.id);
      const std::string address = canonical_address(address_of(source));
      if (!address.empty()) known_.emplace(address, source.id);
      if (!source.fetch.path.empty()) {
        const auto path = std::filesystem::absolute(source.fetch.path).lexically_normal();
        known_.emplace(path.string(), source.id);
      }
    }
  }

  ImportPlan plan(const model::SourceList& list) {
    plan_.notes = list.notes;
    plan_.left_out = list.left_out;
    for (const model::ListedSource& listed : list.sources) take(listed);
    note_already();
    return std::move(plan_);
  }

 private:
  void take(const model::ListedSource& listed) {
    about_.clear();
    line_ = listed.place;
    config::NewSource source{.id = {},
                             .name = base::printable_line(listed.name),
                             .url = listed.url,
                             .groups = {},
                             .settings = {}};
    for (const std::string& group : listed.groups) {
      source.groups.push_back(base::printable_line(group));
    }
    for (const auto& [key, text] : listed.settings) take_setting(key, text, source);
    const std::string place = place_of(source);
    complete_name(listed, source);
    name_ = source.name.empty() ? source.id : source.name;
    if (name_.empty()) name_ = base::public_url(place);
    if (place.empty()) return leave_out("does not say where its items come from");
    if (const auto known = known_.find(place); known != known_.end()) {
      return pass_over(known->second);
    }
    parse::add_groups(groups_, source.groups);
    complete_id(source);
    if (const std::string why = why_wrong(source); !why.empty()) return leave_out(why);
    for (const std::string& words : about_) note(words);
    if (const std::string keys = keys_of_machine(source); !keys.empty()) {
      note("takes files or variables of this machine by " + keys + "; see that this is meant");
    }
    known_.emplace(place, source.id);
    ids_.insert(source.id);
    plan_.sources.push_back(std::move(source));
  }

  void take_setting(const std::string& key, const std::string& text, config::NewSource& source) {
    if (key == "id") {
      source.id = text;
    } else if (key == "name") {
      source.name = text;
    } else if (key == "url") {
      source.url = text;
    } else if (!config::is_source_key(key)) {
      about_.push_back("there is no key " + key);
    } else if (config::is_in_notation(key) && !config::value_of_toml(text)) {
      about_.push_back(key + " is left out, as it is no value of TOML");
    } else if (key == "groups") {
      if (auto groups = texts_of(text)) source.groups = *std::move(groups);
    } else if (key == "include" || key == "exclude") {
      take_rules(key, text, source);
    } else {
      source.settings.push_back({key, text});
    }
  }

  void take_rules(const std::string& key, const std::string& text, config::NewSource& source) {
    const auto given = texts_of(text);
    if (!given) return source.settings.push_back({key, text});
    std::vector<std::string> rules;
    for (const std::string& rule : *given) {
      const auto read = normalize::Rule::read(rule);
      if (read) {
        rules.push_back(rule);
      } else {
        about_.push_back(key + " " + base::toml_string(rule) + " is left out: it " +
                         read.error().message);
      }
    }
    if (!rules.empty() || given->empty()) {
      source.settings.push_back({key, base::toml_list(rules)});
    }
  }

  // Where its items come from, equal for equal places.
  std::string place_of(const config::NewSource& source) const {
    std::string address = canonical_address(address_of(source));
    if (!address.empty()) return address;
    const std::string* path = setting_of(source, "path");
    if (path == nullptr || path->empty()) return {};
    const auto folder = std::filesystem::absolute(config_.file).parent_path();
    return (folder / *path).lexically_normal().string();
  }

  // Our own lists call a source by its id that has no name.
  static void complete_name(const model::ListedSource& listed, config::NewSource& source) {
    const auto is_name = [](const auto& setting) { return setting.first == "name"; };
    const bool is_given = std::ranges::any_of(listed.settings, is_name);
    if (!is_given && source.name == source.id) source.name.clear();
    if (!source.name.empty() || !source.id.empty()) return;
    source.name = host_name(address_of(source));
    const std::string* path = setting_of(source, "path");
    if (source.name.empty() && path != nullptr) {
      source.name = base::printable_line(std::filesystem::path(*path).stem().string());
    }
  }

  // Of a source that the configuration, or the list, has before by this id.
  void pass_over(const std::string& id) {
    if (++plan_.already > kMostAlreadyTold) return;
    already_ += (already_.empty() ? "" : ", ") + base::printable_line(name_, 100);
    if (name_ != id) already_ += " (" + id + ")";
  }

  void note_already() {
    if (already_.empty()) return;
    if (plan_.already > kMostAlreadyTold) {
      already_ += " and " + std::to_string(plan_.already - kMostAlreadyTold) + " more";
    }
    plan_.notes.push_back("there already: " + already_);
  }

  void complete_id(config::NewSource& source) {
    if (!source.id.empty() && !ids_.contains(source.id)) return;
    const std::string& name = source.name.empty() ? source.id : source.name;
    std::string id = free_id(name, address_of(source), ids_);
    if (!source.id.empty()) about_.push_back("the id " + source.id + " is taken; it has " + id);
    source.id = std::move(id);
  }

  // What is wrong with the source alone; the reading of the whole would cost its length each time.
  std::string why_wrong(const config::NewSource& source) const {
    const auto read = config::read(
        "[site]\ntitle = \"T\"\nurl = \"https://t.example/\"\n" + config::source_table(source),
        config_.file, config::Purpose::use);
    if (read) return read->sources.size() == 1 ? std::string() : "is not one source";
    // "FILE:LINE:COLUMN: message", of a text that nobody sees.
    const std::string& mistake = read.error().front();
    const std::size_t after_file = config_.file.string().size();
    const std::size_t end = mistake.find(": ", std::min(after_file, mistake.size()));
    return end == std::string::npos ? mistake : mistake.substr(end + 2);
  }

  void leave_out(const std::string& why) {
    ++plan_.left_out;
    note("is left out: " + why);
  }

  void note(const std::string& words) {
    if (plan_.notes.size() == kMostImportNotes) return;
    const std::string where = line_.empty() ? std::string() : line_ + ": ";
    plan_.notes.push_back(where + base::printable_line(name_, 100) + ": " +
                          base::printable_line(words));
  }

  const config::Config& config_;
  const std::vector<std::string>& groups_;
  std::set<std::string> ids_;
  std::map<std::string, std::string> known_;  ///< Ids, by place.
  ImportPlan plan_;
  std::string already_;             ///< Those that are passed over.
  std::string line_;                ///< Where the source that is taken is in its list.
  std::string name_;                ///< Of the source that is taken.
  std::vector<std::string> about_;  ///< What is said of it if it is taken.
};

}  // namespace

ImportPlan plan_import(const model::SourceList& list, const config::Config& config,
                       const std::vector<std::string>& groups) {
  return Importer(config, groups).plan(list);
}

}  // namespace syndic::pipeline
