// SPDX-License-Identifier: MIT
//
// What the W3C Feed Validation Service says of the fault that tests/data/lint/RULE plants: its
// messages are named as its pages are, https://validator.w3.org/feed/docs/.
#include <catch2/catch.hpp>
#include <map>
#include <string_view>

#include "lint/rule.h"

namespace w3c_test {

using namespace syndic;

namespace {

const std::map<std::string_view, std::string_view> kMessages = {
    {"xml-malformed", "SAXError"},
    {"document-cut", "SAXError"},
    {"xml-bare-ampersand", "SAXError"},
    {"xml-undefined-entity", "UndefinedNamedEntity"},
    {"xml-undeclared-prefix", "SAXError"},
    {"xml-declaration-late", "WPBlankLine"},
    {"control-character", "SAXError"},
    {"namespace-misspelt", "ReservedPrefix"},
    {"charset-unknown", "UnknownEncoding"},
    {"charset-conflict", "EncodingMismatch"},
    {"charset-wrong", "UnicodeError"},
    {"charset-not-utf8", "NonstdEncoding"},
    {"text-replaced", "BadCharacters"},
    {"rss-version-missing", "MissingAttribute"},
    {"format-old", "ObsoleteVersion"},
    {"channel-missing", "MissingChannel"},
    {"feed-title-missing", "MissingTitle"},
    {"feed-link-missing", "MissingLink"},
    {"feed-description-missing", "MissingDescription"},
    {"feed-id-missing", "MissingElement"},
    {"feed-updated-missing", "MissingElement"},
    {"feed-self-missing", "MissingSelf"},
    {"feed-self-elsewhere", "SelfDoesntMatchLocation"},
    {"feed-language-missing", "MissingDCLanguage"},
    {"feed-language-invalid", "InvalidLanguage"},
    {"ttl-invalid", "InvalidPositiveInteger"},
    {"skip-invalid", "InvalidHour"},
    {"image-incomplete", "MissingElement"},
    {"feed-date-unreadable", "InvalidRFC2822Date"},
    {"element-unknown", "UndefinedElement"},
    {"element-twice", "DuplicateElement"},
    {"item-id-missing", "MissingGuid"},
    {"entry-id-missing", "MissingElement"},
    {"item-id-twice", "DuplicateValue"},
    {"guid-not-permalink", "InvalidHttpGUID"},
    {"guid-permalink-invalid", "InvalidBooleanAttribute"},
    {"atom-id-not-iri", "InvalidFullLink"},
    {"item-id-weak", "NotSufficientlyUnique"},
    {"item-link-relative", "InvalidFullLink"},
    {"item-link-invalid", "InvalidUriChar"},
    {"item-empty", "ItemMustContainTitleOrDescription"},
    {"entry-title-missing", "MissingElement"},
    {"title-html", "ContainsHTML"},
    {"title-escaped-twice", "ContainsHTML"},
    {"date-unreadable", "InvalidRFC2822Date"},
    {"date-not-rfc822", "InvalidRFC2822Date"},
    {"date-not-rfc3339", "InvalidRFC3339Date"},
    {"date-not-w3cdtf", "InvalidW3CDTFDate"},
    {"date-wrong-weekday", "IncorrectDOW"},
    {"date-without-zone", "InvalidRFC2822Date"},
    {"date-in-future", "ImplausibleDate"},
    {"date-implausible", "ImplausibleDate"},
    {"entry-updated-missing", "MissingElement"},
    {"author-missing", "MissingElement"},
    {"person-unnamed", "MissingElement"},
    {"author-no-address", "InvalidContact"},
    {"item-text-missing", "MissingTextualContent"},
    {"text-undeclared-html", "ContainsUndeclaredHTML"},
    {"text-type-wrong", "MissingXhtmlDiv"},
    {"text-unescaped", "UndefinedElement"},
    {"text-relative-url", "ContainsRelRef"},
    {"text-script", "SecurityRisk"},
    {"text-event-handler", "SecurityRiskAttr"},
    {"text-embedded", "SecurityRisk"},
    {"enclosure-length-missing", "MissingAttribute"},
    {"enclosure-length-invalid", "InvalidIntegerAttribute"},
    {"enclosure-type-missing", "MissingAttribute"},
    {"enclosure-type-invalid", "InvalidMIMEAttribute"},
    {"enclosure-url-relative", "InvalidURLAttribute"},
    {"enclosure-url-scheme", "InvalidURLAttribute"},
    {"enclosure-url-invalid", "InvalidURLAttribute"},
    {"enclosure-url-missing", "MissingAttribute"},
    {"itunes-duration-invalid", "InvalidDuration"},
    {"itunes-explicit-invalid", "InvalidTrueFalse"},
    {"category-empty", "NotBlank"},
    {"link-without-href", "MissingHref"},
};

// Where the fault has another message in Atom.
const std::map<std::string_view, std::string_view> kMessagesOfAtom = {
    {"namespace-misspelt", "InvalidNamespace"},
    {"feed-title-missing", "MissingElement"},
    {"feed-date-unreadable", "InvalidRFC3339Date"},
    {"item-id-twice", "DuplicateEntries"},
    {"title-html", "ContainsUndeclaredHTML"},
    {"title-escaped-twice", "ContainsUndeclaredHTML"},
    {"date-unreadable", "InvalidRFC3339Date"},
    {"date-without-zone", "InvalidRFC3339Date"},
};

std::string_view message_in(const std::map<std::string_view, std::string_view>& messages,
                            std::string_view id) {
  const auto message = messages.find(id);
  return message == messages.end() ? std::string_view() : message->second;
}

}  // namespace

TEST_CASE("a rule names the message that the W3C has for its fault") {
  for (const lint::Rule& rule : lint::rules_of_documents()) {
    INFO(rule.id);
    CHECK(rule.w3c == message_in(kMessages, rule.id));
    CHECK(rule.w3c_atom == message_in(kMessagesOfAtom, rule.id));
  }
  for (const auto* const messages : {&kMessages, &kMessagesOfAtom}) {
    for (const auto& [id, message] : *messages) {
      INFO(id);
      CHECK(lint::find_rule(id) != nullptr);
    }
  }
  CHECK(kMessages.size() >= 40);
}

}  // namespace w3c_test
