// SPDX-License-Identifier: MIT
#include "write/feed_writer.h"

#include "write/formats.h"

namespace syndic::write {

std::string render(const Document& document, Format format, std::string_view self_url) {
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

std::string render_json_line(const Document& document, std::string_view self_url) {
  return render_json(document, self_url, JsonLayout::line);
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
  }
  return "rss2.0";
}

}  // namespace syndic::write
