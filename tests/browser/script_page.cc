// SPDX-License-Identifier: MIT
#include "tests/browser/script_page.h"

#include <chrono>
#include <ctime>

#include "tests/normalize/table.h"
#include "write/theme/theme.h"

namespace syndic::test {

using nlohmann::json;

namespace {

std::string form_of(const std::string& tool) {
  return "document.querySelector('[data-tool=" + tool + "] form')";
}

}  // namespace

const std::string kScriptPage = R"html(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Test</title><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self';
 connect-src 'self'; img-src data:; style-src 'self'; base-uri 'none'; form-action 'none'">
<link rel="stylesheet" href="style.css"><script src="site.js" defer></script></head><body><header>
<h1>Test</h1>
<p data-tool="health" data-src="health.json" data-zone="America/New_York"
 data-still="Still since {day}." hidden></p></header>
<div data-tool="search" data-src="search.json" data-label="Search" data-none="Nothing found."
 data-count="{count} found" data-looking="Looking." data-unreachable="Unreachable."></div><main>
<div data-tool="why" data-src="why/" data-zone="America/New_York" data-label="Link"
 data-button="Look" data-shown="{source}: seen {seen}; place {place}."
 data-told="{source}: told by {by}." data-kept-out="A rule keeps it out." data-withdrawn="Taken back." data-held="Held until {until}."
 data-older="Older; seen {seen}." data-place="Place {place}." data-unpublished="Not of {source}."
 data-unseen="{source} is next {next}." data-failing="{source} fails; next {next}."
 data-unknown-host="Unknown." data-no-link="No link." data-looking="Looking."
 data-unreachable="Unreachable."></div>
<pre><code data-copy="Copy" data-copied="Copied">&lt;b&gt; text</code></pre>
</main></body></html>)html";

const std::string kHostileTitle = "</script><img src=x onerror=alert(1)>";
const json kTracking = {{"names", {"fbclid"}}, {"prefixes", {"utm_"}}};

ScriptPage::ScriptPage(const std::map<std::string, json>& files) {
  const write::Theme theme;
  server_.reply("/", {.headers = {{"Content-Type", "text/html"}}, .body = kScriptPage});
  server_.reply("/site.js",
                {.headers = {{"Content-Type", "text/javascript"}}, .body = theme.file("site.js")});
  server_.reply("/style.css",
                {.headers = {{"Content-Type", "text/css"}}, .body = theme.file("style.css")});
  for (const auto& [name, content] : files) serve(name, content);
  browser_.look_like(400, "light");
  browser_.open(server_.url("/"));
}

void ScriptPage::serve(const std::string& name, const json& content) {
  server_.reply("/" + name,
                {.headers = {{"Content-Type", "application/json"}}, .body = content.dump()});
}

void ScriptPage::hold(const std::string& name, const json& content) {
  server_.script("/" + name, [this, body = content.dump()](Wire& wire) {
    while (is_held_ && wire.pause(std::chrono::milliseconds(10))) continue;
    wire.answer(body);
  });
}

void ScriptPage::release() {
  is_held_ = false;
  run("new Promise(done => setTimeout(done, 400))");
}

void ScriptPage::lose(const std::string& name) {
  server_.script("/" + name, [](const Wire&) {});
}

std::string ScriptPage::shown(const std::string& tool) {
  return run(
      "[...document.querySelectorAll('[data-tool=" + tool +
      "] > :not(form)')].map(one => one.innerText).join('\\n').replace(/\\n+/g, '\\n').trim()");
}

std::string ScriptPage::search(const std::string& words) {
  ask("search", words);
  return answer("search");
}

std::string ScriptPage::why(const std::string& link) {
  ask("why", link);
  return answer("why");
}

std::string ScriptPage::again(const std::string& tool) {
  run(form_of(tool) + ".requestSubmit()");
  return answer(tool);
}

void ScriptPage::ask(const std::string& tool, const std::string& text) {
  const std::string field = form_of(tool) + ".querySelector('input')";
  run(field + ".value = " + json(text).dump() + ";" +
      (tool == "search" ? field + ".dispatchEvent(new Event('input'))"
                        : form_of(tool) + ".requestSubmit()"));
}

std::string ScriptPage::typed(const std::string& tool) {
  return run("document.querySelector('[data-tool=" + tool + "] input').value");
}

// What a tool shows once it no longer looks.
std::string ScriptPage::answer(const std::string& tool) {
  run("new Promise(done => { const until = Date.now() + 5000; const look = () => "
      "document.querySelector('[data-tool=" +
      tool +
      "] [role=status]').innerText === 'Looking.' && Date.now() < until"
      " ? setTimeout(look, 10) : done(); setTimeout(look); })");
  return shown(tool);
}

std::string in_hours(int hours) {
  const std::time_t time =
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()) + hours * 3600;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::string text(20, '\0');
  std::strftime(text.data(), text.size() + 1, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

json search_file() {
  return {
      {"sources", {"CASEL", "Straßenverein", kHostileTitle}},
      {"items",
       {{"Teachers’ day", "https://casel.org/a", 0, "2022-05-16", "teachers’ day casel pay-gap",
         "b2bf8e3b1c3d4e5f"},
        {"Straße", "", 1, "", "strasse strassenverein", ""},
        {kHostileTitle, "javascript:alert(1)", 2, "2022-05-15", kHostileTitle + " hostile", ""},
        {"教师工会", "http://a.example/zh", 0, "2022-05-14", "教师工会的新闻 casel ai教育", ""}}}};
}

std::map<std::string, json> why_files(const std::string& key, const json& told) {
  json search = search_file();
  search["items"][3][5] = key;
  return {{"search.json", search},
          {"health.json",
           {{"ok", true},
            {"checked", in_hours(0)},
            {"next", in_hours(1)},
            {"due",
             {{"casel", "2099-01-02T03:04:00Z"},
              {"late", in_hours(-200)},
              {"soon", in_hours(-2)},
              {"bad", "2099-01-02T03:04:00Z"}}},
            {"failing", {"bad"}}}},
          {"why/index.json",
           {{"days", 90},
            {"have", json::array({key.substr(0, 2)})},
            {"sources",
             {{{"id", "casel"}, {"name", "CASEL"}, {"hosts", {"casel.org"}}},
              {{"id", "late"}, {"name", "Late"}, {"hosts", {"late.example"}}},
              {{"id", "soon"}, {"name", "Soon"}, {"hosts", {"soon.example"}}},
              {{"id", "bad"}, {"name", "Bad"}, {"hosts", {"bad.example"}}},
              {{"id", "hostile"}, {"name", kHostileTitle}, {"hosts", {"hostile.example"}}}}},
            {"tracking", kTracking}}},
          {"why/" + key.substr(0, 2) + ".json", {{key, told}}}};
}

const std::string kKeyOfA = [] {
  for (const TableCase& one : table_cases("canonical")) {
    if (one.out == "https://casel.org/a" && !one.key.empty()) return one.key;
  }
  return std::string();
}();

json link_row(const char* is) {
  return {{"is", is}, {"seen", "2026-11-29T14:05:00Z"}, {"source", "CASEL"}};
}

}  // namespace syndic::test
