// SPDX-License-Identifier: MIT
#include "tests/support/faults.h"

namespace syndic::test {
namespace {

using namespace std::chrono_literals;

const std::string kOk = "HTTP/1.1 200 OK\r\n";

Fault script(std::string name, FaultServer::Script script) {
  return {std::move(name), [script = std::move(script)](FaultServer& server) {
            server.script(std::string(kFaultPath), script);
          }};
}

// These bytes, then the end of the connection.
Fault raw(std::string name, std::string bytes) {
  return script(std::move(name), [bytes = std::move(bytes)](Wire& wire) { wire.send(bytes); });
}

// `head`, then `piece` again and again.
Fault endless(std::string name, std::string head, std::string piece) {
  return script(std::move(name), [=](Wire& wire) {
    wire.send(head);
    while (wire.send(piece)) continue;
  });
}

// `bytes`, then nothing more, over a connection that stays open.
Fault stall(std::string name, std::string bytes) {
  return script(std::move(name), [bytes = std::move(bytes)](Wire& wire) {
    wire.send(bytes);
    wire.pause(kForever);
  });
}

std::string with_length(const std::string& head, const std::string& body) {
  return head + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Fault coded(std::string name, const std::string& coding, const std::string& body) {
  return raw(std::move(name), with_length(kOk + "Content-Encoding: " + coding + "\r\n", body));
}

Fault chunked(std::string name, const std::string& chunks) {
  return raw(std::move(name), kOk + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
}

Fault with_field(std::string name, const std::string& field) {
  return raw(std::move(name), with_length(kOk + field + "\r\n", fresh_feed()));
}

std::string many_fields(int count) {
  std::string fields;
  for (int i = 0; i < count; ++i) fields += "X-" + std::to_string(i) + ": filler\r\n";
  return fields;
}

std::string broken_checksum() {
  std::string bytes = gzip(fresh_feed());
  bytes[bytes.size() - 6] = static_cast<char>(~bytes[bytes.size() - 6]);  // RFC 1952 §2.3.1.
  return bytes;
}

std::vector<Fault> heads() {
  return {raw("head-huge",
              with_length(kOk + many_fields(1) + "X-Long: " + std::string(70'000, 'x') + "\r\n",
                          fresh_feed())),
          raw("head-10000-fields", with_length(kOk + many_fields(10'000), fresh_feed())),
          endless("head-endless", kOk, "X-Filler: " + std::string(990, 'x') + "\r\n"),
          endless("head-endless-line", kOk + "X-Filler: ", std::string(990, 'x')),
          raw("head-huge-status-line",
              with_length("HTTP/1.1 200 " + std::string(70'000, 'O') + "\r\n", fresh_feed())),
          raw("head-status-of-letters", with_length("HTTP/1.1 two OK\r\n", fresh_feed())),
          raw("head-status-000", with_length("HTTP/1.1 000 Nothing\r\n", fresh_feed())),
          raw("head-version-7", with_length("HTTP/7.3 200 OK\r\n", fresh_feed())),
          raw("head-of-http-09", fresh_feed()),
          raw("head-garbage", "\x01\x02\xff\xfe garbage \x1b[31m\r\n\r\n"),
          raw("head-of-smtp", "220 mail.partner.example ESMTP ready\r\n"),
          raw("head-of-icecast", with_length("ICY 200 OK\r\n", fresh_feed())),
          raw("head-of-tls", std::string("\x15\x03\x03\x00\x02\x02\x28", 7)),
          raw("head-of-http-2", std::string("\0\0\x12\x04\0\0\0\0\0", 9)),
          raw("head-absent", ""),
          raw("head-cut-in-status", "HTTP/1.1 2"),
          raw("head-cut", kOk + "Content-Type: text/x"),
          raw("head-http-10", "HTTP/1.0 200 OK\r\nETag: \"old-school\"\r\n\r\n" + fresh_feed()),
          raw("head-bare-newlines", "HTTP/1.1 200 OK\nETag: \"bare\"\n\n" + fresh_feed()),
          with_field("head-without-colon", "This is no field"),
          with_field("head-with-nul", std::string("X-Nul: a\0b", 10)),
          with_field("head-folded", "X-Folded: one\r\n two\r\nETag: \"folded\""),
          with_field("head-etag-weak", "ETag: W/no quotes at all"),
          with_field("head-etag-60k", "ETag: \"" + std::string(60'000, 'e') + "\""),
          with_field("head-many-cookies", "Set-Cookie: a=b\r\nSet-Cookie: c=d; Secure"),
          endless("head-1xx-flood", "", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"),
          raw("head-100-first", "HTTP/1.1 100 Continue\r\n\r\n" + with_length(kOk, fresh_feed())),
          raw("head-101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n")};
}

std::vector<Fault> framings() {
  const std::string size = std::to_string(fresh_feed().size());
  return {
      raw("length-too-long", kOk + "Content-Length: 99999\r\n\r\n" + fresh_feed()),
      raw("length-too-short", kOk + "ETag: \"cut\"\r\nContent-Length: 150\r\n\r\n" + fresh_feed()),
      raw("length-negative", kOk + "Content-Length: -1\r\n\r\n" + fresh_feed()),
      raw("length-of-letters", kOk + "Content-Length: many\r\n\r\n" + fresh_feed()),
      raw("length-overflow",
          kOk + "Content-Length: 99999999999999999999999\r\n\r\n" + fresh_feed()),
      raw("length-twice",
          kOk + "Content-Length: 9\r\nContent-Length: " + size + "\r\n\r\n" + fresh_feed()),
      raw("length-and-chunks", kOk + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                   chunk(fresh_feed()) + chunk("")),
      stall("length-17-mib", kOk + "Content-Length: 17825792\r\n\r\n"),
      chunked("chunk-size-of-letters", "zz\r\n" + fresh_feed() + "\r\n0\r\n\r\n"),
      chunked("chunk-size-overflow", "FFFFFFFFFFFFFFFFFFFF\r\n" + fresh_feed()),
      chunked("chunk-too-long", "ffff\r\n" + fresh_feed()),
      chunked("chunk-too-short", "9\r\n" + fresh_feed() + "\r\n0\r\n\r\n"),
      chunked("chunk-last-missing", chunk(fresh_feed())),
      endless("chunks-endless", kOk + "Transfer-Encoding: chunked\r\n\r\n",
              chunk(std::string(9'999, 'x'))),
      raw("transfer-gzip",
          kOk + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunk(gzip(fresh_feed())) + chunk("")),
      script("reset-in-body", [](Wire& wire) {
        wire.send(kOk + "Content-Length: 99999\r\n\r\n" + fresh_feed());
        wire.reset_on_close();
      })};
}

std::vector<Fault> codings() {
  const std::string zeros(40'000'000, '\0');
  const std::string whole = gzip(fresh_feed());
  return {coded("gzip-declared-alone", "gzip", fresh_feed()),
          coded("gzip-bomb", "gzip", gzip(zeros)),
          coded("gzip-bomb-in-gzip", "gzip", gzip(gzip(zeros))),
          endless("gzip-endless", kOk + "Content-Encoding: gzip\r\n\r\n", gzip("<rss>")),
          coded("gzip-cut", "gzip", whole.substr(0, whole.size() / 2)),
          coded("gzip-with-bad-checksum", "gzip", broken_checksum()),
          coded("gzip-with-garbage-behind", "gzip", whole + "garbage"),
          coded("gzip-twice", "gzip", gzip(whole)),
          coded("gzip-twice-declared", "gzip, gzip", gzip(whole)),
          coded("gzip-undeclared", "identity", whole),
          coded("deflate-bare", "deflate", bare_deflate(fresh_feed())),
          coded("brotli-bomb", "br", brotli(zeros)),
          coded("brotli-cut", "br", brotli(fresh_feed()).substr(0, 60)),
          coded("coding-unknown", "zstd", fresh_feed())};
}

std::vector<Fault> paces() {
  return {stall("pace-silent", ""),
          stall("pace-stall-in-head", kOk + "Content-Ty"),
          stall("pace-stall-after-head", kOk + "Content-Length: 900\r\n\r\n"),
          stall("pace-stall-in-body", kOk + "Content-Length: 900\r\n\r\n" + fresh_feed()),
          script("pace-byte-by-byte",
                 [](Wire& wire) {
                   wire.send(kOk + "Content-Length: 9999\r\n\r\n");
                   wire.drip(fresh_feed(), 1, 200ms);
                 }),
          script("pace-slow-but-flowing", [](Wire& wire) {
            wire.drip(with_length(kOk + "ETag: \"slow\"\r\n", fresh_feed()), 30, 100ms);
          })};
}

}  // namespace

std::vector<Fault> faults_of_messages() {
  std::vector<Fault> all = heads();
  for (Fault& fault : framings()) all.push_back(std::move(fault));
  for (Fault& fault : codings()) all.push_back(std::move(fault));
  for (Fault& fault : paces()) all.push_back(std::move(fault));
  return all;
}

}  // namespace syndic::test
