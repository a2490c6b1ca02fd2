// SPDX-License-Identifier: MIT
#include "pipeline/setup/site_setup.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "config/config.h"
#include "pipeline/setup/samples.h"

namespace site_setup_test {

using namespace syndic;
using pipeline::Machine;
using pipeline::PlannedFile;
using pipeline::Runner;
using pipeline::SiteSetup;
using pipeline::WebServer;
using Words = std::vector<std::string>;

namespace {

const Machine kRoot{.is_root = true,
                    .program = "/usr/bin/syndic",
                    .home = "/root",
                    .host = "www.turn.example",
                    .time_zone = "America/Chicago",
                    .web_server = WebServer::nginx,
                    .has_systemd = true,
                    .has_cron = true,
                    .has_service = true,
                    .has_account = true};
const Machine kAda{.program = "/home/ada/bin/syndic", .home = "/home/ada", .has_crontab = true};

SiteSetup system_setup(Runner runner = Runner::systemd) {
  SiteSetup setup = pipeline::default_setup(kRoot, "/etc/syndic/syndic.toml");
  setup.runner = runner;
  return setup;
}

const PlannedFile* find(const std::vector<PlannedFile>& files, const std::string& path) {
  const auto found = std::ranges::find(files, std::filesystem::path(path), &PlannedFile::path);
  return found == files.end() ? nullptr : &*found;
}

Words paths(const std::vector<PlannedFile>& files) {
  Words paths;
  for (const PlannedFile& file : files) paths.push_back(file.path.string());
  return paths;
}

}  // namespace

TEST_CASE("a machine's setup is in /etc and /var/lib, with the host's name and zone") {
  const SiteSetup setup = system_setup();
  CHECK(setup.is_of_system());
  CHECK(setup.url == "https://www.turn.example/");
  CHECK(setup.feeds_url == "https://www.turn.example/feeds/");
  CHECK(setup.directory == "/var/lib/syndic/public");
  CHECK(setup.store_file == "/var/lib/syndic/syndic.db");
  CHECK(setup.time_zone == "America/Chicago");
}

TEST_CASE("a setup in a place of its own has all beside its configuration") {
  const SiteSetup setup = pipeline::default_setup(kAda, "/srv/news/syndic.toml");
  CHECK_FALSE(setup.is_of_system());
  CHECK(setup.directory == "/srv/news/public");
  CHECK(setup.store_file == "/srv/news/var/syndic.db");
  CHECK(setup.url == "https://www.example.org/");
}

TEST_CASE("the configuration is one that reads without a mistake, as it was answered") {
  SiteSetup setup = pipeline::default_setup(kAda, "/srv/news/syndic.toml");
  setup.title = "News \"of\" our\\network";
  setup.time_zone = "America/Chicago";
  setup.allow_private = true;
  setup.sources = {{.id = "casel", .name = "CASEL", .url = "https://casel.org/feed/"},
                   {.id = "ne", .name = "NE", .settings = {{"page.url", "https://ne.example/"}}}};
  const auto config = config::read(pipeline::configuration_of(setup), setup.config_file);
  REQUIRE(config);
  CHECK(config->notes.empty());
  CHECK(config->site.title == setup.title);
  CHECK(config->site.url == "https://www.example.org/");
  CHECK(config->site.feeds_url == "https://www.example.org/feeds/");
  CHECK(config->site.time_zone == "America/Chicago");
  CHECK(config->fetch.transport.allow_private);
  CHECK(config->store.sqlite_file == "/srv/news/var/syndic.db");
  CHECK(config->publish.directory == "/srv/news/public");
  REQUIRE(config->sources.size() == 2);
  CHECK(config->sources[0].fetch.url == "https://casel.org/feed/");
  CHECK(config->sources[1].page->url == "https://ne.example/");
}

TEST_CASE("the configuration names what is not below its own folder by its whole path") {
  SiteSetup setup = system_setup();
  setup.directory = "/srv/www/feeds";
  const std::string text = pipeline::configuration_of(setup);
  CHECK(text.find("directory = \"/srv/www/feeds\"") != std::string::npos);
  CHECK(text.find("= \"sqlite:/var/lib/syndic/syndic.db\"") != std::string::npos);
  CHECK(text.find("# [[source]]") != std::string::npos);
}

TEST_CASE("a title is made of the sources' names") {
  const auto title = [](const Words& names) {
    std::vector<config::NewSource> sources;
    for (const std::string& name : names) sources.push_back({.name = name});
    return pipeline::title_of(sources);
  };
  CHECK(title({}) == "News of our network");
  CHECK(title({"CASEL"}) == "CASEL");
  CHECK(title({"CASEL", "CEC"}) == "News from CASEL and CEC");
  CHECK(title({"CASEL", "CEC", "AFT"}) == "News from CASEL, CEC and AFT");
  CHECK(title({"CASEL", "CEC", "AFT", "NEP"}) == "News from CASEL, CEC and 2 others");
}

TEST_CASE("the runner is one that is there: systemd for root, else cron, else none") {
  const auto runner = [](Machine machine, const char* file) {
    return pipeline::default_setup(machine, file).runner;
  };
  Machine machine = kRoot;
  CHECK(runner(machine, "/etc/syndic/syndic.toml") == Runner::systemd);
  CHECK(runner(machine, "/srv/news/syndic.toml") == Runner::none);
  machine.has_systemd = false;
  CHECK(runner(machine, "/etc/syndic/syndic.toml") == Runner::cron);
  machine.has_cron = false;
  CHECK(runner(machine, "/etc/syndic/syndic.toml") == Runner::none);
  CHECK(runner(kAda, "/srv/news/syndic.toml") == Runner::cron);
}

TEST_CASE("what cannot be is refused in words") {
  using Change = std::function<void(SiteSetup&)>;
  const auto why_not = [](const Change& change, const Machine& machine = kRoot) {
    SiteSetup setup = system_setup();
    change(setup);
    return pipeline::why_not(setup, machine);
  };
  CHECK(why_not([](auto&) {}).empty());
  CHECK(why_not([](auto& setup) { setup.directory = "/srv/our feeds"; }) ==
        "/srv/our feeds has a character that a web server's file cannot hold; use letters, digits, "
        "'-', '_' and '.'");
  CHECK(why_not([](auto& setup) { setup.directory = "/srv/fédé"; }).empty());
  CHECK(why_not([](auto& setup) {
          setup.feeds_url = "https://www.turn.example/a;b/";
        }).starts_with("https://www.turn.example/a;b/ has a character that a web server's file"));
  CHECK(why_not([](auto& setup) { setup.feeds_url = "feeds"; }) ==
        "\"feeds\" is no http or https URL");
  CHECK(why_not([](auto& setup) { setup.url = "https://u:p@www.turn.example/"; }) ==
        "https://www.turn.example/: write it without user, query and fragment");
  CHECK(why_not([](auto& setup) { setup.feeds_url = "https://www.turn.example/?a=b"; }) ==
        "https://www.turn.example/?a=b: write it without user, query and fragment");
  for (const char* folder :
       {"/", "/etc", "/etc/x", "/usr", "/proc/1", "/var/www", "/var/www/html", "/home"}) {
    CHECK(why_not([&](auto& setup) { setup.directory = folder; }) ==
          std::string(folder) +
              " is not for syndic alone; name a folder of its own, such as /var/www/html/feeds");
  }
  CHECK(why_not([](auto& setup) { setup.directory = "/var/www/html/feeds"; }).empty());
  CHECK(
      why_not([](auto& setup) { setup.directory = "/var/lib/syndic"; }) ==
      "/var/lib/syndic would be served to everybody, and has syndic.db, which is for nobody; name "
      "another folder");
  CHECK(
      why_not([](auto& setup) { setup.config_file = "/etc/syndic/two.toml"; }) ==
      "of the configurations below /etc only /etc/syndic/syndic.toml can be set up so; name a file "
      "elsewhere, such as /srv/news/syndic.toml");
  CHECK(why_not([](auto& setup) { setup.title = "a\nb"; }).find("site.title must be one line") !=
        std::string::npos);
}

TEST_CASE("a runner that is not there is refused, and so is a program that cron could not call") {
  Machine machine = kRoot;
  machine.has_systemd = false;
  CHECK(pipeline::why_not(system_setup(), machine) ==
        "this machine is not run by systemd; take cron or none");
  machine.has_cron = false;
  CHECK(pipeline::why_not(system_setup(Runner::cron), machine) ==
        "there is no cron on this machine; install it (apt install cron), or take none");
  SiteSetup own = pipeline::default_setup(kAda, "/srv/news/syndic.toml");
  own.runner = Runner::systemd;
  CHECK(pipeline::why_not(own, kAda) ==
        "systemd runs what root sets up in /etc; take cron or none");
  Machine odd = kAda;
  odd.program = "/home/ada/my 100%/syndic";
  own.runner = Runner::cron;
  CHECK(pipeline::why_not(own, odd).starts_with(
      "/home/ada/my 100%/syndic has a character that a crontab or a unit cannot hold"));
}

TEST_CASE("a setup that replaces another has its answers, and keeps its sources and feeds") {
  SiteSetup setup = pipeline::default_setup(kAda, "/srv/news/syndic.toml");
  setup = pipeline::with_earlier(
      setup,
      "[site]\ntitle = \"Our news\"\nurl = \"https://turn.example/\"\n"
      "[publish]\ndirectory = \"/srv/www/feeds\"\n\n"
      "[[source]]\n# mine\nid = \"casel\"\nurl = \"https://casel.org/feed/\"\n"
      "[fetch]\ninterval = \"2h\"\n"
      "[[source]]\nid = \"ne\"\n[source.page]\nurl = \"https://ne.example/\"\n"
      "[[feed]]\nname = \"all\"\nitems = 10\n");
  CHECK(setup.title == "Our news");
  CHECK(setup.feeds_url == "https://turn.example/feeds/");
  CHECK(setup.directory == "/srv/www/feeds");
  pipeline::add_sources(setup, {{.id = "casel", .name = "Casel", .url = "https://casel.org/new/"},
                                {.id = "again", .url = "https://www.casel.org/feed"}});
  const std::string text = pipeline::configuration_of(setup);
  CHECK(text.ends_with("[[feed]]\nname = \"all\"\nitems = 10\n"));
  const auto config = config::read(text, setup.config_file);
  REQUIRE(config);
  REQUIRE(config->sources.size() == 3);
  CHECK(config->sources[0].id == "casel-2");
  CHECK(config->sources[1].id == "casel");
  CHECK(config->sources[2].page->url == "https://ne.example/");
  CHECK(config->feeds[0].items == 10);
}

TEST_CASE("what a new configuration would not have of the old one is named") {
  const SiteSetup setup = pipeline::default_setup(kAda, "/srv/news/syndic.toml");
  const auto lost = [&](const std::string& more) {
    const std::string earlier = "[site]\ntitle = \"T\"\nurl = \"https://turn.example/\"\n" + more;
    return pipeline::not_kept(pipeline::with_earlier(setup, earlier), earlier);
  };
  CHECK(lost("timezone = \"America/Chicago\"\n[fetch]\ninterval = \"1h\"\n").empty());
  CHECK(lost("owner = { name = \"TURN\" }\n[fetch]\ninterval = \"6h\"\n[publish]\nindexed = "
             "false\n") ==
        Words{"site.owner", "site.owner.name", "fetch.interval", "publish.indexed"});
  CHECK(lost("[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ninterval = \"3h\"\n").empty());
  const std::string inline_list =
      "source = [{ id = \"a\", url = \"https://a.example/\" }]\n"
      "site = { title = \"T\", url = \"https://turn.example/\" }\n";
  CHECK(pipeline::not_kept(pipeline::with_earlier(setup, inline_list), inline_list) ==
        Words{"source"});
}

TEST_CASE("a configuration with a secret is for its owner, and for who runs it") {
  SiteSetup setup = system_setup();
  CHECK(pipeline::sharing_commands(setup, kRoot).empty());
  CHECK_FALSE(pipeline::planned_files(setup, kRoot)[0].is_secret);
  setup.sources = {{.id = "a", .url = "https://u:secret@a.example/feed"}};
  CHECK(pipeline::planned_files(setup, kRoot)[0].is_secret);
  CHECK(pipeline::sharing_commands(setup, kRoot)[0].words ==
        Words{"chgrp", "syndic", "/etc/syndic/syndic.toml"});
}

TEST_CASE("one runner takes the place of another") {
  Machine machine = kRoot;
  machine.has_cron_file = true;
  CHECK(pipeline::starting_commands(system_setup(), machine).back().words ==
        Words{"rm", "/etc/cron.d/syndic"});
  machine.has_timer_enabled = true;
  CHECK(pipeline::starting_commands(system_setup(Runner::cron), machine)[0].words ==
        Words{"systemctl", "disable", "--now", "syndic.timer"});
}

TEST_CASE("with a package and systemd, only the configuration and the server's file are written") {
  const auto files = pipeline::planned_files(system_setup(), kRoot);
  CHECK(paths(files) == Words{"/etc/syndic/syndic.toml", "/etc/nginx/snippets/syndic.conf"});
  CHECK(files[1].bytes == pipeline::sample("nginx.conf"));
}

TEST_CASE("a service that no package brought is written, for this program") {
  Machine machine = kRoot;
  machine.has_service = false;
  machine.program = "/usr/local/bin/syndic";
  const auto files = pipeline::planned_files(system_setup(), machine);
  const PlannedFile* service = find(files, "/etc/systemd/system/syndic.service");
  REQUIRE(service != nullptr);
  CHECK(service->bytes.find("\nExecStart=/usr/local/bin/syndic refresh --quiet\n") !=
        std::string::npos);
  CHECK(service->bytes.find("/usr/bin/syndic") == std::string::npos);
  CHECK(find(files, "/etc/systemd/system/syndic.timer") != nullptr);
}

TEST_CASE("a folder outside /var/lib/syndic is opened for the service") {
  SiteSetup setup = system_setup();
  setup.directory = "/srv/www/feeds";
  const auto files = pipeline::planned_files(setup, kRoot);
  const PlannedFile* addition = find(files, "/etc/systemd/system/syndic.service.d/init.conf");
  REQUIRE(addition != nullptr);
  CHECK(addition->bytes == "# Written by syndic init.\n[Service]\nReadWritePaths=/srv/www/feeds\n");
}

TEST_CASE("cron's file names the user, and a minute that is not everyone's") {
  const auto files = pipeline::planned_files(system_setup(Runner::cron), kRoot);
  const PlannedFile* cron = find(files, "/etc/cron.d/syndic");
  REQUIRE(cron != nullptr);
  CHECK(cron->bytes.starts_with("# Written by syndic init."));
  CHECK(cron->bytes.ends_with(
      "\nMAILTO=root\n9-59/15 * * * * syndic test ! -x /usr/bin/syndic || /usr/bin/syndic refresh "
      "--quiet\n"));
  CHECK(pipeline::starting_commands(system_setup(Runner::cron), kRoot).empty());
}

TEST_CASE("systemd starts the timer; a user's crontab gets its line once") {
  const auto started = pipeline::starting_commands(system_setup(), kRoot);
  REQUIRE(started.size() == 2);
  CHECK(started[1].words == Words{"systemctl", "enable", "--now", "syndic.timer"});
  SiteSetup own = pipeline::default_setup(kAda, "/srv/news/syndic.toml");
  const auto added = pipeline::starting_commands(own, kAda);
  REQUIRE(added.size() == 1);
  CHECK(added[0].words.back() ==
        "2-59/15 * * * * test ! -x /home/ada/bin/syndic || /home/ada/bin/syndic refresh -c "
        "/srv/news/syndic.toml --quiet");
  own.runner = Runner::none;
  CHECK(pipeline::starting_commands(own, kAda).empty());
}

TEST_CASE("folders belong to the user syndic, who also runs the first refresh") {
  const auto before = pipeline::preparing_commands(system_setup(), kRoot);
  REQUIRE(before.size() == 2);
  CHECK(before[0].words ==
        Words{"install", "-d", "-o", "syndic", "-g", "syndic", "/var/lib/syndic"});
  CHECK(pipeline::refresh_command(system_setup(), kRoot).words ==
        Words{"runuser", "-u", "syndic", "--", "/usr/bin/syndic", "refresh"});
  Machine bare = kRoot;
  bare.has_account = false;
  const auto with_user = pipeline::preparing_commands(system_setup(), bare);
  REQUIRE(with_user.size() == 3);
  CHECK(with_user[0].words[0] == "useradd");
  const SiteSetup own = pipeline::default_setup(kAda, "/srv/news/syndic.toml");
  CHECK(pipeline::preparing_commands(own, kAda)[0].words ==
        Words{"install", "-d", "/srv/news/var"});
  CHECK(pipeline::refresh_command(own, kAda).words ==
        Words{"/home/ada/bin/syndic", "refresh", "-c", "/srv/news/syndic.toml"});
}

}  // namespace site_setup_test
