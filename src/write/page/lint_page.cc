// SPDX-License-Identifier: MIT
#include "write/page/lint_page.h"

#include <string_view>

#include "base/printable.h"
#include "base/url.h"
#include "markup/escape.h"

namespace syndic::write {
namespace {

constexpr std::string_view kLintHead = R"html(<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<style>
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #57606a; --ground: #fff; --rule: #d0d7de; --error: #b42318; --warning: #8a5a00; --advice: #1a7f37; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --quiet: #9ba5b0; --ground: #0d1117; --rule: #3a424b; --error: #ff8078; --warning: #e3b341; --advice: #4ac26b; } }
body { margin: 0 auto; padding: 1rem; max-width: 44rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 .3rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
a { color: inherit; }
p { margin: .3rem 0; }
code { font-size: .95em; }
.error { color: var(--error); } .warning { color: var(--warning); } .advice { color: var(--advice); }
.quiet { color: var(--quiet); }
</style>
)html";

std::string lint_text(std::string_view text) {
  std::string out;
  markup::append_escaped_text(base::printable_line(text), out);
  return out;
}

std::string lint_link(const std::string& url) {
  if (!base::is_http_url(url)) return lint_text(url);
  std::string href;
  markup::append_escaped_attribute(base::printable_line(url, 2'000), href);
  return "<a rel=\"noopener noreferrer\" href=\"" + href + "\">" + lint_text(url) + "</a>";
}

/// "3 times, first in line 12: …"
std::string occurrence(const LintRow& row) {
  std::string words = row.count > 1 ? base::counted(static_cast<long long>(row.count), "time") : "";
  if (row.line > 0) {
    words += (words.empty() ? "line " : ", first in line ") + std::to_string(row.line);
  }
  return words;
}

void add_lint_row(const LintRow& row, std::string& out) {
  out += "<h2><span class=\"" + lint_text(row.severity) + "\">" + lint_text(row.severity) +
         "</span>: " + lint_text(row.fault) + "</h2>\n";
  const std::string where = occurrence(row);
  if (!where.empty() || !row.example.empty()) {
    out += "<p>" + lint_text(where) + (where.empty() || row.example.empty() ? "" : ": ");
    if (!row.example.empty()) out += "<code>" + lint_text(row.example) + "</code>";
    out += "</p>\n";
  }
  out += "<p><strong>What it does:</strong> " + lint_text(row.effect) + ".</p>\n";
  out += "<p><strong>What to do:</strong> " + lint_text(row.remedy) + ".</p>\n";
  out += "<p class=\"quiet\">Rule " + lint_text(row.rule) + "</p>\n";
}

}  // namespace

std::string render_lint_page(const LintDocument& document) {
  const std::string title = "The feed of " + lint_text(document.name);
  std::string out = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n" + std::string(kLintHead) +
                    "<title>" + title + "</title>\n</head>\n<body>\n<main>\n<h1>" + title +
                    "</h1>\n<p>" + lint_link(document.url) +
                    "</p>\n<p class=\"quiet\">Looked at on " + lint_text(document.day) +
                    (document.from.empty() ? "" : " for " + lint_text(document.from)) + ".</p>\n";
  out +=
      "<p>What feed readers, and sites that pass your news on, meet in your feed: first what costs "
      "posts or shows them wrong, then what is missing, then advice.</p>\n";
  if (document.rows.empty()) out += "<p>Nothing is wrong with it.</p>\n";
  for (const LintRow& row : document.rows) add_lint_row(row, out);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace syndic::write
