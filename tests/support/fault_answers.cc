// SPDX-License-Identifier: MIT
#include "tests/support/faults.h"

namespace syndic::test {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

// A whole answer of that status, with validators that must not be kept.
Fault status(std::string name, int code, Fields fields = {}) {
  fields.emplace_back("ETag", "\"of-an-error\"");
  fields.emplace_back("Last-Modified", "Sat, 31 Jan 2026 13:00:00 GMT");
  const Reply reply{.status = code, .headers = fields, .body = fresh_feed()};
  return {std::move(name),
          [reply](FaultServer& server) { server.reply(std::string(kFaultPath), reply); }};
}

// A 302 to there, and a good feed at "/elsewhere".
Fault redirect(std::string name, Fields fields, int code = 302) {
  return {std::move(name), [fields = std::move(fields), code](FaultServer& server) {
            server.reply(std::string(kFaultPath), {.status = code, .headers = fields});
            server.reply("/elsewhere", {.body = fresh_feed(), .etag = "\"elsewhere\""});
          }};
}

Fault redirect_to(std::string name, const std::string& location) {
  return redirect(std::move(name), {{"Location", location}});
}

// "/feed" to "/1" and so on to "/COUNT", which has the feed.
Fault chain(std::string name, int count) {
  return {std::move(name), [count](FaultServer& server) {
            std::string path(kFaultPath);
            for (int i = 1; i <= count; ++i) {
              const std::string next = "/" + std::to_string(i);
              server.reply(path, {.status = 301, .headers = {{"Location", next}}});
              path = next;
            }
            server.reply(path, {.body = fresh_feed(), .etag = "\"end\""});
          }};
}

// To another place of the same server, as an absolute URL with `userinfo` in it.
void redirect_with_userinfo(FaultServer& server) {
  std::string target = server.url("/elsewhere");
  target.insert(std::string_view("http://").size(), "eve:secret@");
  redirect_to("", target).install(server);
}

void redirect_to_page(FaultServer& server) {
  redirect_to("", "/page").install(server);
  server.reply("/page", {.headers = {{"Content-Type", "text/html"}},
                         .body = "<!DOCTYPE html><title>Gone fishing</title><p>Come back later."});
}

void redirect_to_tls(FaultServer& server) {
  redirect_to("", "https" + server.url("/elsewhere").substr(4)).install(server);
}

// The redirect's own body never ends; nobody wants it.
void redirect_with_endless_body(FaultServer& server) {
  redirect_to("", "/elsewhere").install(server);
  server.script(std::string(kFaultPath), [](Wire& wire) {
    wire.send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n");
    while (wire.send(std::string(9'999, 'x'))) continue;
  });
}

void redirect_to_gone(FaultServer& server) {
  redirect_to("", "/gone").install(server);
  server.reply("/gone", {.status = 410});
}

std::vector<Fault> statuses() {
  return {status("status-201", 201),
          status("status-204", 204),
          status("status-205", 205),
          status("status-206", 206, {{"Content-Range", "bytes 0-99/9999"}}),
          status("status-226-feed", 226, {{"IM", "feed"}}),
          status("status-226-vcdiff", 226, {{"IM", "vcdiff"}}),
          status("status-300", 300),
          status("status-304-unasked", 304),
          status("status-305", 305),
          status("status-400", 400),
          status("status-401", 401, {{"WWW-Authenticate", "Basic realm=\"members\""}}),
          status("status-402", 402),
          status("status-403", 403),
          status("status-404", 404),
          status("status-410", 410),
          status("status-418", 418),
          status("status-429", 429),
          status("status-429-seconds", 429, {{"Retry-After", "86400"}}),
          status("status-429-date", 429, {{"Retry-After", "Mon, 02 Feb 2026 12:00:00 GMT"}}),
          status("status-429-nonsense", 429, {{"Retry-After", "when hell freezes"}}),
          status("status-429-endless", 429, {{"Retry-After", "99999999999999999999"}}),
          status("status-451", 451),
          status("status-500", 500),
          status("status-502", 502),
          status("status-503-date", 503, {{"Retry-After", "Sunday, 01-Feb-26 06:00:00 GMT"}}),
          status("status-503-past", 503, {{"Retry-After", "Thu, 01 Jan 2026 00:00:00 GMT"}}),
          status("status-999", 999)};
}

std::vector<Fault> redirects() {
  return {redirect_to("redirect-loop", std::string(kFaultPath)),
          chain("redirect-five-hops", 5),
          chain("redirect-six-hops", 6),
          redirect_to("redirect-to-file", "file:///etc/passwd"),
          redirect_to("redirect-to-ftp", "ftp://files.example/feed.xml"),
          redirect_to("redirect-to-script", "javascript:alert(1)"),
          redirect_to("redirect-to-no-name", "http://nothing.invalid/feed"),
          redirect_to("redirect-to-broken-url", "http://[::1"),
          redirect_to("redirect-to-escapes", "http://a.example/\x1b[2J\x1b]0;owned\x07"),
          redirect_to("redirect-far", "/" + std::string(30'000, 'x')),
          redirect_to("redirect-empty", ""),
          redirect("redirect-without-location", {}),
          redirect_to("redirect-relative", "../././elsewhere#part"),
          redirect("redirect-307", {{"Location", "/elsewhere"}}, 307),
          {"redirect-to-userinfo", redirect_with_userinfo},
          {"redirect-to-page", redirect_to_page},
          {"redirect-to-no-tls", redirect_to_tls},
          {"redirect-with-endless-body", redirect_with_endless_body},
          {"redirect-to-gone", redirect_to_gone}};
}

}  // namespace

std::vector<Fault> faults_of_answers() {
  std::vector<Fault> all = statuses();
  for (Fault& fault : redirects()) all.push_back(std::move(fault));
  return all;
}

std::vector<Fault> all_faults() {
  std::vector<Fault> all = faults_of_answers();
  for (Fault& fault : faults_of_messages()) all.push_back(std::move(fault));
  for (Fault& fault : faults_of_contents()) all.push_back(std::move(fault));
  return all;
}

std::string fresh_feed() {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Fresh</title>"
         "<link>https://fresh.example/</link><description>It works</description>"
         "<item><title>fresh</title><guid isPermaLink=\"false\">fresh</guid>"
         "<description>New.</description></item></channel></rss>";
}

}  // namespace syndic::test
