#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/support/chemistry_box.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian;
using tests::Box;
using tests::Condition;

const std::set<std::string> fast{"OH", "O", "O1D"};
const std::set<std::string> radicals{"OH",  "HO2", "NO3",  "N2O5", "O",   "O1D",  "MEO2", "C2O3", "CXO3",
                                     "RO2", "XO2", "XO2H", "XO2N", "ROR", "OPO3", "ISO2", "HCO3"};
const std::set<std::string> slow{"O3", "NO2", "FORM", "PAN", "HNO3"};

struct Worst {
  double slow = 0.0, radical = 0.0, any = 0.0;
  std::string slow_name, radical_name, any_name;
};

/// Largest errors along a trajectory, relative with the floors of the reference (1e4 molecule cm-3 for the
/// fastest radicals, 1e6 for others), in outer steps of at most 300 s.
template <class Real>
Worst along(const std::string& condition, model::chemistry::Tolerances tolerances,
            const std::string& name_of_mechanism = "cb6r3",
            const model::chemistry::Mechanism& mechanism = tests::cb6r3()) {
  const auto stem = tests::reference_data() / "chem-reference" / (name_of_mechanism + "_" + condition);
  const auto rows = tests::read_csv(stem.string() + ".csv");
  Box<Real> box(mechanism, Condition::read(stem.string() + ".json"), tolerances);
  Worst worst;
  double time = 0.0;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const double until = std::stod(rows[r][0]);
    for (const int steps = static_cast<int>(std::ceil((until - time) / 300.0)); time < until;)
      box.advance((until - std::stod(rows[r - 1][0])) / steps),
          time += (until - std::stod(rows[r - 1][0])) / steps;
    time = until;
    for (std::size_t s = 1; s < rows[r].size(); ++s) {
      const std::string& name = rows[0][s];
      if (!mechanism.find(name)) continue;  // PROD, which a KPP file need not declare
      const double exact = std::stod(rows[r][s]);
      const double error = std::fabs(static_cast<double>(box[name]) - exact) /
                           std::max(std::fabs(exact), fast.contains(name) ? 1e4 : 1e6);
      if (slow.contains(name) && error > worst.slow)
        worst.slow = error, worst.slow_name = name + " at " + rows[r][0];
      if (radicals.contains(name) && error > worst.radical)
        worst.radical = error, worst.radical_name = name + " at " + rows[r][0];
      if (error > worst.any) worst.any = error, worst.any_name = name + " at " + rows[r][0];
    }
  }
  return worst;
}

class Trajectory : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(tests::reference_data() / "chem-reference"))
      GTEST_SKIP() << "chem-reference is absent";
  }
};

TEST_P(Trajectory, DefaultTolerancesHoldTheBarsInDouble) {
  const Worst worst = along<double>(GetParam(), {});
  EXPECT_LT(worst.slow, 1e-3) << worst.slow_name;  // the reference's bar for a good Rosenbrock at rtol 1e-3
  EXPECT_LT(worst.radical, 1e-2) << worst.radical_name;  // likewise, radicals
  EXPECT_LT(worst.any, 5e-2) << worst.any_name;  // NO while ozone titrates it away by night: 4 % of a few ppt
}
TEST_P(Trajectory, DefaultTolerancesHoldTheBarsInFloat) {
  const Worst worst = along<float>(GetParam(), {});
  EXPECT_LT(worst.slow, 1e-3) << worst.slow_name;
  EXPECT_LT(worst.radical, 1e-2) << worst.radical_name;
  EXPECT_LT(worst.any, 5e-2) << worst.any_name;
}

model::chemistry::Tolerances tight() {
  model::chemistry::Tolerances tolerances;
  tolerances.relative = 1e-7;
  tolerances.absolute = 1.0;
  tolerances.first_step_share = 1e-4;
  tolerances.attempts = 100000;
  return tolerances;
}

TEST_P(Trajectory, TightTolerancesFindTheReference) {
  const Worst worst = along<double>(GetParam(), tight());
  EXPECT_LT(worst.any, 2e-5)
      << worst.any_name;  // what order 2 of the estimate leaves at 1e-7, times the steps
}

/// Read from their own files: CB05 from OpenAtmos JSON, CBM-IV from KPP.
TEST_P(Trajectory, OtherMechanismsFindTheReference) {
  const auto mechanisms = tests::reference_data() / "mechanisms";
  if (!std::filesystem::exists(mechanisms)) GTEST_SKIP() << "mechanisms is absent";
  for (const auto& [name, file] :
       {std::pair{"cb05", "cb05/cb05.v1.json"}, std::pair{"cbm4", "cbm4/cbm4.eqn"}}) {
    const Worst worst = along<double>(GetParam(), tight(), name, io::read_mechanism(mechanisms / file));
    EXPECT_LT(worst.any, 2e-5) << name << ' ' << worst.any_name;
  }
}

INSTANTIATE_TEST_SUITE_P(Conditions, Trajectory,
                         testing::Values("urban_highnox", "rural_summer", "night_n2o5"),
                         [](const auto& tested) { return tested.param; });

}  // namespace
