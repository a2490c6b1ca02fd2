// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "pipeline/why.h"

namespace syndic::cli {

/// The story in short lines that can be pasted into a mail, a block an item or source. Whatever
/// feeds put into it, each line is printable characters alone.
[[nodiscard]] std::string why_text(const pipeline::Story& story);

/// The story as a JSON object, {"items": […], "sources": […]}, indented, without a line break at
/// the end.
[[nodiscard]] std::string why_json(const pipeline::Story& story);

/// Which of an item's ids is published, in words: "the id that its feed gives it".
[[nodiscard]] std::string identity_in_words(const model::Lineage& lineage);

/// What its published date comes from, in words: "as its pubDate says".
[[nodiscard]] std::string date_in_words(const store::StoredItem& stored);

/// Why two items are the same ("same link"), and why the winner is published ("which had it
/// first").
[[nodiscard]] std::string_view in_words(store::Match match);
[[nodiscard]] std::string_view in_words(store::Edge edge);

}  // namespace syndic::cli
