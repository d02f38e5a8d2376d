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
  EXPECT_EQ(m.species[1].atoms_of("N"), 1.0);
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
- {type: TUNNELLING, reactants: [{species name: A}], products: []}
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

TEST_F(MechanismFile, ReadsEveryGasPhaseTypeOfTheFormat) {
  write(R"(version: 1.0.0
name: all
species:
- {name: M, is third body: true}
- {name: A, "molecular weight [kg mol-1]": 0.046, "diffusion coefficient [m2 s-1]": 1.2e-5, __carbon: 2, __hydrogen: 4}
- {name: B}
- {name: F, "constant mixing ratio [mol mol-1]": 1.0e-6}
- {name: G, "constant concentration [mol m-3]": 2.0e-9}
phases:
- {name: gas, species: [M, A, {name: B}, F, {name: G}]}
reactions:
- {type: EMISSION, name: e, scaling factor: 0.5, gas phase: gas, products: [A]}
- {type: FIRST_ORDER_LOSS, name: l, gas phase: gas, reactants: A}
- {type: SURFACE, name: s, gas phase: gas, gas-phase species: A, gas-phase products: [B], reaction probability: 0.1}
- {type: BRANCHED_NO_RO2, name: n, gas phase: gas, reactants: [A, B], alkoxy products: [B], nitrate products: [A]}
- {type: TUNNELING, gas phase: gas, reactants: [A], products: []}
- {type: TAYLOR_SERIES, gas phase: gas, reactants: [A], products: [], taylor coefficients: [1, 2]}
- {type: TERNARY_CHEMICAL_ACTIVATION, k0_A: 1.0, kinf_A: 2.0, gas phase: gas, reactants: [A, B], products: []}
- {type: ARRHENIUS, A: 3.0, gas phase: gas, reactants: [A, F, G], products: []}
)");
  const auto read = io::read_mechanism_file(path);
  const Mechanism& m = read.mechanism;
  ASSERT_EQ(m.reactions.size(), 9u);
  using Process = UserDefined::Process;
  EXPECT_EQ(std::get<UserDefined>(m.reactions[0].rate), (UserDefined{"e", 0.5, Process::emission}));
  EXPECT_EQ(std::get<UserDefined>(m.reactions[1].rate), (UserDefined{"l", 1.0, Process::loss}));
  EXPECT_EQ(std::get<Surface>(m.reactions[2].rate), (Surface{"s", 0.1, 1.2e-5, 0.046}));
  EXPECT_EQ(m.reactions[2].reactants, (std::vector<Term>{{1, 1.0}}));
  EXPECT_EQ(m.reactions[3].id, "n.alkoxy");
  EXPECT_EQ(std::get<BranchedNitrate>(m.reactions[4].rate).branch, BranchedNitrate::Branch::nitrate);
  EXPECT_EQ(std::get<TaylorSeries>(m.reactions[6].rate).coefficients, (std::vector<double>{1.0, 2.0}));
  EXPECT_EQ(m.species[1].atoms, (std::map<std::string, double>{{"C", 2}, {"H", 4}}));
  EXPECT_EQ(m.species[3].given, Given::M);
  EXPECT_EQ(m.species[3].given_factor, 1e-6);
  EXPECT_EQ(m.species[4].given, Given::constant);
  EXPECT_NEAR(m.species[4].given_factor, 2.0e-9 * 6.02214076e17, 1e-6);
  EXPECT_EQ(read.places[8].line, 19);
}

TEST_F(MechanismFile, RefusesWhatIsNotOfTheGasPhaseByName) {
  const auto found = mistakes(head + R"(- {type: HENRYS_LAW, reactants: [{name: A}]}
- {type: SIMPOL_PHASE_TRANSFER}
- {type: CONDENSED_PHASE_ARRHENIUS}
- {type: AQUEOUS_EQUILIBRIUM}
- {type: WET_DEPOSITION}
- {type: LAMBDA_RATE_CONSTANT, lambda function: "[](double T, double P) { return 1.0; }"}
aerosol representations: []
emissions: {}
)");
  const std::vector<std::string> expected{"not_gas_phase_section 12:1", "not_gas_phase_section 13:1",
                                          "not_gas_phase 6:10",         "not_gas_phase 7:10",
                                          "not_gas_phase 8:10",         "not_gas_phase 9:10",
                                          "not_gas_phase 10:10",        "lambda_rate_constant 11:10"};
  EXPECT_EQ(found, expected);
}

TEST_F(MechanismFile, RefusesWrongKindsPhasesAndRanges) {
  EXPECT_EQ(mistakes(R"(version: 1.0.0
name: [x]
species:
- {name: A, "molecular weight [g mol-1]": 46}
- {name: A}
- {name: B, is third body: perhaps}
- B
- {name: D, "constant concentration [mol m-3]": 1, "constant mixing ratio [mol mol-1]": 1}
phases: [{name: gas, species: [A, Q]}]
reactions:
- {type: ARRHENIUS, A: [1], gas phase: gass, reactants: [A], products: B}
- {type: ARRHENIUS, A: -1, gas phase: gas, reactants: [B], products: {name: A}}
- {type: SURFACE, name: s, gas phase: gas, gas-phase species: A, gas-phase products: [], reaction probability: 2}
- {type: BRANCHED_NO_RO2, a0: 1.5, gas phase: gas, reactants: [A], alkoxy products: []}
- {type: TAYLOR_SERIES, C: 1, Ea: 2, taylor coefficients: [1, x], gas phase: gas, reactants: [A], products: 7}
)"),
            (std::vector<std::string>{
                "wrong_type 2:7", "unknown_key 4:13", "duplicate_species 5:10", "wrong_type 6:28",
                "not_a_map 7:3", "exclusive_keys 8:49", "unknown_species 9:35", "unknown_word 11:40",
                "not_a_number 11:24", "not_in_phase 12:56", "out_of_range 12:24", "out_of_range 13:112",
                "surface_lacks 13:63", "surface_lacks 13:63", "out_of_range 14:31", "missing_key 14:3",
                "unknown_species 15:109", "exclusive_keys 15:35", "not_a_number 15:63"}));
}

TEST_F(MechanismFile, RefusesConstantsOfOtherUnits) {
  const std::string slow = "A: 1.0e-12, gas phase: gas, reactants: [{name: A}, {name: B}], products: []}\n";
  EXPECT_EQ(mistakes(head + "- {type: ARRHENIUS, " + slow + "- {type: ARRHENIUS, " + slow +
                     "- {type: ARRHENIUS, " + slow),
            std::vector<std::string>{"rates_of_other_unit 0:0"});
  EXPECT_EQ(
      mistakes(head + "- {type: ARRHENIUS, A: 1.0e11, reactants: [{name: A}, {name: B}], products: []}\n"),
      std::vector<std::string>{"rate_above_collisions 6:3"});
  EXPECT_EQ(
      mistakes(head +
               "- {type: TAYLOR_SERIES, taylor coefficients: [2.5, -0.01], reactants: [A], products: []}\n"),
      std::vector<std::string>{"rate_not_sound 6:3"});
}

TEST_F(MechanismFile, ReadsSectionsFromFilesOfTheirOwn) {
  const auto folder = path.parent_path();
  const std::string stem = path.stem().string();
  std::ofstream(folder / (stem + ".species.yaml")) << "- name: A\n- name: B\n";
  std::ofstream(folder / (stem + ".reactions.json"))
      << R"([{"type": "ARRHENIUS", "A": 1, "reactants": ["A"], "products": ["BB"]}])";
  const std::string main = "version: 1.1.0\nname: x\nspecies: {files: [" + stem +
                           ".species.yaml]}\nreactions:\n  files: [" + stem + ".reactions.json";
  EXPECT_EQ(mistakes(main + "]\n"), std::vector<std::string>{"unknown_species 1:65"});
  EXPECT_EQ(mistakes(main + ", ../outside.yaml]\n"),
            (std::vector<std::string>{"unknown_species 1:65",
                                      "file_outside_case 5:" + std::to_string(28 + stem.size())}));
  std::ofstream(folder / (stem + ".reactions.json"))
      << R"([{"type": "ARRHENIUS", "A": 1, "reactants": ["A"], "products": ["B"]}])";
  write(main + "]\n");
  EXPECT_EQ(io::read_mechanism_file(path).files.size(), 3u);
  std::filesystem::remove(folder / (stem + ".species.yaml"));
  std::filesystem::remove(folder / (stem + ".reactions.json"));
}

TEST_F(MechanismFile, JsonMayBeIndentedByTabs) {
  path.replace_extension(".json");
  write(
      "{\n\t\"version\": \"1.0.0\",\n\t\"name\": \"x\",\n\t\"species\": [\n\t\t{\"name\": \"A\"}\n\t],\n"
      "\t\"reactions\": [\n\t\t{\"type\": \"ARRHENIUS\", \"reactants\": [\"A\"], \"products\": "
      "[]}\n\t]\n}\n");
  EXPECT_EQ(io::read_mechanism(path).reactions.size(), 1u);
}

TEST(Cb6r3, HasMassesAndAtoms) {
  const Mechanism& m = tests::cb6r3();
  for (const auto& s : m.species)
    EXPECT_TRUE(s.name == "M" || (s.molar_mass > 0.001 && s.molar_mass < 0.2)) << s.name;
  EXPECT_EQ(m.species[*m.find("NO2")].molar_mass, 0.046005);
  EXPECT_EQ(m.species[*m.find("N2O5")].atoms_of("N"), 2.0);
  EXPECT_EQ(m.species[*m.find("SULF")].atoms_of("S"), 1.0);
  EXPECT_EQ(photolysis_names(m).size(), 24u);
  EXPECT_EQ(user_defined_names(m), (std::vector<std::string>{"HET_N2O5", "HET_NO2"}));
}

}  // namespace
