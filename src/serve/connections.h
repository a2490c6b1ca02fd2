// SPDX-License-Identifier: MIT
//
// The connections of a server whose clients may be slow or send nothing: they are bounded in
// number, and each request in time, so that none of them delays another one.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <string_view>

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

/// One connection, whose socket it closes: bytes that come in time, and bytes that are read in
/// time.
class Connection {
 public:
  /// Borrows `connections`. `patience`: how long a whole request may take, or the client to read
  /// anything of an answer.
  Connection(Connections& connections, int socket, std::chrono::milliseconds patience);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// From here on a request is waited for, which has the patience.
  void begin_request();
  /// Adds the next bytes, up to 4 KiB, to `bytes`; false if there are none in the request's time.
  [[nodiscard]] bool receive(std::string& bytes);
  /// Sends all of it; false if the client is gone, or reads nothing for the patience.
  [[nodiscard]] bool send(std::string_view bytes);
  /// Sends no more, and discards what the client still sends in the request's time: a socket that
  /// is closed with unread bytes is reset, and the client may lose the answer (RFC 9112 §9.6).
  void end_answers();

 private:
  [[nodiscard]] std::chrono::steady_clock::time_point patience_ends() const;

  Connections& connections_;
  Connections::Place place_;
  std::chrono::milliseconds patience_;
  std::chrono::steady_clock::time_point deadline_;  ///< For the whole request.
};

}  // namespace syndic::serve
