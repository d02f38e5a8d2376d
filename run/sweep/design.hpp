/// A study's axes as members: which option, weather, compliance, draw and numbers each of them has.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <vector>

#include "io/study/study.hpp"
#include "io/sweep/manifest.hpp"

namespace lantian::run {

/// A member's place on every axis.
struct SweepPoint {
  int option = -1;    // of the study's options; -1: none
  int scenario = -1;  // entry of the scenario axis; -1: none
  int weather = 0;
  std::optional<double> compliance;
  std::optional<std::uint64_t> draw;
  std::vector<double> numbers;  // by parameter axis
};

inline constexpr std::size_t most_sweep_members = 1000000;

/// The study's axes, crossed; sampled ones together as the dimension `sample`, which runs fastest.
class SweepDesign {
 public:
  /// Throws InputErrors: no axes, too many members. `study` outlives it.
  explicit SweepDesign(const scenarios::Study& study, const io::TextPlace& place);

  const std::vector<io::SweepDimension>& dimensions() const { return dimensions_; }
  const std::vector<scenarios::SweepWeather>& weathers() const { return weathers_; }
  const std::vector<std::string>& parameters() const { return parameters_; }  // their paths
  const std::string& sampling() const { return sampling_; }
  std::size_t size() const { return size_; }
  SweepPoint point(std::size_t member) const;

 private:
  const scenarios::Study& study_;
  std::vector<io::SweepDimension> dimensions_;
  std::vector<scenarios::SweepWeather> weathers_;
  std::vector<std::string> parameters_;
  std::string sampling_;
  std::size_t size_ = 1;
};

}  // namespace lantian::run
