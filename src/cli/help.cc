// SPDX-License-Identifier: MIT
//
// The commands about the program itself: help, check --explain and completion.
#include <iostream>
#include <string>

#include "base/atomic_file.h"
#include "base/printable.h"
#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/help/completion.h"
#include "cli/help/explain.h"
#include "cli/help/man_page.h"
#include "cli/help/topics.h"
#include "config/document.h"
#include "config/given_values.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kMostShown = 20;
constexpr std::size_t kLargestFile = 16 * 1024 * 1024;

std::string topic_in(const std::vector<std::string>& words) {
  std::string topic;
  for (const std::string& word : words) topic += (topic.empty() ? "" : " ") + word;
  return topic;
}

int refuse_topic(const std::string& what, const std::string& topic, const std::string& meant,
                 const Log& log) {
  log.error("there is no " + what + " \"" + topic + "\"; " +
            (meant.empty()
                 ? "syndic help names the commands, syndic help configuration all sections and keys"
                 : "did you mean " + meant + "?"));
  return kWrongUsage;
}

int print_man_page(const Manual& manual, const std::string& topic, const Log& log) {
  const std::string plain = plain_topic(topic);
  if (plain.empty() || plain == "syndic") {
    std::cout << man_page_of_program(manual);
  } else if (plain == "configuration") {
    std::cout << man_page_of_configuration(manual);
  } else {
    log.error("there is no man page of \"" + topic +
              "\"; syndic help --man has all commands, syndic help configuration --man all keys");
    return kWrongUsage;
  }
  return kDone;
}

// The values of a key in the configuration.
void print_values(const config::Table& document, const DocumentedKey& key,
                  const std::string& file) {
  const auto values = config::values_given(document, key.section, key.key);
  if (values.empty()) {
    std::cout << "\n"
              << file << " does not give " << key.name()
              << (has_default(key) ? ": its default counts\n" : "\n");
    return;
  }
  std::cout << "\n" << key.name() << " in " << file << ":\n";
  for (std::size_t i = 0; i < std::min(values.size(), kMostShown); ++i) {
    const auto& [at, owner, value] = values[i];
    const bool is_secret = key.type == "secret" || key.type == "proxy";
    std::cout << "  line " << at.line << (owner.empty() ? "" : ", " + owner) << ": "
              << (is_secret ? "a secret" : value) << '\n';
  }
  if (values.size() > kMostShown) {
    std::cout << "  and " << values.size() - kMostShown << " more\n";
  }
}

// Whoever asks what a key means is answered, whatever is wrong with the file.
int leave_values_out(const std::string& file, const std::string& why, const Log& log) {
  log.notice("what " + file + " itself gives is not shown: " + why + "; syndic check says more");
  return kDone;
}

// One line "ID<tab>NAME" each, for completions.
void print_ids(const config::Config& config, bool of_feeds) {
  if (of_feeds) {
    for (const config::Feed& feed : config.feeds) {
      std::cout << feed.name << '\t' << base::printable_line(feed.title) << '\n';
    }
    return;
  }
  for (const config::Source& source : config.sources) {
    std::cout << source.id << '\t' << base::printable_line(source.name) << '\n';
  }
}

}  // namespace

int run(const Arguments& /*global*/, const HelpArguments& command, const Log& log) {
  const Manual all = manual();
  const std::string topic = topic_in(command.topics);
  if (command.man) return print_man_page(all, topic, log);
  const std::size_t width = width_of_stdout();
  const std::string text = topic.empty() ? overview(all, width) : help_on(all, topic, width);
  if (text.empty()) return refuse_topic("help on", topic, meant_topic(all, topic), log);
  std::cout << text;
  return kDone;
}

int explain(const Arguments& global, const std::string& topic, const Log& log) {
  const Manual all = manual();
  const std::string text = explanation(all, topic, width_of_stdout());
  if (const auto rule = explanation_of_rule(topic, width_of_stdout()); !rule.empty()) {
    std::cout << rule;
    return kDone;
  }
  if (text.empty()) return refuse_topic("key, section or rule", topic, meant_key(all, topic), log);
  std::cout << text;
  const std::string file = find_config(global.config_file);
  if (file.empty()) return kDone;
  const auto bytes = base::read_file(file, kLargestFile);
  if (!bytes) return leave_values_out(file, bytes.error().message, log);
  const auto document = config::read_toml(*bytes);
  if (!document) return leave_values_out(file, "it is no TOML", log);
  for (const DocumentedKey& key : explained_keys(all, topic)) {
    print_values(*document, key, file);
  }
  return kDone;
}

int run(const Arguments& global, const CompletionArguments& command, const Log& /*log*/) {
  if (command.what == "sources" || command.what == "feeds") {
    const auto config = readable_config(global.config_file);
    if (config) print_ids(*config, command.what == "feeds");
    return kDone;
  }
  const Manual all = manual();
  const CompletionWords words{topics_of(all), explainable_names(all)};
  std::cout << (command.what == "bash"  ? bash_completion(all.commands, words)
                : command.what == "zsh" ? zsh_completion(all.commands, words)
                                        : fish_completion(all.commands, words));
  return kDone;
}

}  // namespace syndic::cli
