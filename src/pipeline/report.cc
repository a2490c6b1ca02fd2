// SPDX-License-Identifier: MIT
#include "pipeline/report.h"

namespace syndic::pipeline {

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::updated:
      return "updated";
    case Outcome::unchanged:
      return "unchanged";
    case Outcome::failed:
      return "failed";
    case Outcome::not_due:
      return "not_due";
    case Outcome::gone:
      return "gone";
    case Outcome::disabled:
      return "disabled";
  }
  return "failed";
}

}  // namespace syndic::pipeline
