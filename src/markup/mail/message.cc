// SPDX-License-Identifier: MIT
#include "markup/mail/message.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/base64.h"
#include "base/lines.h"
#include "markup/charset/encoding.h"
#include "markup/mail/header.h"
#include "markup/mail/html_markdown.h"
#include "markup/mail/plain_markdown.h"
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
  while (!text.empty()) out.append(base::take_line(text)).push_back('\n');
  return out;
}

/// The signature by RFC 3676 §4.3.
std::string without_signature(std::string text) {
  if (text.starts_with("-- \n")) return {};
  if (const std::size_t at = text.find("\n-- \n"); at != std::string::npos) text.resize(at + 1);
  text.resize(text.find_last_not_of(" \t\n") + 1);
  return text.empty() ? text : text + "\n";
}

/// The parts of a multipart's body. The line end before a boundary belongs to that (RFC 2046
/// §5.1.1); the last part of a message that was cut ends with it.
std::vector<std::string_view> parts_of(const std::string& boundary, std::string_view body) {
  std::vector<std::string_view> parts;
  if (boundary.empty()) return parts;
  const std::string limit = "--" + boundary;
  std::optional<std::string_view> part;  // From its first byte to the end of the body.
  while (!body.empty() && parts.size() < kMostMailParts) {
    const std::string_view here = body;
    const std::string_view line = base::take_line(body);
    if (!line.starts_with(limit)) continue;
    const std::string_view after = base::trim(line.substr(limit.size()));
    if (!after.empty() && after != "--") continue;
    if (part) parts.push_back(part->substr(0, part->size() - here.size()));
    part = body;
    if (after == "--") return parts;
  }
  if (part && body.empty()) parts.push_back(*part);
  return parts;
}

/// Without its last line end.
std::string_view without_line_end(std::string_view part) {
  if (part.ends_with('\n')) part.remove_suffix(1);
  if (part.ends_with('\r')) part.remove_suffix(1);
  return part;
}

/// What a part adds to the item.
struct MailBody {
  std::string text;
  std::vector<MailPicture> pictures;
  bool is_plain = false;  ///< It was written as plain text.
};

void append_body(MailBody& body, MailBody next) {
  if (!body.text.empty() && !next.text.empty()) body.text.push_back('\n');
  for (MailPicture& picture : next.pictures) {
    picture.at += body.text.size();
    body.pictures.push_back(std::move(picture));
  }
  body.text += next.text;
  body.is_plain = body.is_plain || next.is_plain;
}

/// The plain one of alternatives, else the first with a text, with the pictures of all.
MailBody best_of(std::vector<MailBody> bodies) {
  const auto rank = [](const MailBody& body) {
    return body.text.empty() ? 0 : body.is_plain ? 2 : 1;
  };
  const auto best = std::ranges::max_element(bodies, {}, rank);
  if (best == bodies.end()) return {};
  MailBody body = std::move(*best);
  for (auto each = bodies.begin(); each != bodies.end(); ++each) {
    if (each == best) continue;
    for (MailPicture& picture : each->pictures) {
      picture.at = body.text.size();
      body.pictures.push_back(std::move(picture));
    }
  }
  return body;
}

class MailReader {
 public:
  MailMessage read(std::string_view bytes) {
    const MailHeader header(bytes);
    MailMessage message;
    message.subject = decode_mail_words(header.field("subject"));
    message.author = first_mail_name(header.field("from"));
    const std::string submitted = mail_token(header.field("auto-submitted"));
    const std::string precedence = mail_token(header.field("precedence"));
    message.is_automatic = (!submitted.empty() && submitted != "no") || precedence == "bulk" ||
                           precedence == "list" || precedence == "junk";
    message.is_bounce = is_bounce(header);
    MailBody body = read_part(header, bytes, 0);
    message.text = std::move(body.text);
    message.pictures = std::move(body.pictures);
    return message;
  }

 private:
  static bool is_bounce(const MailHeader& header) {
    return base::trim(header.field("return-path")) == "<>" ||
           mail_token(header.field("content-type")) == "multipart/report" ||
           base::lower(header.field("from")).find("mailer-daemon") != std::string::npos;
  }

  MailBody read_part(const MailHeader& header, std::string_view body, int depth) {
    if (++parts_ > kMostMailParts) return {};
    const std::string type = mail_token(header.field("content-type"));
    const bool is_deepest = depth >= kDeepestMail;
    if (type.starts_with("multipart/")) {
      return is_deepest ? MailBody{} : read_multipart(header, type, body, depth);
    }
    if (type == "message/rfc822")
      return is_deepest ? MailBody{} : read_message(header, body, depth);
    if (const std::string_view ending = picture_ending(type); !ending.empty()) {
      return read_picture(header, ending, body);
    }
    const bool is_attachment = mail_token(header.field("content-disposition")) == "attachment";
    const bool is_plain = type.empty() || type == "text/plain";
    if (is_attachment || !(is_plain || type == "text/html")) return {};
    return read_text(header, body, is_plain);
  }

  MailBody read_multipart(const MailHeader& header, const std::string& type, std::string_view body,
                          int depth) {
    std::vector<MailBody> bodies;
    const std::string boundary = mail_parameter(header.field("content-type"), "boundary");
    for (std::string_view part : parts_of(boundary, body)) {
      const MailHeader its_header(part);
      bodies.push_back(read_part(its_header, without_line_end(part), depth + 1));
    }
    if (type == "multipart/alternative") return best_of(std::move(bodies));
    MailBody all;
    for (MailBody& each : bodies) append_body(all, std::move(each));
    return all;
  }

  /// A forwarded message.
  MailBody read_message(const MailHeader& header, std::string_view body, int depth) {
    const auto bytes = transferred(header, body);
    if (!bytes) return {};
    std::string_view rest = *bytes;
    const MailHeader inner(rest);
    return read_part(inner, rest, depth + 1);
  }

  static MailBody read_text(const MailHeader& header, std::string_view body, bool is_plain) {
    const auto bytes = transferred(header, body);
    if (!bytes) return {};
    const std::string text = decode_text(*bytes, header.field("content-type")).text;
    if (!is_plain) return {.text = html_as_markdown(text)};
    return {.text = plain_as_markdown(without_signature(with_line_feeds(text))), .is_plain = true};
  }

  MailBody read_picture(const MailHeader& header, std::string_view ending, std::string_view body) {
    if (pictures_ == kMostMailPictures) return {};
    auto bytes = transferred(header, body);
    if (!bytes || bytes->empty() || bytes->size() > kLargestMailPicture) return {};
    ++pictures_;
    std::string name = mail_parameter(header.field("content-disposition"), "filename");
    if (name.empty()) name = mail_parameter(header.field("content-type"), "name");
    MailBody picture;
    picture.pictures.push_back({decode_mail_words(name), std::string(ending), *std::move(bytes)});
    return picture;
  }

  std::size_t parts_ = 0;
  std::size_t pictures_ = 0;
};

}  // namespace

MailMessage read_mail(std::string_view bytes) { return MailReader().read(bytes); }

}  // namespace syndic::markup
