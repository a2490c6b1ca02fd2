// SPDX-License-Identifier: MIT
#include <string>

#include "lint/lint.h"

namespace syndic::lint {

std::vector<Finding> lint_answers(const Answers& answers) {
  Findings findings;
  if (answers.answer.status != 200) {
    findings.add("http-status", "HTTP " + std::to_string(answers.answer.status));
  }
  return findings.take();
}

}  // namespace syndic::lint
