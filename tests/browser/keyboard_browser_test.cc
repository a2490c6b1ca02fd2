// SPDX-License-Identifier: MIT
//
// The pages by keyboard alone: Tab leads to the skip link, then to all links, buttons, fields and
// players in the order in which they stand, and each shows that it is meant.
#include <catch2/catch.hpp>

#include "tests/browser/site.h"

namespace keyboard_browser_test {

using namespace syndic;
using namespace syndic::test;
using nlohmann::json;

namespace {

/// What of the page somebody can use, in the order of the document: "a Plain".
constexpr const char* kUsable =
    "const described = one => one.localName + ' ' + (one.innerText || one.type || one.src || '');"
    "const isShown = one => one.getClientRects().length > 0 && (!one.closest('details:not([open])')"
    " || one.localName === 'summary');"
    "[...document.querySelectorAll('a[href], button, input, summary, audio[controls], "
    "[tabindex=\"0\"]')].filter(one => one.tabIndex >= 0 && isShown(one)).map(described)";

/// What Tab has reached: what it is, and what is wrong with how it is shown, if anything.
constexpr const char* kReached =
    "new Promise(done => setTimeout(() => {"
    "  const one = document.activeElement;"
    "  const style = getComputedStyle(one);"
    "  const box = one.getBoundingClientRect();"
    "  const hasOutline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;"
    "  const isSeen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight &&"
    "    box.right > 0 && box.left < innerWidth;"
    "  done([one === document.body ? '' : described(one),"
    "        (hasOutline ? '' : 'no outline ') + (isSeen ? '' : 'out of sight')]);"
    "}, 30))";

/// Presses Tab until the page is left, and returns what was reached, each once, as a player's
/// own buttons are part of it.
json tabbed_through(Browser& browser, std::size_t at_most) {
  json reached = json::array();
  for (std::size_t i = 0; i < at_most; ++i) {
    browser.press("Tab");
    const json now = browser.run(kReached);
    if (now.at(0) == "") break;
    if (!reached.empty() && reached.back() == now.at(0)) continue;
    CAPTURE(now.at(0));
    CHECK(now.at(1) == "");
    reached.push_back(now.at(0));
  }
  return reached;
}

}  // namespace

TEST_CASE("Tab leads to all that can be used, in its order, the skip link first, and shows where") {
  if (is_without_browser()) return;
  const ServedSite site;
  for (const char* const page : kSitePages) {
    CAPTURE(page);
    Browser browser;
    browser.look_like(400, "light");
    browser.open(site.url(page));
    // Where Tab leads is looked at before it would have been scrolled to softly.
    browser.run("document.documentElement.style.scrollBehavior = 'auto'");
    const json usable = browser.run(kUsable);
    json distinct = json::array();
    for (const json& one : usable) {
      if (distinct.empty() || distinct.back() != one) distinct.push_back(one);
    }
    CHECK(tabbed_through(browser, 10 * usable.size()) == distinct);
    const bool has_skip_link =
        std::string(page).find("embed") == std::string::npos && std::string(page) != "formats.html";
    if (has_skip_link) CHECK(distinct.at(0) == "a Skip to the content");
  }
}

TEST_CASE("The skip link leads past the head, and Tab goes on from there") {
  if (is_without_browser()) return;
  const ServedSite site;
  for (const auto& [page, first] : std::map<std::string, std::string>{
           {"index.html", "a Plain"}, {"sources.html", "input text"}}) {
    CAPTURE(page);
    Browser browser;
    browser.look_like(400, "light");
    browser.open(site.url(page));
    browser.run(kUsable);
    browser.press("Tab");
    CHECK(browser.run(kReached).at(0) == "a Skip to the content");
    browser.press("Enter");
    CHECK(
        browser.run("new Promise(done => setTimeout(() => done(document.activeElement.localName), "
                    "300))") == "main");
    browser.press("Tab");
    CHECK(browser.run(kReached).at(0) == first);
  }
}

}  // namespace keyboard_browser_test
