// Area sources against AERMOD v24142 hour by hour: by its own rule to the print of its answers, five digits;
// and how far that rule is from the converged integral.
#include <gtest/gtest.h>

#include <array>

#include "model/plume/area/area_shapes.hpp"
#include "tests/support/aermod_decks.hpp"

namespace {

using namespace lantian::tests;
namespace model_plume = lantian::model::plume;
using model_plume::AreaIntegral;
using model_plume::Evaluation;

struct Given {
  const char *deck, *group;
  model_plume::AreaSource source;
  double emission;  // g s-1 m-2
};

model_plume::AreaSource released(model_plume::AreaSource s, double height, double sigma_z, int city = -1) {
  s.height = height;
  s.initial_sigma_z = sigma_z;
  s.urban_area = city;
  return s;
}

void PrintTo(const Given& given, std::ostream* out) { *out << given.deck << ' ' << given.group; }

/// Ascending relative differences above 1 % of the deck's maximum.
std::vector<double> differences_from(const Given& given, AreaIntegral integral, Evaluation evaluation) {
  const Deck deck = read_deck(given.deck);
  const auto answers = read_answers(given.deck, given.group);
  EXPECT_EQ(answers.size(), deck.hours.size());
  const model_plume::ReceptorSet receptors(deck.receptors);
  const std::vector<model_plume::UrbanArea> cities = {{2e6, 1.0}};
  model_plume::AreaSource source = given.source;
  source.integral = integral;
  std::vector<double> ours(receptors.size());
  Differences differences;
  for (std::size_t h = 0; h < deck.hours.size(); ++h) {
    const DeckHour& hour = deck.hours[h];
    if (state_of(hour.surface) != model_plume::HourState::usable) continue;
    const auto air = model_plume::air_of(hour.surface, hour.tower, 0.0, cities);
    unit_concentration(source, air, receptors, evaluation, ours);
    for (std::size_t r = 0; r < ours.size(); ++r)
      differences.add(ours[r] * given.emission * 1e6, answers[h][r]);
  }
  return differences.above(0.01);
}

class AreaDeck : public testing::TestWithParam<Given> {
 protected:
  std::vector<double> differences(AreaIntegral integral, Evaluation evaluation) {
    if (!std::filesystem::exists(reference_data() / "aermod" / GetParam().deck)) return {};
    auto found = differences_from(GetParam(), integral, evaluation);
    EXPECT_FALSE(found.empty());
    RecordProperty("median", std::to_string(found[found.size() / 2]));
    RecordProperty("worst", std::to_string(found.back()));
    return found;
  }
};

TEST_P(AreaDeck, IsReproducedToThePrintOfItsAnswersByItsOwnRule) {
  const auto found = differences(AreaIntegral::aermods_own, Evaluation::direct);
  if (found.empty()) GTEST_SKIP() << "no reference data at " << reference_data();
  EXPECT_LT(found[found.size() / 2], 1e-5);  // half of what five digits can tell
  EXPECT_LT(found.back(), 6e-5);             // all of it, and the last digit of ours
}

TEST_P(AreaDeck, IsReproducedFromTabulatedStrips) {
  const auto found = differences(AreaIntegral::aermods_own, Evaluation::shared);
  if (found.empty()) GTEST_SKIP() << "no reference data at " << reference_data();
  EXPECT_LT(found[found.size() / 2], 1e-5);
  EXPECT_LT(found.back(), 5e-3);  // half the bar of 1 %
}

TEST_P(AreaDeck, IsNotConverged) {
  const auto found = differences(AreaIntegral::converged, Evaluation::shared);
  if (found.empty()) GTEST_SKIP() << "no reference data at " << reference_data();
  EXPECT_LT(found[found.size() / 2], 2e-3);  // its table of the normal distribution has four digits,
  EXPECT_LT(found.back(), 0.3);              // its quadrature 1 % of each side
  EXPECT_GT(found.back(), 1e-3);
}

INSTANTIATE_TEST_SUITE_P(
    Areas, AreaDeck,
    testing::Values(
        Given{"own_area", "ALL", released(model_plume::rectangle(-50, -100, 100, 200, 30 * degree), 1.0, 0.0),
              1e-3},
        Given{"own_urban", "A1", released(model_plume::rectangle(-500, -500, 1000, 1000, 0), 5.0, 2.5, 0),
              1e-5},
        Given{"own_line_rline", "L1", released(model_plume::line({0, -250}, {100, 250}, 10), 1.3, 1.2), 1e-3},
        Given{"epa_allsrcs", "AREA", released(model_plume::rectangle(-10, -10, 20, 20, 0), 1.0, 0.0), 1e-3},
        Given{"epa_allsrcs", "CIRC", released(model_plume::circle(0, 0, 20), 10.0, 0.0), 0.1},
        Given{"epa_allsrcs", "AREAP",
              released(model_plume::polygon(
                           {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 20}, {-10, 20}, {-10, 10}, {-10, 0}}),
                       1.0, 2.0),
              1e-3}),
    [](const auto& tested) { return std::string(tested.param.deck) + "_" + tested.param.group; });

/// Some answers of own_area, retyped, so that this never skips.
TEST(AreaDeckRetyped, IsReproducedToThePrintOfItsAnswers) {
  struct Hour {
    double friction_velocity, convective_velocity, gradient, convective_height, mechanical_height, length,
        wind, air;
    std::vector<std::array<double, 3>> answers;  // x, y, ug m-3
  };
  constexpr double none = model_plume::absent;
  const std::vector<Hour> hours = {
      {0.208,
       none,
       none,
       none,
       217,
       40,
       3.0,
       284,
       {{20, 0, 1734.0}, {50, 0, 7404.1}, {77.27, 20.71, 9174.8}, {200, 0, 6423.4}, {3000, 0, 282.75}}},
      {0.162,
       0.473,
       0.005,
       150,
       150,
       -15,
       1.5,
       289,
       {{20, 0, 3852.3},
        {35.36, 35.36, 1961.7},
        {119.54, 10.46, 11925.0},
        {400, 0, 810.3},
        {3000, 0, 188.06}}},
      {0.623,
       1.220,
       0.005,
       900,
       1132,
       -300,
       7.0,
       283,
       {{20, 0, 833.42}, {50, 0, 2304.9}, {35.36, 35.36, 324.0}, {386.37, 103.53, 62.931}}}};
  model_plume::AreaSource source =
      released(model_plume::rectangle(-50, -100, 100, 200, 30 * degree), 1.0, 0.0);
  source.integral = AreaIntegral::aermods_own;
  for (const Hour& hour : hours) {
    model_plume::SurfaceHour surface;
    surface.friction_velocity = hour.friction_velocity;
    surface.convective_velocity = hour.convective_velocity;
    surface.potential_temperature_gradient_above = hour.gradient;
    surface.convective_mixing_height = hour.convective_height;
    surface.mechanical_mixing_height = hour.mechanical_height;
    surface.obukhov_length = hour.length;
    surface.roughness_length = 0.1;
    surface.wind_speed = hour.wind;
    surface.wind_from_direction = 270 * degree;
    surface.wind_height = 10.0;
    surface.air_temperature = hour.air;
    surface.temperature_height = 2.0;
    const std::vector<model_plume::TowerLevel> tower = {{10.0, 270 * degree, hour.wind, hour.air}};
    std::vector<model_plume::Receptor> places;
    for (const auto& [x, y, answer] : hour.answers) places.push_back({x, y, 0, 0, 0});
    std::vector<double> ours(places.size());
    unit_concentration(source, model_plume::air_of(surface, tower, 0.0, {}), model_plume::ReceptorSet(places),
                       Evaluation::direct, ours);
    for (std::size_t n = 0; n < ours.size(); ++n)
      EXPECT_NEAR(ours[n] * 1e3 / hour.answers[n][2], 1.0, 6e-5) << hour.length << ' ' << n;  // five digits
  }
}

}  // namespace
