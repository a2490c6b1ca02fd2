// SPDX-License-Identifier: MIT
#include "tests/bench/nginx.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "tests/support/paths.h"

namespace syndic::bench {
namespace {

std::string address(std::size_t host) { return "127.0.1." + std::to_string(host + 1); }

sockaddr_in first_host(int port) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  ::inet_pton(AF_INET, address(0).c_str(), &to.sin_addr);
  return to;
}

// A port that nothing listens on at the first host.
int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at = first_host(0);
  socklen_t size = sizeof at;
  const bool bound = ::bind(socket, reinterpret_cast<sockaddr*>(&at), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&at), &size) == 0;
  ::close(socket);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(at.sin_port);
}

bool listens(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in to = first_host(port);
  const bool does = ::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0;
  ::close(socket);
  return does;
}

std::filesystem::path program() {
  for (const std::filesystem::path& path : {std::filesystem::path("/usr/sbin/nginx"),
                                            test::source_dir() / "build/packages/usr/sbin/nginx"}) {
    if (std::filesystem::exists(path)) return path;
  }
  throw std::runtime_error("there is no nginx; ./dev bench downloads it");
}

std::string server_block(std::size_t hosts, int port, bool gzip) {
  std::string block = "  server {\n";
  for (std::size_t host = 0; host < hosts; ++host) {
    block += "    listen " + address(host) + ":" + std::to_string(port) + ";\n";
  }
  return block + "    gzip_static " + (gzip ? "on" : "off") + ";\n  }\n";
}

// What a server of feeds has in common with it: one worker, ETags and Last-Modified, connections
// that stay open. Its FILE.gz are there, so that no compression of its own is measured.
std::string configuration(const std::filesystem::path& folder, const std::filesystem::path& work) {
  std::string text = ::geteuid() == 0 ? "user root;\n" : "";  // The folder is this user's alone.
  text += "daemon off;\nworker_processes 1;\npid " + (work / "pid").string() +
          ";\nevents { worker_connections 4096; }\nhttp {\n  access_log off;\n  etag on;\n"
          "  sendfile on;\n  types { application/rss+xml xml; }\n  root " +
          folder.string() + ";\n";
  for (const char* name : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
    text += std::string("  ") + name + "_temp_path " + (work / name).string() + ";\n";
  }
  return text;
}

}  // namespace

Nginx::Nginx(const std::filesystem::path& folder, const std::filesystem::path& work,
             std::size_t hosts)
    : gzip_port_(free_port()), plain_port_(free_port()) {
  const std::filesystem::path nginx = program();
  const std::string file = work / "nginx.conf";
  std::ofstream(file) << configuration(folder, work) << server_block(hosts, gzip_port_, true)
                      << server_block(hosts, plain_port_, false) << "}\n";
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);  // It ends with this program, however that ends.
    ::execl(nginx.c_str(), nginx.c_str(), "-e", "stderr", "-c", file.c_str(), nullptr);
    ::_exit(127);
  }
  for (int tries = 0; !listens(plain_port_); ++tries) {
    if (tries == 200) throw std::runtime_error("nginx does not start");
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
}

Nginx::~Nginx() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

std::string Nginx::origin(std::size_t host, bool gzip) const {
  return "http://" + address(host) + ":" + std::to_string(gzip ? gzip_port_ : plain_port_);
}

}  // namespace syndic::bench
