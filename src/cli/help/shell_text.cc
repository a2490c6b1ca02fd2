// SPDX-License-Identifier: MIT
#include "cli/help/shell_text.h"

#include <algorithm>

namespace syndic::cli {

std::string joined_by(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : between).append(word);
  return text;
}

std::string in_single_quotes(std::string_view text, std::string_view quote) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') {
      quoted += quote;
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::vector<std::string> inner_names(const std::vector<CommandReference>& commands,
                                     std::string_view outer) {
  const std::string prefix = outer.empty() ? std::string() : std::string(outer) + " ";
  std::vector<std::string> names;
  for (const CommandReference& command : commands) {
    if (command.name.empty() || !command.name.starts_with(prefix)) continue;
    const std::string name = command.name.substr(prefix.size());
    if (name.find(' ') == std::string::npos) names.push_back(name);
  }
  return names;
}

std::vector<std::string> names_of(const std::vector<OptionReference>& options) {
  std::vector<std::string> names;
  for (const OptionReference& option : options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

std::string patterns_of(const std::string& command, const std::vector<std::string>& names,
                        std::string_view between) {
  std::string patterns;
  for (const std::string& name : names) {
    patterns.append(patterns.empty() ? "" : between);
    patterns.append("'").append(command).append(":").append(name).append("'");
  }
  return patterns;
}

std::string quoted_names(const std::vector<CommandReference>& commands, std::string_view between) {
  std::string names;
  for (const CommandReference& command : commands) {
    if (command.name.empty()) continue;
    names.append(names.empty() ? "" : between).append("'").append(command.name).append("'");
  }
  return names;
}

std::vector<std::string> names_with_values(const std::vector<CommandReference>& commands) {
  std::vector<std::string> names;
  for (const CommandReference& command : commands) {
    for (const OptionReference& option : command.options) {
      if (option.value.empty() || option.is_value_optional) continue;
      names.insert(names.end(), option.names.begin(), option.names.end());
    }
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::vector<OptionReference> options_taken_by(const CommandReference& command,
                                              const std::vector<CommandReference>& commands) {
  std::vector<OptionReference> options = command.options;
  const std::vector<OptionReference>& global = commands.front().options;
  if (!command.name.empty()) options.insert(options.end(), global.begin(), global.end());
  return options;
}

}  // namespace syndic::cli
