/// One source in one hour: what each member emits of it, before it is laid into the grid.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

#include "model/state/weather.hpp"
#include "scenarios/emission/prepared_source.hpp"

namespace lantian::scenarios {

struct SourceHour {
  std::vector<double> rate;            // mol s-1 over the whole footprint, (slot, member)
  std::vector<double> layers;          // shares of this hour
  std::vector<double> column_factor;   // natural: the law in each part of the footprint; otherwise empty
  std::vector<PollutantMasses> mass;   // kg s-1 by member, whole footprint (natural: the window's part)
  std::vector<PollutantMasses> apart;  // the same without_overlap: what species stand for
};

/// People's sources: annual mass by the time profile (`share_per_second` of the year) and each member's plan.
void emit_by_plan(const PreparedSource& prepared, int source, double share_per_second,
                  model::UtcSeconds start, std::span<const EmissionMember> members, SourceHour& hour);

/// Natural sources: by the law in each column, under a sun of that cosine of its zenith angle.
void emit_by_weather(const PreparedSource& prepared, int source, const model::Weather& weather,
                     model::UtcSeconds start, double cosine_of_zenith,
                     std::span<const EmissionMember> members, SourceHour& hour);

}  // namespace lantian::scenarios
