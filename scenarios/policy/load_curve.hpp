/// How a plant follows its orders: it ramps down, is kept hot or stops, heats up, ramps up.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "model/quantities/time.hpp"
#include "scenarios/policy/scenario.hpp"

namespace lantian::scenarios {

/// Share of full output allowed in [start, end).
struct Order {
  model::UtcSeconds start = 0, end = 0;
  double output = 1.0;
  bool is_given = true;  // false: nobody orders anything, the plant goes back to full load
};

/// Emission over that at full load, in [start, end), and output over full output.
struct LoadStep {
  model::UtcSeconds start = 0, end = 0;
  double factor = 1.0;
  double output = 1.0;
  bool operator==(const LoadStep&) const = default;
};

/// `orders`: whole hours, one after the other without gaps but for the time before the first. The plant runs
/// at full load before them. No step where no order is given and full load is reached. A change takes the
/// hours that `physics` says, however far it goes; one that is cut short goes on from where it is. Only a
/// plant that has come to its stop must heat up, and while it does it makes nothing.
std::vector<LoadStep> load_curve(const std::vector<Order>& orders, const Physics& physics);

/// Time before a run in which an order may still show in it.
model::UtcSeconds memory(const Physics& physics);

}  // namespace lantian::scenarios
