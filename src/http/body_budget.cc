// SPDX-License-Identifier: MIT
#include "http/body_budget.h"

#include <map>
#include <mutex>
#include <utility>

namespace syndic::http {

struct BodyBudget::State {
  std::size_t total = 0;
  std::size_t shared = 0;    ///< By all but the oldest in flight.
  mutable std::mutex mutex;  ///< Guards all below.
  std::function<void()> on_release;
  std::size_t sum = 0;
  std::size_t kept = 0;  ///< The part of `sum` that is in flight no more.
  std::uint64_t releases = 0;
  std::map<std::uint64_t, std::size_t> in_flight;  ///< Oldest first.
};

BodyBudget::BodyBudget(std::size_t total, std::size_t largest, std::function<void()> on_release)
    : state_(std::make_shared<State>()) {
  state_->total = total;
  state_->shared = total > largest ? total - largest : 0;
  state_->on_release = std::move(on_release);
}

BodyBudget::~BodyBudget() {
  const std::scoped_lock lock(state_->mutex);
  state_->on_release = nullptr;
}

void BodyBudget::enter(std::uint64_t transfer) {
  const std::scoped_lock lock(state_->mutex);
  state_->in_flight[transfer] = 0;
}

void BodyBudget::leave(std::uint64_t transfer) {
  const std::scoped_lock lock(state_->mutex);
  const auto entry = state_->in_flight.find(transfer);
  if (entry == state_->in_flight.end()) return;
  state_->sum -= entry->second;
  state_->in_flight.erase(entry);
  ++state_->releases;
}

bool BodyBudget::hold(std::uint64_t transfer, std::size_t bytes) {
  const std::scoped_lock lock(state_->mutex);
  std::size_t& now_held = state_->in_flight.at(transfer);
  const auto& [oldest, of_oldest] = *state_->in_flight.begin();
  const std::size_t others = state_->sum - now_held;
  const bool fits = oldest == transfer ? state_->kept == 0 || others + bytes <= state_->total
                                       : others - of_oldest + bytes <= state_->shared;
  if (bytes > now_held && !fits) return false;
  state_->sum += bytes - now_held;
  now_held = bytes;
  return true;
}

HeldBytes BodyBudget::keep(std::size_t bytes) {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->sum += bytes;
    state_->kept += bytes;
  }
  return {nullptr, [state = state_, bytes](const void*) {
            const std::scoped_lock lock(state->mutex);
            state->sum -= bytes;
            state->kept -= bytes;
            ++state->releases;
            if (state->on_release) state->on_release();
          }};
}

std::size_t BodyBudget::held() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->sum;
}

std::uint64_t BodyBudget::releases() const {
  const std::scoped_lock lock(state_->mutex);
  return state_->releases;
}

}  // namespace syndic::http
