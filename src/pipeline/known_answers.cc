// SPDX-License-Identifier: MIT
#include "pipeline/known_answers.h"

#include <utility>
#include <vector>

namespace syndic::pipeline {
namespace {

constexpr std::size_t kMostHeld = std::size_t{16} * 1024 * 1024;

}  // namespace

void KnownAnswers::add(const http::Request& request, http::Response response) {
  const std::size_t size = response.body.size();
  if (size > kMostHeld - held_) return;
  if (answers_.try_emplace(http::likeness(request), std::move(response)).second) held_ += size;
}

void KnownAnswers::perform(std::deque<http::Request>& requests, const Done& done,
                           const std::atomic<bool>& cancelled) {
  std::deque<http::Request> others;
  std::vector<std::size_t> index_of;
  std::size_t seen = 0;
  const auto take_new = [&] {
    for (; seen < requests.size() && !cancelled; ++seen) {
      if (auto known = answers_.extract(http::likeness(requests[seen]))) {
        held_ -= known.mapped().body.size();
        done(seen, std::move(known.mapped()));
      } else {
        others.push_back(requests[seen]);
        index_of.push_back(seen);
      }
    }
  };
  take_new();
  if (others.empty()) return;
  behind_.perform(
      others,
      [&](std::size_t i, Result<http::Response> answer) {
        done(index_of[i], std::move(answer));
        take_new();
      },
      cancelled);
}

}  // namespace syndic::pipeline
