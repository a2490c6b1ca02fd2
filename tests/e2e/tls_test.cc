// SPDX-License-Identifier: MIT
//
// Sources over TLS, against OpenSSL's own server with a certificate made for the test: whom syndic
// trusts, what it offers, and the way through a proxy.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/e2e/network.h"

namespace tls_test {

using namespace syndic::test;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const std::string kLater = "it will be tried again; if that lasts, tell its operator";

bool has_openssl() {
  const bool there = Process({"openssl", "version"}).wait().exit_code == 0;
  if (!there) WARN("skipped: the program openssl is not installed");
  return there;
}

sockaddr_in loopback(int port) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(static_cast<std::uint16_t>(port));
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return place;
}

int free_port() {
  sockaddr_in place = loopback(0);
  socklen_t size = sizeof place;
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  ::bind(socket, reinterpret_cast<sockaddr*>(&place), size);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&place), &size);
  ::close(socket);
  return ntohs(place.sin_port);
}

bool answers(int port) {
  const sockaddr_in place = loopback(port);
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const bool open = ::connect(socket, reinterpret_cast<const sockaddr*>(&place), sizeof place) == 0;
  ::close(socket);
  return open;
}

/// A web server over TLS for "/feed.xml", known by the certificate that it wrote for itself.
class TlsServer {
 public:
  /// `name`: whose certificate it is, as "IP:127.0.0.1" or "DNS:…", for so many days from now.
  explicit TlsServer(const std::string& name, const std::vector<std::string>& flags = {},
                     int days = 2) {
    folder_.write("feed.xml", "HTTP/1.0 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n" +
                                  rss_feed("tls.example", {"One"}));
    const std::string folder = folder_.path();
    make_certificate(name, days);
    // It serves files as whole answers (-HTTP) from the folder that it runs in.
    std::string command = "cd '" + folder + "' && exec openssl s_server -HTTP -accept 127.0.0.1:" +
                          std::to_string(port_) + " -cert cert.pem -key key.pem";
    for (const std::string& flag : flags) command += " " + flag;
    server_ = std::make_unique<Process>(std::vector<std::string>{"sh", "-c", command});
    for (int i = 0; i < 100 && !answers(port_); ++i) std::this_thread::sleep_for(50ms);
  }

  [[nodiscard]] std::string certificate() const { return (folder_ / "cert.pem").string(); }
  [[nodiscard]] std::string url(const std::string& host = "127.0.0.1") const {
    return "https://" + host + ":" + std::to_string(port_) + "/feed.xml";
  }
  [[nodiscard]] int port() const { return port_; }

  /// What it printed, once it has ended by itself.
  [[nodiscard]] std::string printed() { return server_->wait().out; }

 private:
  void make_certificate(const std::string& name, int days) const {
    const std::string folder = folder_.path();
    folder_.write("names.txt", "subjectAltName=" + name + "\n");
    const auto openssl = [](std::vector<std::string> words) {
      words.insert(words.begin(), "openssl");
      REQUIRE(Process(words).wait().exit_code == 0);
    };
    openssl({"req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test", "-keyout",
             folder + "/key.pem", "-out", folder + "/request.pem"});
    openssl({"x509", "-req", "-in", folder + "/request.pem", "-signkey", folder + "/key.pem",
             "-extfile", folder + "/names.txt", "-days", std::to_string(days), "-out",
             certificate()});
  }

  TempDir folder_;
  int port_ = free_port();
  std::unique_ptr<Process> server_;
};

std::string source(const std::string& id, const std::string& url, const std::string& lines) {
  return "[[source]]\nid = \"" + id + "\"\nurl = \"" + url + "\"\n" + lines + "\n";
}

std::string ca_file(const std::string& path) { return "ca_file = \"" + path + "\""; }

/// The report's row of a source.
json row_of(const Finished& finished, const std::string& id) {
  INFO(finished.err);
  const json report = json::parse(finished.out);
  const bool all_failed = std::ranges::all_of(
      report.at("sources"), [](const json& row) { return row.at("outcome") == "failed"; });
  REQUIRE(finished.exit_code == (all_failed ? 1 : 0));
  for (const json& row : report.at("sources")) {
    if (row.at("id") == id) return row;
  }
  FAIL("no row of " << id);
  return {};
}

}  // namespace

TEST_CASE("a source's ca_file lets it be read, and no other source") {
  if (!has_openssl()) return;
  const TlsServer server("IP:127.0.0.1");
  Network network;
  network.configure(source("trusted", server.url(), ca_file(server.certificate())));
  network.configure(source("stranger", server.url(), ""));
  const Finished finished = network.refresh();
  CHECK(row_of(finished, "trusted").at("outcome") == "updated");
  CHECK(row_of(finished, "trusted").at("items") == 1);
  const json stranger = row_of(finished, "stranger");
  CHECK(stranger.at("outcome") == "failed");
  CHECK(stranger.at("error") ==
        "TLS: the certificate of 127.0.0.1 is signed by itself; to trust it, give it as ca_file; " +
            kLater);
}

TEST_CASE("SSL_CERT_FILE names the authorities of sources without a ca_file") {
  if (!has_openssl()) return;
  const TlsServer server("IP:127.0.0.1");
  Network network;
  network.configure(source("s", server.url(), ""));
  const Finished finished =
      Process(network.refresh_command({"--json"}), {{"SSL_CERT_FILE", server.certificate()}})
          .wait();
  CHECK(row_of(finished, "s").at("outcome") == "updated");
}

TEST_CASE("a certificate of another name, and a ca_file that is missing, are errors") {
  if (!has_openssl()) return;
  const TlsServer server("DNS:elsewhere.example");
  Network network;
  network.configure(source("other-name", server.url(), ca_file(server.certificate())));
  network.configure(source("no-file", server.url(), ca_file("/nonexistent/ca.pem")));
  const Finished finished = network.refresh();
  CHECK(row_of(finished, "other-name").at("error") ==
        "TLS: the certificate of 127.0.0.1 is for other names; " + kLater);
  CHECK(
      row_of(finished, "no-file").at("error") ==
      "TLS: the ca_file /nonexistent/ca.pem for 127.0.0.1 cannot be read, or holds no certificate "
      "(PEM)");
}

TEST_CASE("what TLS servers do wrong is said in our own words") {
  if (!has_openssl()) return;
  struct Row {
    std::vector<std::string> flags;
    int days;
    std::string words;
  };
  const std::vector<Row> rows = {
      {{}, -1, "the certificate of 127.0.0.1 has expired"},
      {{"-tls1_2", "-cipher", "PSK"},
       2,
       "127.0.0.1 refused the handshake: it finds no common encryption"},
      {{"-tls1_3", "-Verify", "1"}, 2, "127.0.0.1 wants a certificate of its visitors"}};
  for (const auto& [flags, days, words] : rows) {
    const TlsServer server("IP:127.0.0.1", flags, days);
    Network network;
    network.configure(source("s", server.url(), ca_file(server.certificate())));
    CHECK(row_of(network.refresh(), "s").at("error") == "TLS: " + words + "; " + kLater);
  }
}

TEST_CASE("HTTP/2 is offered before HTTP/1.1, and what the server chooses is spoken") {
  if (!has_openssl()) return;
  // Two connections: that which finds it listening, and that which is looked at.
  TlsServer server("IP:127.0.0.1", {"-alpn http/1.1", "-naccept 2"});
  Network network;
  network.configure(source("s", server.url(), ca_file(server.certificate())));
  CHECK(row_of(network.refresh(), "s").at("outcome") == "updated");
  CHECK_THAT(server.printed(),
             Catch::Contains("ALPN protocols advertised by the client: h2, http/1.1"));
}

TEST_CASE("check tells of a certificate that ends within two weeks") {
  if (!has_openssl()) return;
  for (const int days : {10, 30}) {
    CAPTURE(days);
    const TlsServer server("IP:127.0.0.1", {}, days);
    const Finished done =
        Process({syndic_binary(), "check", "--json", "--allow-private", server.url()},
                {{"SSL_CERT_FILE", server.certificate()}})
            .wait();
    INFO(done.err);
    const bool is_told = done.out.find("\"tls-certificate-ending\"") != std::string::npos;
    CHECK(is_told == (days == 10));
    CHECK(done.out.find("\"http-unreachable\"") == std::string::npos);
  }
}

TEST_CASE("a source goes through its proxy, over TLS by a tunnel that shows the proxy no secret") {
  if (!has_openssl()) return;
  const TlsServer server("IP:127.0.0.1");
  Network network;
  FaultServer proxy("127.0.0.2");
  const std::string authority = "127.0.0.1:" + std::to_string(server.port());
  proxy.script(authority, [&](Wire& wire) { wire.tunnel_to(server.port()); });
  proxy.reply("http://partner.example/feed", {.body = rss_feed("partner.example", {"One"})});
  const std::string through = "proxy = \"" + proxy.url("") + "\"\n";
  network.configure(source("plain", "http://partner.example/feed", through));
  network.configure(source("tls", server.url(),
                           through + ca_file(server.certificate()) + "\ntoken = \"s3cret\""));
  const Finished finished = network.refresh();
  CHECK(row_of(finished, "plain").at("outcome") == "updated");
  CHECK(row_of(finished, "tls").at("outcome") == "updated");
  const auto tunnel = proxy.requests(authority);
  REQUIRE(tunnel.size() == 1);
  CHECK(tunnel[0].method == "CONNECT");
  CHECK(tunnel[0].header("Authorization") == std::nullopt);
}

}  // namespace tls_test
