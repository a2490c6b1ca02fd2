// SPDX-License-Identifier: MIT
#include "markup/html/text.h"

#include <catch2/catch.hpp>

namespace syndic::markup::html_text_test {
namespace {

TEST_CASE("Blocks stand apart, and what is within a line does not") {
  CHECK(html_to_line("<p>one</p><p>two</p>") == "one two");
  CHECK(html_to_line("one<br>two<div>three</div>four") == "one two three four");
  CHECK(html_to_line("<table><tr><td>a<td>b<tr><td>c</table>") == "a b c");
  CHECK(html_to_line("  many \n blanks\t") == "many blanks");
  CHECK(html_to_line("a<b>b</b>c <i> d </i> e") == "abc d e");
}

TEST_CASE("References are decoded, once") {
  CHECK(html_to_line("AT&amp;T &amp;lt; &#8217;") == "AT&T &lt; \u2019");
}

TEST_CASE("An image is its alternative text") {
  CHECK(html_to_line("see <img src=x alt='the &lt;map&gt;'> here") == "see the <map> here");
  CHECK(html_to_line("see <img src=x> here") == "see here");
}

TEST_CASE("What nobody reads is not text") {
  CHECK(html_to_line("a<script>b</script><style>c</style><!--d--><template>e</template>f") == "af");
  CHECK(html_to_line("a<textarea>b</textarea><select><option>c</select>d<title>e</title>") == "ad");
  CHECK(html_to_line("a<script/>b<iframe>c</iframe>") == "ab");
}

TEST_CASE("A line is one line") {
  CHECK(html_to_line("<p>one</p><ul><li>two<li>three</ul><pre>four\nfive</pre>") ==
        "one two three four five");
  CHECK(html_to_line("") == "");
  CHECK(html_to_line("<p> </p>") == "");
}

TEST_CASE("Quotations stand in quotation marks, one in another within the same") {
  CHECK(html_to_line("She said <q>yes</q>.") == "She said \u201Cyes\u201D.");
  CHECK(html_to_line("<q>a <q>b</q> c</q>") == "\u201Ca b\u201D c");
  CHECK(html_to_line("<q>open") == "\u201Copen\u201D");
}

TEST_CASE("What stands in for a player that cannot play is not text") {
  CHECK(html_to_line("a <video src=x>Your browser cannot play this.</video> b") == "a b");
  CHECK(html_to_line("a <audio controls><a href=x.mp3>Download</a></audio> b") == "a b");
}

TEST_CASE("In a text paragraphs stand apart by an empty line") {
  CHECK(html_to_text("<h2>News</h2><p>One <b>two</b>\n three</p><div>four</div>") ==
        "News\n\nOne two three\n\nfour");
  CHECK(html_to_text("<p>a</p>\n\n<p></p><p>b") == "a\n\nb");
}

TEST_CASE("In a text line breaks, list items and table rows begin lines") {
  CHECK(html_to_text("a<br>b<br />c") == "a\nb\nc");
  CHECK(html_to_text("a<br><br>b") == "a\n\nb");
  CHECK(html_to_text("<p>We<ul><li>one<li>two</ul>x") == "We\n\none\ntwo\n\nx");
  CHECK(html_to_text("<dl><dt>a<dd>b</dl>") == "a\nb");
}

TEST_CASE("In a text the cells of a table row stand apart by a blank") {
  CHECK(html_to_text("<table><tr><th>Name</th><th>Age</th></tr><tr><td>Ann<td>7</table>") ==
        "Name Age\nAnn 7");
}

TEST_CASE("In a text, preformatted lines and blanks stay") {
  CHECK(html_to_text("a<pre>\n  one\n    <b>two</b>\n</pre>b") == "a\n\n  one\n    two\n\nb");
  CHECK(html_to_text("<pre>a  b</pre>c  d") == "a  b\n\nc d");
}

TEST_CASE("What stands for a picture or a player has a blank on both sides") {
  CHECK(html_to_line("one<img alt=two>three") == "one two three");
  CHECK(html_to_line("one<img alt=' '>two<img>three") == "one two three");
  CHECK(html_to_line("one<video>x</video>two<iframe>y</iframe>three") == "one two three");
}

TEST_CASE("A picture without alternative text has a blank on both sides") {
  CHECK(html_to_line("Hello<img src=\"a.png\">World") == "Hello World");
  CHECK(html_to_line("Hello<img src=a.png alt=\"\">World") == "Hello World");
  CHECK(html_to_line("Hello<image src=a.png />World") == "Hello World");
  CHECK(html_to_line("Hello<picture><source srcset=b.png><img src=a.png></picture>World") ==
        "Hello World");
  CHECK(html_to_line("Hello<svg><path d='M0 0'/></svg>World") == "Hello World");
  CHECK(html_to_line("Hello<img width=1 height=1 src=p.gif>World") == "Hello World");
  CHECK(html_to_text("<p>Hello<img src=a.png>World<img></p>") == "Hello World");
  CHECK(html_to_line("<img>Hello <img> World<img>") == "Hello World");
}

TEST_CASE("The pictures before a text's first word are no part of it, unless they are all") {
  CHECK(html_to_line("<p><img alt=A><img alt=B>One <img alt=C> two", LeadingPictures::skipped) ==
        "One C two");
  CHECK(html_to_text("<p><img alt=A></p><p>One</p>", LeadingPictures::skipped) == "One");
  CHECK(html_to_text("<p><img alt='A map'></p>", LeadingPictures::skipped) == "A map");
}

TEST_CASE("A character that does not show is no word before a picture") {
  const auto line = [](const char* html) { return html_to_line(html, LeadingPictures::skipped); };
  CHECK(line("<p>&nbsp;</p><p><img alt=\"alt\"></p><p>Words here</p>") == "\u00A0 Words here");
  CHECK(line("&nbsp;<img alt=A>Words") == "\u00A0 Words");
  CHECK(line("<span>&#8203;</span><img alt=A>Words") == "\u200B Words");
  CHECK(line("&#65279;&shy;&#8205;&#12288;&#8195;<img alt=A>Words") ==
        "\uFEFF\u00AD\u200D\u3000\u2003 Words");
  CHECK(line("\u2026<img alt=A> words") == "\u2026 A words");
  CHECK(line("&nbsp;a<img alt=A> words") == "\u00A0a A words");
  CHECK(line("<p>&nbsp;</p><img alt='A map'>") == "\u00A0 A map");
}

TEST_CASE("A player without an end tag does not swallow the rest") {
  CHECK(html_to_line("one<iframe src=x>two") == "one two");
  CHECK(html_to_line("<iframe src=x>one<iframe src=y>z</iframe>two") == "one two");
  CHECK(html_to_line("one<video src=x>two") == "one two");
}

}  // namespace
}  // namespace syndic::markup::html_text_test
