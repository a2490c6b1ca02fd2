// SPDX-License-Identifier: MIT
#include "tests/browser/devtools.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace syndic::test {
namespace {

using nlohmann::json;

constexpr int kPatienceMs = 30'000;
// The descriptors on which --remote-debugging-pipe listens and speaks.
constexpr int kItsInput = 3;
constexpr int kItsOutput = 4;
constexpr int kBeyond = 10;
// Windows' numbers, by which the protocol knows keys.
constexpr int kTabKey = 9;
constexpr int kEnterKey = 13;

// In the child: nothing but a program's own ends of the pipes, and no words on the terminal.
[[noreturn]] void become_chromium(const std::string& path, const std::string& profile, int in,
                                  int out) {
  const int nothing = ::open("/dev/null", O_RDWR);
  const int safe_in = ::fcntl(in, F_DUPFD, kBeyond);
  const int safe_out = ::fcntl(out, F_DUPFD, kBeyond);
  for (int standard = 0; standard < 3; ++standard) ::dup2(nothing, standard);
  ::dup2(safe_in, kItsInput);
  ::dup2(safe_out, kItsOutput);
  ::setpgid(0, 0);
  ::setenv("HOME", profile.c_str(), 1);
  const std::string data = "--user-data-dir=" + profile;
  ::execl(path.c_str(), path.c_str(), "--headless", "--no-sandbox", "--disable-gpu",
          "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
          "--disable-background-networking",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--remote-debugging-pipe",
          data.c_str(), nullptr);
  ::_exit(127);
}

}  // namespace

std::optional<std::string> chromium() {
  for (const char* const path :
       {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"}) {
    if (std::filesystem::exists(path)) return path;
  }
  return std::nullopt;
}

Browser::Browser() {
  std::array<int, 2> commands{};
  std::array<int, 2> answers{};
  if (::pipe2(commands.data(), O_CLOEXEC) != 0 || ::pipe2(answers.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe to a browser");
  }
  const std::string path = chromium().value();
  const std::string profile = profile_.path().string();
  pid_ = ::fork();
  if (pid_ == 0) become_chromium(path, profile, commands[0], answers[1]);
  ::close(commands[0]);
  ::close(answers[1]);
  to_ = commands[1];
  from_ = answers[0];
  const json target = call("Target.createTarget", {{"url", "about:blank"}});
  session_ = call("Target.attachToTarget", {{"targetId", target.at("targetId")}, {"flatten", true}})
                 .at("sessionId");
  for (const char* domain : {"Page.enable", "Network.enable", "Log.enable", "Runtime.enable"}) {
    call(domain, json::object());
  }
}

Browser::~Browser() {
  if (pid_ > 0) {
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  ::close(to_);
  ::close(from_);
}

void Browser::look_like(int width, const std::string& color_scheme, int zoom) {
  call("Emulation.setDeviceMetricsOverride",
       {{"width", width}, {"height", 900}, {"deviceScaleFactor", zoom}, {"mobile", false}});
  call("Emulation.setEmulatedMedia",
       {{"features", {{{"name", "prefers-color-scheme"}, {"value", color_scheme}}}}});
}

void Browser::prepare(const std::string& script) {
  call("Page.addScriptToEvaluateOnNewDocument", {{"source", script}});
}

void Browser::ignore_policies() { call("Page.setBypassCSP", {{"enabled", true}}); }

void Browser::open(const std::string& url) {
  events_.clear();
  call("Page.navigate", {{"url", url}});
  while (!has_seen("Page.loadEventFired")) events_.push_back(receive());
  run("new Promise(done => setTimeout(done, 200))");
}

std::vector<std::string> Browser::messages() const {
  std::vector<std::string> said;
  for (const json& event : events_) {
    const std::string method = event.value("method", "");
    if (method == "Log.entryAdded") said.push_back(event.at("params").at("entry").dump());
    if (method == "Runtime.consoleAPICalled" || method == "Runtime.exceptionThrown") {
      said.push_back(event.at("params").dump());
    }
  }
  return said;
}

std::vector<std::string> Browser::requests() const {
  std::vector<std::string> urls;
  for (const json& event : events_) {
    if (event.value("method", "") == "Network.requestWillBeSent") {
      urls.push_back(event.at("params").at("request").at("url"));
    }
  }
  return urls;
}

std::vector<Received> Browser::received() const {
  std::vector<Received> all;
  for (const json& event : events_) {
    if (event.value("method", "") != "Network.responseReceived") continue;
    const json& told = event.at("params");
    all.push_back({told.at("response").at("url"), told.at("type")});
  }
  return all;
}

void Browser::press(const std::string& key) {
  json event = {
      {"key", key}, {"code", key}, {"windowsVirtualKeyCode", key == "Tab" ? kTabKey : kEnterKey}};
  event["type"] = key == "Enter" ? "keyDown" : "rawKeyDown";
  if (key == "Enter") event["text"] = "\r";
  call("Input.dispatchKeyEvent", event);
  event.erase("text");
  event["type"] = "keyUp";
  call("Input.dispatchKeyEvent", event);
}

json Browser::run(const std::string& script) {
  const json answer =
      call("Runtime.evaluate",
           {{"expression", script}, {"awaitPromise", true}, {"returnByValue", true}});
  return answer.at("result").value("value", json());
}

json Browser::call(const std::string& method, const json& parameters) {
  json request = {{"id", ++last_id_}, {"method", method}, {"params", parameters}};
  if (!session_.empty()) request["sessionId"] = session_;
  const std::string bytes = request.dump() + '\0';
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t now = ::write(to_, bytes.data() + sent, bytes.size() - sent);
    if (now <= 0) throw std::runtime_error("the browser is gone");
    sent += static_cast<std::size_t>(now);
  }
  for (;;) {
    json message = receive();
    if (message.value("id", 0) == last_id_) {
      if (!message.contains("result")) throw std::runtime_error(method + ": " + message.dump());
      return message.at("result");
    }
    events_.push_back(std::move(message));
  }
}

json Browser::receive() {
  for (;;) {
    if (const std::size_t end = buffer_.find('\0'); end != std::string::npos) {
      json message = json::parse(buffer_.substr(0, end));
      buffer_.erase(0, end + 1);
      return message;
    }
    pollfd waiting{from_, POLLIN, 0};
    std::array<char, 65'536> bytes{};
    if (::poll(&waiting, 1, kPatienceMs) <= 0) throw std::runtime_error("the browser is silent");
    const ssize_t got = ::read(from_, bytes.data(), bytes.size());
    if (got <= 0) throw std::runtime_error("the browser is gone");
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

bool Browser::has_seen(const std::string& method) const {
  for (const json& event : events_) {
    if (event.value("method", "") == method) return true;
  }
  return false;
}

}  // namespace syndic::test
