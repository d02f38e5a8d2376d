/// NO2 and ozone of the grid with the plumes' pattern within its cells (docs/theory/city-field.md, section
/// 4).
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/city/refined_field.hpp"

namespace lantian::model::city {

/// The grid's NO, NO2 and O3 by cell, not negative [mol m-3].
struct NitrogenAndOzone {
  std::span<const double> no, no2, o3;
};

struct Ozone {
  double no2 = 0.0, o3 = 0.0;  // mol m-3
};

/// NOx and Ox are refined; NO2 and O3 follow by the photostationary state whose J, in each cell, gives the
/// grid's NO2 as the mean over the cell's points. Where none does, both are drawn towards their cell means.
class RefinedOzone {
 public:
  ///     nox, no2  what the plumes add of NOx, and of it as NO2 from the source, at the points [mol m-3]
  RefinedOzone(const Patch& patch, const NitrogenAndOzone& grid, std::span<const double> nox,
               std::span<const double> no2, Between between);

  /// At a place, in cells from the patch's corner, to which the plumes add NOx, of it NO2 from the source.
  Ozone at(double x, double y, double nox, double no2) const;
  std::vector<Ozone> at_points(std::span<const double> nox, std::span<const double> no2) const;

  /// How a cell came out: of NOx's and Ox's departures from their means, the part that is kept; J [mol m-3].
  double kept(std::size_t cell) const { return states_[cell].kept; }
  double j(std::size_t cell) const { return states_[cell].j; }

 private:
  struct State {
    double nox = 0.0, ox = 0.0, no2 = 0.0, o3 = 0.0;  // the grid's
    double kept = 1.0, j = 0.0, factor = 1.0;
    bool is_even = false;  // nothing varies within the cell, or there is no NO2
  };
  struct Fields {
    RefinedField nox, ox;
  };
  Patch patch_;
  Fields fields_;
  std::vector<State> states_;

  static Fields fields_of(const Patch& patch, const NitrogenAndOzone& grid, std::span<const double> nox,
                          std::span<const double> no2, Between between);
  static void solve(State& state, std::span<const double> nox, std::span<const double> ox);
  static Ozone react(const State& state, double nox, double ox);
};

}  // namespace lantian::model::city
