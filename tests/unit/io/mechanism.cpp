#include "io/mechanism.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "io/diagnostics.hpp"
#include "tests/support/chemistry_box.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian;
using namespace model::chemistry;

class MechanismFile : public testing::Test {
 protected:
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               (std::string("lantian-mechanism-") +
                                testing::UnitTest::GetInstance()->current_test_info()->name() + ".yaml");

  void write(const std::string& text) { std::ofstream(path) << text; }
  void TearDown() override { std::filesystem::remove(path); }

  /// Codes with line and column of what is wrong with `text`.
  std::vector<std::string> mistakes(const std::string& text) {
    write(text);
    try {
      io::read_mechanism(path);
    } catch (const io::InputErrors& errors) {
      std::vector<std::string> found;
      for (const auto& m : errors.mistakes)
        found.push_back(m.code + " " + std::to_string(m.place.line) + ":" + std::to_string(m.place.column));
      return found;
    }
    return {};
  }
};

const std::string head = R"(version: 1.0.0
name: small
species: [{name: M, is third body: true}, {name: A, "molecular weight [kg mol-1]": 0.046, __nitrogen: 1}, {name: B}]
phases: []
reactions:
)";

TEST_F(MechanismFile, ConvertsEveryRateLawToMoleculesAndCentimetres) {
  write(head + R"(
- {type: ARRHENIUS, A: 6.02214076e5, B: 2, Ea: 1.380649e-20, gas phase: gas, __id: first,
   reactants: [{species name: A, coefficient: 2}], products: [{species name: B, coefficient: -0.5}]}
- {type: TROE, k0_A: 3.62661793e5, k0_B: -1, kinf_A: 6.02214076e5, Fc: 0.5, N: 1.2, gas phase: gas,
   reactants: [{species name: A}, {species name: B}], products: []}
- {type: PHOTOLYSIS, name: jA, scaling factor: 0.5, reactants: [{species name: A}], products: []}
- {type: USER_DEFINED, name: kB, reactants: [{species name: B}], products: [{species name: A}]}
)");
  const Mechanism m = io::read_mechanism(path);
  EXPECT_EQ(m.name, "small");
  ASSERT_EQ(m.species.size(), 3u);
  EXPECT_EQ(m.species[0].given, Given::M);
  EXPECT_FALSE(m.species[1].given);
  EXPECT_EQ(m.species[1].molar_mass, 0.046);
  EXPECT_EQ(m.species[1].nitrogen, 1.0);
  ASSERT_EQ(m.reactions.size(), 4u);
  EXPECT_EQ(m.reactions[0].id, "first");
  const auto& a = std::get<Arrhenius>(m.reactions[0].rate);
  EXPECT_NEAR(a.A, 1e-12, 1e-24);  // round-off of one division
  EXPECT_EQ(a.B, 2.0);
  EXPECT_NEAR(a.C, -1000.0, 1e-10);
  EXPECT_EQ(m.reactions[0].products, (std::vector<Term>{{2, -0.5}}));
  const auto& t = std::get<Troe>(m.reactions[1].rate);
  EXPECT_NEAR(t.k0_A, 1e-30, 1e-38);  // nine digits typed above
  EXPECT_NEAR(t.kinf_A, 1e-12, 1e-24);
  EXPECT_EQ(std::get<Photolysis>(m.reactions[2].rate), (Photolysis{"jA", 0.5}));
  EXPECT_EQ(std::get<UserDefined>(m.reactions[3].rate), (UserDefined{"kB", 1.0}));
}

TEST_F(MechanismFile, FindsAllMistakesAtOnceWithTheirPlaces) {
  const auto found =
      mistakes(head + R"(- {type: ARRHENIUS, A: fast, reactants: [{species name: A}], products: []}
- {type: TROE, k0_A: 1, reactants: [{species name: C}], products: []}
- {type: TUNNELING, reactants: [{species name: A}], products: []}
- {type: PHOTOLYSIS, reactants: [{species name: A, coeficient: 2}], products: []}
- {type: ARRHENIUS, D: 0, reactants: [{species name: A, coefficient: 3}], products: []}
)");
  const std::vector<std::string> expected{
      "not_a_number 6:24", "unknown_species 7:37",     "unknown_reaction_type 8:10", "unknown_key 9:52",
      "missing_key 9:3",   "too_many_reactants 10:38", "out_of_range 10:24"};
  EXPECT_EQ(found, expected);
}

TEST_F(MechanismFile, RefusesBrokenTextAliasesAndOtherVersions) {
  EXPECT_EQ(mistakes("version: [1"), std::vector<std::string>{"yaml_syntax 1:1"});
  EXPECT_EQ(mistakes("version: &v 1.0.0\nname: *v\n"), std::vector<std::string>{"yaml_alias 2:7"});
  EXPECT_EQ(mistakes("just words"), std::vector<std::string>{"not_a_map 1:1"});
  EXPECT_EQ(mistakes("version: 2.0.0\nname: x\nspecies: []\nreactions: []\n"),
            std::vector<std::string>{"unsupported_version 1:10"});
  path = "/dev/zero";
  EXPECT_THROW(io::read_mechanism(path), io::InputErrors);
  path = "absent.yaml";
  EXPECT_THROW(io::read_mechanism(path), io::InputErrors);
}

TEST_F(MechanismFile, JsonOfTheSameFormatGivesTheSameReactions) {
  const auto reference = tests::reference_data() / "mechanisms/cb6r3/cb6r3.v1.json";
  if (!std::filesystem::exists(reference)) GTEST_SKIP() << "mechanisms/cb6r3 is absent";
  const Mechanism theirs = io::read_mechanism(reference);
  const Mechanism& ours = tests::cb6r3();
  ASSERT_EQ(theirs.reactions.size(), ours.reactions.size());
  const auto sides = [](const Mechanism& m, const std::vector<Term>& terms) {
    std::map<std::string, double> sum;
    for (const Term& t : terms) sum[m.species[t.species].name] += t.coefficient;
    return sum;
  };
  for (std::size_t r = 0; r < ours.reactions.size(); ++r) {
    const Reaction &a = ours.reactions[r], &b = theirs.reactions[r];
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.rate.index(), b.rate.index()) << a.id;
    EXPECT_EQ(sides(ours, a.reactants), sides(theirs, b.reactants)) << a.id;
    EXPECT_EQ(sides(ours, a.products), sides(theirs, b.products)) << a.id;
  }
}

TEST(Cb6r3, HasMassesAndAtoms) {
  const Mechanism& m = tests::cb6r3();
  for (const auto& s : m.species)
    EXPECT_TRUE(s.name == "M" || (s.molar_mass > 0.001 && s.molar_mass < 0.2)) << s.name;
  EXPECT_EQ(m.species[*m.find("NO2")].molar_mass, 0.046005);
  EXPECT_EQ(m.species[*m.find("N2O5")].nitrogen, 2.0);
  EXPECT_EQ(m.species[*m.find("SULF")].sulfur, 1.0);
  EXPECT_EQ(photolysis_names(m).size(), 24u);
  EXPECT_EQ(user_defined_names(m), (std::vector<std::string>{"HET_N2O5", "HET_NO2"}));
}

}  // namespace
