// SPDX-License-Identifier: MIT
#include "pipeline/lint/letter.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "base/printable.h"
#include "base/url.h"
#include "config/feeds.h"
#include "fetch/schedule.h"
#include "pipeline/lint/letter_text.h"
#include "pipeline/publish/history.h"
#include "pipeline/publish/proof.h"
#include "pipeline/status/plan.h"
#include "write/page/files.h"
#include "write/page/sources_page.h"

namespace syndic::pipeline {
namespace {

std::string opening(const config::Config& config, Carried carried, const std::string& to) {
  const config::Site& site = config.site;
  std::string text = to.empty() ? "Hello,\n" : lines_of("Hello " + to + ",");
  text += "\n" + lines_of(site.title + " gathers the news of partner sites in one list, " +
                          (config.publish.page ? "to read on the web and" : "to read") +
                          " in feed readers.");
  const std::string about = indented(site.subtitle) + indented(site.url);
  if (!about.empty()) text += "\n" + about;
  text += "\n" + lines_of(carried == Carried::nothing
                              ? "We would like to have your news in it, too, but cannot read them "
                                "yet. This letter says what is missing, what being part of it "
                                "means, and how to say no."
                              : "We would like to have your news in it, too. This letter says what "
                                "that means, and how to say no. So far we have only looked at your "
                                "site to write it.");
  return text;
}

// "hour", "6 h", "30 min".
std::string interval_words(const config::Config& config) {
  const auto interval = fetch::base_interval({}, config.fetch);
  return interval == std::chrono::hours(1) ? "hour" : duration_words(interval);
}

// A rule's text as a sentence begins.
std::string as_sentence(std::string_view text) {
  std::string sentence(text);
  if (!sentence.empty() && base::is_alpha(sentence[0])) sentence[0] &= '\x5f';
  return sentence;
}

std::string what_is_carried(const config::Config& config, const Invitation& invitation,
                            const write::Theme& theme) {
  std::string text = section_title("What would be carried");
  const std::string place =
      "\n" + indented(invitation.title) + indented(shown_address(invitation.url));
  if (invitation.carried == Carried::nothing) {
    return text + "Nothing yet: we found neither a feed here, nor a list of posts to read:\n" +
           place;
  }
  text += (invitation.carried == Carried::feed
               ? "The posts of your feed, new ones by themselves:\n"
               : "The posts that this page of yours lists, as we found no feed:\n") +
          place + "\n";
  if (invitation.items.empty()) return text + "It has no posts yet.\n";
  return text +
         lines_of("It has " + base::counted(static_cast<long long>(invitation.count), "post") +
                  " now. In our list the newest would look like this:") +
         shown_items(config, invitation, theme);
}

std::string how_it_is_credited(const config::Config& config) {
  std::string text = section_title("How you are credited");
  text += bullet("The title of a post leads to your own page of it, and your name is beside it.");
  text += bullet("Our feeds name you and your address as the source of each post.");
  if (config.feeds.front().dedupe) {
    text += bullet(
        "A post that several sources have appears once, as that of the one that had it "
        "first; the others are named beside it.");
  }
  text += bullet("Pictures and recordings stay on your server; we only refer to them.");
  text +=
      bullet("Our feeds pass on the text that you offer" +
             std::string(config.publish.page ? ", and our page shows its beginning" : "") +
             ". If you prefer, they pass on a summary of at most 280 characters, or the title and "
             "link alone. Posts can also be held back for some days, or bear a line of credit "
             "or copyright. Just say which.");
  return text;
}

std::string how_often(const config::Config& config, const Invitation& invitation) {
  const int at_once = config.fetch.transport.per_host;
  std::string text = section_title("How often we ask");
  if (invitation.carried == Carried::nothing) {
    text += bullet(
        "Until there is a feed we look for it once a day at most, with up to six "
        "requests and their redirects. Your robots.txt is asked first, and obeyed.");
  }
  text +=
      bullet("About every " + interval_words(config) +
             (invitation.carried == Carried::nothing ? " once there is one; later" : "; later") +
             " if your server or feed asks for it (Cache-Control, Expires, ttl), by a day at "
             "most, and less often when nothing was new for more than a week.");
  text += bullet(
      "With the ETag and Last-Modified that your server sent, so that it can answer "
      "that nothing is new (304).");
  text += bullet((at_once == 1 ? std::string("One request")
                               : "Up to " + std::to_string(at_once) + " requests") +
                 " at a time. If your server answers 429 or 503, we wait as long as its "
                 "Retry-After says, up to 31 days.");
  if (invitation.carried == Carried::page) {
    const bool has_older =
        std::ranges::find(invitation.source.settings, "page.next", &config::SourceSetting::key) !=
        invitation.source.settings.end();
    text += bullet("Your robots.txt is asked first, and obeyed." +
                   std::string(has_older ? " Up to nine pages of older posts are read, too, later "
                                           "only until we know what they have."
                                         : ""));
  }
  text += bullet("In your logs we are: " + config.fetch.transport.user_agent);
  return text;
}

// What ends it without a word; a site without a feed is searched again whatever its feed answered.
std::string how_to_end_it(Carried carried) {
  if (carried == Carried::nothing) {
    return "Until there is a feed, your robots.txt may keep \"syndic\" off, too.";
  }
  return "Or let your server answer our requests with 410 (Gone): then we do not ask again." +
         std::string(carried == Carried::page
                         ? " Or keep \"syndic\" off that page in your robots.txt."
                         : "") +
         " What we have by then stays until you tell us.";
}

std::string how_to_say_no(const Invitation& invitation) {
  const bool is_page = invitation.carried == Carried::page;
  return section_title("How to say no") +
         bullet(
             "Answer this letter, now or at any later time: we take you out, and your posts "
             "leave our list and feeds.") +
         bullet(how_to_end_it(invitation.carried)) +
         bullet(
             "To take out a single post, tell us its address: it is withdrawn with every copy "
             "that others have. An Atom feed can say so itself (at:deleted-entry, RFC 6721). A "
             "post that only drops out of your " +
             std::string(is_page ? "page" : "feed") + " stays, as old ones do.");
}

std::string where_it_is(const config::Config& config, const Invitation& invitation) {
  const auto served = [&](std::string_view name) {
    return base::public_url(served_at(config, std::string(name)));
  };
  std::string text;
  const auto add = [&](std::string_view what, const std::string& url) {
    if (url.empty()) return;
    text += bullet(what);
    text += indented(shown_address(url));
  };
  const config::Feed* feed = feed_for(config, invitation.source);
  if (feed == nullptr) return text;
  if (config.publish.page) {
    if (feed == &config.feeds.front()) add("The list:", served(write::kIndexPage));
    add("Who is in it, how each source does, and \"Where is my post?\":",
        served(write::kSourcesPage));
  }
  if (!config.publish.formats.empty()) {
    const write::Format format = config.publish.formats.front();
    add("The feed:", served(feed->name + "." + std::string(write::extension(format))));
  }
  return text.empty() ? text : section_title("Where it is published") + text;
}

// "a date cannot be read (3 times, first in line 12): Mayday 2026".
std::string fault_words(const lint::Finding& finding) {
  std::string occurrence;
  if (finding.count > 1) {
    occurrence = base::counted(static_cast<long long>(finding.count), "time");
  }
  if (finding.line > 0) {
    occurrence +=
        (occurrence.empty() ? "line " : ", first in line ") + std::to_string(finding.line);
  }
  std::string words = as_sentence(finding.rule->fault);
  if (!occurrence.empty()) words += " (" + occurrence + ")";
  if (!finding.example.empty()) words += ": " + finding.example;
  return words;
}

std::string faults_to_mend(const Invitation& invitation) {
  if (!invitation.not_judged.empty()) return {};
  std::string text = section_title("What to mend first");
  const auto& findings = invitation.findings;
  if (findings.empty())
    return text + "Nothing: your feed has no fault that readers would notice.\n";
  const std::size_t shown = std::min(findings.size(), kMostToMend);
  for (std::size_t i = 0; i < shown; ++i) {
    text += bullet(fault_words(findings[i]));
    text += indented("Remedy: " + std::string(findings[i].rule->remedy) + ".");
  }
  const auto more = static_cast<long long>(findings.size() - shown);
  if (more == 1) text += "There is 1 more, of which we can send you the details.\n";
  if (more > 1) {
    text += "There are " + std::to_string(more) + " more, of which we can send you the details.\n";
  }
  return text;
}

std::string what_to_mend(const Invitation& invitation) {
  if (invitation.carried == Carried::feed) return faults_to_mend(invitation);
  const std::string why = invitation.carried == Carried::page
                              ? "A new design of your page may keep us from reading it, and we "
                                "know only what it shows. "
                                "A feed (RSS, Atom or JSON Feed) would be better."
                              : "Your site needs a feed (RSS, Atom or JSON Feed).";
  return section_title("What to mend first") +
         lines_of(why +
                  " Most systems that run websites can make one. Name it in the head of your "
                  "pages, so that we and all feed readers find it:") +
         "\n  <link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed/\">\n";
}

std::string closing(const config::Site& site) {
  std::string text = "\n" +
                     lines_of(
                         "Please tell us whether you agree, and ask whatever you want "
                         "to know.") +
                     "\nWith kind regards,\n";
  text += lines_of(site.owner.name) + lines_of(site.owner.email);
  return site.owner.name == site.title ? text : text + lines_of(site.title);
}

}  // namespace

std::string letter_of(const config::Config& config, const Invitation& invitation,
                      const std::string& to, const write::Theme& theme) {
  return opening(config, invitation.carried, to) + what_is_carried(config, invitation, theme) +
         how_it_is_credited(config) + where_it_is(config, invitation) +
         how_often(config, invitation) + how_to_say_no(invitation) + what_to_mend(invitation) +
         closing(config.site);
}

const config::Feed* feed_for(const config::Config& config, const config::NewSource& source) {
  const config::Source configured{.id = source.id, .groups = source.groups};
  const auto feed = std::ranges::find_if(
      config.feeds, [&](const config::Feed& each) { return config::takes_from(each, configured); });
  return feed == config.feeds.end() ? nullptr : &*feed;
}

std::vector<std::string> gaps_in_letter(const config::Config& config) {
  const config::Site& site = config.site;
  std::vector<std::string> gaps;
  const auto check = [&](const char* key, const std::string& value, bool is_stand_in) {
    if (value.empty()) gaps.push_back(std::string(key) + " is not set, and the letter lacks it");
    if (is_stand_in) gaps.push_back(std::string(key) + " is a placeholder: " + value);
  };
  check("site.url", site.url, is_placeholder(site.url));
  check("site.feeds_url", site.feeds_url, is_placeholder(site.feeds_url));
  check("site.owner", site.owner.name, false);
  const std::string& email = site.owner.email;
  const std::string domain = email.substr(email.rfind('@') + 1);
  if (!email.empty()) check("site.owner.email", email, is_placeholder("https://" + domain));
  return gaps;
}

}  // namespace syndic::pipeline
