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

/// A stretch of distance, from and to in ln x, between two sides.
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
      if (cuts[n] > cuts[n - 1]) add_piece({numerics::log(cuts[n - 1]), numerics::log(cuts[n]), low, high});
  }
  double total() {
    refine();
    return total_;
  }

 private:
  static constexpr int most = 32, deepest = 12;

  void add_piece(const Piece& piece) {
    if (count_ == most) refine();
    const Estimate estimate = strips_.estimate(piece);
    total_ += estimate.value;
    pieces_[count_++] = {piece, estimate};
  }
  /// What is not exact to its share of what has been found so far is halved until it is. All pieces are
  /// positive, so that share can only be too small.
  void refine() {
    const double enough = integral_error * total_ / most;
    for (int n = 0; n < count_; ++n)
      if (pieces_[n].estimate.error > enough)
        total_ += halved(pieces_[n].piece, enough, deepest) - pieces_[n].estimate.value;
    count_ = 0;
  }
  double halved(const Piece& piece, double enough, int depth) {
    const double middle = 0.5 * (piece.from + piece.to);
    const Piece halves[2] = {{piece.from, middle, piece.low, piece.high},
                             {middle, piece.to, piece.low, piece.high}};
    double sum = 0.0;
    for (const Piece& half : halves) {
      const Estimate estimate = strips_.estimate(half);
      sum +=
          estimate.error > 0.5 * enough && depth > 0 ? halved(half, 0.5 * enough, depth - 1) : estimate.value;
    }
    return sum;
  }

  const Strips& strips_;
  EstimatedPiece pieces_[most];
  int count_ = 0;
  double total_ = 0.0;
};

template <class Strips>
static double converged_integral(const Strips& strips, int count, const ConvergedRoom& room) {
  const Corner* corners = room.corners;
  for (int n = 0; n < count; ++n) room.distances[n] = corners[n].distance;
  sort_ascending(room.distances, count);
  strips.sigmas(room.distances, count, room.sigma_y);
  ConvergedIntegral<Strips> integral(strips);
  for_each_chord(corners, count, room.distances, room.sides, [&](int n, const Side& low, const Side& high) {
    integral.add(room.distances[n - 1], room.distances[n], room.sigma_y[n - 1], room.sigma_y[n], low, high);
  });
  return integral.total();
}

}  // namespace lantian::model::plume
