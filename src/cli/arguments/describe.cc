// SPDX-License-Identifier: MIT
#include "cli/arguments/describe.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/printable.h"
#include "base/url.h"
#include "base/version.h"
#include "cli/arguments/describe_desk.h"
#include "cli/arguments/one_of.h"
#include "config/values.h"
#include "write/feed_writer.h"

namespace syndic::cli {
namespace {

// Once the command `name` is read, `given` are the arguments of the one to run.
template <class Given>
void choose(CLI::App& app, const char* name, const Given& given, Arguments& global) {
  app.get_subcommand(name)->final_callback([&given, &global] { global.command = given; });
}

// From the begin of a round to that of the next one, if nothing else is said.
constexpr std::chrono::minutes kUsualLoop{1};
constexpr std::chrono::seconds kShortestLoop{10};

std::chrono::milliseconds loop_named(const std::string& text) {
  if (text.empty()) return kUsualLoop;
  const auto length = config::parse_duration(text);
  if (!length || *length < kShortestLoop) {
    throw CLI::ValidationError(
        "--loop",
        "must be a duration of 10 seconds or more, such as 30s or 5m, not \"" + text + "\"");
  }
  return *length;
}

// What makes no sense of rounds without an end, each with the reason.
void refuse_with_loop(const CLI::App& refresh) {
  using Refused = std::pair<const char*, const char*>;
  if (refresh.count("--loop") == 0) return;
  for (const auto& [name, reason] :
       {Refused{"--only", "all other sources would wait as long as it runs"},
        Refused{"--force", "each round would ask all sources again"},
        Refused{"--dry-run", "each round would rehearse the same"},
        Refused{"--accept", "each round would publish what nobody has looked at"},
        Refused{"--strict", "no exit code tells of a round"},
        Refused{"--json", "it has no report"}}) {
    if (refresh.count(name) == 0) continue;
    throw CLI::ValidationError("--loop", std::string("goes without ") + name + ", as " + reason);
  }
}

void describe_refresh(CLI::App& app, RefreshArguments& refresh) {
  CLI::App* command = app.add_subcommand("refresh", "Fetch what is due, merge it, write the feeds");
  command
      ->add_option("--only", refresh.options.only,
                   "Only this source, by id or name (may be given again)")
      ->type_name("SOURCE");
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
  command
      ->add_option_function<std::string>(
          "--loop", [&refresh](const std::string& text) { refresh.loop = loop_named(text); },
          "Go on until SIGTERM: a round each DURATION, default 1m; SIGHUP begins one at once")
      ->expected(0, 1)
      ->type_name("DURATION");
  command->parse_complete_callback([command] { refuse_with_loop(*command); });
}

write::Format format_named(const std::string& word) {
  for (const write::Format format :
       {write::Format::json, write::Format::rss, write::Format::atom}) {
    if (word == write::extension(format)) return format;
  }
  throw CLI::ValidationError("--as", "names no format");  // one_of() has refused it.
}

std::string why_no_url(const std::string& url) {
  return base::is_http_url(url) ? std::string() : "is no http or https URL";
}

// A name is a line of the configuration, and of every report.
std::string why_no_name(const std::string& name) {
  return base::printable_line(name) == name ? std::string()
                                            : "must be a line of printable characters";
}

void describe_parse(CLI::App& app, ParseArguments& parse) {
  CLI::App* command = app.add_subcommand("parse", "Print any feed, normalised");
  command->add_option("input", parse.inputs, "Files, URLs or host names, or - for standard input")
      ->required()
      ->type_name("INPUT");
  command
      ->add_option_function<std::string>(
          "--as", [&parse](const std::string& word) { parse.as = format_named(word); },
          "The format that it is printed in; default: json")
      ->check(one_of({"json", "rss", "atom"}))
      ->type_name("FORMAT");
  command->add_option("--base", parse.base_url, "What relative links resolve against")
      ->check(why_no_url)
      ->type_name("URL");
  command->add_flag("--allow-private", parse.allow_private,
                    "Let URLs lead to loopback and private addresses");
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
  command->add_option("--name", wish.name, "Default: the feed's title")
      ->check(why_no_name)
      ->type_name("NAME");
  describe_new_source(*command, wish.id, wish.groups);
}

void describe_invite(CLI::App& app, InviteArguments& invite) {
  CLI::App* command = app.add_subcommand(
      "invite", "Print a letter that invites a site: what would be carried of it, and how");
  command->add_option("url", invite.wish.url, "The site, or its feed; https:// may be left out")
      ->required()
      ->type_name("URL");
  command->add_option("--to", invite.to, "Whom the letter greets")->type_name("PERSON");
  command->add_flag("--lines", invite.lines,
                    "Print the lines for the configuration, and no letter");
  command->add_option("--name", invite.wish.name, "Default: the feed's title")
      ->check(why_no_name)
      ->type_name("NAME");
  describe_new_source(*command, invite.wish.id, invite.wish.groups);
  command->add_flag("--allow-private", invite.allow_private,
                    "Let URLs lead to loopback and private addresses");
}

// What the item says of itself, as in its front matter.
void describe_fields(CLI::App& command, pipeline::Post& post) {
  const auto text = [&](const char* name, auto& field, const char* what, const char* type) {
    return command.add_option(name, field, what)->type_name(type);
  };
  text("--title", post.title, "What it is called", "TITLE");
  text("--link", post.link, "Where it leads", "URL")->check(why_no_url);
  text("--date", post.date, "Default: now", "DATE");
  text("--kind", post.kind, "What one does with it; default: found out", "KIND")
      ->check(one_of({"read", "watch", "listen"}));
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
      ->type_name("SOURCE");
  command->add_flag("--edit", post.edit, "Open the file in $VISUAL or $EDITOR");
  command->parse_complete_callback([command] {
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
  command->add_option("--name", page.name, "Default: the page's title")
      ->check(why_no_name)
      ->type_name("NAME");
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

void describe_help(CLI::App& app, HelpArguments& help, CompletionArguments& completion) {
  CLI::App* command =
      app.add_subcommand("help", "What a command does, and what a key of the configuration means");
  command
      ->add_option("topic", help.topics,
                   "A command, a section or key of the configuration, configuration, exit-codes, "
                   "files or environment; without one, what there is")
      ->type_name("TOPIC");
  command->add_flag("--man", help.man,
                    "The man page: syndic(1), or syndic.toml(5) of configuration");
  app.add_subcommand("completion", "Print what completes command lines in a shell")
      ->add_option("shell", completion.what, "The shell; or the ids that its script asks for")
      ->required()
      ->check(one_of({"bash", "zsh", "fish", "sources", "feeds"}))
      ->type_name("SHELL");
}

void describe_serve(CLI::App& app, ServeArguments& serve) {
  CLI::App* command = app.add_subcommand("serve", "Serve a folder over HTTP, for preview");
  command->add_option("dir", serve.folder, "The folder; default: where the feeds are published")
      ->type_name("DIR");
  command->add_option("--listen", serve.listen, "Address and port")
      ->type_name("HOST:PORT")
      ->capture_default_str();
}

void describe_try(CLI::App& app, TryArguments& trial) {
  CLI::App* command = app.add_subcommand(
      "try", "Show the page and feeds of some sites at once; nothing is configured or kept");
  command->add_option("url", trial.addresses, "Sites or feeds; https:// may be left out")
      ->required()
      ->type_name("URL");
  command->add_option("--title", trial.title, "Of the page; default: made of the sources' names")
      ->type_name("TITLE");
  command
      ->add_option("--listen", trial.listen,
                   "Address and port; default: 127.0.0.1:8080, or any free port")
      ->type_name("HOST:PORT");
  command->add_flag("--allow-private", trial.allow_private,
                    "Let URLs lead to loopback and private addresses");
}

void describe_init(CLI::App& app, InitArguments& init) {
  CLI::App* command =
      app.add_subcommand("init", "Set syndic up here: ask five questions, write all files, begin");
  const auto answer = [&](const char* name, std::string& to, const char* what, const char* type) {
    return command->add_option(name, to, what)->type_name(type);
  };
  command->add_option("url", init.addresses, "The first sources: sites or feeds")->type_name("URL");
  answer("--title", init.title, "What is published", "TITLE");
  answer("--url", init.url, "The address of your site", "URL");
  answer("--feeds-url", init.feeds_url,
         "Where the published folder is served; default: /feeds/ of your site", "URL");
  answer("--directory", init.directory, "Where the files are published", "DIR");
  answer("--run", init.runner, "Who runs it", "RUNNER")->check(one_of({"systemd", "cron", "none"}));
  answer("--server", init.web_server, "The web server", "SERVER")
      ->check(one_of({"nginx", "apache", "caddy", "none"}));
  command->add_flag("-y,--yes", init.yes, "Ask nothing, and take the default of what is not given");
  command->add_flag("--force", init.force,
                    "Replace a configuration that is there; it is kept as FILE.old");
  command->add_flag("--allow-private", init.allow_private,
                    "Let sources be on loopback and private addresses");
}

void choose_of_store(CLI::App& store, const Commands& commands, Arguments& global) {
  choose(store, "backup", commands.store_backup, global);
  choose(store, "check", commands.store_check, global);
  choose(store, "compact", commands.store_compact, global);
  choose(store, "export", commands.store_export, global);
  choose(store, "import", commands.store_import, global);
}

void describe_global(CLI::App& app, Arguments& global) {
  app.fallthrough();
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "What there is");
  app.set_version_flag("--version", "syndic " + std::string(base::kVersion), "The version");
  app.add_option("-c,--config", global.config_file,
                 "Default: $SYNDIC_CONFIG, config/syndic.toml, ~/.config/syndic/syndic.toml, "
                 "/etc/syndic/syndic.toml")
      ->type_name("FILE");
  app.add_flag("-q,--quiet", global.quiet, "Print only errors");
  app.add_flag("-v,--verbose", global.verbose, "Print details");
  app.add_option_function<std::string>(
         "--log-format",
         [&global](const std::string& word) {
           global.log_format = word == "json" ? LogFormat::json : LogFormat::text;
         },
         "How messages are written on stderr: text, or one JSON object a line; default: text")
      ->check(one_of({"text", "json"}))
      ->type_name("FORMAT");
}

}  // namespace

void describe(CLI::App& app, Commands& commands, Arguments& global) {
  describe_global(app, global);
  describe_try(app, commands.trial);
  choose(app, "try", commands.trial, global);
  describe_init(app, commands.init);
  choose(app, "init", commands.init, global);
  describe_refresh(app, commands.refresh);
  choose(app, "refresh", commands.refresh, global);
  describe_parse(app, commands.parse);
  choose(app, "parse", commands.parse, global);
  describe_discover(app, commands.discover);
  choose(app, "discover", commands.discover, global);
  describe_add(app, commands.add.wish);
  choose(app, "add", commands.add, global);
  describe_invite(app, commands.invite);
  choose(app, "invite", commands.invite, global);
  describe_lists(app, commands.import, commands.export_list);
  choose(app, "import", commands.import, global);
  choose(app, "export", commands.export_list, global);
  describe_check(app, commands.check);
  choose(app, "check", commands.check, global);
  describe_status(app, commands.status, commands.plan);
  choose(app, "status", commands.status, global);
  choose(app, "plan", commands.plan, global);
  describe_why(app, commands.why);
  choose(app, "why", commands.why, global);
  describe_withdraw(app, commands.withdraw, commands.restore);
  choose(app, "withdraw", commands.withdraw, global);
  choose(app, "restore", commands.restore, global);
  describe_serve(app, commands.serve);
  choose(app, "serve", commands.serve, global);
  describe_post(app, commands.post);
  choose(app, "post", commands.post, global);
  describe_page(app, commands.page);
  choose(app, "page", commands.page, global);
  describe_digest(app, commands.digest.wish);
  choose(app, "digest", commands.digest, global);
  describe_store(app, commands);
  choose_of_store(*app.get_subcommand("store"), commands, global);
  describe_help(app, commands.help, commands.completion);
  choose(app, "help", commands.help, global);
  choose(app, "completion", commands.completion, global);
}

}  // namespace syndic::cli
