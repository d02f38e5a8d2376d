/// How sure a difference is: its range over what is least known, and whether it stands above what can be
/// told apart.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/inventory/inventory.hpp"

namespace lantian::scenarios {

/// What is least known, one at a time.
enum class Doubt { inventory, background, least_diffusivity, compliance };
inline constexpr std::array doubt_names{"inventory", "background", "least_diffusivity", "compliance"};

/// linear: scaled by what the doubt does to the emission cut, without another run; model: run again.
enum class RangeMethod { not_estimated, linear, model };
inline constexpr std::array range_method_names{"not_estimated", "linear", "model"};

/// How far each is moved. General knowledge of low confidence (K-L); see docs/theory/evaluation.md.
inline constexpr double inventory_factor = 2.0;          // times and divided by
inline constexpr double background_factor = 1.2;         // times and divided by, all surface values
inline constexpr double least_diffusivity_factor = 3.0;  // times and divided by
inline constexpr double compliance_half_width = 0.15;    // up and down, within 0 and 1
inline constexpr double half_a_published_step = 0.5e-9;  // kg m-3: monitors publish whole ug m-3

/// The difference at both ends of one doubt.
struct DoubtRange {
  Doubt doubt = Doubt::inventory;
  RangeMethod method = RangeMethod::not_estimated;
  double low = 0.0, high = 0.0;  // low <= high
};

struct DeltaRange {
  double change = 0.0, low = 0.0, high = 0.0;  // outermost of any single doubt, the change itself included
  std::array<DoubtRange, doubt_names.size()> doubts{};
  bool is_estimated() const;
  /// The range holds both signs, or the change is smaller than `least`.
  bool is_below_resolution(double least) const;
};

/// Differences of one run with one doubt at one end, by the name of the difference.
struct PerturbedRun {
  Doubt doubt = Doubt::inventory;
  std::map<std::string, double> deltas;
};

/// Emission cuts with compliance at its ends over the cut as planned; none where nothing is cut.
struct ComplianceRatios {
  std::optional<double> low, high;
};

/// Whether a difference of this quantity scales with the mass cut: particles and what is emitted as it is.
/// Ozone does not.
bool is_linear(const std::string& quantity);

/// Model runs where there are any of a doubt; else, for linear quantities, the estimate.
DeltaRange delta_range(const std::string& name, double change, bool linear,
                       const ComplianceRatios& compliance, const std::vector<PerturbedRun>& runs);

}  // namespace lantian::scenarios
