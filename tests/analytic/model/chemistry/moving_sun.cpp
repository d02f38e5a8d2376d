#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "model/photolysis/photolysis_rates.hpp"
#include "model/photolysis/solar_position.hpp"
#include "tests/support/chemistry_box.hpp"

#if __has_include(<cvode/cvode.h>) && defined(LANTIAN_CVODE)
#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

namespace {

using namespace lantian;
using model::chemistry::Mechanism;

/// Henan in July, from night into the forenoon.
constexpr model::UtcSeconds start = 1720900800;          // 2024-07-14 04:00 local time
constexpr double latitude = 0.6105, longitude = 1.9670;  // rad
constexpr double hours = 5.0;

tests::Condition air() {
  tests::Condition c;
  c.temperature = 299.0;
  c.pressure = 99000.0;
  c.given = {{"M", 2.398e19}, {"O2", 5.02e18}, {"N2", 1.872e19},
             {"H2O", 5e17},   {"H2", 1.3e13},  {"CH4", 4.4e13}};
  c.user = {{"HET_N2O5", 2e-4}, {"HET_NO2", 2e-6}};
  c.initial = {{"O3", 6e11},  {"NO", 2e10},  {"NO2", 4e11},  {"CO", 1.2e13},  {"FORM", 8e10}, {"ALD2", 4e10},
               {"PAR", 1e12}, {"OLE", 2e10}, {"TOL", 5e10},  {"XYLMN", 2e10}, {"ISOP", 2e10}, {"ETH", 5e10},
               {"SO2", 1e11}, {"PAN", 1e10}, {"H2O2", 2e10}, {"HONO", 1e10}};
  c.emission = {{"NO", 2e6}, {"NO2", 2e5}, {"PAR", 5e6}, {"TOL", 3e5}, {"ISOP", 3e5}};
  for (const auto& name : model::chemistry::photolysis_names(tests::cb6r3())) c.photolysis[name] = 0.0;
  return c;
}

void set_sun(tests::Condition& c, double seconds) {
  static const auto names = model::chemistry::photolysis_names(tests::cb6r3());
  static const model::PhotolysisRates rates(names);
  std::vector<double> profile(rates.profile_size()), j(names.size());
  // Between whole seconds the cosine is linear: the integrator asks at any time.
  const auto whole = static_cast<model::UtcSeconds>(std::floor(seconds));
  const double low = model::cosine_of_solar_zenith(start + whole, latitude, longitude);
  const double high = model::cosine_of_solar_zenith(start + whole + 1, latitude, longitude);
  rates.column(low + (seconds - static_cast<double>(whole)) * (high - low), 300.0, 0.8, profile.data());
  rates.at(profile.data(), 100.0, j.data());
  for (std::size_t n = 0; n < names.size(); ++n) c.photolysis[names[n]] = j[n];
}

/// The right-hand side straight from the mechanism, without the solver's tables.
struct Rhs {
  Mechanism mechanism;
  std::vector<double> thermal;  // given species multiplied in, photolysis 0, user-defined in place
  bool sun_moves;
  tests::Condition condition;

  Rhs(const tests::Condition& c, bool moves)
      : mechanism(tests::with_sources(tests::cb6r3(), c.emission)), sun_moves(moves), condition(c) {
    std::vector<int> each(mechanism.reactions.size());
    std::iota(each.begin(), each.end(), 0);
    const model::chemistry::RateTables tables(mechanism, each, static_cast<int>(each.size()));
    auto dark = c;
    for (auto& [name, j] : dark.photolysis) j = 0.0;
    const auto conditions = tests::conditions_of(dark, tables.photolysis_names);
    const auto view = tables.view();
    std::vector<double> out(conditions.padded() * each.size());
    model::AlignedVector<std::byte> memory((view.exponentials + view.rates) * model::cache_line);
    model::chemistry::rate_kernels_v3.in_double(
        view,
        {static_cast<int>(conditions.padded()), conditions.temperature.data(), conditions.pressure.data(),
         conditions.given.data(), conditions.photolysis.data()},
        out.data(), memory.data());
    thermal.assign(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(each.size()));
    for (std::size_t r = 0; r < thermal.size(); ++r)
      if (const auto* user = std::get_if<model::chemistry::UserDefined>(&mechanism.reactions[r].rate))
        thermal[r] *=
            user->name.starts_with("E_") ? c.emission.at(user->name.substr(2)) : c.user.at(user->name);
  }
  void operator()(double time, const double* y, double* f) {
    if (sun_moves) set_sun(condition, time);
    std::fill_n(f, mechanism.species.size(), 0.0);
    for (std::size_t r = 0; r < thermal.size(); ++r) {
      const auto& reaction = mechanism.reactions[r];
      const auto* light = std::get_if<model::chemistry::Photolysis>(&reaction.rate);
      double rate = light ? light->scaling * condition.photolysis.at(light->name) : thermal[r];
      for (const auto& t : reaction.reactants)
        if (!mechanism.species[t.species].given)
          rate *= t.coefficient > 1.5 ? y[t.species] * y[t.species] : y[t.species];
      for (const auto& t : reaction.reactants)
        if (!mechanism.species[t.species].given) f[t.species] -= t.coefficient * rate;
      for (const auto& t : reaction.products)
        if (!mechanism.species[t.species].given) f[t.species] += t.coefficient * rate;
    }
  }
  static int call(sunrealtype time, N_Vector y, N_Vector f, void* self) {
    (*static_cast<Rhs*>(self))(time, N_VGetArrayPointer(y), N_VGetArrayPointer(f));
    return 0;
  }
};

/// CVODE (BDF, dense Newton) to `until`, density by species of the mechanism.
std::map<std::string, double> cvode(Rhs& rhs, double until) {
  SUNContext context = nullptr;
  SUNContext_Create(nullptr, &context);
  const auto n = static_cast<sunindextype>(rhs.mechanism.species.size());
  N_Vector y = N_VNew_Serial(n, context);
  for (sunindextype s = 0; s < n; ++s) {
    const auto initial = rhs.condition.initial.find(rhs.mechanism.species[s].name);
    N_VGetArrayPointer(y)[s] = initial == rhs.condition.initial.end() ? 0.0 : initial->second;
  }
  void* solver = CVodeCreate(CV_BDF, context);
  CVodeInit(solver, &Rhs::call, 0.0, y);
  CVodeSetUserData(solver, &rhs);
  CVodeSStolerances(solver, 1e-8, 1.0);
  CVodeSetMaxNumSteps(solver, 200000);
  SUNMatrix matrix = SUNDenseMatrix(n, n, context);
  SUNLinearSolver linear = SUNLinSol_Dense(y, matrix, context);
  CVodeSetLinearSolver(solver, linear, matrix);
  sunrealtype reached = 0.0;
  EXPECT_EQ(CVode(solver, until, y, &reached, CV_NORMAL), CV_SUCCESS);
  std::map<std::string, double> found;
  for (sunindextype s = 0; s < n; ++s) found[rhs.mechanism.species[s].name] = N_VGetArrayPointer(y)[s];
  SUNLinSolFree(linear);
  SUNMatDestroy(matrix);
  N_VDestroy(y);
  CVodeFree(&solver);
  SUNContext_Free(&context);
  return found;
}

double error(const std::map<std::string, double>& exact, tests::Box<double>& box, const std::string& name) {
  return std::fabs(box[name] / exact.at(name) - 1.0);
}

TEST(MovingSun, UnderAFixedSunTheSolverFindsCvodesAnswer) {
  tests::Condition c = air();
  set_sun(c, 18000.0);
  Rhs rhs(c, false);
  const auto exact = cvode(rhs, 3600.0);
  tests::Box<double> box(tests::cb6r3(), c), tight(tests::cb6r3(), c, {1e-7, 1.0, 1e-4, 10.0, 100000});
  for (int n = 0; n < 12; ++n) box.advance(300.0), tight.advance(300.0);
  for (const std::string name : {"O3", "NO", "NO2", "FORM", "PAN", "HNO3", "OH", "HO2", "H2O2", "SULF"}) {
    EXPECT_LT(error(exact, tight, name), 1e-5) << name;  // the sum of both solvers' tolerances over an hour
    EXPECT_LT(error(exact, box, name), 1e-3) << name;    // the bar of the design
  }
}

TEST(MovingSun, StepsOf300SecondsFollowTheSunriseOfCvode) {
  tests::Condition c = air();
  Rhs rhs(c, true);
  const auto exact = cvode(rhs, hours * 3600.0);
  EXPECT_GT(exact.at("OH"), 1e6);  // it is day at the end
  tests::Box<double> box(tests::cb6r3(), c);
  for (double time = 0.0; time < hours * 3600.0; time += 300.0) {
    set_sun(c, time + 150.0);  // as the process does: the middle of the step
    box.set_condition(c);
    box.advance(300.0);
  }
  for (const std::string name : {"O3", "NO2", "FORM", "PAN", "HNO3", "H2O2", "SULF"})
    EXPECT_LT(error(exact, box, name), 2e-3) << name;  // the middle of a step is second order in 300 s of sun
  // Radicals stand in balance with the sun of the last step's middle, 150 s ago.
  for (const std::string name : {"OH", "HO2", "NO"}) EXPECT_LT(error(exact, box, name), 2e-2) << name;
}

/// Two days and nights, from frost to heat: to the second noon, and to the night after it.
class TwoDays : public testing::TestWithParam<double> {};

TEST_P(TwoDays, FollowCvodeAtAnyTemperature) {
  tests::Condition c = air();
  c.temperature = GetParam();
  const auto given = model::chemistry::given_densities(c.temperature, c.pressure, 0.6, {});
  for (std::size_t g = 0; g < given.size(); ++g)
    c.given[std::string(model::chemistry::given_names[g])] = given[g];
  tests::Box<double> box(tests::cb6r3(), c);
  double time = 0.0;
  for (const double until : {32.0 * 3600.0, 48.0 * 3600.0}) {
    Rhs rhs(c, true);
    const auto exact = cvode(rhs, until);
    for (; time < until; time += 300.0) {
      auto now = c;
      set_sun(now, time + 150.0);
      box.set_condition(now);
      box.advance(300.0);
    }
    const auto off = [&](const std::string& name, double floor) {
      return std::fabs(box[name] - exact.at(name)) / std::max(exact.at(name), floor);
    };
    for (const std::string name : {"O3", "NO2", "FORM", "PAN", "HNO3"})
      EXPECT_LT(off(name, 1e6), 2e-3) << name << " after " << until;  // the middle of a step stands for it
    for (const std::string name : {"OH", "HO2", "NO", "NO3", "N2O5"})
      EXPECT_LT(off(name, name == "OH" ? 1e4 : 1e6), 1e-2) << name << " after " << until;
  }
}
INSTANTIATE_TEST_SUITE_P(Kelvin, TwoDays, testing::Values(260.0, 285.0, 310.0));

}  // namespace
#else
TEST(MovingSun, AgainstCvode) { GTEST_SKIP() << "CVODE (libsundials-dev) is absent"; }
#endif
