// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/atomic_file.h"
#include "base/printable.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "base/version.h"
#include "pipeline/lists/subscriptions.h"
#include "pipeline/setup/machine.h"

namespace syndic::cli {
namespace {

/// In the order in which they are looked for.
std::vector<std::filesystem::path> usual_places() {
  return {"config/syndic.toml", pipeline::own_config_file(), "/etc/syndic/syndic.toml"};
}

constexpr std::size_t kShownInput = 120;
constexpr std::array<std::string_view, 9> kFileEndings = {
    ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".json", ".opml", ".ini"};

/// The https URL of a text that begins with a host's name, perhaps with a port, and is no file's
/// name; empty otherwise.
std::string url_of_host(const std::string& text) {
  const std::string authority = text.substr(0, text.find_first_of("/?#"));
  if (authority.empty() || authority.find_first_of("@\\ ") != std::string::npos) return {};
  const auto url = base::resolve_url("https://" + text, {});
  if (!url || !base::is_http_url(*url)) return {};
  const std::string host = base::url_host(*url);
  if (host == "localhost") return *url;
  const std::size_t dot = host.find('.');
  if (dot == std::string::npos || dot == 0 || host.find("..") != std::string::npos) return {};
  const bool is_file = authority == text && std::ranges::any_of(kFileEndings, [&](auto ending) {
                         return host.ends_with(ending);
                       });
  return is_file ? std::string() : *url;
}

/// All of standard input. Errors: too_large.
Result<std::string> read_standard_input(std::size_t max_bytes) {
  std::string bytes;
  std::string step(64 * 1024, '\0');
  while (std::cin.read(step.data(), static_cast<std::streamsize>(step.size())),
         std::cin.gcount() > 0) {
    bytes.append(step, 0, static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() > max_bytes) {
      return fail(Errc::too_large, "standard input is larger than " + std::to_string(max_bytes) +
                                       " bytes; give a shorter one");
    }
  }
  return bytes;
}

// With the sources of the lists that it follows, as far as they are remembered.
tl::expected<config::Config, std::vector<std::string>> load_with_lists(const std::string& file,
                                                                       config::Purpose purpose) {
  auto config = config::load(file, purpose);
  if (config && !config->lists.empty()) {
    config = config::load(file, purpose, pipeline::remembered_lists(config->store));
  }
  return config;
}

constexpr const char* kNoConfiguration =
    "no configuration: there is no config/syndic.toml, ~/.config/syndic/syndic.toml or "
    "/etc/syndic/syndic.toml; name one with -c FILE, or let syndic init write one";

config::Config load_config(const std::string& named, config::Purpose purpose, const Log& log,
                           const std::function<void(const std::string&)>& report) {
  const std::string file = find_config(named);
  if (file.empty()) {
    log.error(kNoConfiguration);
    throw WrongConfiguration(kNoConfiguration);
  }
  auto config = load_with_lists(file, purpose);
  if (!config) {
    for (const std::string& mistake : config.error()) report(mistake);
    throw WrongConfiguration(file + " is wrong");
  }
  if (purpose == config::Purpose::use) {
    for (const std::string& note : config->notes) log.detail(note);
  }
  return std::move(*config);
}

}  // namespace

std::string find_config(const std::string& named) {
  if (!named.empty()) return named;
  const char* const from_environment = std::getenv("SYNDIC_CONFIG");
  if (from_environment != nullptr && *from_environment != '\0') return from_environment;
  for (const std::filesystem::path& place : usual_places()) {
    std::error_code ignored;  // A place that cannot be read has no configuration.
    if (std::filesystem::exists(place, ignored)) return place.string();
  }
  return {};
}

config::Config load_config(const std::string& named, const Log& log) {
  return load_config(named, config::Purpose::use, log,
                     [&](const std::string& mistake) { log.mistake(mistake); });
}

tl::expected<config::Config, std::vector<std::string>> try_config(const std::string& named) {
  const std::string file = find_config(named);
  if (file.empty()) return tl::unexpected(std::vector<std::string>{kNoConfiguration});
  return load_with_lists(file, config::Purpose::use);
}

config::Config check_config(const std::string& named, const Log& log) {
  return load_config(named, config::Purpose::check, log,
                     [](const std::string& mistake) { std::cout << mistake << '\n'; });
}

std::optional<config::Config> readable_config(const std::string& named) {
  const std::string file = find_config(named);
  if (file.empty()) return std::nullopt;
  try {
    auto config = load_with_lists(file, config::Purpose::use);
    if (config) return std::move(*config);
  } catch (const std::exception&) {  // A store that cannot be read hides the lists' sources, too.
    return std::nullopt;
  }
  return std::nullopt;
}

fetch::Options fetch_options(const Arguments& global, bool allow_private, const Log& log) {
  fetch::Options options;
  if (!global.config_file.empty()) options = load_config(global.config_file, log).fetch;
  if (options.transport.user_agent == http::Options{}.user_agent) {
    options.transport.user_agent = "syndic/" + std::string(base::kVersion);
  }
  options.transport.allow_private = options.transport.allow_private || allow_private;
  options.transport.private_advice = "give --allow-private to allow it";
  return options;
}

Result<std::string> read_input(const std::string& name, std::size_t max_bytes) {
  if (name == "-") return read_standard_input(max_bytes);
  auto bytes = base::read_file(name, max_bytes);
  if (!bytes && bytes.error().code == Errc::not_found) {
    bytes.error().message += "; check the name";
  }
  return bytes;
}

std::string url_named_by(const std::string& text) {
  std::string written = base::without_calendar_scheme(text);
  if (base::is_http_url(written)) return written;
  if (base::is_hierarchical_http(written)) {  // As people write it: a host in their own letters.
    const auto url = base::resolve_url(written, {});
    return url && base::is_http_url(*url) ? *url : std::string();
  }
  std::error_code ignored;  // What cannot be looked at cannot be read either.
  const auto status = std::filesystem::status(text, ignored);
  const bool is_file =
      std::filesystem::exists(status) && status.type() != std::filesystem::file_type::directory;
  return is_file ? std::string() : url_of_host(text);
}

Error no_address(const std::string& text, std::string_view or_what) {
  return {Errc::bad_url, "\"" + base::printable_line(base::public_url(text), kShownInput) +
                             "\" is neither an http or https URL, nor a host's name as in "
                             "example.org/news" +
                             std::string(or_what)};
}

std::optional<pipeline::Wish> understood(pipeline::Wish wish, const Log& log) {
  std::string url = url_named_by(wish.url);
  if (url.empty()) {
    log.error(no_address(wish.url).message);
    return std::nullopt;
  }
  wish.url = std::move(url);
  return wish;
}

bool is_base_wrong(const std::string& url, const std::string& base_url, const Log& log) {
  if (url.empty() || base_url.empty()) return false;
  log.error("--base is for a file or standard input; " + base::public_url(url) +
            " says itself where it is");
  return true;
}

void log_input_error(const std::string& input, const std::string& url, const Error& error,
                     const Log& log) {
  const std::string name = base::public_url(url.empty() ? input : url);
  const bool is_named = error.message.find(name) != std::string::npos;
  log.error(is_named ? error.message : name + ": " + error.message);
}

}  // namespace syndic::cli
