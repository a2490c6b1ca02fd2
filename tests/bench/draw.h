// SPDX-License-Identifier: MIT
#pragma once

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace syndic::bench {

/// Words, markup and dates drawn from one seed. The distributions of the standard library differ
/// between implementations; remainders do not.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

  /// Appends so many words of English, some with accents.
  void words(std::size_t count, std::string& out);

  /// Appends so many syllables of Japanese, with a comma or full stop after some.
  void kanji(std::size_t count, std::string& out);

  /// Appends a paragraph as an editor writes it: a link, emphasis, references.
  void paragraph(std::string& out);

  /// So many paragraphs, with figures and lists between them.
  [[nodiscard]] std::string body(std::size_t paragraphs);

 private:
  std::mt19937_64 engine_;
};

/// The text as an XML element has it.
[[nodiscard]] std::string escaped(std::string_view text);
[[nodiscard]] std::string cdata(std::string_view text);

/// When an item was published: the first is the newest.
[[nodiscard]] boost::posix_time::ptime date_of(std::size_t item, Draw& draw);

}  // namespace syndic::bench
