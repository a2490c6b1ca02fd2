// SPDX-License-Identifier: MIT
#include "write/mail/digest.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/hash.h"
#include "base/time_format.h"
#include "base/url.h"
#include "text/columns.h"
#include "text/readable.h"
#include "write/facts.h"
#include "write/mail/message.h"
#include "write/page/date.h"
#include "write/page/item.h"

namespace syndic::write {
namespace {

constexpr std::size_t kTextWidth = 72;
constexpr std::size_t kItemIndent = 2;

// ICU puts thin and narrow spaces into dates, which not every font of a mail reader has.
std::string with_plain_spaces(std::string text) {
  for (const std::string_view blank : {"\u2009", "\u202F", "\u00A0"}) {
    for (std::size_t at = 0; (at = text.find(blank, at)) != std::string::npos;) {
      text.replace(at, blank.size(), " ");
    }
  }
  return text;
}

// "November 23 – 30, 2026": the first and the last day of the digest's time.
std::string period_name(const Digest& digest, const DayNames& days) {
  const model::Timestamp last = digest.until - boost::posix_time::seconds(1);
  return with_plain_spaces(days.days_of(digest.from, last));
}

View digest_item(const ItemFrame& frame, const Entry& entry) {
  View item = item_view(frame, entry);
  const auto source = credited_source(frame.document, entry);
  item["source_href"] = source ? link_or_none(source->home_page_url) : View(false);
  if (item["when"].is_string()) item["when"] = with_plain_spaces(item["when"]);
  return item;
}

View days_of(const ItemFrame& frame) {
  View days = View::array();
  for (const Entry& entry : frame.document.entries) {
    const std::string name = item_day(frame, entry.item).name;
    if (days.empty() || days.back().at("name") != name) {
      days.push_back({{"name", name}, {"items", View::array()}});
    }
    days.back()["items"].push_back(digest_item(frame, entry));
  }
  return days;
}

View digest_view(const ItemFrame& frame, const Digest& digest) {
  const View more =
      digest.more == 0
          ? View(false)
          : View(filled(frame.labels.at("digest_more"), "count", std::to_string(digest.more)));
  return {{"lang", frame.language},
          {"dir", is_right_to_left(frame.language) ? "rtl" : "ltr"},
          {"title", feed_name(frame.document)},
          {"period", period_name(digest, frame.days)},
          {"days", days_of(frame)},
          {"more", more},
          {"page_href", link_or_none(digest.page_url)}};
}

std::string text_of(const View& view, const char* name) {
  const View& value = view.at(name);
  if (!value.is_string()) return {};
  std::string line = text::readable_line(value.get_ref<const std::string&>());
  std::erase(line, '\x7F');  // DEL, which XML and HTML allow.
  return line;
}

void add_part(const std::string& part, std::string& line) {
  if (part.empty()) return;
  line.append(line.empty() ? "" : " · ").append(part);
}

// "first told by CASEL, also by CEC".
std::string sources_text(const View& item) {
  std::string line = text_of(item, "first_told");
  line.append(line.empty() ? "" : " ").append(text_of(item, "source"));
  for (const View& other : item.at("also")) {
    const std::string lead = text_of(other, "lead");
    line.append(", ").append(lead).append(lead.empty() ? "" : " ").append(text_of(other, "name"));
  }
  return line;
}

std::string item_text(const View& item) {
  std::string facts = sources_text(item);
  for (const char* name : {"authors", "late"}) add_part(text_of(item, name), facts);
  std::string event = text_of(item, "when");
  add_part(text_of(item, "place"), event);
  std::string link = text_of(item, "href");
  if (!link.empty()) link = text_of(item, "action") + ": " + link;
  std::string out = "\n" + text::in_columns(text_of(item, "name"), kTextWidth);
  for (const std::string& line : {facts, event, text_of(item, "summary"), link}) {
    out += text::in_columns(line, kTextWidth, kItemIndent);
  }
  return out;
}

std::string plain_text(const View& view) {
  std::string out = text::in_columns(text_of(view, "title"), kTextWidth) +
                    text::in_columns(text_of(view, "period"), kTextWidth);
  for (const View& day : view.at("days")) {
    const std::string name = text_of(day, "name");
    out += "\n\n" + name + "\n" + std::string(text::columns_of(name), '-') + "\n";
    for (const View& item : day.at("items")) out += item_text(item);
  }
  const std::string more = text_of(view, "more");
  const std::string page = text_of(view, "page_href");
  if (!more.empty()) out += "\n\n" + more + (page.empty() ? "" : ":") + "\n";
  if (!page.empty()) out += (more.empty() ? "\n\n" : "") + page + "\n";
  return out;
}

// The host by which ids are our own.
std::string host_for_ids(const Document& document, const std::string& email) {
  std::string host = base::url_host(document.home_page_url);
  const bool is_name = !host.empty() && std::ranges::all_of(host, [](char c) {
    return base::is_alpha(c) || base::is_digit(c) || c == '-' || c == '.';
  });
  return is_name ? host : email.substr(email.rfind('@') + 1);
}

// The same for the same contents.
std::string message_id(const Message& message, const Digest& digest, const std::string& host) {
  std::string contents = message.subject + "\n" + message.text + "\n" + message.html;
  for (const std::string& address : digest.to) contents.append("\n").append(address);
  contents.append("\n").append(std::to_string(base::to_unix_seconds(digest.from)));
  contents.append("\n").append(std::to_string(base::to_unix_seconds(digest.until)));
  return "digest." + digest.feed + "." + base::content_hash(contents) + "@" + host;
}

}  // namespace

std::string render_digest(const Document& document, const Digest& digest, const Theme& theme) {
  const std::string language = document.language.empty() ? "en" : document.language;
  const DayNames days(language, document.time_zone);
  const ItemFrame frame = {.document = document,
                           .labels = theme.labels(language),
                           .days = days,
                           .language = language,
                           .images = false,
                           .has_source_pages = false};
  const View view = digest_view(frame, digest);
  Message message;
  message.from = document.authors.front();
  if (message.from.name.empty()) message.from.name = feed_name(document);
  for (const std::string& address : digest.to) message.to.push_back({"", address, ""});
  message.subject = text_of(view, "title") + ": " + text_of(view, "period");
  message.date = digest.now;
  message.time_zone = document.time_zone;
  message.language = language;
  message.text = plain_text(view);
  message.html = theme.render("digest.mustache", view);
  const std::string host = host_for_ids(document, message.from.email);
  message.list_name = feed_name(document);
  message.list_id = digest.feed + "." + host;
  if (const View page = link_or_none(digest.page_url); page.is_string()) message.archive_url = page;
  message.id = message_id(message, digest, host);
  return render_message(message);
}

}  // namespace syndic::write
