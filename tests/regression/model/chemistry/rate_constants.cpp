#include <gtest/gtest.h>

#include <numeric>

#include "model/chemistry/rate_range.hpp"
#include "tests/support/chemistry_box.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian;
using tests::Condition;

/// Constant of every reaction by its id, given species not multiplied in, on one instruction set.
std::map<std::string, double> constants(const Condition& c, model::InstructionSet set) {
  const auto& mechanism = tests::cb6r3();
  std::vector<int> each(mechanism.reactions.size());
  std::iota(each.begin(), each.end(), 0);
  const model::chemistry::RateTables tables(mechanism, each, static_cast<int>(each.size()), false);
  const auto conditions = tests::conditions_of(c, tables.photolysis_names);
  const model::chemistry::RateView view = tables.view();
  std::vector<double> out(conditions.padded() * each.size());
  model::AlignedVector<std::byte> memory((view.exponentials + view.rates) * model::cache_line);
  const auto& kernels = set == model::InstructionSet::v4 ? model::chemistry::rate_kernels_v4
                                                         : model::chemistry::rate_kernels_v3;
  kernels.in_double(view,
                    {static_cast<int>(conditions.padded()), conditions.temperature.data(),
                     conditions.pressure.data(), conditions.given.data(), conditions.photolysis.data()},
                    out.data(), memory.data());
  std::map<std::string, double> found;
  for (std::size_t r = 0; r < each.size(); ++r) {
    const auto& law = mechanism.reactions[r].rate;
    const auto* user = std::get_if<model::chemistry::UserDefined>(&law);
    found[mechanism.reactions[r].id] = out[r] * (user ? c.user.at(user->name) : 1.0);
  }
  return found;
}

TEST(RateConstants, AgreeWithTheReferenceToNineDigits) {
  const auto folder = tests::reference_data() / "chem-reference";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "chem-reference is absent";
  for (const std::string condition : {"urban_highnox", "rural_summer", "night_n2o5"}) {
    const auto rows = tests::read_csv(folder / ("cb6r3_" + condition + "_rates.csv"));
    const auto c = Condition::read(folder / ("cb6r3_" + condition + ".json"));
    const auto found = constants(c, model::fastest_instruction_set());
    ASSERT_EQ(rows.size(), found.size() + 1);
    for (std::size_t r = 1; r < rows.size(); ++r) {
      const double exact = std::stod(rows[r][3]);
      EXPECT_NEAR(found.at(rows[r][0]), exact, 1e-9 * exact)
          << condition << ' ' << rows[r][0];  // the files' digits
    }
  }
}

/// The other mechanisms of the reference data in every format that they come in. Their photolysis rates are
/// given by name; CBM-IV has the one number SUN for all.
TEST(RateConstants, OfOtherMechanismsAgreeWithTheReferenceToNineDigits) {
  const auto data = tests::reference_data();
  if (!std::filesystem::exists(data / "chem-reference") || !std::filesystem::exists(data / "mechanisms"))
    GTEST_SKIP() << "chem-reference or mechanisms is absent";
  int compared = 0;
  for (const auto& [file, name] :
       {std::pair{"cb6r3/cb6r3.v1.json", "cb6r3"}, std::pair{"cb05/cb05.v1.json", "cb05"},
        std::pair{"cbm4/cbm4.v1.json", "cbm4"}, std::pair{"cbm4/cbm4.eqn", "cbm4"}}) {
    const auto mechanism = io::read_mechanism(data / "mechanisms" / file);
    for (const std::string condition : {"urban_highnox", "rural_summer", "night_n2o5"}) {
      const std::string stem = std::string(name) + "_" + condition;
      auto c = Condition::read(data / "chem-reference" / (stem + ".json"));
      const auto names = model::chemistry::photolysis_names(mechanism);
      if (std::string(name) == "cbm4")
        for (const auto& one : names) c.photolysis[one] = c.photolysis.at("SUN");
      const auto found = model::chemistry::rate_constants(mechanism, tests::conditions_of(c, names));
      const auto rows = tests::read_csv(data / "chem-reference" / (stem + "_rates.csv"));
      ASSERT_EQ(rows.size(), mechanism.reactions.size() + 1);
      for (std::size_t r = 0; r < mechanism.reactions.size(); ++r) {
        const auto* user = std::get_if<model::chemistry::UserDefined>(&mechanism.reactions[r].rate);
        const double exact = std::stod(rows[r + 1][3]);
        EXPECT_NEAR(found[r] * (user ? c.user.at(user->name) : 1.0), exact, 1e-9 * exact)
            << file << ' ' << condition << ' ' << rows[r + 1][0];
        ++compared;
      }
    }
  }
  EXPECT_EQ(compared, 3 * (230 + 163 + 81 + 81));
}

/// At 303 K and M = 2.4023714087855178e19 molecule cm-3; retyped from the reference.
TEST(RateConstants, OfEveryKindAgreeWithRetypedPoints) {
  Condition c;
  c.temperature = 303.0;
  c.pressure = 100500.0;
  c.given = {{"M", 2.4023714087855178e19}, {"O2", 0}, {"N2", 0}, {"H2O", 0}, {"H2", 0}, {"CH4", 0}};
  c.user = {{"HET_N2O5", 1e-5}, {"HET_NO2", 2e-6}};
  for (const auto& name : model::chemistry::photolysis_names(tests::cb6r3())) c.photolysis[name] = 0.0;
  for (const auto set : {model::InstructionSet::v3, model::fastest_instruction_set()}) {
    const auto found = constants(c, set);
    for (const auto& [id, exact] : std::map<std::string, double>{{"R2", 5.5349380435e-34},
                                                                 {"R3", 1.8556036843e-14},
                                                                 {"R6", 2.0323860675e-12},
                                                                 {"R13", 2.0918574952e-15},
                                                                 {"R17", 5.1427992387e-12},
                                                                 {"R36", 1.2269586562e-12},
                                                                 {"R37", 8.1303835219e-02},
                                                                 {"R45", 1.0232702247e-11},
                                                                 {"R46b", 3.7188910607e-14},
                                                                 {"R55", 6.3722966221e-04},
                                                                 {"R138", 7.7108488298e-12},
                                                                 {"R217", 2.9577049175e-02},
                                                                 {"HET_NO2", 2.0000000000e-06}})
      EXPECT_NEAR(found.at(id), exact, 1e-9 * exact) << id;
  }
}

}  // namespace
