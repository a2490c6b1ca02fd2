// SPDX-License-Identifier: MIT
#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <array>

#include "base/url.h"
#include "base/version.h"
#include "cli/usage_errors.h"
#include "config/values.h"
#include "write/feed_writer.h"

namespace syndic::cli {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 done (also where some sources failed), 1 failed, nothing lost,\n"
    "2 wrong usage, 3 --strict and a source failed, 65 the input is no feed,\n"
    "75 another refresh is running, 78 the configuration is wrong.";

/// What each command's flags are read into, until it is known which command it is.
struct Commands {
  RefreshArguments refresh;
  ParseArguments parse;
  DiscoverArguments discover;
  AddArguments add;
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
  command->add_flag("--accept", refresh.options.accept,
                    "Publish also where much of a feed would vanish at once");
  command->add_flag("--strict", refresh.strict, "Exit 3 where a source failed");
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
      ->add_option("what", why.asked,
                   "An item's link, id or part of its title; or a source's id, address or host")
      ->required()
      ->type_name("ITEM|SOURCE");
}

void describe_withdraw(CLI::App& app, WithdrawArguments& withdraw, RestoreArguments& restore) {
  CLI::App* command = app.add_subcommand(
      "withdraw", "Take an item, and every copy of it, out of all that is published");
  command->add_option("id", withdraw.asked, "The item's id or link")->required()->type_name("ID");
  command->add_option("--why", withdraw.why, "Told to subscribers")->type_name("TEXT");
  app.add_subcommand("restore", "Publish an item again that was withdrawn")
      ->add_option("id", restore.asked, "The item's id or link")
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

void describe_add(CLI::App& app, pipeline::Wish& wish) {
  CLI::App* command =
      app.add_subcommand("add", "Find a feed and append it to the configuration as a [[source]]");
  command
      ->add_option("url", wish.url, "The feed, or a page that offers it; https:// may be left out")
      ->required()
      ->type_name("URL");
  command->add_option("--id", wish.id, "Default: made from the name")
      ->check([](const std::string& id) {
        return config::is_source_id(id) ? std::string()
                                        : "must be up to 64 of the characters a-z, 0-9 and -";
      })
      ->type_name("ID");
  command->add_option("--name", wish.name, "Default: the feed's title")->type_name("NAME");
  command->add_option("--group", wish.groups, "A group that it is in (may be given again)")
      ->type_name("GROUP");
}

void describe_post(CLI::App& app, PostArguments& post) {
  CLI::App* command =
      app.add_subcommand("post", "Write a new item into the first folder of authored items");
  auto* title = command->add_option("--title", post.post.title, "What it is called");
  auto* from = command->add_option("--from", post.from,
                                   "Fill in what is not given from this page's own metadata");
  command->add_option("--link", post.post.link, "Where it leads")
      ->check(why_no_url)
      ->type_name("URL");
  command->add_option("--date", post.post.date, "Default: now")->type_name("DATE");
  command->add_option("--kind", post.post.kind, "read, watch or listen; default: found out")
      ->check(CLI::IsMember({"read", "watch", "listen"}))
      ->type_name("KIND");
  command->add_option("--summary", post.post.summary, "In a sentence or two");
  command->add_option("--tag", post.post.tags, "A tag (may be given again)")->type_name("TAG");
  command
      ->add_option("--enclosure", post.post.enclosure,
                   "Its audio or video: a URL, or a file beside the item")
      ->type_name("URL");
  command->add_flag("--edit", post.edit, "Open the file in $VISUAL or $EDITOR");
  from->check(why_no_url)->type_name("URL");
  title->type_name("TITLE");
  command->final_callback([title, from] {
    if (title->count() == 0 && from->count() == 0)
      throw CLI::RequiredError("syndic post needs --title or --from",
                               CLI::ExitCodes::RequiredError);
  });
}

void describe_page(CLI::App& app, PageArguments& page) {
  CLI::App* command = app.add_subcommand(
      "page", "Propose how to read a page without a feed, and show the items that gives");
  command->add_option("input", page.input, "A URL or host name, a file, or - for standard input")
      ->required()
      ->type_name("INPUT");
  command->add_flag("--allow-private", page.allow_private,
                    "Let URLs lead to loopback and private addresses");
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

// "help COMMAND" as "COMMAND --help", and "help" alone as "--help".
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
  app.add_flag("-q,--quiet", arguments.quiet, "Say errors alone");
  app.add_flag("-v,--verbose", arguments.verbose, "Say more");
  describe_refresh(app, commands.refresh);
  describe_parse(app, commands.parse);
  describe_discover(app, commands.discover);
  describe_add(app, commands.add.wish);
  app.add_subcommand("check", "Say everything that is wrong with the configuration");
  CLI::App* status = app.add_subcommand("status", "A row a source: how it stands, when it is due");
  status->add_flag("--json", commands.status.json, "As JSON");
  status->add_flag("--wide", commands.status.wide, "All there is in one line, however long");
  status->add_flag("--failing", commands.status.failing,
                   "Only the sources that fail; exit 1 where there is one");
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
