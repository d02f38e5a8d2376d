#include "model/boundary_layer/surface_parameters.hpp"

#include <cmath>

namespace lantian::model {
namespace {

struct Values {
  double spring, summer, autumn, winter;
};

double in(const Values& values, Season season) {
  switch (season) {
    case Season::midsummer:
      return values.summer;
    case Season::winter_snow:
      return values.winter;
    case Season::spring:
      return values.spring;
    default:
      return values.autumn;
  }
}

// Order of land_use_names; AERMET's cultivated, grassland, desert and swamp stand for agricultural, range,
// barren and wetland; mixed forest is the mean of both forests [EPA2022].
constexpr std::array<Values, land_use_count> albedo{{{0.14, 0.16, 0.18, 0.35},
                                                     {0.14, 0.20, 0.18, 0.60},
                                                     {0.18, 0.18, 0.20, 0.60},
                                                     {0.12, 0.12, 0.12, 0.50},
                                                     {0.12, 0.12, 0.12, 0.35},
                                                     {0.12, 0.12, 0.12, 0.43},
                                                     {0.12, 0.10, 0.14, 0.20},
                                                     {0.30, 0.28, 0.28, 0.45},
                                                     {0.12, 0.14, 0.16, 0.30}}};
constexpr std::array<Values, land_use_count> bowen_ratio{{{1.0, 2.0, 2.0, 1.5},
                                                          {0.3, 0.5, 0.7, 1.5},
                                                          {0.4, 0.8, 1.0, 1.5},
                                                          {0.7, 0.3, 1.0, 1.5},
                                                          {0.7, 0.3, 0.8, 1.5},
                                                          {0.7, 0.3, 0.9, 1.5},
                                                          {0.1, 0.1, 0.1, 1.5},
                                                          {3.0, 4.0, 6.0, 6.0},
                                                          {0.1, 0.1, 0.1, 1.5}}};
constexpr std::array<Values, land_use_count> roughness{{{1.0, 1.0, 1.0, 1.0},
                                                        {0.03, 0.20, 0.05, 0.01},
                                                        {0.05, 0.10, 0.01, 0.001},
                                                        {1.00, 1.30, 0.80, 0.50},
                                                        {1.30, 1.30, 1.30, 1.30},
                                                        {1.15, 1.30, 1.05, 0.90},
                                                        {1e-4, 1e-4, 1e-4, 1e-4},
                                                        {0.30, 0.30, 0.30, 0.15},
                                                        {0.20, 0.20, 0.20, 0.05}}};

}  // namespace

Ground ground_of(const LandUse& land_use, Season season) {
  double mean_albedo = 0.0, log_bowen = 0.0, log_roughness = 0.0;
  for (std::size_t n = 0; n < land_use_count; ++n) {
    const double share = land_use.share[n];
    mean_albedo += share * in(albedo[n], season);
    log_bowen += share * std::log(in(bowen_ratio[n], season));
    log_roughness += share * std::log(in(roughness[n], season));
  }
  Ground ground;
  ground.albedo = mean_albedo;
  ground.bowen_ratio = std::exp(log_bowen);
  ground.roughness_length = std::exp(log_roughness);
  return ground;
}

}  // namespace lantian::model
