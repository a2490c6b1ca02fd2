// SPDX-License-Identifier: MIT
#include "http/curl_run.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/url.h"
#include "http/curl_handles.h"
#include "http/transfer.h"

namespace syndic::http {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kLongestPoll = 200ms;  // Then `cancelled` is checked.
constexpr std::chrono::milliseconds kBetweenStarts = 5ms;
constexpr std::chrono::milliseconds kBetweenLooks = 1ms;  // At whether what is announced may begin.
constexpr std::chrono::milliseconds kBetweenTurns = 250ms;  // Then a host's is asked for again.

class Run {
 public:
  Run(CurlTransport::Handles& handles, const Options& options, const std::deque<Request>& requests,
      const Transport::Starting& starting, const Transport::Done& done,
      const std::atomic<bool>& cancelled)
      : handles_(handles),
        multi_(handles.multi.get()),
        options_(options),
        requests_(requests),
        starting_(starting),
        done_(done),
        cancelled_(cancelled),
        queue_(handles.hosts),
        places_(static_cast<std::size_t>(handles.places.transfers)),
        places_with_paused_(static_cast<std::size_t>(handles.places.with_paused)),
        most_ahead_(starting.announce ? places_ : 0) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() {
    queue_.forget_transfers();
    for (const std::string& host : hosts_in_turn_) handles_.turns->leave(host);
    if (handles_.turns != nullptr) handles_.turns->leave_all();
  }

  void go() {
    line_up();
    while (unfinished_ > 0 && !cancelled_) {
      if (handles_.turns != nullptr) handles_.turns->keep(queue_.hosts());
      start_ready();
      int running = 0;
      check_multi(curl().multi_perform(multi_, &running));
      note_sent();
      end_completed();
      end_overdue();
      resume_paused();
      if (unfinished_ > 0) wait();
    }
    if (unfinished_ > 0 && starting_.withdraw) withdraw();
  }

 private:
  /// Queues the requests that are new.
  void line_up() {
    for (; lined_up_ < requests_.size(); ++lined_up_, ++unfinished_) {
      queue_.add(base::url_host(requests_[lined_up_].url), lined_up_);
    }
  }

  /// A transfer, and how long it is to wait yet, as another process has just asked its host.
  struct Ready {
    std::unique_ptr<Transfer> transfer;
    std::chrono::milliseconds patience;
  };

  /// Transfers that begin once it is known which of them are not to.
  struct Announced {
    std::vector<Ready> transfers;
    base::Later<std::vector<std::size_t>> refused;  ///< Indexes.
  };

  void start_ready() {
    announce_next();
    // What is under way goes on until it is known which of them may begin.
    if (announced_ && (announced_->refused.is_there() || is_idle())) decide();
    begin_cleared();
  }

  // What begins together is announced together, which costs less than one by one; and so much
  // before there are places that these do not wait for that.
  void announce_next() {
    if (!may_announce()) return;
    const auto now = steady_clock::now();
    if (!is_idle() && now - last_announced_ < kBetweenStarts) return;
    std::vector<Ready> ready = ready_transfers();
    if (ready.empty()) return;
    last_announced_ = now;
    auto refused = announce(ready);
    announced_ = Announced{std::move(ready), std::move(refused)};
  }

  [[nodiscard]] bool may_announce() const {
    return !announced_ && cleared_.size() <= most_ahead_ / 2 && room() > 0;
  }

  /// How many more may be announced.
  [[nodiscard]] std::size_t room() const { return free_places() + most_ahead_ - cleared_.size(); }

  /// Whether nothing is under way, nor may begin.
  [[nodiscard]] bool is_idle() const { return active_.empty() && cleared_.empty(); }

  void decide() {
    Announced announced = *std::exchange(announced_, std::nullopt);
    const std::vector<std::size_t> refused = announced.refused.take();
    const auto now = steady_clock::now();
    for (Ready& each : announced.transfers) {
      if (std::ranges::find(refused, each.transfer->index()) != refused.end()) {
        drop(each);
      } else if (each.patience > 0ms) {
        put_off(std::move(each.transfer), now + each.patience);
      } else {
        cleared_.push_back(std::move(each.transfer));
      }
    }
  }

  // They may have waited for a place: what allowed them to begin is asked once more.
  void begin_cleared() {
    while (!cleared_.empty() && free_places() > 0 && !cancelled_) {
      auto transfer = std::move(cleared_.front());
      cleared_.pop_front();
      if (auto allowed = transfer->check_hop(); !allowed) {
        give_up(*transfer, std::move(allowed.error()));
        continue;
      }
      const auto patience = take_turn(transfer->host());
      const auto now = steady_clock::now();
      const auto until =
          std::max(queue_.may_start(transfer->host()), now + patience.value_or(kBetweenTurns));
      until > now ? put_off(std::move(transfer), until) : begin(std::move(transfer), now);
    }
  }

  void begin(std::unique_ptr<Transfer> transfer, steady_clock::time_point now) {
    queue_.start(transfer->host(), now);
    transfer->begin_hop(multi_, spare_handle());
    active_.emplace(transfer->number(), std::move(transfer));
  }

  void give_up(const Transfer& transfer, Error error) {
    const std::string& host = transfer.host();
    queue_.withdraw(host);
    report(transfer.index(), fail(std::move(error)));
    leave_if_idle(host);
  }

  /// Tells of those that were announced, and of which nothing was sent, nor is any more.
  void withdraw() {
    if (announced_) decide();
    std::vector<std::size_t> indexes;
    const auto add = [&](const Transfer& transfer) {
      if (transfer.is_announced() && !transfer.is_sent()) indexes.push_back(transfer.index());
    };
    for (const auto& [number, transfer] : active_) add(*transfer);
    for (const auto& transfer : cleared_) add(*transfer);
    for (const auto& [index, transfer] : between_hops_) add(*transfer);
    if (!indexes.empty()) starting_.withdraw(indexes);
  }

  /// As many as there is room for, and may make their next hop.
  std::vector<Ready> ready_transfers() {
    std::vector<Ready> ready;
    const std::size_t most = room();
    if (handles_.turns != nullptr) {
      handles_.turns->take_ahead(queue_.next_hosts(steady_clock::now(), most));
    }
    while (ready.size() < most) {
      const std::string* const host = queue_.next_host(steady_clock::now());
      if (host == nullptr) break;
      const auto patience = take_turn(*host);
      if (!patience) continue;
      const auto index = queue_.next(steady_clock::now());
      if (!index) break;
      auto transfer = transfer_for(*index);
      if (auto allowed = transfer->check_hop(); !allowed) {
        give_up(*transfer, std::move(allowed.error()));
        continue;
      }
      ready.push_back({std::move(transfer), *patience});
    }
    return ready;
  }

  /// How long the next transfer to the host is to wait, as another process has just asked it.
  /// Nullopt if it is that one's turn still: the transfer then waits for it to leave the host.
  std::optional<std::chrono::milliseconds> take_turn(const std::string& host) {
    if (handles_.turns == nullptr) return 0ms;
    const auto alone_for = handles_.turns->take(host);
    if (!alone_for) {
      queue_.hold_off(std::string(host), steady_clock::now() + kBetweenTurns);
      return std::nullopt;
    }
    hosts_in_turn_.insert(host);
    return std::max(options_.host_delay - std::min(*alone_for, options_.host_delay), 0ms);
  }

  // It is announced already: what the other process has asked is not waited for.
  void put_off(std::unique_ptr<Transfer> transfer, steady_clock::time_point until) {
    const std::string host = transfer->host();
    const std::size_t index = transfer->index();
    queue_.withdraw(host);
    between_hops_.emplace(index, std::move(transfer));
    queue_.add_first(host, index);
    queue_.hold_off(host, until);
  }

  void leave_if_idle(const std::string& host) {
    if (handles_.turns == nullptr || !queue_.is_idle(host)) return;
    if (hosts_in_turn_.erase(host) > 0) handles_.turns->leave(host);
  }

  /// Tells of those that make their first hop, now or soon. Returns which of them are not to make
  /// it.
  base::Later<std::vector<std::size_t>> announce(const std::vector<Ready>& ready) {
    std::vector<std::size_t> first;
    for (const auto& [transfer, patience] : ready) {
      if (transfer->is_announced()) continue;
      transfer->note_announced();
      first.push_back(transfer->index());
    }
    if (!starting_.announce || first.empty()) return std::vector<std::size_t>();
    return starting_.announce(first);
  }

  void drop(const Ready& refused) {
    --unfinished_;
    const std::string& host = refused.transfer->host();
    queue_.withdraw(host);
    queue_.hold_off(host, steady_clock::now() + refused.patience);
    leave_if_idle(host);
  }

  /// The transfer that was put off or is between two hops, or a new one.
  std::unique_ptr<Transfer> transfer_for(std::size_t index) {
    if (auto between = between_hops_.extract(index)) return std::move(between.mapped());
    return std::make_unique<Transfer>(index, handles_.next_number++, requests_[index], options_,
                                      handles_.budget);
  }

  EasyHandle spare_handle() {
    EasyHandle easy;
    if (handles_.spare.empty()) {
      easy.reset(curl().easy_init());
    } else {
      easy = std::move(handles_.spare.back());
      handles_.spare.pop_back();
    }
    if (easy == nullptr) throw std::bad_alloc();
    return easy;
  }

  // A request is sent later than its transfer starts: by what it takes to connect, and by all that
  // this thread waits for meanwhile. It is what the host sees that is to keep its distance.
  void note_sent() {
    for (auto& [number, transfer] : active_) {
      if (const auto time = transfer->exchange().take_sent()) {
        queue_.start(transfer->host(), *time);
        transfer->note_sent();
      }
    }
  }

  void end_completed() {
    int left = 0;
    while (const CURLMsg* message = curl().multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const CURLcode code = message->data.result;
      Transfer* transfer = nullptr;
      curl().easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
      end_hop(*transfer, code, {});
    }
  }

  void end_overdue() {
    const auto now = steady_clock::now();
    const bool others_wait = paused() > 0;  // A paused one has no bounds of time itself.
    for (auto next = active_.begin(); next != active_.end();) {
      Transfer& transfer = *(next++)->second;
      if (auto in_time = transfer.exchange().check_time(now, others_wait); !in_time) {
        end_hop(transfer, CURLE_OK, std::move(in_time));
      }
    }
  }

  void end_hop(Transfer& ending, CURLcode code, Result<void> in_time) {
    std::string left;
    left = ending.host();  // Which a redirect changes.
    queue_.release(left);
    auto transfer = std::move(active_.extract(ending.number()).mapped());
    EasyHandle easy;
    const auto before = steady_clock::now();
    auto outcome = transfer->end_hop(code, std::move(in_time), easy);
    exclude_time_since(before);  // In which the body was decoded.
    if (easy != nullptr) handles_.spare.push_back(std::move(easy));
    if (outcome && must_wait(*outcome)) {
      places_with_paused_ = active_.size();
      queue_.add_first(base::url_host(requests_[transfer->index()].url), transfer->index());
    } else if (outcome) {
      report(transfer->index(), std::move(*outcome));
    } else {
      const std::string host = transfer->host();
      const std::size_t index = transfer->index();
      between_hops_.emplace(index, std::move(transfer));
      queue_.add_first(host, index);
    }
    leave_if_idle(left);
  }

  /// Whether the request begins again when another has ended, as too many files are open: nothing
  /// was sent, or no more than the hops before.
  [[nodiscard]] bool must_wait(const Result<Response>& outcome) const {
    return !outcome && outcome.error().code == Errc::too_many_files && !active_.empty();
  }

  void report(std::size_t index, Result<Response> outcome) {
    --unfinished_;
    const auto before = steady_clock::now();
    done_(index, std::move(outcome));
    line_up();
    exclude_time_since(before);
  }

  void exclude_time_since(steady_clock::time_point before) {
    const auto lost = steady_clock::now() - before;
    for (auto& [number, transfer] : active_) transfer->exchange().exclude_time(lost);
  }

  /// How many more may begin. Paused transfers do not count, so that small bodies, which may still
  /// find memory, do not wait for large ones.
  [[nodiscard]] std::size_t free_places() const {
    const std::size_t all = active_.size();
    const std::size_t reading = all - paused();
    if (reading >= places_ || all >= places_with_paused_) return 0;
    return std::min(places_ - reading, places_with_paused_ - all);
  }

  [[nodiscard]] std::size_t paused() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        active_, [](const auto& entry) { return entry.second->exchange().is_paused(); }));
  }

  // Only freed memory lets a paused transfer go on, the oldest first.
  void resume_paused() {
    const std::uint64_t releases = handles_.budget.releases();
    if (std::exchange(releases_seen_, releases) == releases) return;
    for (auto& [number, transfer] : active_) transfer->exchange().resume();
  }

  void wait() {
    auto patience = kLongestPoll;
    if (!cleared_.empty() && free_places() > 0) {
      patience = 0ms;
    } else if (announced_) {
      patience = kBetweenLooks;
    } else if (const auto start = queue_.next_start(); start && may_announce()) {
      const auto earliest = is_idle() ? *start : std::max(*start, last_announced_ + kBetweenStarts);
      const auto until =
          std::chrono::ceil<std::chrono::milliseconds>(earliest - steady_clock::now());
      patience = std::clamp(until, 0ms, kLongestPoll);
    }
    if (handles_.on_wait) handles_.on_wait();
    check_multi(curl().multi_poll(multi_, nullptr, 0, static_cast<int>(patience.count()), nullptr));
  }

  CurlTransport::Handles& handles_;
  CURLM* multi_;
  const Options& options_;
  const std::deque<Request>& requests_;
  const Transport::Starting& starting_;
  const Transport::Done& done_;
  const std::atomic<bool>& cancelled_;
  HostQueue& queue_;
  steady_clock::time_point last_announced_;
  std::size_t places_;              ///< Transfers at once, without those that are paused.
  std::size_t places_with_paused_;  ///< All at once; fewer after files ran out.
  std::map<std::uint64_t, std::unique_ptr<Transfer>> active_;      ///< Oldest first.
  std::map<std::size_t, std::unique_ptr<Transfer>> between_hops_;  ///< Or put off, by index.
  std::optional<Announced> announced_;
  std::deque<std::unique_ptr<Transfer>> cleared_;  ///< Which begin as soon as there are places.
  std::size_t most_ahead_ = 0;                     ///< Of those, when they are announced.
  std::size_t lined_up_ = 0;
  std::size_t unfinished_ = 0;
  std::uint64_t releases_seen_ = 0;
  std::set<std::string> hosts_in_turn_;
};

}  // namespace

void perform_all(CurlTransport::Handles& handles, const Options& options,
                 const std::deque<Request>& requests, const Transport::Starting& starting,
                 const Transport::Done& done, const std::atomic<bool>& cancelled) {
  Run(handles, options, requests, starting, done, cancelled).go();
}

}  // namespace syndic::http
