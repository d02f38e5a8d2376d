#include "model/photolysis/two_stream.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/numerics/vector_math.hpp"

namespace lantian::model::photolysis {
namespace {

constexpr double air_depth = 0.36, air_over_haze = 0.85, asymmetry = 0.68;
constexpr double clear_albedo = 0.1;

/// Delta-scaled.
struct Layer {
  double depth, scattered_share, asymmetry;
};

Layer layer_of(double air, double particles, double scattered_share) {
  const double scattered = air + particles * scattered_share, depth = air + particles;
  const double w = scattered / depth, g = asymmetry * particles * scattered_share / scattered, f = g * g;
  return {depth * (1.0 - w * f), std::min(0.99999, (1.0 - f) * w / (1.0 - w * f)), g / (1.0 + g)};
}

/// Of light from one side: reflected and transmitted, of a diffuse and of the sun's beam (whose unscattered
/// part is `beam`).
struct Slab {
  double reflected, transmitted;
  double beam, beam_reflected, beam_scattered;
};

Slab slab_of(const Layer& layer, double cosine) {
  const double t = layer.depth, w = layer.scattered_share, g = layer.asymmetry;
  const double y1 = (7.0 - w * (4.0 + 3.0 * g)) / 4.0, y2 = -(1.0 - w * (4.0 - 3.0 * g)) / 4.0;
  const double k = std::sqrt(y1 * y1 - y2 * y2);
  double mu = cosine;
  if (std::fabs(1.0 - k * mu) < 1e-4) mu *= 1.0 + 2e-4;  // a removable singularity
  const double y3 = (2.0 - 3.0 * g * mu) / 4.0, y4 = 1.0 - y3;
  const double a1 = y1 * y4 + y2 * y3, a2 = y1 * y3 + y2 * y4;
  const double decay = numerics::exp(-k * t), beam = numerics::exp(-t / mu), square = decay * decay;
  const double D = k + y1 + (k - y1) * square;  // times exp(-k t) throughout
  const double front = w / ((1.0 - k * k * mu * mu) * D);
  const double up = (1.0 - k * mu) * (a2 + k * y3) - (1.0 + k * mu) * (a2 - k * y3) * square -
                    2.0 * k * (y3 - a2 * mu) * beam * decay;
  const double down = ((1.0 + k * mu) * (a1 + k * y4) - (1.0 - k * mu) * (a1 - k * y4) * square) * beam -
                      2.0 * k * (y4 + a1 * mu) * decay;
  return {y2 * (1.0 - square) / D, 2.0 * k * decay / D, beam, front * up, -front * down};
}

constexpr std::array cosines{0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0};
constexpr std::array shares{0.7, 0.8, 0.85, 0.9, 0.95, 1.0};
constexpr std::array depths{0.0, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.4, 1.9, 2.5, 3.5, 5.0, 8.0};

struct Place {
  std::size_t low;
  double share;
};
template <std::size_t N>
Place place_in(const std::array<double, N>& axis, double x) {
  const double inside = std::clamp(x, axis.front(), axis.back());
  std::size_t n = 0;
  while (n + 2 < N && axis[n + 1] < inside) ++n;
  return {n, (inside - axis[n]) / (axis[n + 1] - axis[n])};
}

}  // namespace

double sunlight_under_haze(const HazyColumn& c) {
  constexpr double air = 0.036;
  const auto on_ground = [&](double particles) {
    const Slab all = slab_of(layer_of(air, particles, c.scattered_share), c.cosine);
    return (all.beam + all.beam_scattered) / (1.0 - c.albedo * all.reflected);
  };
  return on_ground(c.above + c.below) / on_ground(0.0);
}

double actinic_flux(const HazyColumn& c) {
  const double near = 0.5 * (1.0 - air_over_haze) * air_depth;
  const Slab air = slab_of(layer_of(air_over_haze * air_depth, 0.0, 1.0), c.cosine);
  const Slab over = slab_of(layer_of(near, c.above, c.scattered_share), c.cosine);
  const Slab under = slab_of(layer_of(near, c.below, c.scattered_share), c.cosine);
  // down through air and the haze over the level
  const double between = 1.0 / (1.0 - air.reflected * over.reflected);
  const double into = (air.beam_scattered + air.beam * over.beam_reflected * air.reflected) * between;
  const double beam = air.beam * over.beam;
  const double scattered = air.beam * over.beam_scattered + into * over.transmitted;
  const double back = over.reflected + over.transmitted * over.transmitted * air.reflected * between;
  // the haze under the level, and the ground
  const double ground = c.albedo / (1.0 - c.albedo * under.reflected);
  const double beam_up =
      under.beam_reflected + (under.beam + under.beam_scattered) * ground * under.transmitted;
  const double up = under.reflected + under.transmitted * under.transmitted * ground;
  const double down_here = (scattered + beam * beam_up * back) / (1.0 - back * up);
  const double up_here = beam * beam_up + down_here * up;
  return beam + 2.0 * c.cosine * (down_here + up_here);
}

HazeTable::HazeTable(double albedo) {
  for (const double cosine : cosines) {
    const double clear = actinic_flux({0.0, 0.0, 1.0, cosine, clear_albedo});
    for (const double share : shares)
      for (const double above : depths)
        for (const double below : depths)
          logarithm_.push_back(numerics::log(actinic_flux({above, below, share, cosine, albedo}) / clear));
  }
}

double HazeTable::operator()(double above, double below, double scattered_share, double cosine) const {
  const Place a = place_in(depths, above), b = place_in(depths, below);
  const Place s = place_in(shares, scattered_share), m = place_in(cosines, cosine);
  constexpr std::size_t row = depths.size(), page = row * row, book = page * shares.size();
  const double* at = logarithm_.data() + m.low * book + s.low * page + a.low * row + b.low;
  const auto between = [](double low, double high, double share) { return low + share * (high - low); };
  const auto of_below = [&](const double* x) { return between(x[0], x[1], b.share); };
  const auto of_above = [&](const double* x) { return between(of_below(x), of_below(x + row), a.share); };
  const auto of_share = [&](const double* x) { return between(of_above(x), of_above(x + page), s.share); };
  return numerics::exp(between(of_share(at), of_share(at + book), m.share));
}

}  // namespace lantian::model::photolysis
