// SPDX-License-Identifier: MIT
#include "pipeline/authored/post_mail.h"

#include <string>
#include <utility>

#include "base/ascii.h"
#include "markup/mail/message.h"

namespace syndic::pipeline {

Result<Post> with_mail(Post post, std::string_view message) {
  markup::MailMessage mail = markup::read_mail(message);
  if (mail.is_bounce) {
    return fail(Errc::malformed, "the message is a mail server's report; nothing is posted");
  }
  if (mail.is_automatic) {
    return fail(Errc::malformed,
                "the message was sent by a machine or to a list; nothing is posted");
  }
  if (post.title.empty()) post.title = std::move(mail.subject);
  if (post.title.empty()) {
    return fail(Errc::malformed, "the message has no subject; give --title");
  }
  if (post.authors.empty() && !mail.author.empty()) post.authors = {std::move(mail.author)};
  post.body = std::move(mail.text);
  for (markup::MailPicture& picture : mail.pictures) {
    const std::string stem = picture.name.substr(0, picture.name.rfind('.'));
    post.pictures.push_back(
        {(stem.empty() ? "picture" : stem) + picture.ending, std::move(picture.bytes), picture.at});
  }
  return post;
}

}  // namespace syndic::pipeline
