// SPDX-License-Identifier: MIT
#include "markup/html_text.h"

#include <catch2/catch.hpp>

#include "base/utf8.h"

namespace syndic::markup {
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

TEST_CASE("A text that is short enough is its own excerpt") {
  CHECK(excerpt("", 5) == "");
  CHECK(excerpt("short", 5) == "short");
  CHECK(excerpt("äöü", 3) == "äöü");
}

TEST_CASE("An excerpt ends with a whole word and an ellipsis, and is not longer than asked") {
  CHECK(excerpt("one two three", 9) == "one two…");
  CHECK(excerpt("one two three", 8) == "one two…");
  CHECK(excerpt("one two three", 7) == "one…");
  CHECK(excerpt("one, two", 6) == "one…");
  CHECK(excerpt("4-5:30 p.m. and more", 12) == "4-5:30 p.m…");
}

TEST_CASE("A word that is longer than the excerpt is cut between characters") {
  CHECK(excerpt("öffentlich", 4) == "öff…");
  CHECK(excerpt("日本語の文章", 4) == "日本語…");
  CHECK(excerpt("e\u0301e\u0301e\u0301", 4) == "e\u0301…");
  CHECK(excerpt("word", 1) == "…");
  for (std::size_t n = 1; n < 20; ++n) {
    CHECK(base::is_xml_text(excerpt("añ😀👩‍👧 日本語 text", n)));
  }
}

}  // namespace
}  // namespace syndic::markup
