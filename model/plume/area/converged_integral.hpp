/// The integral over an area source to a stated error.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "model/plume/area/chords.hpp"
#include "model/plume/area/normal_distribution.hpp"
#include "model/plume/area/quadrature.hpp"
#include "model/plume/area/sorting.hpp"

namespace lantian::model::plume {

/// Of a receptor's concentration.
inline constexpr double integral_error = 1e-4;

/// Beyond so many sigma_y (a share of 3e-7) a source counts for nothing.
inline constexpr double nothing_beyond = 5.0;

/// A stretch of distance between two sides; from and to are fourth roots of the distance: near enough to its
/// logarithm, in which the plume changes evenly, and cheap.
struct Piece {
  double from, to;
  Side low, high;
};
struct EstimatedPiece {
  Piece piece;
  Estimate estimate;
};

struct ConvergedRoom {
  Corner* corners;              // as of AreaRoom
  double *distances, *sigma_y;  // as many as corners, and 8
  Side* sides;                  // as many as corners
};

static inline double fourth_root(double x) { return __builtin_sqrt(__builtin_sqrt(x)); }

/// INT x K [Phi(v_high/s_y) - Phi(v_low/s_y)] d ln x over chords: strips gives estimate(piece) and many
/// sigma_y.
template <class Strips>
class ConvergedIntegral {
 public:
  explicit ConvergedIntegral(const Strips& strips) : strips_(strips) {}

  /// low_edge, high_edge: sigma_y at both distances [m]. Cut where a side passes the plume's edge, as far as
  /// sigma_y is linear between.
  void add(double from, double to, double sigma_from, double sigma_to, const Side& low, const Side& high) {
    double cuts[6] = {from};
    int count = 1;
    for (const Side* side : {&low, &high})
      for (const double edge : {-edge_of_plume, edge_of_plume}) {
        const double before = side->across(from) - edge * sigma_from,
                     after = side->across(to) - edge * sigma_to;
        if ((before < 0.0) != (after < 0.0)) cuts[count++] = from + (to - from) * (before / (before - after));
      }
    cuts[count++] = to;
    sort_ascending(cuts, count);
    for (int n = 1; n < count; ++n)
      if (cuts[n] > cuts[n - 1]) add_piece({fourth_root(cuts[n - 1]), fourth_root(cuts[n]), low, high});
  }
  double total() {
    refine();
    return total_;
  }

 private:
  static constexpr int most = 32, deepest = 12;
  static constexpr double wide = 1.2;  // of fourth roots: twice the distance

  void add_piece(const Piece& piece) {
    if (count_ == most) {
      allowed_ *= 0.5;
      refine();
    }
    const Estimate estimate = piece.to > wide * piece.from ? strips_.template estimate<Kronrod15>(piece)
                                                           : strips_.template estimate<Kronrod7>(piece);
    total_ += estimate.value;
    pieces_[count_++] = {piece, estimate};
  }
  /// What is not exact to its share of what has been found so far is found again. All pieces are positive, so
  /// that share can only be too small.
  void refine() {
    const double enough = allowed_ * total_ / count_;
    for (int n = 0; n < count_; ++n)
      if (pieces_[n].estimate.error > enough)
        total_ += refined(pieces_[n].piece, enough, deepest) - pieces_[n].estimate.value;
    count_ = 0;
  }
  double refined(const Piece& piece, double enough, int depth) {
    const Estimate estimate = strips_.template estimate<Kronrod15>(piece);
    if (estimate.error <= enough || depth == 0) return estimate.value;
    const double middle = 0.5 * (piece.from + piece.to);
    return refined({piece.from, middle, piece.low, piece.high}, 0.5 * enough, depth - 1) +
           refined({middle, piece.to, piece.low, piece.high}, 0.5 * enough, depth - 1);
  }

  const Strips& strips_;
  EstimatedPiece pieces_[most];
  int count_ = 0;
  double total_ = 0.0, allowed_ = 0.5 * integral_error;
};

/// No corner within `nothing_beyond` of the plume's axis, all on one hand.
static inline bool all_beyond_edge(const Corner* corners, int count, const ConvergedRoom& room) {
  double widest = 0.0;
  for (int n = 0; n < count; ++n) widest = room.sigma_y[n] > widest ? room.sigma_y[n] : widest;
  const double edge = nothing_beyond * widest;
  int left = 0, right = 0;
  for (int n = 0; n < count; ++n) {
    left += corners[n].across <= -edge;
    right += corners[n].across >= edge;
  }
  return left == count || right == count;
}

template <class Strips>
static double converged_integral(const Strips& strips, int count, const ConvergedRoom& room) {
  const Corner* corners = room.corners;
  for (int n = 0; n < count; ++n) room.distances[n] = corners[n].distance;
  sort_ascending(room.distances, count);
  strips.sigmas(room.distances, count, room.sigma_y);
  if (all_beyond_edge(corners, count, room)) return 0.0;
  ConvergedIntegral<Strips> integral(strips);
  for_each_chord(corners, count, room.distances, room.sides, [&](int n, const Side& low, const Side& high) {
    integral.add(room.distances[n - 1], room.distances[n], room.sigma_y[n - 1], room.sigma_y[n], low, high);
  });
  return integral.total();
}

}  // namespace lantian::model::plume
