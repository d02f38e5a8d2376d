#include "model/deposition/particle_sizes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace lantian::model {
namespace {

// Fine mode, dry: the lognormal that the uptake of N2O5 takes as well, number median 0.15 um and width 1.8,
// so 0.42 um by mass; density of winter Beijing's accumulation mode [Hu2012].
constexpr double fine_number_median = 0.15e-6, fine_width = 1.8, fine_density = 1610.0;
constexpr double fine_bottom = 0.05e-6, fine_top = 2.5e-6;  // m; less than 0.2 % of the mass lies beyond
constexpr int fine_classes = 8;

/// Mass between two aerodynamic diameters, spread evenly over the logarithm of diameter.
struct Band {
  double bottom, top;  // m
  double share;
  int classes;
};
constexpr double unit_density = 1000.0;  // kg m-3, by the meaning of aerodynamic diameter

// Dust: size multipliers of aggregate handling, 0.053, 0.20, 0.35, 0.48, 0.74 below 2.5, 5, 10, 15, 30 um
// [AP42a]. Above 30 um nothing finer than the whole band is known.
constexpr std::array coarse{Band{2.5e-6, 5e-6, 0.147 / 0.297, 2}, Band{5e-6, 10e-6, 0.150 / 0.297, 2}};
constexpr std::array large{Band{10e-6, 15e-6, 0.13 / 0.39, 2}, Band{15e-6, 30e-6, 0.26 / 0.39, 2}};
constexpr std::array giant{Band{30e-6, 100e-6, 1.0, 4}};

constexpr double hygroscopicity = 0.3;     // kappa of continental air [Andreae2008]
constexpr double water_density = 1000.0;   // kg m-3
constexpr double largest_humidity = 0.95;  // 1: fog drops are no particles any more

std::vector<SizeClass> fine_mode() {
  const double width = std::log(fine_width);
  const double median = fine_number_median * std::exp(3.0 * width * width);  // by volume [Seinfeld2016]
  const auto below = [&](double d) {
    return 0.5 * (1.0 + std::erf(std::log(d / median) / (width * std::sqrt(2.0))));
  };
  const double whole = below(fine_top) - below(fine_bottom), ratio = fine_top / fine_bottom;
  std::vector<SizeClass> classes;
  for (int n = 0; n < fine_classes; ++n) {
    const auto edge = [&](double at) { return fine_bottom * std::pow(ratio, at / fine_classes); };
    classes.push_back({{edge(n + 0.5), fine_density}, (below(edge(n + 1)) - below(edge(n))) / whole});
  }
  return classes;
}

template <std::size_t Count>
std::vector<SizeClass> bands(const std::array<Band, Count>& all) {
  std::vector<SizeClass> classes;
  for (const Band& band : all)
    for (int n = 0; n < band.classes; ++n) {
      const double middle = band.bottom * std::pow(band.top / band.bottom, (n + 0.5) / band.classes);
      classes.push_back({{middle, unit_density}, band.share / band.classes});
    }
  return classes;
}

}  // namespace

const std::vector<SizeClass>& size_classes(SpeciesKind kind) {
  static const std::array<std::vector<SizeClass>, species_kind_count> all{
      std::vector<SizeClass>{}, fine_mode(), bands(coarse), bands(large), bands(giant)};
  return all[static_cast<std::size_t>(kind)];
}

ParticleSize swollen(const ParticleSize& dry, SpeciesKind kind, double relative_humidity) {
  if (kind != SpeciesKind::fine_particle) return dry;
  const double activity = std::clamp(relative_humidity, 0.0, largest_humidity);
  const double water = hygroscopicity * activity / (1.0 - activity);  // volume per volume of dry particle
  return {dry.diameter * std::cbrt(1.0 + water), (dry.density + water * water_density) / (1.0 + water)};
}

}  // namespace lantian::model
