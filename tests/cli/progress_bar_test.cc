// SPDX-License-Identifier: MIT
#include "cli/progress_bar.h"

#include <catch2/catch.hpp>
#include <sstream>
#include <thread>

namespace progress_bar_test {

using namespace syndic;
using cli::ProgressBar;
using cli::ProgressLook;

namespace {

pipeline::SourceReport report_of(const std::string& id) { return {.id = id}; }

void nothing(const pipeline::SourceReport& /*source*/) {}

/// What others write to while it is read.
class Screen : public std::stringbuf {
 public:
  /// Waits until a flush has shown `words`.
  void await(const std::string& words) {
    std::unique_lock lock(mutex_);
    shown_.wait(lock, [&] { return str().find(words) != std::string::npos; });
  }

 protected:
  int sync() override {
    shown_.notify_all();
    return 0;
  }
  std::streamsize xsputn(const char* text, std::streamsize size) override {
    const std::scoped_lock lock(mutex_);
    return std::stringbuf::xsputn(text, size);
  }

 private:
  std::mutex mutex_;
  std::condition_variable shown_;
};

}  // namespace

TEST_CASE("the bar shows how many are done and names those that are waited for") {
  std::ostringstream out;
  {
    ProgressBar bar(ProgressLook::bar, out, nothing);
    bar.await({"casel", "cec", "nlmp", "nea", "aft"});
    CHECK(out.str() ==
          "\r\x1b[K[                    ] 0/5 waiting for casel, cec, nlmp and 2 more");
    out.str("");
    bar.done(report_of("cec"));
    CHECK(out.str() ==
          "\r\x1b[K\r\x1b[K[####                ] 1/5 waiting for casel, nlmp, nea and 1 more");
    for (const char* id : {"nlmp", "nea", "aft"}) bar.done(report_of(id));
    out.str("");
    bar.await({"cec"});  // Whose feed is looked for now.
    CHECK(out.str() == "\r\x1b[K[#############       ] 4/6 waiting for casel, cec");
    bar.done(report_of("casel"));
    out.str("");
    bar.done(report_of("cec"));
    CHECK(out.str() == "\r\x1b[K");
  }
  CHECK(out.str() == "\r\x1b[K\r\x1b[K");
}

TEST_CASE("what is told of a source stands on a line that the bar has left") {
  std::ostringstream out;
  ProgressBar bar(ProgressLook::bar, out,
                  [&](const pipeline::SourceReport& source) { out << source.id << " is bad\n"; });
  bar.await({"casel", "cec"});
  out.str("");
  bar.done(report_of("casel"));
  CHECK(out.str() == "\r\x1b[Kcasel is bad\n\r\x1b[K[##########          ] 1/2 waiting for cec");
}

TEST_CASE("a log gets a line now and then, as long as something is waited for") {
  Screen screen;
  std::ostream out(&screen);
  {
    ProgressBar bar(ProgressLook::lines, out, nothing, std::chrono::milliseconds(1));
    bar.await({"casel", "cec"});
    screen.await("0 of 2 sources done, waiting for casel, cec\n");
    bar.done(report_of("casel"));
    screen.await("1 of 2 sources done, waiting for cec\n");
  }
  std::ostringstream silent;
  {
    ProgressBar bar(ProgressLook::none, silent, nothing);
    bar.await({"casel"});
    bar.done(report_of("casel"));
  }
  {
    ProgressBar bar(ProgressLook::lines, silent, nothing);  // Nothing lasted as long.
    bar.await({"casel"});
    bar.done(report_of("casel"));
  }
  CHECK(silent.str().empty());
}

}  // namespace progress_bar_test
