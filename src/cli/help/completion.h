// SPDX-License-Identifier: MIT
//
// What completes the command line in a shell, made of the commands. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments/reference.h"
#include "cli/help/manual.h"

namespace syndic::cli {

/// What else is completed.
struct CompletionWords {
  std::vector<std::string> topics;  ///< After help.
  std::vector<std::string> keys;    ///< After --explain.
};

/// What a value may be.
enum class ValueKind { other, choice, file, folder, source, feed, topic, key };

/// By the name of the value: FILE and INPUT are files, SOURCE is a source …
[[nodiscard]] ValueKind kind_of(const OptionReference& option);

/// The sections and keys of the configuration, and the keys without their sections.
[[nodiscard]] std::vector<std::string> explainable_names(const Manual& manual);

/// A script for bash 4.4 and later, which needs nothing else.
[[nodiscard]] std::string bash_completion(const std::vector<CommandReference>& commands,
                                          const CompletionWords& words);

/// A function for zsh's compinit, in a file _syndic in $fpath.
[[nodiscard]] std::string zsh_completion(const std::vector<CommandReference>& commands,
                                         const CompletionWords& words);

/// A file for fish 3, syndic.fish.
[[nodiscard]] std::string fish_completion(const std::vector<CommandReference>& commands,
                                          const CompletionWords& words);

}  // namespace syndic::cli
