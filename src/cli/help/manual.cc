// SPDX-License-Identifier: MIT
#include "cli/help/manual.h"

#include <algorithm>
#include <array>

namespace syndic::cli {
namespace {

constexpr auto kFiles = std::to_array<Place>({
    {"config/syndic.toml, ~/.config/syndic/syndic.toml, /etc/syndic/syndic.toml",
     "The configuration, where neither -c nor SYNDIC_CONFIG names one; the first that is there."},
    {"var/syndic.db",
     "The store, beside the configuration; for one below /etc it is /var/lib/syndic/syndic.db."},
    {"public/",
     "What is published, beside the configuration; for one below /etc it is "
     "/var/lib/syndic/public."},
});

constexpr auto kEnvironment = std::to_array<Place>({
    {"SYNDIC_CONFIG", "The configuration, where -c names none."},
    {"NO_COLOR", "Turns colours off if it is set and not empty."},
    {"TERM", "Colours are left out if it is missing or \"dumb\"."},
    {"VISUAL, EDITOR", "The editor of syndic post --edit; without either, vi."},
    {"http_proxy, https_proxy, all_proxy, no_proxy",
     "The proxy of requests, as curl understands them; source.proxy goes before them."},
    {"SSL_CERT_FILE",
     "The authorities that servers' certificates are checked by (PEM), in place of the system's; "
     "source.ca_file goes before it."},
    {"XDG_CONFIG_HOME", "The folder in place of ~/.config where a configuration is looked for."},
    {"XDG_DATA_HOME", "The folder in place of ~/.local/share where syndic init keeps things."},
    {"SYNDIC_NOW", "For tests: the time that counts as now, as in 2026-01-31T12:00:00Z."},
});

constexpr auto kExamples = std::to_array<Place>({
    {"syndic check", "says what is wrong with the configuration."},
    {"syndic add example.org", "finds a site's feed and makes it a source."},
    {"syndic refresh --quiet", "is a run as cron makes it."},
    {"syndic refresh --force --only casel", "asks one source at once."},
    {"syndic why https://example.org/news/1", "tells what became of an item."},
    {"syndic help source.interval", "explains a key of the configuration."},
});

}  // namespace

Manual manual() {
  Manual manual{command_reference(), read_documentation(manual_text()), {}};
  manual.keys = documented_keys(manual.chapters);
  return manual;
}

std::vector<Place> files() { return {kFiles.begin(), kFiles.end()}; }
std::vector<Place> environment() { return {kEnvironment.begin(), kEnvironment.end()}; }
std::vector<Place> examples() { return {kExamples.begin(), kExamples.end()}; }

std::vector<std::string> sections_of(const Manual& manual) {
  std::vector<std::string> sections;
  for (const DocumentedKey& key : manual.keys) {
    if (sections.empty() || sections.back() != key.section) sections.push_back(key.section);
  }
  return sections;
}

const Chapter* chapter_of(const Manual& manual, std::string_view section) {
  const auto found = std::ranges::find(manual.chapters, section, &Chapter::section);
  return found == manual.chapters.end() || section.empty() ? nullptr : &*found;
}

bool has_default(const DocumentedKey& key) {
  return key.default_value != "–" && !key.default_value.starts_with("required");
}

std::string type_and_default(const DocumentedKey& key) {
  if (key.default_value == "–") return key.type;
  return key.type + (has_default(key) ? ", default: " : ", ") + key.default_value;
}

}  // namespace syndic::cli
