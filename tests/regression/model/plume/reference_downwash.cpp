// Stacks beside buildings against AERMOD v24142 hour by hour, to the print of its answers (five digits); and
// a few of them retyped, which need no data.
#include <gtest/gtest.h>

#include "tests/support/aermod_decks.hpp"

namespace {

using namespace lantian::tests;
namespace model_plume = lantian::model::plume;

struct Given {
  const char *deck, *input, *group, *source;
};
void PrintTo(const Given& given, std::ostream* out) { *out << given.deck << ' ' << given.group; }

model_plume::PointSource tall_stack() {
  model_plume::PointSource s;
  s.height = 65.0;
  s.exit_temperature = 425.0;
  s.exit_velocity = 15.0;
  s.diameter = 5.0;
  return s;
}
model_plume::PointSource stack_on_block() {
  model_plume::PointSource s;
  s.height = 30.0;
  s.exit_temperature = 350.0;
  s.exit_velocity = 10.0;
  s.diameter = 1.0;
  return s;
}

class ReferenceDownwash : public testing::TestWithParam<std::pair<Given, model_plume::PointSource>> {};

TEST_P(ReferenceDownwash, IsReproducedToThePrintOfItsAnswers) {
  const auto& [given, stack] = GetParam();
  if (!std::filesystem::exists(reference_data() / "aermod" / given.deck))
    GTEST_SKIP() << "no reference data at " << reference_data();
  const Deck deck = read_deck(given.deck);
  const auto answers = read_answers(given.deck, given.group);
  ASSERT_EQ(answers.size(), deck.hours.size());
  model_plume::PointSource source = stack;
  source.buildings = read_buildings(given.deck, given.input, given.source);
  const model_plume::ReceptorSet receptors(deck.receptors);
  std::vector<model_plume::HourOfAir> hours;
  std::vector<std::size_t> row;
  for (std::size_t h = 0; h < deck.hours.size(); ++h) {
    if (state_of(deck.hours[h].surface) != model_plume::HourState::usable) continue;
    hours.push_back(model_plume::air_of(deck.hours[h].surface, deck.hours[h].tower, 0.0, {}));
    row.push_back(h);
  }
  std::vector<double> ours(hours.size() * receptors.size());
  const std::vector<model_plume::Source> sources{source};
  unit_concentrations(sources, hours, receptors, model_plume::Evaluation::direct, ours);
  const double emission = std::string(given.deck) == "own_prime" ? 10.0 : 500.0;  // g s-1
  Differences differences;
  for (std::size_t n = 0; n < ours.size(); ++n)
    differences.add(ours[n] * emission * 1e6, answers[row[n / receptors.size()]][n % receptors.size()]);
  const auto found = differences.above(0.01);
  ASSERT_FALSE(found.empty());
  RecordProperty("median", std::to_string(found[found.size() / 2]));
  RecordProperty("worst", std::to_string(found.back()));
  EXPECT_LT(found[found.size() / 2], 1e-5);  // half of what five digits can tell
  EXPECT_LT(found.back(), 6e-5);             // all of it, and the last digit of ours
}

/// Three hours of own_prime, wind from the west: stable, slightly and clearly convective; T: air temperature
/// [K].
TEST(RetypedDownwash, IsReproducedToThePrintOfItsAnswers) {
  const auto hour = [](double flux, double friction, double convective, double gradient, double depth,
                       double mechanical, double length, double wind, double T) {
    model_plume::SurfaceHour s;
    s.sensible_heat_flux = flux;
    s.friction_velocity = friction;
    s.convective_velocity = convective;
    s.potential_temperature_gradient_above = gradient;
    s.convective_mixing_height = depth;
    s.mechanical_mixing_height = mechanical;
    s.obukhov_length = length;
    s.roughness_length = 0.1;
    s.wind_speed = wind;
    s.wind_from_direction = 270.0 * degree;
    s.wind_height = 10.0;
    s.air_temperature = T;
    s.temperature_height = 2.0;
    return s;
  };
  constexpr double none = model_plume::absent;
  const model_plume::SurfaceHour hours[] = {
      hour(-32.4, 0.307, none, none, none, 392.0, 80.0, 4.0, 287.0),
      hour(25.1, 0.162, 0.473, 0.005, 150.0, 150.0, -15.0, 1.5, 289.0),
      hour(72.0, 0.623, 1.220, 0.005, 900.0, 1132.0, -300.0, 7.0, 283.0)};
  const double answers[3][6] = {{489.82, 510.83, 335.01, 395.64, 290.15, 201.40},
                                {42.466, 44.287, 48.707, 170.47, 232.49, 229.42},
                                {449.95, 469.25, 292.26, 322.50, 237.45, 163.19}};
  const model_plume::ReceptorSet receptors(std::vector<model_plume::Receptor>{{30.0, 0.0, 0, 0, 0},
                                                                              {59.42, 8.35, 0, 0, 0},
                                                                              {99.03, 13.92, 0, 0, 0},
                                                                              {149.79, 7.85, 0, 0, 0},
                                                                              {198.05, 27.83, 0, 0, 0},
                                                                              {297.08, 41.75, 0, 0, 0}});
  model_plume::PointSource source = stack_on_block();
  source.buildings.emplace();
  source.buildings->fill({25.0, 69.14, 55.94, -32.97, 8.0});  // what the wind from the west meets
  for (int h = 0; h < 3; ++h) {
    const model_plume::TowerLevel level{10.0, 270.0 * degree, hours[h].wind_speed, hours[h].air_temperature};
    const auto air = model_plume::air_of(hours[h], {&level, 1}, 0.0, {});
    std::vector<double> ours(6);
    unit_concentration(source, air, receptors, model_plume::Evaluation::direct, ours);
    for (std::size_t r = 0; r < 6; ++r)
      EXPECT_NEAR(ours[r] * 10.0 * 1e6 / answers[h][r], 1.0, 6e-5) << h << ' ' << r;  // five digits
  }
}

INSTANTIATE_TEST_SUITE_P(
    Plumes, ReferenceDownwash,
    testing::Values(std::pair{Given{"own_prime", "prime.inp", "ALL", "S1"}, stack_on_block()},
                    std::pair{Given{"epa_aertest", "aertest.inp", "ALL", "STACK1"}, tall_stack()},
                    std::pair{Given{"epa_allsrcs", "allsrcs.inp", "STACKDW", "STACKDW"}, tall_stack()}),
    [](const auto& tested) { return std::string(tested.param.first.deck) + "_" + tested.param.first.group; });

}  // namespace
