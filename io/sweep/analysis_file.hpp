/// The sensitivity analysis of a sweep as JSON, for people's pictures and for programs.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <map>
#include <string>
#include <vector>

#include "scenarios/study/sensitivity.hpp"

namespace lantian::io {

/// Of one metric among members that differ in samples only.
struct SweepGroup {
  std::map<std::string, std::string> entries;  // of the crossed axes, by axis
  std::map<std::string, scenarios::SobolIndex> sobol;
  std::map<std::string, scenarios::ElementaryEffects> morris;
  std::map<std::string, std::vector<scenarios::ResponsePoint>> responses;  // by sampled axis
};

struct SweepAnalysis {
  std::string study, manifest, sampling;
  bool synthetic = false;
  struct OfMetric {
    std::string name, unit;
    std::vector<SweepGroup> groups;
  };
  std::vector<OfMetric> metrics;
  struct Front {
    std::string weather, cost, cost_unit, air, air_unit;
    struct Member {
      std::size_t member = 0;
      double cost = 0.0, air = 0.0;
      bool is_on_front = false;
    };
    std::vector<Member> members;
  };
  std::vector<Front> fronts;
};

std::string analysis_text(const SweepAnalysis& analysis);

}  // namespace lantian::io
