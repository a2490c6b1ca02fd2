// SPDX-License-Identifier: MIT
#include "cli/help/completion.h"
#include "cli/help/shell_text.h"

namespace syndic::cli {
namespace {

constexpr std::string_view kZshHelpers = R"zsh(#compdef syndic
# zsh completion of syndic, made by `syndic completion zsh`.

# Completes by the ids of the configuration's sources or feeds.
_syndic_ids() {
  local line
  local -a ids
  for line in ${(f)"$(${~${(Q)words[1]}} $config completion $1 2>/dev/null </dev/null)"}; do
    ids+=("${line/$'\t'/:}")
  done
  _describe -t $1 $1 ids
}

)zsh";

std::string zsh_quoted(std::string_view text) { return in_single_quotes(text, "'\\''"); }

std::string zsh_action(const OptionReference& option) {
  switch (kind_of(option)) {
    case ValueKind::choice:
      return "compadd -- " + joined_by(option.choices, " ");
    case ValueKind::file:
      return "_files";
    case ValueKind::folder:
      return "_files -/";
    case ValueKind::source:
      return "_syndic_ids sources";
    case ValueKind::feed:
      return "_syndic_ids feeds";
    case ValueKind::topic:
      return "compadd -a topics";
    case ValueKind::key:
      return "compadd -a keys";
    case ValueKind::other:
      break;
  }
  return "_message " + zsh_quoted(option.value);
}

std::string zsh_values(const std::vector<CommandReference>& commands) {
  std::string cases;
  for (const CommandReference& command : commands) {
    for (const OptionReference& option : options_taken_by(command, commands)) {
      if (option.value.empty()) continue;
      cases += "    (" + patterns_of(command.name, option.names, "|") + ")\n      ";
      cases += option.is_value_optional
                   ? "[[ $cur == -* ]] || { " + zsh_action(option) + "; return }"
                   : zsh_action(option) + "; return";
      cases += " ;;\n";
    }
  }
  return cases;
}

// An entry "name:description" of _describe.
std::string zsh_described(const std::string& name, const std::string& text) {
  return " " + zsh_quoted(name + ":" + text);
}

std::string zsh_options(const std::vector<CommandReference>& commands) {
  std::string cases;
  for (const CommandReference& command : commands) {
    cases += "      '" + command.name + "') list=(";
    for (const OptionReference& option : options_taken_by(command, commands)) {
      for (const std::string& name : option.names) cases += zsh_described(name, option.text);
    }
    cases += ") ;;\n";
  }
  return cases;
}

std::string zsh_positionals(const std::vector<CommandReference>& commands) {
  std::string cases;
  for (const CommandReference& command : commands) {
    const std::vector<std::string> inner = inner_names(commands, command.name);
    if (inner.empty() && command.words.empty()) continue;
    cases += "    '" + command.name + "')\n      ";
    if (inner.empty()) {
      cases += zsh_action(command.words[0]) + " ;;\n";
      continue;
    }
    cases += "list=(";
    for (const std::string& name : inner) {
      const std::string full = command.name.empty() ? name : command.name + " " + name;
      cases += zsh_described(name, find_command(commands, full)->summary);
    }
    cases += ")\n      _describe -t commands command list ;;\n";
  }
  return cases;
}

std::string zsh_array(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + zsh_quoted(word);
  return "(" + text + ")";
}

}  // namespace

std::string zsh_completion(const std::vector<CommandReference>& commands,
                           const CompletionWords& words) {
  std::string script(kZshHelpers);
  script += "_syndic() {\n  local -a list config topics=" + zsh_array(words.topics) +
            " keys=" + zsh_array(words.keys) + "\n";
  script += R"(  local cur=${words[CURRENT]} prev=${words[CURRENT-1]} command='' word
  local -i i
  for ((i = 2; i < CURRENT; i++)); do
    word=${words[i]}
    case $word in
      --config=*) config=(-c ${~${(Q)word#*=}}) ;;
      (-c|--config)
        ((++i < CURRENT)) && config=(-c ${~${(Q)words[i]}}) ;;
)";
  script += "      (" + joined_by(names_with_values(commands), "|") + ") ((i++)) ;;\n";
  script += R"(      -*) ;;
      *)
        word=${command:+$command }$word
        case $word in
)";
  script += "          (" + quoted_names(commands, "|") + ") command=$word ;;\n";
  script += R"(        esac ;;
    esac
  done
  if [[ $cur == --*=* ]]; then
    prev=${cur%%=*}
    compset -P '*='
    cur=${cur#*=}
  fi
  case $command:$prev in
)";
  script += zsh_values(commands) + "  esac\n  if [[ $cur == -* ]]; then\n    case $command in\n" +
            zsh_options(commands) +
            "    esac\n    _describe -o -t options option list\n    return\n  fi\n  case $command "
            "in\n" +
            zsh_positionals(commands) + "  esac\n}\n\n";
  script +=
      "if [[ $funcstack[1] == _syndic ]]; then\n  _syndic \"$@\"\nelse\n  compdef _syndic "
      "syndic\nfi\n";
  return script;
}

}  // namespace syndic::cli
