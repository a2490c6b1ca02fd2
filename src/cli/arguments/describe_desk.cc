// SPDX-License-Identifier: MIT
#include "cli/arguments/describe_desk.h"

#include <chrono>
#include <string>

#include "cli/arguments/one_of.h"
#include "config/values.h"

namespace syndic::cli {

void describe_check(CLI::App& app, CheckArguments& check) {
  CLI::App* command = app.add_subcommand(
      "check", "Print everything that is wrong with the configuration, its sources, or any feed");
  command
      ->add_option(
          "input", check.inputs,
          "Feeds to judge: URLs or host names, files, - for standard input, ids of sources")
      ->type_name("INPUT");
  command->add_flag("--online", check.online,
                    "Ask for every source, and for what is published, and judge that");
  command->add_flag("--json", check.json, "The findings as JSON on stdout");
  command->add_option("--html", check.html, "Write a page to send for each feed into this folder")
      ->type_name("DIR");
  command
      ->add_option_function<std::string>(
          "--fail-on",
          [&check](const std::string& word) {
            check.fail_on = word == "error"     ? lint::Severity::error
                            : word == "warning" ? lint::Severity::warning
                                                : lint::Severity::advice;
          },
          "Exit 1 from this severity on; default: error")
      ->check(one_of({"error", "warning", "advice"}))
      ->type_name("SEVERITY");
  command->add_flag("--allow-private", check.allow_private,
                    "Let URLs lead to loopback and private addresses");
  command
      ->add_option("--explain", check.explain,
                   "Print what this key, section or rule means; checks nothing")
      ->type_name("KEY");
}

void describe_status(CLI::App& app, StatusArguments& status, PlanArguments& plan) {
  CLI::App* command = app.add_subcommand("status", "A row per source: its state, when it is due");
  command->add_flag("--json", status.json, "As JSON");
  command->add_flag("--wide", status.wide, "Everything in one line, however long");
  command->add_flag("--failing", status.failing,
                    "Only the sources that fail; exit 1 if there is one");
  app.add_subcommand("plan", "When each source is due, and why then")
      ->add_flag("--json", plan.json, "As JSON");
}

void describe_why(CLI::App& app, WhyArguments& why) {
  CLI::App* command =
      app.add_subcommand("why", "Where is my post? The whole story of an item or a source");
  command
      ->add_option("what", why.query,
                   "An item's link, id or part of its title; or a source's id, address or host")
      ->required()
      ->type_name("ITEM|SOURCE");
}

void describe_digest(CLI::App& app, pipeline::DigestWish& wish) {
  CLI::App* command = app.add_subcommand(
      "digest", "Print the news of the last days as a mail message; nothing if there is none");
  command
      ->add_option_function<std::string>(
          "--since",
          [&wish](const std::string& text) {
            const auto length = config::parse_duration(text);
            if (!length || *length < std::chrono::minutes(1)) {
              throw CLI::ValidationError(
                  "--since",
                  "must be a duration of a minute or more, such as 36h, 7d or 2w, not \"" + text +
                      "\"");
            }
            wish.since = std::chrono::floor<std::chrono::seconds>(*length);
          },
          "How far it goes back; default: 7d")
      ->type_name("DURATION");
  command->add_option("--feed", wish.feed, "Of this published feed; default: the first one")
      ->check([](const std::string& name) {
        return name.empty() ? std::string("must be the name of a published feed") : std::string();
      })
      ->type_name("FEED");
  command->add_option("--to", wish.to, "Whom it is to (may be given again); default: no To field")
      ->check([](const std::string& text) {
        return config::is_email(text) ? std::string() : "must be a mail address";
      })
      ->type_name("ADDRESS");
}

void describe_store(CLI::App& app, Commands& commands) {
  CLI::App* store = app.add_subcommand(
      "store", "Look after what is remembered: backup, check, compact, export, import");
  store->require_subcommand(1);
  store->add_subcommand("backup", "Copy the store to a file, also while a refresh is running")
      ->add_option("file", commands.store_backup.file, "Where; an older backup there is replaced")
      ->required()
      ->type_name("FILE");
  store->add_subcommand("check", "Check that the store, or a backup, is whole; exit 1 if not")
      ->add_option("file", commands.store_check.file, "A backup; default: the store")
      ->type_name("FILE");
  store->add_subcommand("compact", "Give back the room that the store does not use any more");
  store->add_subcommand("export", "Write every row of the store as JSON Lines")
      ->add_option("file", commands.store_export.file, "Where; default: standard output")
      ->type_name("FILE");
  store->add_subcommand("import", "Make a new store from an export of this or an earlier version")
      ->add_option("file", commands.store_import.file, "The export, or - for standard input")
      ->required()
      ->type_name("FILE");
}

}  // namespace syndic::cli
