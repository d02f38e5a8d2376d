// A member whose numbers are broken: it is named, and no bit of the members beside it changes.
#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "model/deposition/dry_deposition.hpp"
#include "model/grid/parallel.hpp"
#include "model/numerics/numerical_failure.hpp"
#include "run/engine.hpp"
#include "tests/support/town_case.hpp"

namespace {

using namespace lantian;
using namespace lantian::tests;
using model::Interval;
using model::Seconds;
using State = model::State<float>;

constexpr int members = 3, poisoned = 1;

/// The town's first ten minutes, with all that drives them.
struct Town {
  TownCase files{TownMembers{{"counterfactual"}, {"orange", orange_file}, {"no_county", "", "county"}}};
  io::CaseInputs inputs = [this] {
    io::Diagnostics diagnostics;
    auto read = io::read_case_inputs(files.path(), {}, diagnostics);
    diagnostics.throw_if_any();
    return read;
  }();
  run::Engine engine = run::make_engine(inputs, {});
  model::Processes<float> processes = engine.processes<float>();
  model::UtcSeconds start = inputs.file.contents.time.start;
  static constexpr model::UtcSeconds length = 600;
  model::StepWeather first = engine.weather.step(start, start + length / 2);
  model::StepWeather second = engine.weather.step(start + length / 2, start + length);
  model::StepWeather whole = engine.weather.step(start, start + length);
  model::Layout layout{engine.grid, engine.species.size(), members};
  model::BoundaryValues air = engine.boundary.at(layout, start);
  scenarios::HourlyEmission emission = [this] {
    std::vector<scenarios::EmissionMember> emitters;
    for (const auto& member : engine.members) emitters.push_back({member.plan, member.exclude});
    return engine.emission.hour(start, whole.middle, layout, emitters);
  }();

  model::StepForcing forcing() const {
    return {{first, emission.field, air}, {second, emission.field, air}, {whole, emission.field, air}};
  }
  State state() const {
    State made(engine.grid, engine.species.size(), members);
    made.time = start;
    const auto amount = model::air_amount(engine.grid, engine.weather.at(start));
    made.air_amount.assign(amount.begin(), amount.end());
    engine.boundary.fill(made, start);
    return made;
  }
  model::Workspace<float> workspace() const {
    model::Workspace<float> made;
    made.vertical.deposition_velocity.velocity =
        model::deposition_velocities(engine.grid, whole.middle, engine.species, engine.ground);
    return made;
  }
  Interval interval() const { return {start, Seconds(static_cast<double>(length))}; }
};

const Town& town() {
  static const Town one;
  return one;
}

State with_poison(float poison) {
  State state = town().state();
  const int nitric_oxide = *town().engine.species.find("NO"), ammonium = *town().engine.species.find("ANH4");
  for (const int k : {0, 5})
    for (const int species : {nitric_oxide, ammonium})
      state.at(k, 4, 4)[state.layout.lane(species, poisoned)] = poison;
  return state;
}

/// Cells and species of the sound members whose bits differ.
int differences(const State& a, const State& b) {
  int count = 0;
  const auto& l = a.layout;
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      for (int i = 0; i < l.nx; ++i)
        for (int s = 0; s < l.species; ++s)
          for (const int member : {0, 2}) {
            const int lane = l.lane(s, member);
            count += std::memcmp(a.at(k, j, i) + lane, b.at(k, j, i) + lane, sizeof(float)) != 0;
          }
  return count;
}

TEST(PoisonedMember, IsNamedByTheStep) {
  model::set_thread_count(2);
  for (const float poison :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    auto state = with_poison(poison);
    auto workspace = town().workspace();
    try {
      model::step(state, town().forcing(), town().processes, town().engine.species, town().interval(),
                  workspace);
      FAIL() << "the step went on with " << poison;
    } catch (const model::NumericalFailure& failure) {
      EXPECT_EQ(failure.member, poisoned);
      EXPECT_EQ(failure.process, "gas_chemistry");
      EXPECT_EQ(failure.time, town().start);
    }
  }
}

/// The step's processes one by one, so that what comes after the failed chemistry runs too.
void advance_all(State& state) {
  const auto& p = town().processes;
  const auto forcing = town().forcing();
  auto w = town().workspace();
  const Interval half{town().start, Seconds(Town::length / 2.0)};
  p.horizontal.advance(state, forcing.first_half, half, w.horizontal);
  p.vertical.advance(state, forcing.first_half, half, w.vertical);
  const auto uptake = model::aerosol::heterogeneous_rates(
      state, forcing.whole.weather.middle, p.vertical.grid, town().engine.species, p.heterogeneous);
  w.chemistry.heterogeneous = &uptake;
  try {
    p.chemistry.advance(state, forcing.whole, town().interval(), w.chemistry);
  } catch (const model::NumericalFailure& failure) {
    EXPECT_EQ(failure.member, poisoned);
  }
  p.aerosol.advance(state, forcing.whole, town().interval(), w.aerosol);
  p.settling.advance(state, forcing.whole, town().interval(), w.settling);
  p.wet_deposition.advance(state, forcing.whole, town().interval(), w.wet_deposition);
  p.vertical_mirrored.advance(state, forcing.second_half, half, w.vertical);
  p.horizontal_mirrored.advance(state, forcing.second_half, half, w.horizontal);
}

TEST(PoisonedMember, ChangesNoBitOfTheOthersInAnyProcess) {
  State sound = town().state();
  advance_all(sound);
  for (const float poison : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                             0.1f, std::numeric_limits<float>::denorm_min()})
    for (const int threads : {1, 3}) {
      model::set_thread_count(threads);
      State beside = with_poison(poison);
      advance_all(beside);
      EXPECT_EQ(differences(sound, beside), 0) << poison << " on " << threads;
    }
}

/// The comparison itself: poison in the baseline does change the baseline.
TEST(PoisonedMember, PoisonInASoundMemberIsSeen) {
  State sound = town().state(), other = town().state();
  const int ozone = *town().engine.species.find("O3");
  other.at(0, 4, 4)[other.layout.lane(ozone, 0)] *= 1.001f;
  advance_all(sound);
  advance_all(other);
  EXPECT_GT(differences(sound, other), 1);
}

}  // namespace
