/// Means over other layers of a profile that is known by its means over layers.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <span>
#include <vector>

namespace lantian::model::mesoscale {

enum class Sign { any, not_negative };

/// In each source layer the profile is a line through its mean, as steep as its neighbours' centres, never
/// steeper than twice the step to either [VanLeer1977]; the mean over a target layer integrates it. So what
/// lies between the first and the last face is kept, and a linear profile comes out exactly. Faces ascend,
/// both from the ground; above the last source face its value goes on.
std::vector<double> layer_means(std::span<const double> source_face, std::span<const double> source_mean,
                                std::span<const double> target_face, Sign sign = Sign::any);

}  // namespace lantian::model::mesoscale
