// SPDX-License-Identifier: MIT
#include "cli/check/lint_report.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "base/ascii.h"
#include "base/atomic_file.h"
#include "base/printable.h"
#include "cli/output.h"
#include "write/page/lint_page.h"

namespace syndic::cli {
namespace {

using lint::Severity;
using pipeline::LintedFeed;

constexpr std::array kSeverities = {Severity::error, Severity::warning, Severity::advice};

Colour colour_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Colour::red;
    case Severity::warning:
      return Colour::yellow;
    case Severity::advice:
      return Colour::green;
  }
  return Colour::none;
}

/// " (3 times, first in line 12)"
std::string occurrence_of(const lint::Finding& finding) {
  std::string words;
  if (finding.count > 1) words = base::counted(static_cast<long long>(finding.count), "time");
  if (finding.line > 0) {
    words += (words.empty() ? "line " : ", first in line ") + std::to_string(finding.line);
  }
  return words.empty() ? words : " (" + words + ")";
}

std::string title_of(const LintedFeed& feed) {
  const std::string& name = feed.id.empty() ? feed.name : feed.id;
  return base::printable_line(name.empty() ? feed.place : name + "  " + feed.place);
}

std::string finding_text(const lint::Finding& finding, const LintLook& look) {
  constexpr std::size_t kIndent = 4;
  const lint::Rule& rule = *finding.rule;
  const std::string severity(lint::to_string(rule.severity));
  std::string fault(rule.fault);
  if (!finding.example.empty()) fault += ": " + finding.example;
  return "  " + painted(severity, look.colour ? colour_of(rule.severity) : Colour::none) + " " +
         std::string(rule.id) + occurrence_of(finding) + "\n" +
         paragraph(fault, kIndent, look.width) +
         paragraph("Readers: " + std::string(rule.effect), kIndent, look.width) +
         paragraph("Mend: " + std::string(rule.remedy), kIndent, look.width);
}

/// "2 errors, 1 warning"
std::string counts_of(const std::vector<LintedFeed>& feeds) {
  std::string words;
  for (const Severity severity : kSeverities) {
    long long count = 0;
    for (const LintedFeed& feed : feeds) {
      count += std::ranges::count_if(feed.findings, [&](const lint::Finding& finding) {
        return finding.rule->severity == severity;
      });
    }
    if (count == 0) continue;
    words += (words.empty() ? "" : ", ") +
             (severity == Severity::advice
                  ? base::counted(count, "piece") + " of advice"
                  : base::counted(count, std::string(lint::to_string(severity))));
  }
  return words.empty() ? "nothing wrong" : words;
}

std::string_view name_of(pipeline::FeedOwner owner) {
  switch (owner) {
    case pipeline::FeedOwner::source:
      return "source";
    case pipeline::FeedOwner::ourselves:
      return "published";
    case pipeline::FeedOwner::anybody:
      return "other";
  }
  return "other";
}

Json json_of(const lint::Finding& finding) {
  Json json;
  json["rule"] = finding.rule->id;
  json["severity"] = lint::to_string(finding.rule->severity);
  json["fault"] = finding.rule->fault;
  if (!finding.example.empty()) json["example"] = finding.example;
  json["count"] = finding.count;
  if (finding.line > 0) json["line"] = finding.line;
  json["effect"] = finding.rule->effect;
  json["remedy"] = finding.rule->remedy;
  if (!finding.rule->w3c.empty()) json["w3c"] = finding.rule->w3c;
  if (!finding.rule->w3c_atom.empty()) json["w3c_atom"] = finding.rule->w3c_atom;
  return json;
}

/// "www-casel-org-feed" of "https://www.casel.org/feed/".
std::string file_stem_of(const LintedFeed& feed) {
  constexpr std::size_t kLongestStem = 80;
  const std::string whole = base::lower(feed.id.empty() ? feed.place : feed.id);
  const std::size_t scheme = whole.find("://");
  std::string stem;
  for (const char c : whole.substr(scheme == std::string::npos ? 0 : scheme + 3)) {
    const bool is_plain = base::is_alpha(c) || base::is_digit(c);
    if (is_plain) stem += c;
    if (!is_plain && !stem.empty() && stem.back() != '-') stem += '-';
  }
  stem.resize(std::min(stem.size(), kLongestStem));
  while (stem.ends_with('-')) stem.pop_back();
  return stem.empty() ? "feed" : stem;
}

write::LintDocument page_of(const LintedFeed& feed, const std::string& from,
                            const std::string& day) {
  write::LintDocument document{.name = feed.name.empty() ? feed.place : feed.name,
                               .url = feed.place,
                               .day = day,
                               .from = from,
                               .rows = {}};
  for (const lint::Finding& finding : feed.findings) {
    document.rows.push_back({.rule = std::string(finding.rule->id),
                             .severity = std::string(lint::to_string(finding.rule->severity)),
                             .fault = std::string(finding.rule->fault),
                             .example = finding.example,
                             .count = finding.count,
                             .line = finding.line,
                             .effect = std::string(finding.rule->effect),
                             .remedy = std::string(finding.rule->remedy)});
  }
  return document;
}

}  // namespace

std::string lint_text(const std::vector<LintedFeed>& feeds, const LintLook& look) {
  std::string text;
  for (const LintedFeed& feed : feeds) {
    text += title_of(feed) + "\n";
    if (!feed.not_asked.empty()) {
      text += paragraph("not looked at: " + feed.not_asked, 2, look.width);
    } else if (feed.findings.empty()) {
      text += "  nothing wrong\n";
    }
    for (const lint::Finding& finding : feed.findings) text += finding_text(finding, look);
    text += "\n";
  }
  const auto left =
      std::ranges::count_if(feeds, [](const LintedFeed& feed) { return !feed.not_asked.empty(); });
  const auto seen = static_cast<long long>(feeds.size()) - left;
  return text + base::counted(seen, "feed") + ": " + (seen == 0 ? "none" : counts_of(feeds)) +
         (left == 0 ? "" : "; not looked at: " + std::to_string(left)) + "\n";
}

std::string lint_json(const std::vector<LintedFeed>& feeds) {
  Json json = Json::array();
  for (const LintedFeed& feed : feeds) {
    Json row;
    row["of"] = name_of(feed.owner);
    if (!feed.id.empty()) row["id"] = feed.id;
    if (!feed.name.empty()) row["name"] = feed.name;
    row["place"] = feed.place;
    if (!feed.contact.empty()) row["contact"] = feed.contact;
    if (!feed.not_asked.empty()) row["not_asked"] = feed.not_asked;
    row["findings"] = Json::array();
    for (const lint::Finding& finding : feed.findings) row["findings"].push_back(json_of(finding));
    json.push_back(std::move(row));
  }
  return dump(json);
}

std::vector<std::string> write_lint_pages(const std::vector<LintedFeed>& feeds,
                                          const std::filesystem::path& folder,
                                          const std::string& from, const std::string& day) {
  base::make_folders(folder);
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const LintedFeed& feed : feeds) {
    if (!feed.not_asked.empty()) continue;
    const std::string stem = file_stem_of(feed);
    std::string name = stem;
    for (int number = 2; !taken.insert(name).second; ++number) {
      name = stem + "-" + std::to_string(number);
    }
    name += ".html";
    base::replace_file(folder / name, write::render_lint_page(page_of(feed, from, day)));
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace syndic::cli
