// SPDX-License-Identifier: MIT
//
// The connections of a server whose clients may be slow or send nothing: they are bounded in
// number, and each request in size and time, so that none of them delays another one.
#pragma once

#include <httplib.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>

namespace syndic::serve {

/// How many connections a limit of open files allows, 1 to 256: some are for the server itself, and
/// each connection may need one for the file that it is sent.
[[nodiscard]] std::size_t connections_within(std::size_t open_file_limit);

/// The open connections. Those that wait for their client are closed to make room for others: of
/// two, one that waits for a request before one that is sent its answer, then the older one.
/// Thread-safe.
class Connections {
 public:
  struct Member {
    int socket = -1;
    short awaited = 0;     ///< The event of poll(2) that its thread waits for; 0: it does not wait.
    bool is_shut = false;  ///< Its thread has not noticed yet.
  };
  using Place = std::list<Member>::iterator;

  /// `most`: how many may be open, each with its own thread.
  explicit Connections(std::size_t most) : most_(most) {}

  [[nodiscard]] std::size_t most() const { return most_; }

  /// Counts a connection that has no thread yet.
  void expect();
  /// Adds one that was expected; leave() before its socket is closed.
  Place join(int socket);
  void leave(Place place);
  /// Makes it the youngest.
  void renew(Place place);
  /// Shuts all of them, and those that join later.
  void shut_all();

  /// Waits until `event` of poll(2) or a fault is there; false after `deadline`.
  bool wait(Place place, short event, std::chrono::steady_clock::time_point deadline);

 private:
  void make_room();
  void shut(Member& member);

  const std::size_t most_;
  std::mutex mutex_;
  std::list<Member> members_;  ///< By age, the oldest first.
  std::size_t open_ = 0;       ///< With those that are expected, without those that are shut.
  bool ended_ = false;
};

/// One connection, whose socket it closes: a sequence of requests and their answers.
class Connection : public httplib::Stream {
 public:
  /// Borrows `connections`. `patience`: how long a whole request may take, or the client to read
  /// anything of an answer.
  Connection(Connections& connections, int socket, std::chrono::milliseconds patience);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() override;

  /// Waits for the first byte of the next request; false if there is none within the patience.
  bool await_request();
  /// Ends the head of a request: what follows is its body.
  void end_head();
  [[nodiscard]] bool is_in_head() const { return is_in_head_; }
  /// Sends no more, and discards what the client still sends: a socket that is closed with unread
  /// bytes is reset, and the client may lose the answer (RFC 9112 §9.6).
  void end_answers();

  [[nodiscard]] bool is_readable() const override { return true; }  // read() waits.
  [[nodiscard]] bool is_writable() const override;
  /// A head of more than 64 KiB is answered with 431 (RFC 6585 §5) and ends the connection, as does
  /// a body of more than 1 MiB.
  ssize_t read(char* bytes, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
  [[nodiscard]] int socket() const override { return place_->socket; }

 private:
  bool fill();
  void refuse_head();
  [[nodiscard]] std::chrono::steady_clock::time_point patience_ends() const;

  Connections& connections_;
  Connections::Place place_;
  std::chrono::milliseconds patience_;
  std::chrono::steady_clock::time_point deadline_;  ///< For the whole request.
  std::size_t acceptable_ = 0;                      ///< Bytes of this head or body.
  bool is_in_head_ = true;
  std::array<char, 4096> buffer_{};
  std::size_t begin_ = 0;  ///< Of what is in the buffer and not read.
  std::size_t end_ = 0;
};

}  // namespace syndic::serve
