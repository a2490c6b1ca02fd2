// SPDX-License-Identifier: MIT
#include "text/near_text.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/hash.h"

namespace syndic::text {
namespace {

constexpr std::size_t kOfOpening = 6;  // Samples, the first ones; the others are of all.
constexpr std::size_t kOfAll = 10;
constexpr std::uint32_t kOpeningWords = 20;
constexpr std::uint32_t kRun = TextPrinter::kRun;
constexpr unsigned kBits = 4;  // Of each sample.
constexpr std::uint64_t kMask = (1U << kBits) - 1;

constexpr std::uint32_t kLeastWords = 8;
constexpr std::uint32_t kFewWords = kOpeningWords;
constexpr std::uint32_t kLongestTeaser = 120;

// Samples that agree, at least. Two texts with nothing in common agree in one of sixteen.
constexpr int kOpeningOfTeaser = 5;
constexpr int kAllWithoutOne = 2;  // Where one of the opening's does not agree.
constexpr int kAll = 6;
constexpr int kTogether = 10;

// The finaliser of splitmix64: every bit of the result hangs on every bit of `value`.
constexpr std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31);
}

// Another order of all hashes for each sample.
constexpr std::uint64_t ranked(std::uint64_t hash, std::size_t sample) {
  return mixed(hash + 0x9E3779B97F4A7C15U * (sample + 1));
}

int agreements(std::uint64_t a, std::uint64_t b, std::size_t first, std::size_t count) {
  int agree = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    if ((((a ^ b) >> (i * kBits)) & kMask) == 0) ++agree;
  }
  return agree;
}

// How many of the samples of all agree, on average, where the shorter text is a part of the longer.
double expected_of_part(TextPrint shorter, TextPrint longer) {
  const double share =
      static_cast<double>(shorter.words - kRun + 1) / static_cast<double>(longer.words - kRun + 1);
  return static_cast<double>(kOfAll) * (share + (1.0 - share) / (kMask + 1.0));
}

}  // namespace

TextPrinter::TextPrinter() { least_.fill(std::numeric_limits<std::uint64_t>::max()); }

void TextPrinter::add(std::string_view word) {
  if (is_full()) return;
  last_[words_++ % kRun] = base::hash64(word);
  if (words_ < kRun) return;
  std::uint64_t run = 0;
  for (std::uint32_t i = 0; i < kRun; ++i) run = mixed(run) + last_[(words_ + i) % kRun];
  const std::size_t first = words_ <= kOpeningWords ? 0 : kOfOpening;
  for (std::size_t i = first; i < kSamples; ++i) least_[i] = std::min(least_[i], ranked(run, i));
}

TextPrint TextPrinter::print() const {
  TextPrint print{0, words_};
  if (words_ < kRun) return print;
  for (std::size_t i = 0; i < kSamples; ++i) print.bits |= (least_[i] & kMask) << (i * kBits);
  return print;
}

bool nearly_same(TextPrint a, TextPrint b) {
  if (a.words > b.words) std::swap(a, b);
  if (a.words < kLeastWords) return false;
  if (a.words < kFewWords) return a == b;
  const int opening = agreements(a.bits, b.bits, 0, kOfOpening);
  const int all = agreements(a.bits, b.bits, kOfOpening, kOfAll);
  const bool may_be_teaser = a.words <= kLongestTeaser && 2 * b.words > 3 * a.words;
  if (!may_be_teaser) return all >= kAll && opening + all >= kTogether;
  if (opening < kOpeningOfTeaser) return false;
  if (opening < static_cast<int>(kOfOpening) && all < kAllWithoutOne) return false;
  // A few fewer than expected, as kAll is of ten.
  return all >= expected_of_part(a, b) - (kOfAll - kAll);
}

}  // namespace syndic::text
