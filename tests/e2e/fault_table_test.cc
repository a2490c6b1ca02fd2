// SPDX-License-Identifier: MIT
//
// Every way in which a server can answer badly, side by side in one run, beside what each must end
// in. All had a feed before, and none of those items may go.
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "base/time_format.h"
#include "store/store.h"
#include "tests/e2e/fault_rows.h"
#include "tests/e2e/network.h"
#include "tests/support/faults.h"

namespace fault_table_test {

using namespace syndic;
using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string kBefore = "2026-01-31T12:00:00Z";
const std::string kNow = "2026-01-31T14:00:00Z";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) {
    text.replace(at, what.size(), by);
  }
  return text;
}

/// What ends an answer. Where that is a limit of time, it alone is short, so that no other answer
/// is cut short on a busy machine.
enum class End { by_itself, by_stall, by_timeout };

End end_of(const std::string& fault) {
  const auto row = std::ranges::find(fault_rows(), fault, &FaultRow::fault);
  const std::string_view error = row == fault_rows().end() ? "" : row->error;
  const auto has = [&](std::string_view words) {
    return error.find(words) != std::string_view::npos;
  };
  if (has("stalled for") || has("no answer from HOST within")) return End::by_stall;
  return has("took longer") ? End::by_timeout : End::by_itself;
}

std::string limits_of_time(End end) {
  return std::string("stall_timeout = ") + (end == End::by_stall ? "\"2s\"" : "\"1h\"") +
         "\ntimeout = " + (end == End::by_timeout ? "\"5s\"" : "\"1h\"");
}

/// One server a fault that ends so, each on an address of its own: to syndic, as many hosts.
class Faulty {
 public:
  explicit Faulty(End end) {
    network_.one_at_a_time();
    network_.configure_fetch(limits_of_time(end));
    network_.configure("[[feed]]\nname = \"all\"\nitems = 1000");
    faults_ = all_faults();
    faults_.push_back({"no-server", [this](FaultServer&) { servers_.at("no-server").reset(); }});
    std::erase_if(faults_, [&](const Fault& fault) { return end_of(fault.name) != end; });
    for (const Fault& fault : faults_) {
      const std::string address = "127.0.1." + std::to_string(servers_.size() + 1);
      auto& server = servers_[fault.name] = std::make_unique<FaultServer>(address);
      const bool plain = fault.name == "status-304-unasked";
      server->reply(std::string(kFaultPath),
                    {.body = rss_feed(fault.name + ".example", {fault.name + "-old"}),
                     .etag = plain ? "" : kOldEtag,
                     .last_modified = plain ? "" : "Sat, 31 Jan 2026 10:00:00 GMT"});
      network_.add_source(fault.name, server->url(kFaultPath));
      hosts_[fault.name] = {address, std::to_string(server->port())};
    }
    if (end != End::by_itself) return;
    network_.add_source("no-name", "http://nothing.invalid/feed");
    network_.add_source("no-tls", "https" + servers_.at("head-garbage")->url("/").substr(4));
  }

  void go_bad() {
    for (const Fault& fault : faults_) fault.install(*servers_.at(fault.name));
  }

  [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
  [[nodiscard]] Network& network() { return network_; }

  /// A text about a source without what is another in each run.
  [[nodiscard]] std::string anonymous(const std::string& id, const std::string& text) const {
    const auto found = hosts_.find(id == "no-tls" ? "head-garbage" : id);
    if (found == hosts_.end()) return text;
    const auto& [address, port] = found->second;
    const std::string placeless =
        replaced(replaced(text, address + ":" + port, "HOST"), address, "HOST");
    return replaced(placeless, port, "PORT");
  }

 private:
  Network network_;
  std::vector<Fault> faults_;
  std::map<std::string, std::unique_ptr<FaultServer>> servers_;
  std::map<std::string, std::pair<std::string, std::string>> hosts_;
};

void check_line(const std::string& error) {
  CHECK(error.size() >= 8);
  CHECK(error.size() <= 300);
  CHECK(std::ranges::none_of(
      error, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }));
}

// A row as it would have to read, for whoever adds one.
std::string as_row(const std::string& id, const json& report, const model::FetchState& state,
                   const std::string& error) {
  return "{" + json(id).dump() + ", " + report.at("outcome").dump() + ", " +
         std::to_string(state.last_status) + ", " + json(error).dump() + ", " +
         json(state.validators.etag).dump() + ", \"" +
         (error.empty() ? std::string() : base::format_rfc3339(*state.next_due)) + "\"},";
}

void check_row(const std::string& id, const json& report, const model::FetchState& state,
               const Faulty& faulty) {
  const std::string error = faulty.anonymous(id, report.value("error", ""));
  INFO("this run: " << as_row(id, report, state, error));
  const auto row = std::ranges::find(fault_rows(), id, &FaultRow::fault);
  CHECK(row != fault_rows().end());
  if (row == fault_rows().end()) return;
  CHECK(report.at("outcome") == row->outcome);
  CHECK(report.at("status") == state.last_status);
  CHECK(state.last_status == row->status);
  CHECK(error == row->error);
  CHECK(faulty.anonymous(id, state.last_error) == row->error);
  CHECK(state.validators.etag == row->etag);
  if (error.empty()) return;
  check_line(report.at("error"));
  CHECK(base::format_rfc3339(*state.next_due) == row->due);
  if (state.validators.etag == kOldEtag) {
    CHECK(state.validators.last_modified == "Sat, 31 Jan 2026 10:00:00 GMT");
  }
}

}  // namespace

TEST_CASE("every fault is in the table") {
  std::set<std::string> names = {"no-server", "no-name", "no-tls"};
  for (const Fault& fault : all_faults()) names.insert(fault.name);
  CHECK(fault_rows().size() == names.size());
  for (const FaultRow& row : fault_rows()) CHECK(names.contains(std::string(row.fault)));
}

TEST_CASE("every fault ends as it must, with one line, and the old items stay") {
  const End end = GENERATE(End::by_itself, End::by_stall, End::by_timeout);
  Faulty faulty(end);
  Network& network = faulty.network();
  REQUIRE(network.refresh({}, kBefore).exit_code == 0);
  faulty.go_bad();

  const Finished finished = network.refresh({}, kNow);
  INFO(finished.err);
  REQUIRE(finished.exit_code == (end == End::by_itself ? 0 : 1));  // Of the others, all failed.

  const json report = json::parse(finished.out);
  const auto states = store::open_read_only(network.store())->fetch_states();
  for (const json& source : report.at("sources")) {
    const std::string id = source.at("id");
    CAPTURE(id);
    check_row(id, source, states.at(id), faulty);
  }
  const std::string published = bytes_of(network.published("all.json"));
  for (const Fault& fault : faulty.faults()) {
    CAPTURE(fault.name);
    CHECK(published.find("\"" + fault.name + "-old\"") != std::string::npos);
  }
}

}  // namespace fault_table_test
