// SPDX-License-Identifier: MIT
//
// A mail message (RFC 5322, MIME: RFC 2045 to 2047) as what one wants to read of it. Total: any
// bytes are a message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syndic::markup {

/// Deeper multiparts and forwarded messages, and more parts, pictures or bytes of a picture, are
/// left out.
inline constexpr int kDeepestMail = 8;
inline constexpr std::size_t kMostMailParts = 200;
inline constexpr std::size_t kMostMailPictures = 10;
inline constexpr std::size_t kLargestMailPicture = std::size_t{20} * 1024 * 1024;

struct MailPicture {
  std::string name;    ///< As the message calls it, in UTF-8; may be empty, or any text at all.
  std::string ending;  ///< Of its media type: ".jpg", ".png", ".gif", ".webp" or ".avif".
  std::string bytes;
  std::size_t at = 0;  ///< Where it stands in the text: before this byte, at a line's end or start.
};

struct MailMessage {
  std::string subject;  ///< One line.
  std::string author;   ///< The name in From; never its address.
  std::string text;     ///< CommonMark; lines end with LF; without the signature below "-- ", and
                        ///< without empty lines at the end.
  std::vector<MailPicture> pictures;
  bool is_automatic = false;  ///< No person wrote it to this address: Auto-Submitted (RFC 3834 §5)
                              ///< is not "no", or Precedence is bulk, list or junk.
  bool is_bounce = false;     ///< A mail server's report: it has no return path (RFC 5321 §4.5.5),
                              ///< is from MAILER-DAEMON, or is a multipart/report (RFC 6522).
};

/// The text is that of the parts of text/plain and text/html that are no attachments, one after
/// the other, and of forwarded messages (message/rfc822); of alternatives the plain one. Plain text
/// is written by plain_as_markdown(), HTML by html_as_markdown(). Texts are decoded by
/// decode_text().
[[nodiscard]] MailMessage read_mail(std::string_view bytes);

}  // namespace syndic::markup
