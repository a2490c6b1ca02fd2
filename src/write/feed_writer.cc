// SPDX-License-Identifier: MIT
#include "write/feed_writer.h"

#include "base/byte_vector.h"
#include "base/url.h"
#include "write/formats.h"

namespace syndic::write {
namespace {

// Calls `visit(url)` for each URL of a document, those in its texts apart. Ids are none: they are
// compared, and stay as they are.
template <class SomeDocument, class Visit>
void for_each_url(SomeDocument& document, Visit visit) {
  auto& history = document.history;
  for (auto* url :
       {&document.home_page_url, &document.icon, &document.favicon, &document.about_url,
        &document.stylesheet_url, &history.current, &history.prev_archive, &history.next_archive}) {
    visit(*url);
  }
  for (auto& author : document.authors) visit(author.url);
  if (document.podcast) visit(document.podcast->image);
  for (auto& hub : document.hubs) visit(hub);
  for (auto& [id, source] : document.sources) {
    visit(source.home_page_url);
    visit(source.feed_url);
    visit(source.icon);
  }
  for (auto& entry : document.entries) {
    model::for_each_url(entry.item, visit);
    for (auto& other : entry.also_in) visit(other.url);
  }
}

std::string render_as_it_is(const Document& document, Format format, std::string_view self_url) {
  switch (format) {
    case Format::rss:
      return render_rss(document, self_url);
    case Format::atom:
      return render_atom(document, self_url);
    case Format::json:
      break;
  }
  return render_json(document, self_url, JsonLayout::indented);
}

bool has_brackets(std::string_view url) {
  return base::find_any<'[', ']'>(url) != std::string_view::npos && base::is_http_url(url);
}

// `write(document, self_url)`, with all URLs as RFC 3986 has them. Feeds have square brackets in
// them, as browsers do, and items are known by such links; so it is here that they are escaped.
template <class Write>
std::string with_right_urls(const Document& document, std::string_view self_url, Write write) {
  const std::string self(has_brackets(self_url) ? base::escape_brackets(self_url) : self_url);
  bool all_right = true;
  for_each_url(document,
               [&](const std::string& url) { all_right = all_right && !has_brackets(url); });
  if (all_right) return write(document, self);
  Document escaped = document;
  for_each_url(escaped, [](std::string& url) {
    if (has_brackets(url)) url = base::escape_brackets(url);
  });
  return write(escaped, self);
}

}  // namespace

std::string render(const Document& document, Format format, std::string_view self_url) {
  return with_right_urls(document, self_url, [&](const Document& right, std::string_view self) {
    return render_as_it_is(right, format, self);
  });
}

std::string render_json_line(const Document& document, std::string_view self_url) {
  return with_right_urls(document, self_url, [](const Document& right, std::string_view self) {
    return render_json(right, self, JsonLayout::line);
  });
}

std::string_view extension(Format format) {
  switch (format) {
    case Format::rss:
      return "rss";
    case Format::atom:
      return "atom";
    case Format::json:
      break;
  }
  return "json";
}

std::string_view format_name(model::Format format) {
  switch (format) {
    case model::Format::rss090:
      return "rss0.90";
    case model::Format::rss091:
      return "rss0.91";
    case model::Format::rss092:
      return "rss0.92";
    case model::Format::rss10:
      return "rss1.0";
    case model::Format::rss20:
      break;
    case model::Format::atom03:
      return "atom0.3";
    case model::Format::atom10:
      return "atom1.0";
    case model::Format::jsonfeed10:
      return "jsonfeed1.0";
    case model::Format::jsonfeed11:
      return "jsonfeed1.1";
    case model::Format::icalendar20:
      return "icalendar2.0";
  }
  return "rss2.0";
}

}  // namespace syndic::write
