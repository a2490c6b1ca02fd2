// SPDX-License-Identifier: MIT
#include "markup/html/flow.h"

namespace syndic::markup {

Flow flow_of(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::audio:
    case HtmlTag::canvas:
    case HtmlTag::iframe:
    case HtmlTag::noembed:
    case HtmlTag::noframes:
    case HtmlTag::noscript:
    case HtmlTag::plaintext:
    case HtmlTag::script:
    case HtmlTag::select:
    case HtmlTag::style:
    case HtmlTag::template_:
    case HtmlTag::textarea:
    case HtmlTag::title:
    case HtmlTag::video:
    case HtmlTag::xmp:
      return Flow::hidden;
    case HtmlTag::image:
    case HtmlTag::img:
    case HtmlTag::picture:
    case HtmlTag::svg:
    case HtmlTag::td:
    case HtmlTag::th:
      return Flow::cell;
    case HtmlTag::br:
    case HtmlTag::dd:
    case HtmlTag::dt:
    case HtmlTag::legend:
    case HtmlTag::li:
    case HtmlTag::option:
    case HtmlTag::summary:
    case HtmlTag::tr:
      return Flow::line;
    case HtmlTag::address:
    case HtmlTag::article:
    case HtmlTag::aside:
    case HtmlTag::blockquote:
    case HtmlTag::caption:
    case HtmlTag::center:
    case HtmlTag::details:
    case HtmlTag::div:
    case HtmlTag::dl:
    case HtmlTag::fieldset:
    case HtmlTag::figcaption:
    case HtmlTag::figure:
    case HtmlTag::footer:
    case HtmlTag::form:
    case HtmlTag::h1:
    case HtmlTag::h2:
    case HtmlTag::h3:
    case HtmlTag::h4:
    case HtmlTag::h5:
    case HtmlTag::h6:
    case HtmlTag::header:
    case HtmlTag::hgroup:
    case HtmlTag::hr:
    case HtmlTag::main:
    case HtmlTag::nav:
    case HtmlTag::ol:
    case HtmlTag::p:
    case HtmlTag::pre:
    case HtmlTag::section:
    case HtmlTag::table:
    case HtmlTag::ul:
      return Flow::block;
    default:
      return Flow::inside;
  }
}

}  // namespace syndic::markup
