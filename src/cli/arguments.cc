// SPDX-License-Identifier: MIT
#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <span>
#include <string_view>
#include <system_error>

#include "base/printable.h"
#include "base/url.h"
#include "base/version.h"
#include "cli/cli.h"
#include "config/nearest_name.h"
#include "config/values.h"
#include "write/feed_writer.h"

namespace syndic::cli {
namespace {

using Words = std::span<const char* const>;

// The command that is being read; null if there is none yet.
const CLI::App* command_of(const CLI::App& app) {
  const auto commands = app.get_subcommands();
  return commands.empty() ? nullptr : commands.front();
}

std::vector<std::string> names_of_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

// The long names, as "--force", of the options of `app` and of the command that is being read.
std::vector<std::string> names_of_options(const CLI::App& app) {
  std::vector<const CLI::App*> takers = {&app};
  for (const CLI::App* command : app.get_subcommands()) takers.push_back(command);
  std::vector<std::string> names;
  for (const CLI::App* taker : takers) {
    for (const CLI::Option* option : taker->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

// The error of a word that is neither a command nor an option, with the one of `names` meant.
std::string no_such(const std::string& word, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  const std::string_view meant = config::slipped_name(word.substr(0, word.find('=')), views);
  return "there is no command or option \"" + word + "\"" +
         (meant.empty() ? "" : "; did you mean " + std::string(meant) + "?");
}

const CLI::Option* option_of(const CLI::App& command, const std::string& name) {
  return command.get_option_no_throw(name);
}

// The command that takes the option `name`, first the one that is being read; null if none does.
const CLI::App* taker_of(const std::string& name, const CLI::App& app) {
  std::vector<const CLI::App*> commands = app.get_subcommands({});
  if (const CLI::App* command = command_of(app)) commands.insert(commands.begin(), command);
  const auto taker = std::find_if(commands.begin(), commands.end(), [&](const CLI::App* command) {
    return option_of(*command, name) != nullptr;
  });
  return taker == commands.end() ? nullptr : *taker;
}

std::string why_unknown_option(const std::string& word, const CLI::App& app) {
  const std::string name = word.substr(0, word.find('='));
  const CLI::App* command = command_of(app);
  const CLI::App* taker = taker_of(name, app);
  if (taker == nullptr) return no_such(word, names_of_options(app));
  if (command != nullptr && taker != command) {
    return name + " is no option of syndic " + command->get_name() + ", but of syndic " +
           taker->get_name();
  }
  const CLI::Option& option = *option_of(*taker, name);
  const std::string value =
      option.get_items_expected_max() == 0 ? std::string() : " " + option.get_type_name();
  return name + " belongs after its command, as in syndic " + taker->get_name() + " " + name +
         value;
}

bool is_file(const std::string& word) {
  std::error_code ignored;  // What cannot be looked at cannot be read either.
  return word.ends_with(".toml") || std::filesystem::is_regular_file(word, ignored);
}

bool is_command(const std::string& word, const CLI::App& app) {
  const std::vector<std::string> names = names_of_commands(app);
  return std::find(names.begin(), names.end(), word) != names.end();
}

bool takes_words(const CLI::App& command) {
  const auto options = command.get_options();
  return std::any_of(options.begin(), options.end(),
                     [](const CLI::Option* option) { return option->get_positional(); });
}

// The error of a word after a command that takes none, or no more.
std::string why_surplus(const std::string& word, const CLI::App& command, const CLI::App& app) {
  const std::string& name = command.get_name();
  const std::string typed = word.find(' ') == std::string::npos ? word : '"' + word + '"';
  if (is_command(word, app)) {
    return name == "help" ? "syndic help takes one command, as in syndic help " + word
                          : "one command at a time, syndic " + name + " or syndic " + word;
  }
  if (name == "refresh") {
    return "syndic refresh takes one source with --only, as in syndic refresh --only " + typed;
  }
  if (name == "status" || name == "plan") {
    return "syndic " + name + " tells of all sources; syndic why " + typed + " tells of one";
  }
  if (takes_words(command)) {
    return "\"" + word + "\" is one word too many for syndic " + name +
           "; put words that belong together in quotes";
  }
  return no_such(word, names_of_commands(app));
}

bool is_after(const std::string& word, const CLI::App& command, Words words) {
  const auto begin = std::find(words.begin(), words.end(), command.get_name());
  return std::find(begin, words.end(), word) != words.end();
}

std::string why_unknown(const std::string& word, const CLI::App& app, Words words) {
  if (word.starts_with('-')) return why_unknown_option(word, app);
  const CLI::App* command = command_of(app);
  if (is_file(word)) {
    const bool is_run = command != nullptr && command->get_name() != "help";
    return "\"" + word + "\" is a file; the configuration is named by -c, as in syndic " +
           (is_run ? command->get_name() : "check") + " -c " + word;
  }
  const bool is_surplus = command != nullptr && is_after(word, *command, words);
  return is_surplus ? why_surplus(word, *command, app) : no_such(word, names_of_commands(app));
}

// "syndic why needs ITEM|SOURCE"; empty if the command has all that it requires.
std::string what_is_needed(const CLI::App& command) {
  for (const CLI::Option* option : command.get_options()) {
    if (!option->get_required() || option->count() > 0) continue;
    return "syndic " + command.get_name() + " needs " + option->get_type_name();
  }
  return {};
}

std::string why_wrong(const CLI::ParseError& mistake, const CLI::App& app, Words words) {
  const std::vector<std::string> unknown = app.remaining(true);
  if (!unknown.empty()) return why_unknown(unknown[0], app, words);
  const CLI::App* command = command_of(app);
  if (command == nullptr) {
    return "no command; syndic check looks over the configuration, syndic refresh makes the feeds";
  }
  const bool is_required = mistake.get_name() == "RequiredError";
  const std::string needed = is_required ? what_is_needed(*command) : std::string();
  return needed.empty() ? mistake.what() : needed;
}

// Writes the error on stderr and returns the exit code. `command`: the one whose help says more;
// null: the help of all.
int refuse(std::string_view message, const CLI::App* command) {
  const std::string help =
      command == nullptr ? "syndic --help" : "syndic help " + command->get_name();
  std::cerr << "error: " << base::printable_line(message)
            << (message.ends_with('?') ? " See " : "; see ") << help << '\n';
  return kWrongUsage;
}

// Reports why `app` could not read the command line `words`, whose first is the program's name.
int refuse_usage(const CLI::ParseError& mistake, const CLI::App& app, Words words) {
  const CLI::App* command = command_of(app);
  const bool is_help = command != nullptr && command->get_name() == "help";
  return refuse(why_wrong(mistake, app, words), is_help ? nullptr : command);
}

int refuse_command(const std::string& word, const CLI::App& app) {
  return refuse(no_such(word, names_of_commands(app)), nullptr);
}

constexpr const char* kFooter =
    "Exit codes: 0 done (also if some sources failed), 1 failed, nothing lost,\n"
    "2 wrong usage, 3 --strict and a source failed, 65 the input is no feed or list,\n"
    "75 another refresh is running, 78 the configuration is wrong.";

/// The arguments of every command, until it is known which one is run.
struct Commands {
  RefreshArguments refresh;
  ParseArguments parse;
  DiscoverArguments discover;
  AddArguments add;
  ImportArguments import;
  ExportArguments export_list;
  CheckArguments check;
  StatusArguments status;
  PlanArguments plan;
  WhyArguments why;
  WithdrawArguments withdraw;
  RestoreArguments restore;
  ServeArguments serve;
  PostArguments post;
  PageArguments page;
};

void describe_refresh(CLI::App& app, RefreshArguments& refresh) {
  CLI::App* command = app.add_subcommand("refresh", "Fetch what is due, merge it, write the feeds");
  command
      ->add_option("--only", refresh.options.only,
                   "Only this source, by id or name (may be given again)")
      ->type_name("ID");
  command->add_flag("--force", refresh.options.force,
                    "Also what is not yet due; Retry-After is still kept");
  command->add_flag("--offline", refresh.options.offline, "Fetch nothing, write from the store");
  command->add_flag("--dry-run", refresh.options.dry_run, "Change neither store nor files");
  command
      ->add_option("--accept", refresh.options.accept,
                   "Publish this feed, or all, even if much of it would vanish at once")
      ->expected(0, -1)
      ->type_name("FEED");
  command->add_flag("--strict", refresh.strict, "Exit 3 if a source failed");
  command->add_flag("--json", refresh.json, "The report as JSON on stdout");
}

write::Format format_named(const std::string& word) {
  for (const write::Format format :
       {write::Format::json, write::Format::rss, write::Format::atom}) {
    if (word == write::extension(format)) return format;
  }
  throw CLI::ValidationError("--as", "must be json, rss or atom, not \"" + word + "\"");
}

std::string why_no_url(const std::string& url) {
  return base::is_http_url(url) ? std::string() : "is no http or https URL";
}

void describe_parse(CLI::App& app, ParseArguments& parse) {
  CLI::App* command = app.add_subcommand("parse", "Print any feed, normalised");
  command->add_option("input", parse.inputs, "Files, URLs or host names, or - for standard input")
      ->required()
      ->type_name("INPUT");
  command
      ->add_option_function<std::string>(
          "--as", [&parse](const std::string& word) { parse.as = format_named(word); },
          "json, rss or atom")
      ->type_name("FORMAT");
  command->add_option("--base", parse.base_url, "What relative links resolve against")
      ->check(why_no_url)
      ->type_name("URL");
  command->add_flag("--allow-private", parse.allow_private,
                    "Let URLs lead to loopback and private addresses");
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

void describe_withdraw(CLI::App& app, WithdrawArguments& withdraw, RestoreArguments& restore) {
  CLI::App* command = app.add_subcommand(
      "withdraw", "Take an item, and every copy of it, out of all that is published");
  command->add_option("id", withdraw.item, "The item's id or link")->required()->type_name("ID");
  command->add_option("--why", withdraw.why, "The reason, published for subscribers")
      ->type_name("TEXT");
  app.add_subcommand("restore", "Publish an item again that was withdrawn")
      ->add_option("id", restore.item, "The item's id or link")
      ->required()
      ->type_name("ID");
}

void describe_discover(CLI::App& app, DiscoverArguments& discover) {
  CLI::App* command =
      app.add_subcommand("discover", "The feeds that a page offers, one a line: URL, type, title");
  command
      ->add_option("input", discover.input, "A file, a URL or host name, or - for standard input")
      ->required()
      ->type_name("INPUT");
  command->add_option("--base", discover.base_url, "Where the page of a file, or of -, is")
      ->check(why_no_url)
      ->type_name("URL");
  command->add_flag("--allow-private", discover.allow_private,
                    "Let URLs lead to loopback and private addresses");
}

// What a source that a command appends is to be called and in.
void describe_new_source(CLI::App& command, std::string& id, std::vector<std::string>& groups) {
  command.add_option("--id", id, "Default: made from the name")
      ->check([](const std::string& text) {
        return config::is_source_id(text) ? std::string()
                                          : "must be up to 64 of the characters a-z, 0-9 and -";
      })
      ->type_name("ID");
  command.add_option("--group", groups, "A group that it is in (may be given again)")
      ->type_name("GROUP");
}

void describe_add(CLI::App& app, pipeline::Wish& wish) {
  CLI::App* command =
      app.add_subcommand("add", "Find a feed and append it to the configuration as a [[source]]");
  command
      ->add_option("url", wish.url, "The feed, or a page that offers it; https:// may be left out")
      ->required()
      ->type_name("URL");
  command->add_option("--name", wish.name, "Default: the feed's title")->type_name("NAME");
  describe_new_source(*command, wish.id, wish.groups);
}

// What the item says of itself, as in its front matter.
void describe_fields(CLI::App& command, pipeline::Post& post) {
  const auto text = [&](const char* name, auto& field, const char* what, const char* type) {
    return command.add_option(name, field, what)->type_name(type);
  };
  text("--title", post.title, "What it is called", "TITLE");
  text("--link", post.link, "Where it leads", "URL")->check(why_no_url);
  text("--date", post.date, "Default: now", "DATE");
  text("--kind", post.kind, "read, watch or listen; default: found out", "KIND")
      ->check(CLI::IsMember({"read", "watch", "listen"}));
  text("--summary", post.summary, "In a sentence or two", "TEXT");
  text("--author", post.authors, "Who wrote it (may be given again)", "NAME");
  text("--tag", post.tags, "A tag (may be given again)", "TAG");
  text("--image", post.image, "Its picture: a URL, or a file, which is copied beside the item",
       "URL|FILE");
  text("--enclosure", post.enclosure,
       "Its audio or video: a URL, or a file, which is copied beside the item", "URL|FILE");
  text("--start", post.start, "When the event begins that it is about", "DATE");
  text("--end", post.end, "When that ends", "DATE");
  text("--place", post.place, "Where that is", "PLACE");
  text("--expires", post.expires, "From when on it is not published any more", "DATE");
  command.add_flag("--pinned", post.pinned, "It is at the top of the page");
  command.add_flag("--draft", post.draft, "It is not published yet");
}

void describe_post(CLI::App& app, PostArguments& post) {
  CLI::App* command = app.add_subcommand(
      "post", "Write a new item into a folder of authored items; its text is standard input");
  describe_fields(*command, post.post);
  CLI::Option* body =
      command
          ->add_option("--body", post.body,
                       "Its text, or - for standard input; default: standard input, if that is a "
                       "pipe or a file")
          ->type_name("FILE");
  command
      ->add_flag("--mail", post.mail,
                 "Standard input is a mail message, which fills in what is not given")
      ->excludes(body);
  command
      ->add_option("--from", post.from, "Fill in what is not given from this page's own metadata")
      ->check(why_no_url)
      ->type_name("URL");
  command
      ->add_option("--source", post.source, "The source whose folder it is; default: the first one")
      ->type_name("ID");
  command->add_flag("--edit", post.edit, "Open the file in $VISUAL or $EDITOR");
  command->final_callback([command] {
    if (command->count("--title") + command->count("--from") + command->count("--mail") == 0)
      throw CLI::RequiredError("syndic post needs --title, --from or --mail",
                               CLI::ExitCodes::RequiredError);
  });
}

void describe_page(CLI::App& app, PageArguments& page) {
  CLI::App* command =
      app.add_subcommand("page", "Propose how to read a page without a feed, and show its items");
  command->add_option("input", page.input, "A URL or host name, a file, or - for standard input")
      ->required()
      ->type_name("INPUT");
  command->add_option("--base", page.base_url, "Where the page of a file, or of -, is")
      ->check(why_no_url)
      ->type_name("URL");
  command->add_flag("--allow-private", page.allow_private,
                    "Let URLs lead to loopback and private addresses");
  command->add_flag("--write", page.write, "Append it to the configuration as a [[source]]");
  command->add_option("--name", page.name, "Default: the page's title")->type_name("NAME");
  describe_new_source(*command, page.id, page.groups);
}

void describe_lists(CLI::App& app, ImportArguments& import, ExportArguments& export_list) {
  CLI::App* command = app.add_subcommand(
      "import", "Turn a list of another program (OPML, urls, config.ini, planet.ini) into sources");
  command->add_option("input", import.input, "The list: a file, a URL, or - for standard input")
      ->required()
      ->type_name("INPUT");
  command->add_flag("--write", import.write,
                    "Append them to the configuration, not only show them");
  command->add_option("--group", import.groups, "A group that all are put into; may be repeated")
      ->type_name("GROUP");
  command->add_flag("--allow-private", import.allow_private,
                    "Let URLs lead to loopback and private addresses");
  app.add_subcommand("export", "Print all sources with all their settings as OPML")
      ->add_flag("--with-secrets", export_list.with_secrets,
                 "With passwords, tokens and the like that the configuration holds");
}

void describe_serve(CLI::App& app, ServeArguments& serve) {
  CLI::App* command = app.add_subcommand("serve", "Serve a folder over HTTP, for preview");
  command->add_option("dir", serve.folder, "The folder; default: where the feeds are published")
      ->type_name("DIR");
  command->add_option("--listen", serve.listen, "Address and port")
      ->type_name("HOST:PORT")
      ->capture_default_str();
}

void describe_help(CLI::App& app, std::string& about) {
  app.add_subcommand("help", "What a command does, and what it takes")
      ->add_option("command", about, "The command; without one, what there is")
      ->type_name("COMMAND");
}

// Runs "help COMMAND" as "COMMAND --help", and "help" as "--help".
std::variant<Arguments, int> help(const std::string& about, const CLI::App& app) {
  if (about.empty()) return parse_arguments(2, std::array{"syndic", "--help"}.data());
  if (!is_command(about, app)) return refuse_command(about, app);
  return parse_arguments(3, std::array{"syndic", about.c_str(), "--help"}.data());
}

}  // namespace

std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv) {
  Arguments arguments;
  Commands commands;
  CLI::App app("syndic pulls the feeds of many sites and publishes them as one.", "syndic");
  app.footer(kFooter);
  app.fallthrough();
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "What there is");
  app.set_version_flag("--version", "syndic " + std::string(base::kVersion));
  app.add_option("-c,--config", arguments.config_file,
                 "Default: $SYNDIC_CONFIG, config/syndic.toml, /etc/syndic/syndic.toml")
      ->type_name("FILE");
  app.add_flag("-q,--quiet", arguments.quiet, "Print only errors");
  app.add_flag("-v,--verbose", arguments.verbose, "Print details");
  describe_refresh(app, commands.refresh);
  describe_parse(app, commands.parse);
  describe_discover(app, commands.discover);
  describe_add(app, commands.add.wish);
  describe_lists(app, commands.import, commands.export_list);
  app.add_subcommand("check", "Print everything that is wrong with the configuration");
  CLI::App* status = app.add_subcommand("status", "A row per source: its state, when it is due");
  status->add_flag("--json", commands.status.json, "As JSON");
  status->add_flag("--wide", commands.status.wide, "Everything in one line, however long");
  status->add_flag("--failing", commands.status.failing,
                   "Only the sources that fail; exit 1 if there is one");
  app.add_subcommand("plan", "When each source is due, and why then")
      ->add_flag("--json", commands.plan.json, "As JSON");
  describe_why(app, commands.why);
  describe_withdraw(app, commands.withdraw, commands.restore);
  describe_serve(app, commands.serve);
  describe_post(app, commands.post);
  describe_page(app, commands.page);
  std::string about;
  describe_help(app, about);

  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& asked) {  // --help, --version
    return app.exit(asked);
  } catch (const CLI::ParseError& mistake) {
    return refuse_usage(mistake, app, {argv, static_cast<std::size_t>(argc)});
  }
  if (app.got_subcommand("help")) return help(about, app);
  if (app.got_subcommand("refresh")) arguments.command = commands.refresh;
  if (app.got_subcommand("parse")) arguments.command = commands.parse;
  if (app.got_subcommand("discover")) arguments.command = commands.discover;
  if (app.got_subcommand("add")) arguments.command = commands.add;
  if (app.got_subcommand("import")) arguments.command = commands.import;
  if (app.got_subcommand("export")) arguments.command = commands.export_list;
  if (app.got_subcommand("check")) arguments.command = commands.check;
  if (app.got_subcommand("status")) arguments.command = commands.status;
  if (app.got_subcommand("plan")) arguments.command = commands.plan;
  if (app.got_subcommand("why")) arguments.command = commands.why;
  if (app.got_subcommand("withdraw")) arguments.command = commands.withdraw;
  if (app.got_subcommand("restore")) arguments.command = commands.restore;
  if (app.got_subcommand("serve")) arguments.command = commands.serve;
  if (app.got_subcommand("post")) arguments.command = commands.post;
  if (app.got_subcommand("page")) arguments.command = commands.page;
  return arguments;
}

}  // namespace syndic::cli
