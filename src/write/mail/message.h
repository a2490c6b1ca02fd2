// SPDX-License-Identifier: MIT
//
// A mail message of a text and the same as HTML (RFC 5322, RFC 2046 §5.1.4), in ASCII. Pure: equal
// arguments give equal bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/item.h"
#include "model/timestamp.h"

namespace syndic::write {

struct Message {
  model::Person from;             ///< With an email.
  std::vector<model::Person> to;  ///< Empty: no To, which whoever sends it may add.
  std::string subject;
  model::Timestamp date;
  std::string time_zone = "UTC";  ///< Of `date`, an IANA name.
  std::string id;                 ///< Without angle brackets.
  std::string language;           ///< Of both parts; empty: not told.
  std::string list_name;          ///< For people.
  std::string list_id;            ///< "all.example.org" (RFC 2919); empty: none.
  std::string archive_url;        ///< Where all of the list is (RFC 2369 §3.6); empty: none.
  std::string text;               ///< Lines of UTF-8, each with a line break at its end.
  std::string html;               ///< The same as a document.
};

/// The message, its lines ended by LF alone, as sendmail and what else reads messages from standard
/// input take it; mail on its way has CR LF. No line is longer than 78 characters, but for an
/// address, list or URL that is itself. Each part is in quoted-printable, the text as it is if it
/// is ASCII of short lines. It says that a program sends it (RFC 3834 §5), so that nobody's holiday
/// answers.
[[nodiscard]] std::string render_message(const Message& message);

/// `text` in quoted-printable (RFC 2045 §6.7), in lines of at most 76 characters. No line begins
/// with "From " or ".", which some programs take for their own. Line breaks stay.
[[nodiscard]] std::string quoted_printable(std::string_view text);

}  // namespace syndic::write
