/// The strips of one release and hour, tabulated over the distance, octave by octave as they are asked for:
/// all polygons released alike share them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/carried_air.hpp"
#include "model/plume/area/strip_cell.hpp"

namespace lantian::model::plume {

/// Difference of neighbouring cubics' third coefficients, some ten times the error, above which a cell is
/// left out; in ln K and in sigma_y over its value.
inline constexpr double rough = 3e-4;
inline constexpr double negligible_strength = 1e-9;  // K u x below which roughness does not matter

/// Values at the nodes -1 ... cells + 1 of an octave, and the rest of the last vector.
struct OctaveNodes {
  static constexpr int count = cells_per_octave + 3, room = count + 8;
  alignas(64) double x[room], log_strength[room], sigma_y[room];
  alignas(64) double unknown[room];  // 1 where they depend on the distance asked before

  explicit OctaveNodes(int octave) {
    const double first =
        numerics::from_bits<double>(bits_of_one + (static_cast<std::uint64_t>(octave) << 52));
    for (int n = 0; n < room; ++n) {
      const int node = n - 1;
      x[n] = first * (1.0 + node * (node < 0 ? 0.5 : 1.0) / cells_per_octave);
    }
    x[cells_per_octave + 2] = first * (2.0 + 2.0 / cells_per_octave);
  }
};

/// Cubic in f through values at -left, 0, 1 and 1 + right.
static inline void cubic_through(const double* v, double left, double right, double* c) {
  const double d01 = (v[1] - v[0]) / left, d12 = v[2] - v[1], d23 = (v[3] - v[2]) / right;
  const double e0 = (d12 - d01) / (1.0 + left), e1 = (d23 - d12) / (1.0 + right);
  const double f = (e1 - e0) / (1.0 + left + right);
  c[0] = v[1];
  c[1] = d12 - e0 - left * f;
  c[2] = e0 + (left - 1.0) * f;
  c[3] = f;
}

/// An octave's cells. Left out: those with a node that is unknown, with some nodes but not all without any
/// strength, and those that are rough.
static inline void fill_octave(const OctaveNodes& nodes, double wind, StripCell* cells) {
  constexpr int last = cells_per_octave - 1;
  for (int n = 0; n <= last; ++n) {
    const double left = n == 0 ? 0.5 : 1.0, right = n == last ? 2.0 : 1.0;
    cubic_through(nodes.log_strength + n, left, right, cells[n].strength);
    cubic_through(nodes.sigma_y + n, left, right, cells[n].width);
  }
  const double least = numerics::log(negligible_strength / (wind * nodes.x[1]));
  bool leave[cells_per_octave];
  for (int n = 0; n <= last; ++n) {
    const double* at = nodes.log_strength + n;
    int without = 0;
    bool out = false;
    for (int k = 0; k < 4; ++k) {
      without += at[k] == no_strength;
      out = out || nodes.unknown[n + k] > 0.0;
    }
    const bool matters = at[1] > least;
    for (int other = n - 1; other <= n + 1; other += 2)
      if (matters && other >= 0 && other <= last)
        out = out || numerics::magnitude(cells[n].strength[3] - cells[other].strength[3]) > rough ||
              numerics::magnitude(cells[n].width[3] - cells[other].width[3]) > rough * cells[n].width[0];
    leave[n] = out || (without > 0 && without < 4);
  }
  for (int n = 0; n <= last; ++n)
    if (leave[n]) cells[n].strength[0] = __builtin_nan("");
}

/// V: lanes in which octaves are filled. Receptors at one height on level ground.
template <class V>
class StripTable {
 public:
  /// aermods: with far exponentials cut off, and unknown where AERMOD's depend on the distance asked before.
  StripTable(const PlumeOfHour& plume, double above_ground, bool aermods, const StripMemory& memory)
      : plume_(plume), above_ground_(above_ground), aermods_(aermods), memory_(memory) {
    if (aermods && !plume.stable_branch) range_ = carried_range(plume);
  }

  /// Makes sure of the octaves from one distance to another.
  void cover(double from, double to) const {
    for (int octave = octaves_up_to(from) - 1; octave < octaves_up_to(to); ++octave)
      if ((*memory_.filled >> octave & 1) == 0) fill(octave);
  }

  template <class W>
  [[gnu::always_inline]] Strip<W> strip(W x) const {
    const auto place = place_of(x);
    const auto c = numerics::records<W>(memory_.cells->strength, place.cell);
    return {numerics::exp(cubic(c.field, place.way)), cubic(c.field + 4, place.way)};
  }
  /// Alone; not a number where it is left out.
  double sigma_y(double x) const {
    const auto place = place_of(x);
    const StripCell& cell = memory_.cells[place.cell];
    return cell.strength[0] == cell.strength[0] ? cubic(cell.width, place.way) : cell.strength[0];
  }

 private:
  template <class W>
  struct CellPlace {
    numerics::Integers<W> cell;
    W way;
  };
  template <class W>
  [[gnu::always_inline]] static CellPlace<W> place_of(W x) {
    const numerics::Bits<W> bits = numerics::bits_of(x);
    constexpr std::uint64_t within = (std::uint64_t{1} << bits_below_cell) - 1;
    return {(numerics::Integers<W>)((bits >> bits_below_cell) - (bits_of_one >> bits_below_cell)),
            numerics::from_bits<W>(((bits & within) << cell_bits) | bits_of_one) - 1.0};
  }
  template <class W>
  [[gnu::always_inline]] static W cubic(const W* c, W f) {
    using numerics::fused;
    return fused(fused(fused(c[3], f, c[2]), f, c[1]), f, c[0]);
  }
  void fill(int octave) const {
    using namespace numerics;
    OctaveNodes nodes(octave);
    const V height = broadcast<V>(above_ground_), none = broadcast<V>(0.0);
    const ReceptorGround<V> at = {height, height, none, none};
    for (int n = 0; n < OctaveNodes::count; n += lanes_of<V>) {
      const V x = lanes_at<V>(nodes.x + n);
      const SettledStrip<V> settled = strip_at(at, x);
      const V strength = settled.strip.strength;
      put_lanes(V(strength > 0.0 ? log(larger(strength, broadcast<V>(1e-300))) : broadcast<V>(no_strength)),
                nodes.log_strength + n);
      put_lanes(settled.strip.sigma_y, nodes.sigma_y + n);
      put_lanes(V(settled.remembers ? broadcast<V>(1.0) : none), nodes.unknown + n);
    }
    fill_octave(nodes, plume_.stack_wind, memory_.cells + octave * cells_per_octave);
    *memory_.filled |= std::uint64_t{1} << octave;
  }
  SettledStrip<V> strip_at(const ReceptorGround<V>& at, V x) const {
    if (!aermods_) return {fresh_strip<Tails::kept>(plume_, at, true, x), x < 0.0};
    if (plume_.stable_branch) return {fresh_strip<Tails::cut>(plume_, at, true, x), x < 0.0};
    return settled_strip(plume_, at, range_, x);
  }

  const PlumeOfHour& plume_;
  double above_ground_;
  bool aermods_;
  StripMemory memory_;
  CarriedRange range_ = {};
};

}  // namespace lantian::model::plume
