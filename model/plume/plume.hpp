/// The hour's concentration of a source at all receptors, for an emission of one: AERMOD v24142's
/// formulation.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "model/plume/boundary_layer_profiles.hpp"
#include "model/plume/receptor_view.hpp"
#include "model/plume/receptors.hpp"
#include "model/plume/sources.hpp"

namespace lantian::model::plume {

/// The air of one hour: over the country, and over each city.
struct HourOfAir {
  BoundaryLayerProfiles rural;
  std::vector<BoundaryLayerProfiles> urban;  // by index of the city
  const BoundaryLayerProfiles& of(const Release& release) const {
    return release.urban_area < 0 ? rural : urban[static_cast<std::size_t>(release.urban_area)];
  }
};
HourOfAir air_of(const SurfaceHour& surface, std::span<const TowerLevel> tower, double base_elevation,
                 std::span<const UrbanArea> cities);

/// How the concentration along the plume is found.
enum class Evaluation {
  direct,  // at every receptor
  shared,  // from a table along the plume, where that is exact to the bar and pays: flat ground, many
           // receptors
};

/// Receptors, kept in an order in which neighbours stand together: the lanes of one evaluation then lie on
/// one side of a plume. Results come in the order in which the receptors were given.
class ReceptorSet {
 public:
  explicit ReceptorSet(std::span<const Receptor> receptors);
  std::size_t size() const { return x_.size(); }
  /// The flagpole height that all share; absent where they differ.
  double common_above_ground() const { return common_above_ground_; }
  ReceptorView view() const;

 private:
  std::vector<int> place_;
  std::vector<double> x_, y_, elevation_, hill_height_, above_ground_;
  double common_above_ground_;
};

/// Of the way from a source to the receptors, what does not depend on the hour: for callers that come back.
class SourceDistances {
 public:
  SourceDistances(const Source& source, const ReceptorSet& receptors);
  const DistanceView& view() const { return view_; }
  /// Widens the distances over which the plume will be looked at to those of another source too.
  void include(const SourceDistances& other);

 private:
  std::vector<double> octave_;
  DistanceView view_;
};

/// Of all sources; those that release alike, a road or a yard, look at the same distances, so that they can
/// share their table hour by hour (one after the other, in one thread).
std::vector<SourceDistances> distances_of(std::span<const Source> sources, const ReceptorSet& receptors);

/// Concentration per emission of one source in one usable hour [s m-3; area sources: s m-1], one value a
/// receptor, in the order in which they were given. Multiply by kg s-1 (kg m-2 s-1) for kg m-3. A stack's
/// gas may differ from hour to hour; its distances stay.
void unit_concentration(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
                        const SourceDistances& distances, Evaluation evaluation, std::span<double> result);
void unit_concentration(const Source& source, const HourOfAir& air, const ReceptorSet& receptors,
                        Evaluation evaluation, std::span<double> result);

/// The same for many: result[(hour * sources + source) * receptors + receptor]. Parallel; the bits do not
/// depend on the number of threads.
void unit_concentrations(std::span<const Source> sources, std::span<const HourOfAir> hours,
                         const ReceptorSet& receptors, Evaluation evaluation, std::span<double> result);

}  // namespace lantian::model::plume
