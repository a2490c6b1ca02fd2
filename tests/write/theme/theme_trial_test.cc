// SPDX-License-Identifier: MIT
//
// Which mistakes of a theme are found before it makes a page of real items.
#include "write/theme/theme_trial.h"

#include <catch2/catch.hpp>
#include <string>

#include "base/error.h"
#include "tests/support/paths.h"
#include "tests/support/temp_dir.h"

namespace theme_trial_test {

using namespace syndic;
using Catch::Matchers::Contains;
using write::CheckedNames;
using write::Theme;

namespace {

/// What is said of a theme whose file `name` is this.
std::string complaint_about(const std::string& name, const std::string& bytes,
                            CheckedNames checked = CheckedNames::all) {
  const test::TempDir dir;
  dir.write(name, bytes);
  try {
    write::try_out(Theme(dir.path(), checked));
    return "none";
  } catch (const FileFailure& failure) {
    return failure.what();
  }
}

}  // namespace

TEST_CASE("The built-in theme and a copy of it have no mistake") {
  CHECK_NOTHROW(write::try_out(Theme({}, CheckedNames::all)));
  CHECK_NOTHROW(write::try_out(Theme(test::source_dir() / "config/theme", CheckedNames::all)));
}

TEST_CASE("An unknown name is found in each template") {
  for (const std::string file :
       {"page.mustache", "item.mustache", "sources.mustache", "status.mustache", "embed.mustache",
        "digest.mustache", "feed.css"}) {
    CHECK_THAT(complaint_about(file, "\n{{frobnicate}}"),
               Contains(file + " is broken: line 2: it asks for {{frobnicate}}"));
  }
}

TEST_CASE("An unknown name is found in a section that few pages show") {
  for (const std::string section :
       {"{{#number_label}}", "{{^number_label}}", "{{#is_history}}", "{{#heading_href}}",
        "{{#newer_href}}", "{{#older_href}}", "{{#structured_html}}", "{{#has_podcasts}}",
        "{{#opml_href}}", "{{^is_indexed}}", "{{#is_empty}}", "{{^embed_code}}", "{{#subtitle}}"}) {
    const std::string end = "{{/" + section.substr(3);
    CHECK(complaint_about("page.mustache", section + "{{title_of_it}}" + end) != "none");
  }
  CHECK(complaint_about("item.mustache", "{{#late}}{{^late}}{{nmae}}{{/late}}{{/late}}") != "none");
  CHECK(complaint_about("item.mustache", "{{#summary}}{{^href}}{{nmae}}{{/href}}{{/summary}}") !=
        "none");
}

TEST_CASE("An unknown name is found in what stands in a list, and its own names are known there") {
  for (const std::string list : {"days", "pinned", "kinds", "groups", "tags", "sources", "feeds",
                                 "podcasts", "alternates"}) {
    CAPTURE(list);
    const std::string start = "{{#" + list + "}}";
    const std::string end = "{{/" + list + "}}";
    CHECK_THAT(complaint_about("page.mustache", start + "\n{{hreff}}" + end),
               Contains("page.mustache is broken: line 2: it asks for {{hreff}}"));
  }
  CHECK(complaint_about("page.mustache",
                        "{{#days}}{{number}}{{iso}}{{name}}{{&items_html}}{{/days}}"
                        "{{#pinned}}{{name}}{{/pinned}}{{#kinds}}{{name}}{{href}}{{/kinds}}"
                        "{{#groups}}{{current}}{{/groups}}{{#tags}}{{href}}{{/tags}}"
                        "{{#sources}}{{name}}{{/sources}}{{#podcasts}}{{address}}{{/podcasts}}"
                        "{{#feeds}}{{title}}{{#files}}{{format}}{{/files}}{{/feeds}}") == "none");
  CHECK(complaint_about("item.mustache", "{{#also}}{{naem}}{{/also}}") != "none");
  CHECK(complaint_about("embed.mustache", "{{#items}}{{titel}}{{/items}}") != "none");
  CHECK(complaint_about("digest.mustache", "{{#more}}{{pages_href}}{{/more}}") != "none");
  CHECK(complaint_about("digest.mustache", "{{#days}}{{#items}}{{titel}}{{/items}}{{/days}}") !=
        "none");
  CHECK(complaint_about("sources.mustache", "{{#sources}}{{titel}}{{/sources}}") != "none");
  CHECK(complaint_about("sources.mustache", "{{#partners}}{{titel}}{{/partners}}") != "none");
  CHECK(complaint_about("status.mustache", "{{#rows}}{{titel}}{{/rows}}") != "none");
}

TEST_CASE("There are pages with everything and pages with nothing") {
  const auto shown = [](const std::string& file, const std::string& section) {
    const std::string text = section + "{{nmae}}{{/" + section.substr(3);
    return complaint_about(file, text, CheckedNames::used) != "none";
  };
  for (const std::string name :
       {"poster_href", "image", "audio", "captions", "transcript_href", "source_href", "also",
        "authors", "late", "corrected", "lang", "day", "summary", "href", "has_actions"}) {
    CAPTURE(name);
    CHECK(shown("item.mustache", "{{#" + name + "}}"));
    CHECK(shown("item.mustache", "{{^" + name + "}}"));
  }
  for (const std::string name :
       {"is_indexed", "page_url", "opml_href", "owner", "owner_email", "has_partners", "embed_code",
        "partners", "subtitle", "logo", "rights"}) {
    CAPTURE(name);
    CHECK(shown("sources.mustache", "{{#" + name + "}}"));
    CHECK(shown("sources.mustache", "{{^" + name + "}}"));
  }
  for (const std::string name : {"home_href", "read_iso", "news_iso", "graph_html"}) {
    CAPTURE(name);
    CHECK_THAT(complaint_about("status.mustache",
                               "{{#rows}}{{#" + name + "}}{{nmae}}{{/" + name + "}}{{/rows}}",
                               CheckedNames::used),
               Contains("{{nmae}}"));
    CHECK_THAT(complaint_about("status.mustache",
                               "{{#rows}}{{^" + name + "}}{{nmae}}{{/" + name + "}}{{/rows}}",
                               CheckedNames::used),
               Contains("{{nmae}}"));
  }
  for (const std::string name :
       {"is_index",   "is_main",         "is_history",   "number_label", "newer_href",
        "older_href", "structured_html", "pinned",       "days",         "is_empty",
        "has_filter", "has_groups",      "has_tags",     "has_sources",  "alternates",
        "feeds",      "podcasts",        "heading_href", "health_href",  "search_href",
        "embed_code"}) {
    CAPTURE(name);
    CHECK(shown("page.mustache", "{{#" + name + "}}"));
    CHECK(shown("page.mustache", "{{^" + name + "}}"));
  }
}

TEST_CASE("A part that other delimiters hide is not left out in silence") {
  CHECK_THAT(complaint_about("item.mustache", "{{=<% %>=}}\n<%> who%>"),
             Contains("item.mustache is broken: line 2: it asks for {{> who}}"));
}

}  // namespace theme_trial_test
