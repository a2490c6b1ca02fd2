// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/result.h"
#include "pipeline/authored/post_text.h"

namespace syndic::pipeline {

/// The post with what it leaves out from a mail message (markup/mail/message.h): the title from its
/// subject, the author from its sender's name, its text, its pictures (the first is the image) and
/// nothing of its date. Errors: malformed for a message that a machine sent, a bounce or an answer
/// of its own, and for one without subject where the post has no title.
[[nodiscard]] Result<Post> with_mail(Post post, std::string_view message);

}  // namespace syndic::pipeline
