// SPDX-License-Identifier: MIT
#include "store/postgres/failures.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/lines.h"
#include "base/printable.h"

namespace syndic::store {
namespace {

struct StateWords {
  std::string_view state;  // Or how it begins: its class.
  std::string_view words;
  bool with_message;  // What the server says is worth repeating.
};

constexpr auto kStates = std::to_array<StateWords>({
    {"53100", "cannot grow: the server's disk is full; make room there and run again", false},
    {"53200", "cannot be used: the server is out of memory; look at it, and run again", false},
    {"53300",
     "cannot be opened: no connection is left; run fewer workers, or have the server allow more",
     true},
    {"25006",
     "is read-only: the server is a replica, or set so; name the primary (in the url: "
     "target_session_attrs=read-write)",
     false},
    {"57P01", "was closed by the server, as when that is stopped or restarted; run again", false},
    {"57P02", "was closed: the server crashed and starts again; run again", false},
    {"57P03", "cannot be opened yet: the server is starting or stopping; run again", false},
    {"57P05", "was closed by the server, as nothing was asked of it for long; run again", false},
    {"57014",
     "is too slow: the server gave a statement up after its time; look at the server, and "
     "run again",
     false},
    {"55P03",
     "is in use: another session has held a lock on it for long; run again when that is done "
     "(PostgreSQL's pg_stat_activity shows who)",
     false},
    {"54000",
     "cannot hold a text that is a key and longer than PostgreSQL takes, about 2,700 bytes; "
     "shorten it, or stay on SQLite",
     true},
    {"25P02", "undid the batch after an earlier failure; run again", false},
    {"40", "was changed by another process at the same time; run again", false},
    {"28",
     "cannot be opened: the server refuses this user or password; see user and password in "
     "config/README.md, [store]",
     true},
    {"3D000", "cannot be opened: the server has no such database; make it with createdb", true},
    {"3F000", "cannot be opened: the database has no such schema; make it with CREATE SCHEMA",
     true},
    {"42P07",
     "cannot be made: another program's tables are in the way; give it a schema of its own "
     "(in the url: options=-csearch_path%3DNAME)",
     true},
    {"42501",
     "is closed to this user: grant it CREATE and USAGE on the schema, and all on its tables and "
     "sequences",
     true},
    {"08", "cannot be reached; run again, and look at the server if that stays", true},
    {"XX001", "is damaged, says its server: restore a backup", true},
    {"XX002", "is damaged, says its server: restore a backup", true},
});

// What a server says before there is a connection, of which libpq does not tell the state.
struct Refusal {
  std::string_view said;
  std::string_view state;
};

constexpr auto kRefusals = std::to_array<Refusal>({
    {"the database system is", "57P03"},
    {"too many clients already", "53300"},
    {"too many connections", "53300"},
    {"remaining connection slots", "53300"},
    {"password authentication failed", "28P01"},
    {"no password supplied", "28P01"},
    {"no pg_hba.conf entry", "28000"},
    {"pg_hba.conf rejects", "28000"},
    {"is not permitted to log in", "28000"},
    {"role \"", "28000"},
    {"database \"", "3D000"},
});

// How libpq begins to speak of a url that it does not understand; it does not try to connect then.
constexpr auto kWrongUrl = std::to_array<std::string_view>(
    {"invalid ", "definition of service", "service file", "missing ", "forbidden ", "unexpected ",
     "end of string reached", "IPv6 host address"});

std::string_view state_of_refusal(std::string_view message) {
  for (const Refusal& each : kRefusals) {
    if (message.find(each.said) != std::string_view::npos) return each.state;
  }
  return {};
}

// What the server, or libpq, says against a connection: "connection to server … failed: FATAL:  …".
// Empty if the server was not reached.
std::string_view refusal_in(std::string_view message) {
  constexpr auto kBegins = std::to_array<std::string_view>({"FATAL:  ", "fe_sendauth: "});
  for (const std::string_view begin : kBegins) {
    const std::size_t at = message.find(begin);
    if (at != std::string_view::npos) return message.substr(at + begin.size());
  }
  return {};
}

// On one line: libpq tells of each server that it has tried, and gives advice on lines that begin
// with a tab.
std::string without_advice(std::string_view message) {
  std::string line;
  for (std::string_view rest = base::trim(message); !rest.empty();) {
    const std::string_view next = base::take_line(rest);
    if (!next.starts_with('\t')) line.append(line.empty() ? "" : "; ").append(next);
  }
  return line;
}

}  // namespace

std::string words_of_postgres(std::string_view state, std::string_view message) {
  constexpr std::size_t kShown = 200;
  if (state.empty()) {
    const std::string_view refusal = refusal_in(message);
    state = state_of_refusal(refusal);
    if (!state.empty()) message = refusal;
  }
  const std::string said = base::printable_line(without_advice(message), kShown);
  for (const StateWords& each : kStates) {
    if (state.empty() || !state.starts_with(each.state)) continue;
    std::string words(each.words);
    if (each.with_message) words.append(" (").append(said).append(")");
    return words;
  }
  if (said.empty()) return "was closed: the connection to its server was lost; run again";
  const bool is_wrong_url = std::ranges::any_of(
      kWrongUrl, [&](std::string_view begin) { return message.starts_with(begin); });
  if (state.empty() && is_wrong_url) {
    // What comes after may be the url, with its password.
    const std::string what = said.substr(0, said.find(" in URI"));
    return "has a url that is wrong: " + what + "; mend it in [store]";
  }
  if (state.empty()) return "cannot be reached: " + said + "; run again when its server is there";
  return "failed: " + said + " (" + std::string(state) + "); run again";
}

}  // namespace syndic::store
