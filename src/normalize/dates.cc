// SPDX-License-Identifier: MIT
#include "normalize/dates.h"

#include <boost/date_time/posix_time/posix_time_types.hpp>

namespace syndic::normalize {
namespace {

// How far a partner's clock may be ahead of ours.
constexpr int kToleratedMinutes = 10;

}  // namespace

void date_item(model::Item& item, model::Timestamp now) {
  const model::Timestamp latest = now + boost::posix_time::minutes(kToleratedMinutes);
  if (item.updated && *item.updated > latest) item.updated.reset();
  if (!item.published) item.published = item.updated;
  item.dated_by_first_sight = !item.published || *item.published > latest;
  if (item.dated_by_first_sight) item.published = now;
}

}  // namespace syndic::normalize
