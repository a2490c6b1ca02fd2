// SPDX-License-Identifier: MIT
//
// The feed as a whole.
#pragma once

#include <array>

#include "lint/rule.h"

namespace syndic::lint {

inline constexpr auto kRulesOfHeads = std::to_array<Rule>({
    {.id = "feed-title-missing",
     .severity = Severity::error,
     .fault = "the feed has no title",
     .effect = "readers here see its address in place of a name",
     .remedy = "give the feed a title, the name of the site",
     .w3c = "MissingTitle"},
    {.id = "feed-link-missing",
     .severity = Severity::warning,
     .fault = "the feed does not link to its site",
     .effect = "readers here have no way from the source's name to its site",
     .remedy = "give the <channel> a <link> with the address of the home page",
     .w3c = "MissingLink"},
    {.id = "feed-description-missing",
     .severity = Severity::advice,
     .fault = "the channel has no description",
     .effect = "nothing here; strict readers refuse the feed, and others have no words about it",
     .remedy = "give the <channel> a <description> of one sentence",
     .w3c = "MissingDescription"},
    {.id = "feed-id-missing",
     .severity = Severity::error,
     .fault = "the feed has no id",
     .effect = "it cannot be told from a copy of it at another address",
     .remedy = "give the <feed> an <id> that never changes, such as the address of its home page",
     .w3c = "MissingElement"},
    {.id = "feed-updated-missing",
     .severity = Severity::warning,
     .fault = "the feed does not say when it was updated",
     .effect = "items without dates of their own cannot be dated by it",
     .remedy = "give the <feed> an <updated> with the date of its newest change",
     .w3c = "MissingElement"},
    {.id = "feed-self-missing",
     .severity = Severity::advice,
     .fault = "the feed does not name its own address",
     .effect = "a copy of it cannot be followed to where it comes from",
     .remedy = "add <atom:link rel=\"self\" href=\"…\"> to the channel, <link rel=\"self\"> to an "
               "Atom feed, feed_url to JSON",
     .w3c = "MissingSelf"},
    {.id = "feed-self-elsewhere",
     .severity = Severity::warning,
     .fault = "the feed names another address as its own",
     .effect = "readers that subscribe by it get the feed from there, or nothing",
     .remedy = "write the address at which the feed is served, after redirects, with https if that "
               "is how it is served",
     .w3c = "SelfDoesntMatchLocation"},
    {.id = "feed-language-missing",
     .severity = Severity::advice,
     .fault = "the feed does not say its language",
     .effect =
         "the language is not told to browsers, which read aloud, hyphenate and translate by it",
     .remedy = "add <language> to the channel, xml:lang to the root of an Atom feed, \"language\" "
               "to JSON",
     .w3c = "MissingDCLanguage"},
    {.id = "feed-language-invalid",
     .severity = Severity::warning,
     .fault = "the language is no language tag",
     .effect = "it is passed over or guessed",
     .remedy = "write a tag of BCP 47, such as en, de-AT or pt-BR",
     .w3c = "InvalidLanguage"},
    {.id = "feed-empty",
     .severity = Severity::warning,
     .fault = "the feed has no items",
     .effect = "readers here see nothing of it",
     .remedy = "keep the newest ten or twenty items in the feed, however old they are"},
    {.id = "feed-too-large",
     .severity = Severity::advice,
     .fault = "the feed is large",
     .effect = "it takes longer to fetch, and what follows the limits of a reader is not read",
     .remedy =
         "keep the newest 20 to 50 items in the feed, and older ones in archives by RFC 5005"},
    {.id = "feed-stale",
     .severity = Severity::advice,
     .fault = "nothing in the feed is newer than a year",
     .effect = "readers here see nothing of it among the news",
     .remedy = "see whether the feed is still the one that the site writes"},
    {.id = "ttl-invalid",
     .severity = Severity::warning,
     .fault = "the ttl is no number of minutes",
     .effect = "it is passed over",
     .remedy = "write minutes in digits, <ttl>60</ttl>, or leave it out",
     .w3c = "InvalidPositiveInteger"},
    {.id = "feed-date-unreadable",
     .severity = Severity::warning,
     .fault = "the date of the feed cannot be read",
     .effect = "items without dates of their own cannot be dated by it",
     .remedy =
         "write it as Tue, 03 Feb 2026 09:30:00 +0000 in RSS, as 2026-02-03T09:30:00Z in Atom",
     .w3c = "InvalidRFC2822Date"},
    {.id = "element-twice",
     .severity = Severity::warning,
     .fault = "an element is given twice",
     .effect = "one of them counts here, the other is lost; other readers choose otherwise",
     .remedy = "leave one of them, or put the other into a namespace of its own",
     .w3c = "DuplicateElement"},
});

}  // namespace syndic::lint
