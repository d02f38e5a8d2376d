/// The light inside a hazy atmosphere by two streams.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

namespace lantian::model::photolysis {

/// A column near 400 nm as seen from one level of the haze.
struct HazyColumn {
  double above = 0.0, below = 0.0;  // optical depth of particles over and under the level
  double scattered_share = 0.9;     // single scattering albedo of the particles
  double cosine = 1.0;              // of the solar zenith angle
  double albedo = 0.1;              // of the ground
};

/// Actinic flux at the level over the sun's flux outside the atmosphere: delta-Eddington [Joseph1976] with
/// the layers' reflection and transmission of [MeadorWeaver1980], added layer to layer. Air scatters 0.36
/// [Bodhaine1999] as Rayleigh does, 85 % of it over the haze and the rest half over, half under the level;
/// particles have an asymmetry of 0.68 [Xia2006].
double actinic_flux(const HazyColumn& column);

/// All sunlight on the ground, 300 to 4000 nm, over that without particles: the same two streams at 700 nm,
/// at which the whole spectrum's extinction by particles is found [Molineaux1998]; air scatters 0.036 there
/// [Bodhaine1999]. `above`, `below`: one after the other, both over the ground; absorption by gases is left
/// out.
double sunlight_under_haze(const HazyColumn& column);

/// actinic_flux over that of the same level without particles above a ground of albedo 0.1, which the table
/// of clear-sky rates stands for; tabulated for one albedo; interpolation adds 0.4 % in the mean, 3 % at most
/// (low sun).
class HazeTable {
 public:
  explicit HazeTable(double albedo = 0.1);
  double operator()(double above, double below, double scattered_share, double cosine) const;

 private:
  std::vector<double> logarithm_;  // (cosine, share, above, below)
};

}  // namespace lantian::model::photolysis
