// SPDX-License-Identifier: MIT
#include "http/link_header.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"

namespace syndic::http {
namespace {

constexpr std::size_t kMostLinks = 100;

/// Reads one field value from front to back (RFC 8288 appendix B.2).
class LinkReader {
 public:
  explicit LinkReader(std::string_view text) : text_(text) {}

  std::optional<Link> next() {
    while (true) {
      skip(", \t");
      if (text_.empty()) return std::nullopt;
      if (text_.front() != '<') {
        skip_to_comma();
        continue;
      }
      const std::size_t end = text_.find('>');
      if (end == std::string_view::npos) return std::nullopt;
      Link link{.target = std::string(base::trim(text_.substr(1, end - 1)))};
      text_.remove_prefix(end + 1);
      if (read_parameters(link)) return link;
    }
  }

 private:
  void skip(std::string_view characters) {
    text_.remove_prefix(std::min(text_.find_first_not_of(characters), text_.size()));
  }

  void skip_to_comma() { text_.remove_prefix(std::min(text_.find(','), text_.size())); }

  // False where the link is another resource's.
  bool read_parameters(Link& link) {
    bool is_ours = true;
    bool has_rel = false;
    while (true) {
      skip(" \t");
      if (text_.empty() || text_.front() != ';') break;
      text_.remove_prefix(1);
      skip(" \t");
      const std::string_view name = take_until("=;, \t");
      skip(" \t");
      std::string value;
      if (text_.starts_with('=')) {
        text_.remove_prefix(1);
        skip(" \t");
        value = take_value();
      }
      if (base::equals_ignoring_case(name, "anchor")) is_ours = false;
      if (base::equals_ignoring_case(name, "rel") && !std::exchange(has_rel, true)) {
        link.rel = std::move(value);
      } else if (base::equals_ignoring_case(name, "type") && link.type.empty()) {
        link.type = std::move(value);
      } else if (base::equals_ignoring_case(name, "title") && link.title.empty()) {
        link.title = std::move(value);
      }
    }
    skip_to_comma();
    return is_ours;
  }

  std::string_view take_until(std::string_view ends) {
    const std::size_t size = std::min(text_.find_first_of(ends), text_.size());
    const std::string_view taken = text_.substr(0, size);
    text_.remove_prefix(size);
    return taken;
  }

  // A token or a quoted string (RFC 9110 §5.6.4).
  std::string take_value() {
    if (!text_.starts_with('"')) return std::string(base::trim(take_until(";,")));
    text_.remove_prefix(1);
    std::string value;
    while (!text_.empty() && text_.front() != '"') {
      if (text_.front() == '\\' && text_.size() > 1) text_.remove_prefix(1);
      value.push_back(text_.front());
      text_.remove_prefix(1);
    }
    text_.remove_prefix(std::min<std::size_t>(text_.size(), 1));
    return value;
  }

  std::string_view text_;
};

}  // namespace

std::vector<Link> links_of(const Headers& headers) {
  std::vector<Link> links;
  for (const auto& [name, value] : headers.all()) {
    if (!base::equals_ignoring_case(name, "Link")) continue;
    LinkReader reader(value);
    while (auto link = reader.next()) {
      if (links.size() == kMostLinks) return links;
      links.push_back(*std::move(link));
    }
  }
  return links;
}

}  // namespace syndic::http
