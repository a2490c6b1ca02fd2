// SPDX-License-Identifier: MIT
#include "parse/article/own_page.h"

#include <utility>

#include "parse/article/main_text.h"
#include "parse/article/metadata.h"
#include "parse/double_encoded.h"
#include "parse/page/page.h"

namespace syndic::parse {

Result<model::ItemPage> read_item_page(std::string_view bytes, const Hints& hints) {
  const auto tree = read_page_tree(bytes, hints);
  if (!tree) return fail(tree.error());
  PageMetadata found = metadata_of(tree->root(), hints);
  model::ItemPage page{.url = {},
                       .is_done = true,
                       .title = std::move(found.title),
                       .summary = std::move(found.summary),
                       .content = {},
                       .base_url = base_of_page(tree->root(), hints.base_url),
                       .image = std::move(found.image),
                       .author = std::move(found.author),
                       .media_url = std::move(found.media_url),
                       .published = found.published};
  page.content = take_main_text(tree->root(), page.title);
  mend_double_encoding(page);
  return page;
}

}  // namespace syndic::parse
