// SPDX-License-Identifier: MIT
#include "pipeline/lists/export.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/atomic_file.h"
#include "config/document.h"
#include "config/source_settings.h"
#include "pipeline/lists/secrets.h"
#include "write/feed/opml.h"

namespace syndic::pipeline {
namespace {

constexpr std::size_t kLargestExported = std::size_t{16} * 1024 * 1024;

// One that has no id of its own keeps the one that is made of its name.
void put_id(const std::string& id, std::vector<config::SourceSetting>& settings) {
  if (std::ranges::find(settings, "id", &config::SourceSetting::key) == settings.end()) {
    settings.insert(settings.begin(), {"id", id});
  }
}

write::OutlinedSource outlined(const config::Source& source, const config::Table& table,
                               bool with_secrets, std::vector<std::string>& notes) {
  write::OutlinedSource outline;
  outline.name = source.name.empty() ? source.id : source.name;
  if (!source.groups.empty()) outline.folder = source.groups.front();
  std::vector<config::SourceSetting> settings = config::settings_of(table);
  put_id(source.id, settings);
  for (config::SourceSetting& setting : settings) {
    if (!with_secrets && take_out_secrets(setting.key, setting.text)) {
      notes.push_back(source.id + ": " + setting.key +
                      " is left out or without its secrets; --with-secrets puts them in");
      if (setting.text.empty()) continue;
    }
    if (setting.key == "url") outline.url = setting.text;
    if (setting.key == "site" || setting.key == "page.url") outline.home_page = setting.text;
    outline.settings.emplace_back(std::move(setting.key), std::move(setting.text));
  }
  return outline;
}

}  // namespace

Result<ExportedList> export_sources(const config::Config& config, bool with_secrets) {
  const auto bytes = base::read_file(config.file, kLargestExported);
  if (!bytes) return fail(bytes.error());
  const auto document = config::read_toml(*bytes);
  const auto* tables =
      document ? config::as<config::List>(config::find(*document, "source")) : nullptr;
  const std::size_t count = tables == nullptr ? 0 : tables->size();
  // Those of lists come after them.
  const auto own = std::ranges::count(config.sources, std::string(), &config::Source::list);
  if (!document || count != static_cast<std::size_t>(own)) {
    return fail(Errc::malformed, "the configuration has changed meanwhile; try again");
  }
  ExportedList list;
  std::vector<write::OutlinedSource> outlines;
  for (std::size_t i = 0; i < count; ++i) {
    const auto* table = config::as<config::Table>(&(*tables)[i]);
    if (table != nullptr) {
      outlines.push_back(outlined(config.sources[i], *table, with_secrets, list.notes));
    }
  }
  if (!config.lists.empty()) {
    list.notes.emplace_back(
        "the sources of the lists that are followed ([[subscribe]]) are not part of it");
  }
  list.opml = write::render_settings_opml(config.site.title, outlines);
  return list;
}

}  // namespace syndic::pipeline
