#include <gtest/gtest.h>

#include "io/diagnostics.hpp"
#include "tests/support/chemistry_box.hpp"
#include "tests/support/mechanism_writers.hpp"

namespace {

using namespace lantian;
using namespace model::chemistry;

void expect_same_tables(const Mechanism& a, const Mechanism& b) {
  const SolverTables s(a), t(b);
  EXPECT_EQ(s.species, t.species);
  EXPECT_EQ(s.rate, t.rate);
  EXPECT_EQ(s.rate_first, t.rate_first);
  EXPECT_EQ(s.rate_second, t.rate_second);
  EXPECT_EQ(s.partial_rate, t.partial_rate);
  EXPECT_EQ(s.forcing_rate, t.forcing_rate);
  EXPECT_EQ(s.forcing_coefficient, t.forcing_coefficient);
  EXPECT_EQ(s.jacobian_partial, t.jacobian_partial);
  EXPECT_EQ(s.jacobian_coefficient, t.jacobian_coefficient);
  EXPECT_EQ(s.product_left, t.product_left);
  EXPECT_EQ(s.column, t.column);
}

void expect_same_rates(const Mechanism& a, const Mechanism& b) {
  ASSERT_EQ(photolysis_names(a), photolysis_names(b));
  const auto air =
      tests::air_of({200.0, 231.0, 262.0, 284.0, 298.15, 310.0}, 9e4, photolysis_names(a).size());
  const auto first = rate_constants(a, air), second = rate_constants(b, air);
  ASSERT_EQ(first.size(), second.size());
  for (std::size_t n = 0; n < first.size(); ++n)
    // Conversions to SI and back, and fall-off curves that KPP writes out: round-off.
    ASSERT_NEAR(first[n], second[n], 1e-13 * first[n]) << a.reactions[n % a.reactions.size()].id;
}

class Formats : public testing::TestWithParam<const char*> {};

TEST_P(Formats, YamlJsonAndKppGiveTheSameRatesAndTables) {
  const Mechanism yaml = io::read_mechanism(*io::shipped_mechanism(GetParam()));
  const tests::TemporaryFile as_json("same.json", tests::json_of(yaml)),
      as_kpp("same.kpp", tests::kpp_of(yaml));
  for (const auto& path : {as_json.path, as_kpp.path}) {
    const Mechanism other = io::read_mechanism(path);
    ASSERT_EQ(other.reactions.size(), yaml.reactions.size()) << path;
    for (std::size_t r = 0; r < yaml.reactions.size(); ++r)
      EXPECT_EQ(other.reactions[r].id, yaml.reactions[r].id);
    expect_same_tables(yaml, other);
    expect_same_rates(yaml, other);
  }
}
INSTANTIATE_TEST_SUITE_P(Shipped, Formats, testing::Values("cb6r3", "teaching"));

TEST(Teaching, BalancesEveryElementInEveryReaction) {
  const Mechanism m = io::read_mechanism(*io::shipped_mechanism("teaching"));
  EXPECT_EQ(elements(m), (std::vector<std::string>{"C", "H", "N", "O"}));
  for (const auto& reaction : m.reactions)
    for (const auto& element : elements(m))
      EXPECT_EQ(imbalance(m, reaction, element), 0.0) << reaction.id << element;
}

/// Constants at 298.15 K as the evaluations print them, cm3 molecule-1 s-1 (rounded there to two digits).
TEST(Teaching, ConstantsAreThoseOfTheEvaluations) {
  const Mechanism m = io::read_mechanism(*io::shipped_mechanism("teaching"));
  const auto found = rate_constants(m, tests::air_of({298.0}, 1e5, photolysis_names(m).size()));
  for (const auto& [id, printed] : std::map<std::string, double>{{"T3", 1.9e-14},    // JPL 19-5
                                                                 {"T5", 3.1e-11},    // JPL 19-5
                                                                 {"T7", 2.0e-10},    // JPL 19-5
                                                                 {"T9", 8.2e-12},    // JPL 19-5
                                                                 {"T11a", 1.4e-12},  // JPL 19-5
                                                                 {"T14", 8.4e-12},   // JPL 19-5
                                                                 {"T15", 7.9e-12}})  // IUPAC, 1 bar
    for (std::size_t r = 0; r < m.reactions.size(); ++r)
      if (m.reactions[r].id == id) {
        EXPECT_NEAR(found[r] / printed, 1.0, 0.03) << id;
      }
}

TEST(Teaching, MakesOzoneOfNitrogenOxidesAndEtheneInTheSun) {
  const Mechanism m = io::read_mechanism(*io::shipped_mechanism("teaching"));
  tests::Condition c;
  c.temperature = 300.0;
  c.pressure = 1e5;
  c.given = {{"M", 2.41e19}, {"O2", 5.06e18}, {"N2", 1.88e19},
             {"H2O", 4e17},  {"H2", 1.3e13},  {"CH4", 4.5e13}};
  c.photolysis = {{"NO2", 9e-3}, {"O3_O1D", 3e-5}, {"HCHO_H", 3e-5}, {"HCHO_H2", 4.5e-5}};
  c.initial = {{"O3", 7e11}, {"NO", 1.2e11}, {"NO2", 2.4e11}, {"CO", 1e13}, {"C2H4", 5e11}, {"HCHO", 1e11}};
  tests::Box<double> box(m, c);
  for (int n = 0; n < 48; ++n) box.advance(300.0);
  EXPECT_GT(box["O3"], 2 * 7e11);      // four sunny hours
  EXPECT_LT(box["C2H4"], 0.5 * 5e11);  // half of it is gone
  double nitrogen = 0.0;
  for (const char* name : {"NO", "NO2", "HNO3"}) nitrogen += box[name];
  EXPECT_NEAR(nitrogen / 3.6e11, 1.0, 1e-11);  // round-off of 48 calls
}

TEST(ReferenceMechanisms, EveryFileLoadsOrIsRefusedKindly) {
  const auto folder = tests::reference_data() / "mechanisms";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "mechanisms is absent";
  const std::map<std::string, std::pair<std::size_t, std::size_t>> size{
      // reactions, integrated species
      {"cb6r3/cb6r3.v1.json", {230, 79}},
      {"cb05/cb05.v1.json", {163, 52}},
      {"cbm4/cbm4.v1.json", {81, 33}},
      {"cbm4/cbm4.eqn", {81, 32}},
      {"ts1/ts1.v1.json", {547, 204}},
      {"small_strato/chapman.v1.yaml", {7, 3}},
      {"small_strato/small_strato.def", {10, 5}},
      {"small_strato/small_strato.eqn", {10, 5}}};
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto ending = entry.path().extension().string();
    if (ending != ".json" && ending != ".yaml" && ending != ".eqn" && ending != ".def") continue;
    const auto known = size.find(std::filesystem::relative(entry.path(), folder).generic_string());
    if (known == size.end()) {  // CMAQ's own format
      EXPECT_THROW(io::read_mechanism(entry.path()), io::InputErrors) << entry.path();
      continue;
    }
    ++found;
    const Mechanism m = io::read_mechanism(entry.path());
    EXPECT_EQ(m.reactions.size(), known->second.first) << entry.path();
    EXPECT_EQ(SolverTables(m).species.size(), known->second.second) << entry.path();
  }
  EXPECT_EQ(found, size.size());
}

}  // namespace
