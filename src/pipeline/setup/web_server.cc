// SPDX-License-Identifier: MIT
#include "pipeline/setup/web_server.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/url.h"
#include "pipeline/setup/samples.h"

namespace syndic::pipeline {
namespace {

/// What is known of a server.
struct Kind {
  WebServer server;
  std::string_view name;
  std::string_view sample;
  std::string_view file;
};

constexpr auto kKinds = std::to_array<Kind>({
    {WebServer::none, "none", "", ""},
    {WebServer::nginx, "nginx", "nginx.conf", "/etc/nginx/snippets/syndic.conf"},
    {WebServer::apache, "apache", "apache.conf", "/etc/apache2/conf-available/syndic.conf"},
    {WebServer::caddy, "caddy", "Caddyfile", "/etc/caddy/syndic"},
});

const Kind& kind_of(WebServer server) { return *std::ranges::find(kKinds, server, &Kind::server); }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// Removes the lines from the one that begins with `first` to the next empty one.
void remove_block(std::string& text, std::string_view first) {
  const std::size_t begin = text.find("\n" + std::string(first));
  if (begin == std::string::npos) return;
  const std::size_t end = text.find("\n\n", begin);
  text.erase(begin, end == std::string::npos ? end : end + 1 - begin);
}

/// `path` in a regular expression, in which "." would be any character.
std::string as_pattern(std::string path) {
  replace_all(path, ".", "\\.");
  return path;
}

/// Of the path "/two/feeds/": "_two_feeds", by which a server tells two snippets' variables apart.
std::string name_ending(std::string_view path) {
  std::string ending;
  for (const char c : path) ending += base::is_alpha(c) || base::is_digit(c) ? c : '_';
  return ending.substr(0, ending.size() - 1);
}

/// Puts another path in place of the samples' "/feeds/".
void serve_at(const std::string& path, std::string& text) {
  if (path == "/") {  // There is no folder above it that could lead there.
    remove_block(text, "location = /feeds ");
    remove_block(text, "redir /feeds ");
    replace_all(text, "Alias \"/feeds\" \"/var/lib/syndic/public\"",
                "Alias \"/\" \"/var/lib/syndic/public/\"");
  }
  if (path != "/feeds/") replace_all(text, "$syndic_vary", "$syndic_vary" + name_ending(path));
  // The path may itself contain what is looked for.
  const std::string folder = path.substr(0, path.size() - 1);
  const std::array<std::pair<std::string_view, std::string>, 5> pieces = {{
      {"^/feeds/", "^" + as_pattern(path)},
      {"/feeds/", path},
      {"location = /feeds ", "location = " + folder + " "},
      {"redir /feeds ", "redir " + folder + " "},
      {"\"/feeds\"", "\"" + folder + "\""},
  }};
  const auto mark = [](std::size_t piece) {
    return std::string{'\1', static_cast<char>('a' + piece)};
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) replace_all(text, pieces[i].first, mark(i));
  for (std::size_t i = 0; i < pieces.size(); ++i) replace_all(text, mark(i), pieces[i].second);
}

/// What puts the file where only root may write, as root reads it, and names it there.
std::string in_its_place(WebServer server, const std::filesystem::path& file,
                         const std::string& place, const std::string& before,
                         const std::string& after) {
  const bool is_there = file == serving_file(server);
  const std::string copied = is_there ? "" : "cp " + file.string() + " " + place + ", ";
  return copied + "write `" + before + (is_there ? file.string() : place) + after + "`";
}

}  // namespace

std::string_view to_string(WebServer server) { return kind_of(server).name; }

std::optional<WebServer> web_server_named(std::string_view name) {
  const auto* const kind = std::ranges::find(kKinds, name, &Kind::name);
  return kind == kKinds.end() ? std::nullopt : std::optional(kind->server);
}

std::string served_path(std::string_view feeds_url) {
  std::string path(base::split_url(feeds_url).path);
  if (!path.ends_with('/')) path += '/';
  return path;
}

std::string serving_lines(WebServer server, const std::filesystem::path& folder,
                          std::string_view feeds_url) {
  std::string text(sample(kind_of(server).sample));
  serve_at(served_path(feeds_url), text);
  replace_all(text, "/var/lib/syndic/public", folder.string());
  return text;
}

std::string without_comments(std::string_view lines) {
  std::string out;
  while (!lines.empty()) {
    std::string line(base::take_line(lines));
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string::npos || line[first] == '#') continue;
    line.erase(std::min(line.find("  # "), line.size()));
    out += line + '\n';
  }
  return out;
}

std::filesystem::path serving_file(WebServer server) { return kind_of(server).file; }

std::string how_to_serve(WebServer server, const std::filesystem::path& file) {
  switch (server) {
    case WebServer::none:
      return {};
    case WebServer::nginx:
      return in_its_place(server, file, "/etc/nginx/snippets/syndic-own.conf", "include ", ";") +
             " in the server block of your site, then: nginx -t && nginx -s reload";
    case WebServer::apache:
      return file == serving_file(server)
                 ? "a2enmod headers rewrite && a2enconf syndic && apachectl configtest && "
                   "apachectl graceful"
                 : in_its_place(server, file, "/etc/apache2/syndic-own.conf", "Include ", "") +
                       " in the VirtualHost of your site, then: a2enmod headers rewrite && "
                       "apachectl configtest && apachectl graceful";
    case WebServer::caddy:
      return in_its_place(server, file, "/etc/caddy/syndic-own", "import ", "") +
             " in the block of your site in /etc/caddy/Caddyfile, then: caddy validate --config "
             "/etc/caddy/Caddyfile && systemctl reload caddy";
  }
  return {};
}

}  // namespace syndic::pipeline
