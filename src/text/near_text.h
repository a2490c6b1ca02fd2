// SPDX-License-Identifier: MIT
//
// Whether two texts are nearly the same, told from 64 bits of each.
//
// A text is the set of its runs of a few words. The share of such runs that two texts have in
// common is estimated by min-hashing (Broder, "On the resemblance and containment of documents",
// 1997; four bits a sample, as in Li and König, "b-bit minwise hashing", 2010): six samples of the
// text's opening and ten of all of it, so that a teaser is known by how the full text begins.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace syndic::text {

/// What is kept of a text. The same words in the same order give the same, on every machine.
struct TextPrint {
  std::uint64_t bits = 0;
  std::uint32_t words = 0;  ///< That `bits` stand for.
  friend bool operator==(const TextPrint&, const TextPrint&) = default;
};

/// Makes the print of a text that is given word by word, each as it is to be compared.
class TextPrinter {
 public:
  /// Later words do not count: by then a text is known.
  static constexpr std::uint32_t kMostWords = 1'000;

  /// Words that are compared as one: so many that similar wording about one subject does not match,
  /// and so few that an edit changes few runs.
  static constexpr std::uint32_t kRun = 4;

  TextPrinter();
  void add(std::string_view word);
  [[nodiscard]] bool is_full() const { return words_ == kMostWords; }
  [[nodiscard]] TextPrint print() const;

 private:
  static constexpr std::size_t kSamples = 16;

  std::uint32_t words_ = 0;
  std::array<std::uint64_t, kRun>
      last_{};  // Hashes of the words so far; each takes a place in turn.
  std::array<std::uint64_t, kSamples> least_;
};

/// Whether one text is the other with small edits, or with a line more or less, or a teaser that
/// begins as the other does. Texts of fewer than 20 words must be identical; those of
/// fewer than 8 never match. Symmetrical. Of two texts that have nothing in common about one pair
/// in ten million is taken for one; those who ask have more to go by, such as one title.
[[nodiscard]] bool nearly_same(TextPrint a, TextPrint b);

}  // namespace syndic::text
