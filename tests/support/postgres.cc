// SPDX-License-Identifier: MIT
#include "tests/support/postgres.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/support/files.h"

namespace syndic::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNobody = "65534";
constexpr uid_t kNobodyId = 65534;

// All that it writes is in its folder, but for a few bytes of shared memory by which a second
// server is kept from the same data.
const std::map<std::string, std::string> kSettings = {
    {"dynamic_shared_memory_type", "mmap"},
    {"fsync", "off"},
    {"full_page_writes", "off"},
    {"jit", "off"},
    {"listen_addresses", ""},
    {"max_connections", "50"},
    {"port", "5432"},
    {"shared_buffers", "16MB"},
    {"timezone", "UTC"},
};

// Line of the server's own file of its state, from 0; empty where there is none.
std::string state_line(const fs::path& folder, int number) {
  std::ifstream in(folder / "data/postmaster.pid");
  std::string line;
  for (int at = 0; at <= number; ++at) {
    if (!std::getline(in, line)) return {};
  }
  return line;
}

// The parent of a process, 0 where that one ended.
pid_t parent_of(const fs::path& process) {
  std::ifstream in(process / "stat");
  const std::string stat{std::istreambuf_iterator<char>(in), {}};
  const std::size_t name_end = stat.rfind(") ");  // "number (name) state parent …"
  if (name_end == std::string::npos || name_end + 4 > stat.size()) return 0;
  pid_t parent = 0;
  std::from_chars(stat.data() + name_end + 4, stat.data() + stat.size(), parent);
  return parent;
}

std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> children;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    pid_t process = 0;
    std::from_chars(name.data(), name.data() + name.size(), process);
    if (process > 0 && parent_of(entry.path()) == parent) children.push_back(process);
  }
  return children;
}

}  // namespace

bool PostgresServer::is_available() { return find_postgres().has_value(); }

PostgresServer::PostgresServer() : settings_(kSettings) { make(nullptr); }

PostgresServer::PostgresServer(ReplicaOf of) : settings_(of.primary.settings_) {
  make(&of.primary);
}

void PostgresServer::make(const PostgresServer* primary) {
  const auto found = find_postgres();
  if (!found) throw std::runtime_error("there is no PostgreSQL");
  make_folder();
  try {
    watch_over_folder();
    programs_ = ::geteuid() == 0 ? open_to_all(*found, folder_) : *found;
    primary == nullptr ? make_cluster() : copy_cluster(*primary);
    start();
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    ::close(alive_);
    throw;
  }
}

PostgresServer::~PostgresServer() {
  try {
    stop();
    remove_shared_memory();
  } catch (const std::exception&) {  // The folder goes all the same, and with it the server.
  }
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
  ::close(alive_);
}

std::string PostgresServer::url(std::string_view database) const {
  return "postgresql:///" + std::string(database) + "?host=" + folder_.string() +
         "&port=5432&user=syndic";
}

void PostgresServer::start() {
  if (server_) return;
  std::vector<std::string> words = command("postgres");
  words.insert(words.end(), {"-D", folder_ / "data", "-k", folder_});
  for (const auto& [name, value] : settings_) {
    words.insert(words.end(), {"-c", name + '=' + value});
  }
  server_.emplace(words, environment());
  wait_until_ready();
}

void PostgresServer::stop() {
  if (!server_) return;
  server_->send_signal(SIGQUIT);
  static_cast<void>(server_->wait());
  server_.reset();
}

void PostgresServer::stop_in_order() {
  if (!server_) return;
  server_->send_signal(SIGINT);
  static_cast<void>(server_->wait());
  server_.reset();
}

void PostgresServer::kill() {
  if (!server_) return;
  server_->send_signal(SIGSTOP);  // So that it has no more children than are found.
  for (const pid_t child : children_of(server_->id())) ::kill(child, SIGKILL);
  server_->send_signal(SIGKILL);
  static_cast<void>(server_->wait());  // All have its output, which ends with the last of them.
  server_.reset();
}

void PostgresServer::restart() {
  stop();
  start();
}

void PostgresServer::set(const std::string& name, const std::string& value) {
  settings_[name] = value;
  if (server_) restart();
}

// A socket's path is 107 bytes at most, and the usual folder of temporary files may be anywhere.
void PostgresServer::make_folder() {
  std::string name = "/tmp/syndic-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  folder_ = name;
}

// A shell outlives the test to remove the folder: it reads from a pipe until the test's end of it
// is closed. The server gets a signal when the test ends, and writes until then.
void PostgresServer::watch_over_folder() {
  const fs::path pipe = folder_ / "alive";
  if (::mkfifo(pipe.c_str(), 0600) != 0) throw std::runtime_error("no pipe");
  alive_ = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);
  const Finished begun = Process({"setsid", "--fork", "sh", "-c",
                                  "exec <\"$0/alive\" >/dev/null 2>&1; cd /; read -r _; "
                                  "for _ in $(seq 100); do "
                                  "rm -rf \"$0\" && break; sleep 0.1; done",
                                  folder_})
                             .wait();
  if (begun.exit_code != 0) throw std::runtime_error("no watch over the folder: " + begun.err);
}

void PostgresServer::make_cluster() {
  make_data("initdb", {"--username=syndic", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"});
}

void PostgresServer::copy_cluster(const PostgresServer& primary) {
  make_data("pg_basebackup", {"--host", primary.folder_, "--port=5432", "--username=syndic",
                              "--write-recovery-conf", "--checkpoint=fast"});
}

void PostgresServer::make_data(const char* program, const std::vector<std::string>& options) {
  if (::geteuid() == 0 && ::chown(folder_.c_str(), kNobodyId, kNobodyId) != 0) {
    throw std::runtime_error("cannot give nobody the folder");
  }
  std::vector<std::string> words = command(program);
  words.insert(words.end(), {"--pgdata", folder_ / "data", "--no-sync"});
  words.insert(words.end(), options.begin(), options.end());
  const Finished made = Process(words, environment()).wait();
  if (made.exit_code != 0) {
    throw std::runtime_error(std::string(program) + ": " + bytes_of(folder_ / "log"));
  }
}

// The segment of a server that was killed, which its files name.
void PostgresServer::remove_shared_memory() const {
  const std::string key_and_segment = state_line(folder_, 6);
  const std::size_t begin = key_and_segment.find_last_of(' ');
  if (begin == std::string::npos) return;
  int segment = -1;
  std::from_chars(key_and_segment.data() + begin + 1,
                  key_and_segment.data() + key_and_segment.size(), segment);
  shmid_ds about{};
  if (::shmctl(segment, IPC_STAT, &about) == 0 && about.shm_nattch == 0) {
    ::shmctl(segment, IPC_RMID, nullptr);
  }
}

void PostgresServer::wait_until_ready() {
  // That of a server that was killed names another process.
  const std::string process = std::to_string(server_->id());
  while (state_line(folder_, 0) != process || !state_line(folder_, 7).starts_with("ready")) {
    if (server_->has_ended()) {
      server_.reset();
      throw std::runtime_error("PostgreSQL did not start: " + bytes_of(folder_ / "log"));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

// One that runs as nobody if this is root, from a folder that nobody may enter, and what it says
// against anything goes to a file. It ends with the thread that starts it.
std::vector<std::string> PostgresServer::command(const char* program) const {
  std::vector<std::string> words = {"setpriv", "--pdeathsig", "QUIT"};
  if (::geteuid() == 0) {
    words.insert(words.end(), {"--reuid", kNobody, "--regid", kNobody, "--clear-groups"});
  }
  words.insert(words.end(),
               {"sh", "-c", "cd \"$0\" && exec \"$@\" 2>>log", folder_, programs_.bin / program});
  return words;
}

std::map<std::string, std::string> PostgresServer::environment() const {
  if (programs_.libraries.empty()) return {};
  return {{"LD_LIBRARY_PATH", programs_.libraries}};
}

}  // namespace syndic::test
