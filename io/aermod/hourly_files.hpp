/// Files beside a deck with a value for each hour of the weather: emissions and ozone.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "io/aermod/aermet_files.hpp"

namespace lantian::io {

/// What an hourly emission file says of a source in an hour.
struct HourlyRelease {
  double emission = 0.0;  // kg s-1, of areas kg m-2 s-1
  /// Of stacks the gas's temperature [K] and velocity [m s-1]; of others the height and initial sigmas [m].
  double first = 0.0, second = 0.0, third = 0.0;
  bool has_more = false;  // than the emission
};

class HourlyEmission {
 public:
  HourlyEmission() = default;
  HourlyEmission(std::vector<std::size_t> sources, std::size_t hours);
  /// Those that an hourly file is given for, rising.
  const std::vector<std::size_t>& sources() const { return sources_; }
  /// In the order of sources().
  std::span<HourlyRelease> of(std::size_t hour) {
    return {values_.data() + hour * sources_.size(), sources_.size()};
  }
  std::span<const HourlyRelease> of(std::size_t hour) const {
    return {values_.data() + hour * sources_.size(), sources_.size()};
  }

 private:
  std::vector<std::size_t> sources_;
  std::vector<HourlyRelease> values_;
};

/// Each file has, for every hour of the weather, one line for each of its sources, in the order of the deck:
/// `SO HOUREMIS year month day hour id emission [more]`. A line without numbers is an emission of 0.
HourlyEmission read_hourly_emission(const Deck& deck, const AermetWeather& weather, Diagnostics& mistakes,
                                    std::vector<Diagnostic>& notes);

/// kg m-3 of each hour of the weather as the file has it; NaN where it is missing (below 0 or from 900 on, in
/// the file's unit). Empty where the deck names no file.
std::vector<double> read_hourly_ozone(const Deck& deck, const AermetWeather& weather, Diagnostics& mistakes);

/// A source as it releases in an hour.
model::plume::Source released(const DeckSource& source, const HourlyRelease& hourly);

}  // namespace lantian::io
