// SPDX-License-Identifier: MIT
#include "cli/help/completion.h"
#include "cli/help/shell_text.h"

namespace syndic::cli {
namespace {

constexpr std::string_view kBashHelpers =
    R"(# bash completion of syndic, made by `syndic completion bash`.

# Completes by the words of $1.
_syndic_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

# Completes files (-f) or folders (-d).
_syndic_paths() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}

# Completes by the ids of the configuration's sources or feeds.
_syndic_ids() {
  local program=${COMP_WORDS[0]/#\~/$HOME} id ids=''
  while IFS=$'\t' read -r id _; do
    ids+="$id "
  done < <("$program" "${config[@]}" completion "$1" 2>/dev/null </dev/null)
  _syndic_words "$ids"
}

)";

// What completes a value; `words` is a list of its own for each kind.
std::string bash_action(const OptionReference& option) {
  switch (kind_of(option)) {
    case ValueKind::choice:
      return "_syndic_words '" + joined_by(option.choices, " ") + "'";
    case ValueKind::file:
      return "_syndic_paths -f";
    case ValueKind::folder:
      return "_syndic_paths -d";
    case ValueKind::source:
      return "_syndic_ids sources";
    case ValueKind::feed:
      return "_syndic_ids feeds";
    case ValueKind::topic:
      return "_syndic_words \"$topics\"";
    case ValueKind::key:
      return "_syndic_words \"$keys\"";
    case ValueKind::other:
      break;
  }
  return ":";
}

// What comes after an option with a value. Behind an optional one anything else may follow, too.
std::string bash_values(const std::vector<CommandReference>& commands) {
  std::string cases;
  for (const CommandReference& command : commands) {
    for (const OptionReference& option : options_taken_by(command, commands)) {
      if (option.value.empty()) continue;
      cases += "    " + patterns_of(command.name, option.names, " | ") + ")\n      ";
      cases += option.is_value_optional
                   ? "[[ $cur == -* ]] || { " + bash_action(option) + "; return; }"
                   : bash_action(option) + "; return";
      cases += " ;;\n";
    }
  }
  return cases;
}

std::string bash_options(const std::vector<CommandReference>& commands) {
  std::string cases;
  for (const CommandReference& command : commands) {
    cases += "      '" + command.name + "') _syndic_words '" +
             joined_by(names_of(options_taken_by(command, commands)), " ") + "' ;;\n";
  }
  return cases;
}

// The words without a name: inner commands, else the command's first word that can be completed.
std::string bash_positionals(const std::vector<CommandReference>& commands) {
  std::string cases;
  for (const CommandReference& command : commands) {
    const std::vector<std::string> inner = inner_names(commands, command.name);
    std::string action = inner.empty() ? "" : "_syndic_words '" + joined_by(inner, " ") + "'";
    if (inner.empty() && !command.words.empty()) action = bash_action(command.words[0]);
    if (!action.empty()) cases += "    '" + command.name + "') " + action + " ;;\n";
  }
  return cases;
}

}  // namespace

std::string bash_completion(const std::vector<CommandReference>& commands,
                            const CompletionWords& words) {
  std::string script(kBashHelpers);
  script += "_syndic() {\n  local topics='" + joined_by(words.topics, " ") + "'\n  local keys='" +
            joined_by(words.keys, " ") + "'\n";
  script += R"(  local cur=${COMP_WORDS[COMP_CWORD]} prev='' command='' word i
  local -a config=()
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    case $word in
      -c | --config)
        [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
        ((++i < COMP_CWORD)) && config=(-c "${COMP_WORDS[i]/#\~/$HOME}") ;;
)";
  script += "      " + joined_by(names_with_values(commands), " | ") + ")\n";
  script += R"(        [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))
        ((i++)) ;;
      -*) ;;
      *)
        word=${command:+$command }$word
        case $word in
)";
  script += "          " + quoted_names(commands, " | ") + ") command=$word ;;\n";
  script += R"(        esac ;;
    esac
  done
  prev=${COMP_WORDS[COMP_CWORD - 1]}
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]] && ((COMP_CWORD > 1)); then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case $command:$prev in
)";
  script += bash_values(commands) + "  esac\n  if [[ $cur == -* ]]; then\n    case $command in\n" +
            bash_options(commands) + "    esac\n    return\n  fi\n  case $command in\n" +
            bash_positionals(commands) + "  esac\n}\n\ncomplete -F _syndic syndic\n";
  return script;
}

}  // namespace syndic::cli
