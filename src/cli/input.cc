// SPDX-License-Identifier: MIT
#include "cli/input.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "base/printable.h"
#include "base/url.h"
#include "base/url_resolve.h"
#include "base/version.h"
#include "cli/commands.h"

namespace syndic::cli {
namespace {

constexpr std::size_t kShownInput = 120;
constexpr std::array<std::string_view, 7> kFileEndings = {".html", ".htm",  ".xhtml", ".xml",
                                                          ".rss",  ".atom", ".json"};

/// The https URL of a text that begins with a host's name, perhaps a port, rather than a file's;
/// empty where it does not.
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

}  // namespace

Result<std::string> read_standard_input(std::size_t max_bytes) {
  std::string bytes;
  std::string step(64 * 1024, '\0');
  while (std::cin.read(step.data(), static_cast<std::streamsize>(step.size())),
         std::cin.gcount() > 0) {
    bytes.append(step, 0, static_cast<std::size_t>(std::cin.gcount()));
    if (bytes.size() > max_bytes) {
      return fail(Errc::too_large,
                  "standard input is larger than " + std::to_string(max_bytes) + " bytes");
    }
  }
  return bytes;
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

std::string url_meant(const std::string& text) {
  if (base::is_http_url(text)) return text;
  std::error_code ignored;  // What cannot be looked at is no file that could be read.
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

}  // namespace syndic::cli
