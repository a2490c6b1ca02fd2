// SPDX-License-Identifier: MIT
#include "cli/setup/answers.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/atomic_file.h"
#include "base/printable.h"
#include "base/url.h"
#include "cli/commands.h"
#include "cli/setup/found.h"

namespace syndic::cli {
namespace {

namespace fs = std::filesystem;
using pipeline::Machine;
using pipeline::SiteSetup;

constexpr std::chrono::seconds kLongestSearch{30};
constexpr const char* kNoneYet = "none yet";
constexpr const char* kThoseThere = "those that are there";

std::vector<std::string> split_words(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

/// The URL of a site that an answer names, whose path is at least "/"; empty if it names none.
std::string site_url(const std::string& answer) {
  std::string url = url_named_by(answer);
  if (!url.empty() && base::split_url(url).path.empty()) url += '/';
  return url;
}

/// The absolute folder that an answer names; "~/" is the user's home.
fs::path folder_named_by(const std::string& answer, const Machine& machine) {
  const bool is_in_home = (answer == "~" || answer.starts_with("~/")) && !machine.home.empty();
  const fs::path named = is_in_home
                             ? machine.home / answer.substr(std::min<std::size_t>(2, answer.size()))
                             : fs::path(answer);
  fs::path folder = fs::absolute(named).lexically_normal();
  return folder.filename().empty() && folder.has_relative_path() ? folder.parent_path() : folder;
}

std::string why_no_folder(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (status.type() == fs::file_type::none) {
    return "no folder: " + error.message() + "; name another one";
  }
  if (fs::exists(status) && !fs::is_directory(status)) {
    return folder.string() + " is a file; name a folder";
  }
  if (folder.filename().string().starts_with('~') ||
      folder.string().find("/~") != std::string::npos) {
    return "\"~\" is of shells; name the folder in full";
  }
  return {};
}

/// The setup as it is behind symbolic links.
SiteSetup without_links(SiteSetup setup) {
  std::error_code ignored;  // What cannot be looked at is judged by its name.
  for (fs::path* path : {&setup.directory, &setup.store_file}) {
    const fs::path real = fs::weakly_canonical(*path, ignored);
    if (!ignored && !real.empty()) *path = real;
  }
  return setup;
}

/// A file that syndic would replace in a folder that is not its own yet; empty: none.
std::string foreign_file_in(const fs::path& folder) {
  constexpr std::size_t kLargestPage = std::size_t{16} * 1024 * 1024;
  const auto page = base::read_file(folder / "index.html", kLargestPage);
  if (page && page->find("<!-- Written by syndic") != std::string::npos) return {};
  for (const char* name : {"index.html", "assets", "all.rss", "all.atom", "all.json",
                           "sources.html", "sitemap.xml", "search.json", "why"}) {
    if (fs::exists(folder / name)) return name;
  }
  return {};
}

/// Asks one question after the other, and collects the answers.
class Interview {
 public:
  /// `own`: a folder whose files are syndic's; empty: none is.
  Interview(SiteSetup setup, const Machine& machine, const InitArguments& command, fs::path own,
            Questions& questions, const Log& log)
      : setup_(std::move(setup)),
        machine_(machine),
        command_(command),
        own_(std::move(own)),
        questions_(questions),
        log_(log) {}

  [[nodiscard]] std::optional<SiteSetup> answers() {
    // What the command line names is looked at first: it may give the title.
    if (!command_.addresses.empty() && !find_given_sources()) return std::nullopt;
    ask_for_title();
    if (!ask_for_url()) return std::nullopt;
    ask_for_directory();
    if (command_.addresses.empty()) ask_for_sources();
    ask_for_runner();
    std::string wrong = why_no_folder(setup_.directory);
    const fs::path closed = setup_.is_of_system() ? closed_folder(setup_.directory) : fs::path();
    if (wrong.empty() && !closed.empty()) {
      wrong = "neither the user syndic nor a web server may enter " + closed.string() +
              "; name another folder";
    }
    if (wrong.empty()) wrong = why_not(setup_);
    if (!wrong.empty()) log_.error(wrong + "; nothing was changed");
    if (!wrong.empty() || !may_replace_files()) return std::nullopt;
    return setup_;
  }

 private:
  [[nodiscard]] std::string numbered(const std::string& question) {
    return std::to_string(++number_) + ". " + question;
  }

  [[nodiscard]] std::string why_not(const SiteSetup& setup) const {
    std::string wrong = pipeline::why_not(setup, machine_);
    return wrong.empty() ? pipeline::why_not(without_links(setup), machine_) : wrong;
  }

  /// Why `setup` cannot be, but for its runner, which is asked for last.
  [[nodiscard]] std::string why_not_yet(SiteSetup setup) const {
    setup.runner = pipeline::Runner::none;
    return why_not(setup);
  }

  void ask_for_title() {
    const auto by_default = [&] {
      return setup_.title == SiteSetup{}.title ? pipeline::title_of(setup_.sources) : setup_.title;
    };
    const std::string given = base::printable_line(command_.title);
    setup_.title = given.empty() ? base::printable_line(questions_.ask(
                                       numbered("What is published: a title"), by_default()))
                                 : given;
  }

  bool ask_for_url() {
    const auto check = [&](const std::string& answer) {
      const std::string url = site_url(answer);
      if (url.empty()) return std::string("no address; write it as https://www.example.org/");
      // Folders are asked for later.
      SiteSetup usual = pipeline::default_setup(machine_, "/etc/syndic/syndic.toml");
      usual.web_server = setup_.web_server;
      usual.url = url;
      usual.feeds_url = pipeline::default_feeds_url(url);
      return why_not_yet(usual);
    };
    const bool was_usual = setup_.feeds_url == pipeline::default_feeds_url(setup_.url);
    const std::string answer =
        command_.url.empty()
            ? questions_.ask(numbered("The address of your site"), setup_.url, check)
            : command_.url;
    setup_.url = site_url(answer);
    if (setup_.url.empty()) {
      log_.error("--url " + answer + ": no address; write it as https://www.example.org/");
      return false;
    }
    if (was_usual || !command_.url.empty())
      setup_.feeds_url = pipeline::default_feeds_url(setup_.url);
    if (!command_.feeds_url.empty()) setup_.feeds_url = site_url(command_.feeds_url);
    if (!setup_.feeds_url.ends_with('/')) setup_.feeds_url += '/';
    return true;
  }

  void ask_for_directory() {
    const auto check = [&](const std::string& answer) {
      const fs::path folder = folder_named_by(answer, machine_);
      if (std::string wrong = why_no_folder(folder); !wrong.empty()) return wrong;
      SiteSetup changed = setup_;
      changed.directory = folder;
      return why_not_yet(changed);
    };
    const std::string question =
        numbered("The folder to publish in, to be served at " + setup_.feeds_url);
    const std::string answer = command_.directory.empty()
                                   ? questions_.ask(question, setup_.directory.string(), check)
                                   : command_.directory;
    setup_.directory = folder_named_by(answer, machine_);
  }

  bool find_given_sources() {
    const bool is_some = find(command_.addresses);
    if (is_some && (command_.yes || questions_.confirm("   Take these?", true))) return true;
    log_.error(is_some ? "nothing was changed; name the sources that are to be taken"
                       : "no source was found, so nothing was changed; leave the addresses out to "
                         "set it up without any");
    return false;
  }

  void ask_for_sources() {
    const std::string by_default = setup_.kept.empty() ? kNoneYet : kThoseThere;
    while (true) {
      const std::string answer =
          questions_.ask(std::to_string(number_ + 1) +
                             ". The first sources: sites or feeds, with blanks between them",
                         by_default);
      if (answer == by_default) break;
      if (find(split_words(answer)) && questions_.confirm("   Take these?", true)) break;
      setup_.sources.clear();
    }
    ++number_;
  }

  /// Adds what the addresses offer; false if that is nothing.
  bool find(const std::vector<std::string>& addresses) {
    const std::vector<std::string> urls = urls_named_by(addresses, log_);
    if (urls.empty()) return false;
    const std::atomic<bool> never = false;
    const fetch::Options options = quick_options(kLongestSearch, setup_.allow_private);
    std::vector<config::NewSource> sources =
        sources_of(look_for_sources(urls, options, never, log_));
    const bool is_some = !sources.empty();
    pipeline::add_sources(setup_, std::move(sources));
    return is_some;
  }

  void ask_for_runner() {
    const auto check = [&](const std::string& answer) {
      const auto runner = pipeline::runner_named(answer);
      if (!runner) return std::string("one of systemd, cron and none");
      SiteSetup changed = setup_;
      changed.runner = *runner;
      // What no other runner could mend is said at the end.
      return why_not_yet(changed).empty() ? why_not(changed) : std::string();
    };
    if (!command_.web_server.empty()) {
      setup_.web_server = *pipeline::web_server_named(command_.web_server);
    }
    const std::string answer =
        command_.runner.empty()
            ? questions_.ask(
                  numbered("Who runs it, every quarter of an hour: systemd, cron or none"),
                  std::string(to_string(setup_.runner)), check)
            : command_.runner;
    setup_.runner = *pipeline::runner_named(answer);
  }

  /// Whether the files may be put where somebody else's are.
  bool may_replace_files() {
    if (setup_.directory == own_) return true;
    const std::string foreign = foreign_file_in(setup_.directory);
    if (foreign.empty()) return true;
    const std::string folder = setup_.directory.string();
    std::cout << '\n'
              << folder << " has files already, of which syndic would replace some, such as "
              << foreign << ".\n";
    if (!command_.yes && questions_.confirm("Publish there all the same?", false)) return true;
    std::cout << "Nothing was changed; name another folder, or move the files away.\n";
    return false;
  }

  SiteSetup setup_;
  const Machine& machine_;
  const InitArguments& command_;
  const fs::path own_;
  Questions& questions_;
  const Log& log_;
  int number_ = 0;
};

}  // namespace

fs::path closed_folder(const fs::path& path) {
  fs::path way;
  for (const auto& part : path) {
    way /= part;
    struct stat status {};
    if (::stat(way.c_str(), &status) == 0 && (status.st_mode & S_IXOTH) == 0) return way;
  }
  return {};
}

std::optional<SiteSetup> answered(SiteSetup setup, const Machine& machine,
                                  const InitArguments& command, bool has_earlier,
                                  Questions& questions, const Log& log) {
  const fs::path own = has_earlier ? setup.directory : fs::path();
  return Interview(std::move(setup), machine, command, own, questions, log).answers();
}

}  // namespace syndic::cli
