#include "scenarios/dispersion/ranked_values.hpp"

#include <algorithm>

namespace lantian::scenarios {
namespace {

constexpr auto is_higher = [](const RankedValue& a, const RankedValue& b) { return a.value > b.value; };

}  // namespace

void HighestValues::add(std::size_t cell, const RankedValue& value) {
  if (ranks_ == 0) return;
  RankedValue* const first = values_.data() + cell * ranks_;
  RankedValue* const end = first + ranks_;
  if (!(value.value > end[-1].value)) return;
  RankedValue* const place = std::upper_bound(first, end, value, is_higher);
  std::move_backward(place, end - 1, end);
  *place = value;
}

void OverallHighest::add(const OverallValue& value) {
  if (most_ == 0 || !(value.value > 0.0) ||
      (values_.size() == most_ && !(value.value > values_.back().value)))
    return;
  if (values_.size() == most_) values_.pop_back();
  values_.insert(std::upper_bound(values_.begin(), values_.end(), value, is_higher), value);
}

}  // namespace lantian::scenarios
