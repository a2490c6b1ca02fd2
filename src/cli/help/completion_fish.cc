// SPDX-License-Identifier: MIT
#include "cli/help/completion.h"
#include "cli/help/shell_text.h"

namespace syndic::cli {
namespace {

constexpr std::string_view kFishIds = R"(
# The ids of the configuration's sources or feeds, each with its name.
function __syndic_ids
    set -l words (commandline -opc)
    set -l config
    set -l i 2
    while test $i -le (count $words)
        switch $words[$i]
            case -c --config
                set i (math $i + 1)
                if set -q words[$i]
                    set config -c (string replace -r '^~(?=/)' $HOME -- $words[$i])
                end
            case '--config=*'
                set config -c (string replace -r '^[^=]*=' '' -- $words[$i])
        end
        set i (math $i + 1)
    end
    set -l program (string replace -r '^~(?=/)' $HOME -- $words[1])
    $program $config completion $argv[1] 2>/dev/null </dev/null
end

# Whether the command of the line is $argv[1]; of none it is empty.
function __syndic_is
    set -l command (__syndic_command)
    test "$command" = "$argv[1]"
end

complete -c syndic -f
)";

std::string fish_quoted(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '\\' ? std::string("\\\\") : std::string(1, c);
  return in_single_quotes(escaped, "\\'");
}

// The function that finds the command of the line, the innermost of several.
std::string fish_command_function(const std::vector<CommandReference>& commands) {
  std::vector<std::string> names;
  for (const CommandReference& command : commands) {
    if (!command.name.empty()) names.push_back(fish_quoted(command.name));
  }
  return R"(# fish completion of syndic, made by `syndic completion fish`.

# The command of the line.
function __syndic_command
    set -l words (commandline -opc)
    set -l found ''
    set -l i 2
    while test $i -le (count $words)
        switch $words[$i]
            case )" +
         joined_by(names_with_values(commands), " ") + R"(
                set i (math $i + 1)
            case '-*'
            case '*'
                set -l word (string trim -- "$found $words[$i]")
                if contains -- $word )" +
         joined_by(names, " ") + R"(
                    set found $word
                end
        end
        set i (math $i + 1)
    end
    echo $found
end
)";
}

// The arguments of `complete` that complete a value: nothing, files or words.
std::string fish_action(const OptionReference& option, const CompletionWords& words) {
  switch (kind_of(option)) {
    case ValueKind::choice:
      return " -x -a " + fish_quoted(joined_by(option.choices, " "));
    case ValueKind::file:
      return " -r -F";
    case ValueKind::folder:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::source:
      return " -x -a '(__syndic_ids sources)'";
    case ValueKind::feed:
      return " -x -a '(__syndic_ids feeds)'";
    case ValueKind::topic:
      return " -x -a " + fish_quoted(joined_by(words.topics, " "));
    case ValueKind::key:
      return " -x -a " + fish_quoted(joined_by(words.keys, " "));
    case ValueKind::other:
      break;
  }
  return option.names.empty() ? "" : " -x";
}

std::string fish_line(const CommandReference& command, const std::string& rest) {
  const std::string condition =
      command.name.empty() ? "" : " -n " + fish_quoted("__syndic_is " + fish_quoted(command.name));
  return "complete -c syndic" + condition + rest + "\n";
}

std::string fish_option(const OptionReference& option, const CompletionWords& words) {
  std::string text;
  for (const std::string& name : option.names) {
    text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (!option.value.empty()) text += fish_action(option, words);
  return text + " -d " + fish_quoted(option.text);
}

std::string fish_commands(const std::vector<CommandReference>& commands) {
  std::string lines;
  for (const CommandReference& command : commands) {
    if (command.name.empty()) continue;
    const std::size_t blank = command.name.rfind(' ');
    const bool is_inner = blank != std::string::npos;
    const std::string outer = is_inner ? command.name.substr(0, blank) : "";
    lines += "complete -c syndic -n " + fish_quoted("__syndic_is " + fish_quoted(outer)) + " -a " +
             fish_quoted(command.name.substr(is_inner ? blank + 1 : 0)) + " -d " +
             fish_quoted(command.summary) + "\n";
  }
  return lines;
}

}  // namespace

std::string fish_completion(const std::vector<CommandReference>& commands,
                            const CompletionWords& words) {
  std::string script =
      fish_command_function(commands) + std::string(kFishIds) + fish_commands(commands);
  for (const CommandReference& command : commands) {
    for (const OptionReference& option : command.options) {
      script += fish_line(command, fish_option(option, words));
    }
    if (command.words.empty() || kind_of(command.words[0]) == ValueKind::other) continue;
    std::string action = fish_action(command.words[0], words);
    if (action == " -r -F") action = " -F";
    script += fish_line(command, action);
  }
  return script;
}

}  // namespace syndic::cli
