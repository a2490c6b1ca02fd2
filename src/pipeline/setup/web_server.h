// SPDX-License-Identifier: MIT
//
// How a web server serves the published folder: the samples of config/, for a folder and an
// address.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace syndic::pipeline {

enum class WebServer { none, nginx, apache, caddy };

/// "none", "nginx", "apache", "caddy".
[[nodiscard]] std::string_view to_string(WebServer server);
[[nodiscard]] std::optional<WebServer> web_server_named(std::string_view name);

/// The path at which `feeds_url` is served, "/feeds/" of "https://www.example.org/feeds/"; "/" of a
/// host of its own.
[[nodiscard]] std::string served_path(std::string_view feeds_url);

/// The server's own configuration for `folder` at `feeds_url`. Empty for WebServer::none.
[[nodiscard]] std::string serving_lines(WebServer server, const std::filesystem::path& folder,
                                        std::string_view feeds_url);

/// The same without comments and empty lines.
[[nodiscard]] std::string without_comments(std::string_view lines);

/// Where the server's package looks for such a file. Empty for WebServer::none.
[[nodiscard]] std::filesystem::path serving_file(WebServer server);

/// What the operator does with the file, in one sentence: the line to write, and the commands to
/// run. Empty for WebServer::none.
[[nodiscard]] std::string how_to_serve(WebServer server, const std::filesystem::path& file);

}  // namespace syndic::pipeline
