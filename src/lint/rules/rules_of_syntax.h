// SPDX-License-Identifier: MIT
//
// How a document is written, whatever it says.
#pragma once

#include <array>

#include "lint/rule.h"

namespace syndic::lint {

inline constexpr auto kRulesOfSyntax = std::to_array<Rule>({
    {.id = "no-feed",
     .severity = Severity::error,
     .fault = "this is no feed",
     .effect = "nothing of it can be shown",
     .remedy = "name the address of an RSS, Atom or JSON feed; syndic discover URL finds it"},
    {.id = "xml-malformed",
     .severity = Severity::error,
     .fault = "the XML is ill-formed",
     .effect =
         "it is repaired here by a guess, so items may be cut or merged; most other readers show "
         "nothing at all",
     .remedy = "write the feed with an XML library, not with a text template, and look at the line "
               "that is named",
     .w3c = "SAXError"},
    {.id = "document-cut",
     .severity = Severity::error,
     .fault = "the document ends before its last end tag or bracket",
     .effect = "what is whole is read here, and an item that it ends inside of waits for the whole "
               "document; most other readers show nothing at all",
     .remedy = "see where the rest is lost: a time or memory limit of the program, a full disk, a "
               "copy that was not finished",
     .w3c = "SAXError"},
    {.id = "xml-bare-ampersand",
     .severity = Severity::error,
     .fault = "an ampersand stands alone",
     .effect = "here it is read as the character; strict readers refuse the whole feed",
     .remedy = "write &amp; for each ampersand, in addresses too",
     .w3c = "SAXError"},
    {.id = "xml-undefined-entity",
     .severity = Severity::error,
     .fault = "a name such as &nbsp; is used that XML does not know",
     .effect = "here HTML's names are understood and others stay as text; strict readers refuse "
               "the whole feed",
     .remedy = "write the character itself, or its number, such as &#160; for &nbsp;",
     .w3c = "UndefinedNamedEntity"},
    {.id = "xml-undeclared-prefix",
     .severity = Severity::error,
     .fault = "a prefix, such as dc: of <dc:creator>, is not declared",
     .effect = "usual prefixes are understood here, elements of others are lost; strict readers "
               "refuse the whole feed",
     .remedy =
         "declare the prefix on the root element, as xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
     .w3c = "SAXError"},
    {.id = "xml-declaration-late",
     .severity = Severity::error,
     .fault = "something is before the XML declaration",
     .effect = "it is passed over here; strict readers refuse the whole feed",
     .remedy = "remove whatever is before <?xml; empty lines often come from the end of an "
               "included file",
     .w3c = "WPBlankLine"},
    {.id = "control-character",
     .severity = Severity::error,
     .fault = "a control character is in the document",
     .effect = "it is left out here; strict readers refuse the whole feed",
     .remedy = "remove control characters before the text goes into the feed; they come with text "
               "pasted from other programs",
     .w3c = "SAXError"},
    {.id = "namespace-misspelt",
     .severity = Severity::warning,
     .fault = "a namespace is misspelt or missing",
     .effect = "it is understood here where the address is nearly right; other readers pass its "
               "elements over",
     .remedy = "write the namespace exactly as its specification does, with http and with the "
               "slash or number sign at its end",
     .w3c = "ReservedPrefix",
     .w3c_atom = "InvalidNamespace"},
    {.id = "charset-unknown",
     .severity = Severity::error,
     .fault = "the charset that is declared does not exist",
     .effect = "the charset is guessed here, and letters may come out wrong",
     .remedy = "declare encoding=\"utf-8\", and write the feed in UTF-8",
     .w3c = "UnknownEncoding"},
    {.id = "charset-conflict",
     .severity = Severity::warning,
     .fault = "the charset is declared twice, differently",
     .effect = "what the bytes show decides here; other readers believe one or the other, and "
               "letters come out wrong",
     .remedy = "send Content-Type without charset, or with the one that the XML declaration names",
     .w3c = "EncodingMismatch"},
    {.id = "charset-wrong",
     .severity = Severity::error,
     .fault = "the bytes are not in the charset that is declared",
     .effect = "the charset is guessed here, and letters may come out wrong or as �; strict "
               "readers refuse the whole feed",
     .remedy = "write the feed in the charset that it declares, best UTF-8; a database or a file "
               "in another one must be converted",
     .w3c = "UnicodeError"},
    {.id = "charset-not-utf8",
     .severity = Severity::advice,
     .fault = "the feed is not in UTF-8",
     .effect = "nothing, as the charset is declared and known",
     .remedy = "write the feed in UTF-8, which every reader has to know",
     .w3c = "NonstdEncoding"},
    {.id = "text-encoded-twice",
     .severity = Severity::warning,
     .fault = "text was encoded twice",
     .effect = "readers here see it mended where it is plain what was meant; others see \"cafÃ©\" "
               "for \"café\"",
     .remedy = "convert the text once only: most often a database connection is not set to UTF-8"},
    {.id = "text-replaced",
     .severity = Severity::warning,
     .fault = "text holds the mark of a lost character",
     .effect = "readers see � in place of a letter",
     .remedy = "restore the text: the letter was lost when it was converted before",
     .w3c = "BadCharacters"},
    {.id = "json-malformed",
     .severity = Severity::error,
     .fault = "the JSON is broken",
     .effect = "what is before the fault is read here; other readers show nothing",
     .remedy =
         "write the feed with a JSON library, which escapes quotes and line breaks in strings"},
    {.id = "json-byte-order-mark",
     .severity = Severity::warning,
     .fault = "the JSON begins with a byte order mark",
     .effect = "it is passed over here; strict readers refuse the whole feed",
     .remedy = "write the feed in UTF-8 without a byte order mark"},
    {.id = "rss-version-missing",
     .severity = Severity::warning,
     .fault = "<rss> does not say its version",
     .effect = "it is read here as RSS 2.0; strict readers refuse the whole feed",
     .remedy = "begin with <rss version=\"2.0\">",
     .w3c = "MissingAttribute"},
    {.id = "format-old",
     .severity = Severity::advice,
     .fault = "the format is an old one",
     .effect = "it is read here, but it has no ids or no exact dates, so that items may come twice",
     .remedy = "write RSS 2.0, Atom 1.0 or JSON Feed 1.1",
     .w3c = "ObsoleteVersion"},
});

}  // namespace syndic::lint
