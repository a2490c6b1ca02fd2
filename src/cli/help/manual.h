// SPDX-License-Identifier: MIT
//
// All that help, man pages and completions are made of, each thing from where it is described once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/reference.h"
#include "cli/help/documentation.h"

namespace syndic::cli {

/// A file or a variable of the environment.
struct Place {
  std::string_view name;
  std::string_view text;
};

struct Manual {
  std::vector<CommandReference> commands;
  std::vector<Chapter> chapters;
  std::vector<DocumentedKey> keys;
};

/// The manual of this program.
[[nodiscard]] Manual manual();

/// The files that the program reads and writes.
[[nodiscard]] std::vector<Place> files();

/// The variables that it reads.
[[nodiscard]] std::vector<Place> environment();

/// Command lines, and what they do.
[[nodiscard]] std::vector<Place> examples();

/// The sections of the configuration that have keys, in their order: "site", "source.page" …
[[nodiscard]] std::vector<std::string> sections_of(const Manual& manual);

/// The chapter that describes the section; null if there is none.
[[nodiscard]] const Chapter* chapter_of(const Manual& manual, std::string_view section);

/// Whether something counts where the file does not give the key.
[[nodiscard]] bool has_default(const DocumentedKey& key);

/// "duration, default "1h"", or "text, required" and the like.
[[nodiscard]] std::string type_and_default(const DocumentedKey& key);

}  // namespace syndic::cli
