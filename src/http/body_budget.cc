// SPDX-License-Identifier: MIT
#include "http/body_budget.h"

namespace syndic::http {

void BodyBudget::leave(std::uint64_t transfer) {
  const auto entry = held_.find(transfer);
  if (entry == held_.end()) return;
  sum_ -= entry->second;
  held_.erase(entry);
}

bool BodyBudget::hold(std::uint64_t transfer, std::size_t bytes) {
  std::size_t& now_held = held_.at(transfer);
  const std::size_t of_oldest = held_.begin()->second;
  if (!is_oldest(transfer) && bytes > now_held && sum_ - of_oldest - now_held + bytes > shared_) {
    return false;
  }
  sum_ += bytes - now_held;
  now_held = bytes;
  return true;
}

}  // namespace syndic::http
