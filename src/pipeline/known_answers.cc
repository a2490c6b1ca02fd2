// SPDX-License-Identifier: MIT
#include "pipeline/known_answers.h"

#include <utility>

namespace syndic::pipeline {
namespace {

constexpr std::size_t kMostHeld = std::size_t{16} * 1024 * 1024;

}  // namespace

void KnownAnswers::add(const std::string& url, http::Response response) {
  if (response.body.size() > kMostHeld - held_) return;
  held_ += response.body.size();
  answers_.insert_or_assign(url, std::move(response));
}

void KnownAnswers::run(const std::vector<http::Request>& requests, const Done& done,
                       const std::atomic<bool>& cancelled) {
  std::vector<http::Request> others;
  std::vector<std::size_t> index_of;
  for (std::size_t i = 0; i < requests.size() && !cancelled; ++i) {
    if (auto known = answers_.extract(requests[i].url)) {
      done(i, std::move(known.mapped()));
    } else {
      others.push_back(requests[i]);
      index_of.push_back(i);
    }
  }
  if (others.empty()) return;
  behind_.run(
      others,
      [&](std::size_t i, Result<http::Response> answer) { done(index_of[i], std::move(answer)); },
      cancelled);
}

}  // namespace syndic::pipeline
