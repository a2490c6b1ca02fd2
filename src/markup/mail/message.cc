// SPDX-License-Identifier: MIT
#include "markup/mail/message.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/base64.h"
#include "markup/charset/encoding.h"
#include "markup/html/text.h"
#include "markup/mail/header.h"
#include "markup/mail/words.h"

namespace syndic::markup {
namespace {

/// Of the pictures that a site may show; an SVG may hold a script.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kMailPictures = {
    {{"image/jpeg", ".jpg"},
     {"image/jpg", ".jpg"},
     {"image/png", ".png"},
     {"image/gif", ".gif"},
     {"image/webp", ".webp"},
     {"image/avif", ".avif"}}};

std::string_view picture_ending(std::string_view media_type) {
  const auto* const found =
      std::find_if(kMailPictures.begin(), kMailPictures.end(),
                   [&](const auto& each) { return each.first == media_type; });
  return found == kMailPictures.end() ? std::string_view() : found->second;
}

/// The part's bytes as they were sent; nothing if they are damaged.
std::optional<std::string> transferred(const MailHeader& header, std::string_view body) {
  const std::string encoding = mail_token(header.field("content-transfer-encoding"));
  if (encoding == "base64") return base::decode_base64(body);
  if (encoding == "quoted-printable") return decode_quoted_printable(body);
  return std::string(body);
}

std::string with_line_feeds(std::string_view text) {
  std::string out;
  while (!text.empty()) out.append(take_mail_line(text)).push_back('\n');
  return out;
}

/// The signature by RFC 3676 §4.3.
std::string without_signature(std::string text) {
  if (text.starts_with("-- \n")) return {};
  if (const std::size_t at = text.find("\n-- \n"); at != std::string::npos) text.resize(at + 1);
  text.resize(text.find_last_not_of(" \t\n") + 1);
  return text.empty() ? text : text + "\n";
}

class MailReader {
 public:
  MailMessage read(std::string_view bytes) {
    const MailHeader header(bytes);
    message_.subject = decode_mail_words(header.field("subject"));
    message_.author = first_mail_name(header.field("from"));
    const std::string submitted = mail_token(header.field("auto-submitted"));
    const std::string precedence = mail_token(header.field("precedence"));
    message_.is_automatic = (!submitted.empty() && submitted != "no") || precedence == "bulk" ||
                            precedence == "list" || precedence == "junk";
    read_part(header, bytes, 0);
    if (base::trim(plain_).empty()) plain_ = html_to_text(html_);
    message_.text = without_signature(with_line_feeds(plain_));
    return std::move(message_);
  }

 private:
  void read_part(const MailHeader& header, std::string_view body, int depth) {
    if (++parts_ > kMostMailParts) return;
    const std::string_view content_type = header.field("content-type");
    const std::string type = mail_token(content_type);
    if (type.starts_with("multipart/")) {
      if (depth < kDeepestMail) read_parts(mail_parameter(content_type, "boundary"), body, depth);
    } else if (const std::string_view ending = picture_ending(type); !ending.empty()) {
      add_picture(header, ending, body);
    } else if (mail_token(header.field("content-disposition")) != "attachment") {
      if (type.empty() || type == "text/plain") add_text(header, body, plain_);
      if (type == "text/html") add_text(header, body, html_);
    }
  }

  /// The line end before a boundary belongs to that (RFC 2046 §5.1.1).
  void read_parts(const std::string& boundary, std::string_view body, int depth) {
    if (boundary.empty()) return;
    const std::string limit = "--" + boundary;
    std::optional<std::string_view> part;  // From its first byte to the end of the body.
    while (!body.empty()) {
      const std::string_view here = body;
      const std::string_view line = take_mail_line(body);
      if (!line.starts_with(limit)) continue;
      const std::string_view after = base::trim(line.substr(limit.size()));
      if (!after.empty() && after != "--") continue;
      if (part) read_whole_part(part->substr(0, part->size() - here.size()), depth);
      part = body;
      if (after == "--") return;
    }
    if (part) read_whole_part(*part, depth);  // The message was cut.
  }

  void read_whole_part(std::string_view part, int depth) {
    const MailHeader header(part);
    if (part.ends_with('\n')) part.remove_suffix(1);
    if (part.ends_with('\r')) part.remove_suffix(1);
    read_part(header, part, depth + 1);
  }

  static void add_text(const MailHeader& header, std::string_view body, std::string& text) {
    if (!base::trim(text).empty()) return;
    const auto bytes = transferred(header, body);
    if (bytes) text = decode_text(*bytes, header.field("content-type")).text;
  }

  void add_picture(const MailHeader& header, std::string_view ending, std::string_view body) {
    if (message_.pictures.size() == kMostMailPictures) return;
    auto bytes = transferred(header, body);
    if (!bytes || bytes->empty() || bytes->size() > kLargestMailPicture) return;
    std::string name = mail_parameter(header.field("content-disposition"), "filename");
    if (name.empty()) name = mail_parameter(header.field("content-type"), "name");
    message_.pictures.push_back({decode_mail_words(name), std::string(ending), *std::move(bytes)});
  }

  MailMessage message_;
  std::string plain_;
  std::string html_;
  std::size_t parts_ = 0;
};

}  // namespace

MailMessage read_mail(std::string_view bytes) { return MailReader().read(bytes); }

}  // namespace syndic::markup
