#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "io/diagnostics.hpp"
#include "tests/support/mechanism_writers.hpp"

namespace {

using namespace lantian;
using namespace model::chemistry;
using tests::TemporaryFile;

const std::string head = R"(#INCLUDE atoms.kpp
#DEFVAR
NO = N + O; NO2 = N + 2O; O3 = 3O; { a comment } O = O; // and another
X = IGNORE;
#DEFFIX
M = IGNORE; O2 = 2O; H2O = 2H + O;
#EQUATIONS
)";

std::vector<std::string> mistakes_in(const std::filesystem::path& path) {
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
std::vector<std::string> mistakes(const std::string& text, const char* ending = ".eqn") {
  const TemporaryFile file(std::string("kpp") + ending, text);
  return mistakes_in(file.path);
}

using Expected = std::function<double(double T, double M)>;

/// The rate of one reaction over 200 ... 310 K at 900 hPa; photolysis rate n is n thousandths.
void expect_rate(const std::string& rate, const Expected& expected,
                 const std::string& reaction = "NO + O3 = NO2 + O2") {
  constexpr double tolerance = 1e-13;  // elementary functions, exponents to 40
  const TemporaryFile file("rate.eqn", head + reaction + " : " + rate + " ;\n");
  const Mechanism m = io::read_mechanism(file.path);
  std::vector<double> temperatures;
  for (double T = 200.0; T <= 310.0; T += 5.0) temperatures.push_back(T);
  const auto air = tests::air_of(temperatures, 90000.0, photolysis_names(m).size());
  const auto found = rate_constants(m, air);
  for (std::size_t cell = 0; cell < temperatures.size(); ++cell) {
    const double exact = expected(temperatures[cell], air.given[cell]);
    EXPECT_NEAR(found[cell], exact, tolerance * std::fabs(exact))
        << rate << " at " << temperatures[cell] << " K";
  }
}

double falloff(double low, double high, double Fc, double N) {
  const double x = low / high, l = std::log10(x);
  return low / (1.0 + x) * std::pow(Fc, 1.0 / (1.0 + l * l / N));
}

// The definitions are those of KPP's UserRateLaws; [M] stands for CFACTOR * 1e6 there.
TEST(KppRates, FunctionsAreThoseOfKpp) {
  expect_rate("2.5E-12", [](double, double) { return 2.5e-12; });
  expect_rate("ARR_ab(1.8d-12, 1370.0_dp)", [](double T, double) { return 1.8e-12 * std::exp(-1370.0 / T); });
  expect_rate("ARR_ac(5.68e-34, -2.80)",
              [](double T, double) { return 5.68e-34 * std::pow(T / 300.0, -2.8); });
  expect_rate("ARR_abc(3e-12, 200.0, 1.4)",
              [](double T, double) { return 3e-12 * std::exp(-200.0 / T) * std::pow(T / 300.0, 1.4); });
  expect_rate("arr(3e-12, 200.0, 1.4)",
              [](double T, double) { return 3e-12 * std::exp(-200.0 / T) * std::pow(T / 300.0, 1.4); });
  expect_rate("ARR2(1.6E-13, 687.0)", [](double T, double) { return 1.6e-13 * std::exp(687.0 / T); });
  expect_rate("EP2(7.2e-15,-785.0,4.1e-16,-1440.0,1.9e-33,-725.0)", [](double T, double M) {
    const double k2 = 4.1e-16 * std::exp(1440.0 / T), k3 = 1.9e-33 * std::exp(725.0 / T) * M;
    return 7.2e-15 * std::exp(785.0 / T) + k3 / (1.0 + k3 / k2);
  });
  expect_rate("EP3(2.2e-13,-600.0,1.85e-33,-980.0)", [](double T, double M) {
    return 2.2e-13 * std::exp(600.0 / T) + 1.85e-33 * std::exp(980.0 / T) * M;
  });
  expect_rate("FALL(1.8e-31, -30.0, -3.2, 4.7e-12, 20.0, 0.1, 0.6)", [](double T, double M) {
    return falloff(1.8e-31 * std::exp(30.0 / T) * std::pow(T / 300.0, -3.2) * M,
                   4.7e-12 * std::exp(-20.0 / T) * std::pow(T / 300.0, 0.1), 0.6, 1.0);
  });
  const auto jpl = [](double T, double M) {
    return falloff(1.8e-30 * std::pow(300.0 / T, 3.0) * M, 2.8e-11 * std::pow(300.0 / T, 0.5), 0.6, 1.0);
  };
  expect_rate("k3rd_jpl(M, 1.8E-30, 3.0, 2.8E-11, 0.5, 0.6)", jpl);
  expect_rate("k_3rd(temp, cair, 1.8E-30, 3.0, 2.8E-11, 0.5, 0.6)", jpl);
  expect_rate("k3rd_iupac(M, 8.6E-29, 3.1, 9.0E-12, 0.85, 0.48)", [](double T, double M) {
    const double nu = 0.75 - 1.27 * std::log10(0.48);
    return falloff(8.6e-29 * std::pow(300.0 / T, 3.1) * M, 9.0e-12 * std::pow(300.0 / T, 0.85), 0.48,
                   nu * nu);
  });
}

TEST(KppRates, AnyArithmetic) {
  expect_rate("2.45d-12*EXP(-1775.0d0/TEMP)",
              [](double T, double) { return 2.45e-12 * std::exp(-1775.0 / T); });
  expect_rate("3E-12*(TEMP/300)**(-1.5)*exp(250/temp)/2",
              [](double T, double) { return 1.5e-12 * std::pow(T / 300.0, -1.5) * std::exp(250.0 / T); });
  expect_rate("1E-12*(300/TEMP)^2", [](double T, double) { return 1e-12 * 9e4 / (T * T); });
  expect_rate("1.44E-13*(1.0 + M/4.2E19)", [](double, double M) { return 1.44e-13 * (1.0 + M / 4.2e19); });
  expect_rate("2.0E-12 - 1.0E-12 - 0.5E-12", [](double, double) { return 0.5e-12; });
  expect_rate("8E-12/2/2*3", [](double, double) { return 6e-12; });
  expect_rate("-(-2**2)*1E-12",
              [](double, double) { return 4e-12; });  // the sign binds weaker than the power
  expect_rate("1E-12*2**3**2/512", [](double, double) { return 1e-12; });  // from the right
  expect_rate("1E-12*SQRT(TEMP)*LOG(TEMP)*LOG10(TEMP)*ABS(-2)*MAX(1, 2)*MIN(TEMP, 3)",
              [](double T, double) { return 12e-12 * std::sqrt(T) * std::log(T) * std::log10(T); });
  expect_rate("ARR_ab(1E-12, 100.0) + ARR_ac(2E-12, -1.0)",
              [](double T, double) { return 1e-12 * std::exp(-100.0 / T) + 2e-12 * 300.0 / T; });
}

TEST(KppRates, PhotolysisByNameNumberAndSun) {
  const auto rate = [](const std::string& text) {
    const TemporaryFile file("light.eqn", head + "NO2 + hv = NO + O : " + text + ";\n");
    return io::read_mechanism(file.path).reactions.at(0).rate;
  };
  EXPECT_EQ(std::get<Photolysis>(rate("J(NO2)")), (Photolysis{"NO2", 1.0}));
  EXPECT_EQ(std::get<Photolysis>(rate("0.5*J(4)")), (Photolysis{"J4", 0.5}));
  EXPECT_EQ(std::get<Photolysis>(rate("8.89E-3*SUN")), (Photolysis{"SUN", 8.89e-3}));
  EXPECT_EQ(std::get<Photolysis>(rate("6.69e-1*(SUN/60.0e0)")).name, "SUN");
  expect_rate(
      "(2.643E-2) * SUN*SUN*SUN", [](double, double) { return 2.643e-2 * 1e-9; }, "NO2 + hv = NO");
  expect_rate(
      "J(NO2) + 2*J(O3_O1D)", [](double, double) { return 1e-3 + 2 * 2e-3; }, "NO2 + hv = NO");
}

TEST(KppRates, ConstantsBecomeTheLawsOfOtherFormats) {
  const TemporaryFile file("laws.eqn", head + R"(
NO + O3 = NO2 : ARR_abc(1E-12, 5.0, 2.0);
NO + O3 = NO2 : 1E-12*EXP(-5/TEMP)*(TEMP/300)**2;
NO + O3 = NO2 : FALL(1e-30, 0.0, -1.0, 1e-11, 0.0, 0.0, 0.5);
X = PROD : HET_N2O5;
)");
  const Mechanism m = io::read_mechanism(file.path);
  EXPECT_EQ(std::get<Arrhenius>(m.reactions[0].rate), (Arrhenius{1e-12, 2.0, -5.0}));
  EXPECT_EQ(m.reactions[1].rate, m.reactions[0].rate);
  EXPECT_EQ(std::get<Troe>(m.reactions[2].rate), (Troe{1e-30, -1.0, 0.0, 1e-11, 0.0, 0.0, 0.5, 1.0}));
  EXPECT_EQ(std::get<UserDefined>(m.reactions[3].rate), (UserDefined{"HET_N2O5"}));
}

TEST(KppFile, SpeciesAtomsAndTerms) {
  const TemporaryFile file("terms.kpp", head + R"(
<G1> NO + NO + O2 = 2NO2 : 3.3E-39*EXP(530.0/TEMP) ;
<G2> 2 O3 + H2O = 0.5 NO2 - 1.25 X
   + PROD : 1E-20;
)");
  const auto read = io::read_mechanism_file(file.path);
  const Mechanism& m = read.mechanism;
  ASSERT_EQ(m.species.size(), 8u);
  EXPECT_EQ(m.species[*m.find("NO2")].atoms, (std::map<std::string, double>{{"N", 1}, {"O", 2}}));
  EXPECT_NEAR(m.species[*m.find("NO2")].molar_mass, 0.046005, 1e-9);  // weights of five digits
  EXPECT_FALSE(m.species[*m.find("X")].is_counted);
  EXPECT_EQ(m.species[*m.find("O2")].given, Given::O2);
  EXPECT_EQ(m.reactions[0].id, "G1");
  EXPECT_EQ(m.reactions[0].reactants, (std::vector<Term>{{*m.find("NO"), 2.0}, {*m.find("O2"), 1.0}}));
  EXPECT_EQ(m.reactions[1].products, (std::vector<Term>{{*m.find("NO2"), 0.5}, {*m.find("X"), -1.25}}));
  EXPECT_EQ(imbalance(m, m.reactions[0], "O"), 0.0);
  EXPECT_TRUE(is_counted(m, m.reactions[0]));
  EXPECT_FALSE(is_counted(m, m.reactions[1]));
  EXPECT_EQ(read.places[1].line, 10);
}

TEST(KppFile, FixedSpeciesHaveTheirInitialValue) {
  const TemporaryFile file("fixed.def", R"(#DEFVAR
A = IGNORE;
#DEFFIX
AIR = IGNORE; OH = O + H; Z = IGNORE;
#INITVALUES
CFACTOR = 2.5E+13; ALL_SPEC = 0.0; OH = 4.0d-8; A = 7;
#EQUATIONS
A + OH + AIR = PROD : 1E-30;
A + Z = PROD : 1E-12;
)");
  const Mechanism m = io::read_mechanism(file.path);
  const auto& OH = m.species[*m.find("OH")];
  EXPECT_EQ(OH.given, Given::constant);
  EXPECT_DOUBLE_EQ(OH.given_factor, 1e6);
  EXPECT_EQ(m.species[*m.find("Z")].given_factor, 0.0);
  EXPECT_EQ(m.species[*m.find("AIR")].given, Given::M);
  // In the run the constant density and the air are part of the rate.
  const Solver<double> solver(m);
  const auto air = tests::air_of({280.0}, 1e5, 0);
  std::vector<double> rates(air.padded() * solver.rates());
  Solver<double>::Scratch scratch;
  solver.evaluate_rates(air, rates, scratch);
  EXPECT_NEAR(rates[0], 1e-30 * 1e6 * air.given[0], 1e-15 * rates[0]);
}

TEST(KppFile, IncludesAndTheSpeciesBesideABareEquationFile) {
  const auto folder = std::filesystem::temp_directory_path() / ("lantian-kpp-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(folder / name) << text; };
  write("a.spc", "#DEFVAR\nA = IGNORE; B = IGNORE;\n");
  write("a.eqn", "#EQUATIONS A = B : 1E-3;\n");
  write("a.def",
        "#include a.spc { species }\n#INCLUDE a.eqn\n#LOOKATALL\n#MONITOR A; B;\n#INLINE F90_INIT\n { ; : "
        "#\n#ENDINLINE\n");
  EXPECT_EQ(io::read_mechanism_file(folder / "a.eqn").files.size(), 2u);
  EXPECT_EQ(io::read_mechanism_file(folder / "a.def").files.size(), 3u);
  EXPECT_EQ(io::read_mechanism(folder / "a.def").reactions.size(), 1u);
  write("b.eqn", "#EQUATIONS\nA = B : 1E-3;\n");
  EXPECT_EQ(mistakes_in(folder / "b.eqn"), std::vector<std::string>{"kpp_no_species 0:0"});
  write("c.def", "#INCLUDE ../../etc/passwd\n#INCLUDE lost.spc\n#INCLUDE c.def\n#EQUATIONS\nA = B : 1;\n");
  const auto found = mistakes_in(folder / "c.def");
  EXPECT_EQ(found[0], "file_outside_case 1:10");
  EXPECT_EQ(found[1], "file_missing 2:10");
  std::filesystem::remove_all(folder);
}

TEST(KppFile, AllMistakesAtOnceWithTheirPlaces) {
  EXPECT_EQ(
      mistakes(head + R"(NO + O3 = NO2 + 02 : 1E-12;
<R2> NO + O3 = NO3 : 1E-12;
NO + O3 = NO2 : ARR_abb(1E-12, 5.0);
NO + O3 = NO2 : 1E-12*EXP(-5/TMP);
NO + O3 = NO2 : 1E-12*(2 + ;
NO + O3 = NO2 ;
0.5 NO + O3 = NO2 : 1E-12;
NO + O3 = NO2 : ARR_ab(1E-12);
NO + NO2 + O3 = X : 1E-30;
NO + O3 = NO2 : 
;
NO + O3 = NO2 : -1E-12)"),
      (std::vector<std::string>{"kpp_no_semicolon 19:23", "expression_syntax 8:20", "unknown_species 9:16",
                                "rate_function 10:17", "rate_symbol 11:30", "expression_ends 12:27",
                                "expression_ends 13:14", "out_of_range 14:1", "rate_arguments 15:17",
                                "too_many_reactants 16:1", "kpp_no_rate 17:16", "rate_not_sound 19:1"}));
}

TEST(KppFile, MistakesOfSectionsAndDeclarations) {
  EXPECT_EQ(mistakes("#DEFVARS\nA = IGNORE;\n#DEFVAR\nA = Q; A = O; B IGNORE;\n#EQUATIONS\nA = B : 1;\n"),
            (std::vector<std::string>{"kpp_command 1:1", "kpp_atom 4:5", "duplicate_species 4:8",
                                      "expression_syntax 4:17"}));
  EXPECT_EQ(mistakes("#DEFVAR\nA = O;\n#DEFFIX\nF = O;\n#EQUATIONS\nA = A : 1; { open"),
            (std::vector<std::string>{"not_closed 6:12", "kpp_no_value 4:1"}));
  EXPECT_EQ(mistakes("#DEFVAR\nA = O;\n"), std::vector<std::string>{"kpp_no_equations 0:0"});
  EXPECT_EQ(mistakes("nothing of the kind"), std::vector<std::string>{"kpp_no_section 1:1"});
  EXPECT_EQ(mistakes(head + "NO + O3 = NO2 : -1E-12;"), std::vector<std::string>{"rate_not_sound 8:1"});
  EXPECT_EQ(mistakes(head + "NO + O3 = NO2 : LOG(0*TEMP);"), std::vector<std::string>{"rate_not_sound 8:1"});
  EXPECT_EQ(mistakes(head + "NO + O3 = NO2 : 1E-4;"), std::vector<std::string>{"rate_above_collisions 8:1"});
}

TEST(KppFile, HostileExpressionsEndKindly) {
  const std::string brackets(90, '('), signs(90, '-'), deeper(1500, '('), more(1900, '-');
  EXPECT_EQ(mistakes(head + "NO + O3 = NO2 : " + brackets + "1;"),
            std::vector<std::string>{"expression_ends 8:108"});
  EXPECT_EQ(mistakes(head + "NO + O3 = NO2 : " + signs + "1E-12;").size(), 0u);
  for (const auto& hostile : {deeper, more})
    EXPECT_EQ(mistakes(head + "NO + O3 = NO2 : " + hostile + "1;"),
              std::vector<std::string>{"too_many 8:17"});
  EXPECT_EQ(mistakes(head + "NO + O3 = NO2 : " + std::string(3000, '1') + ";"),
            std::vector<std::string>{"too_many 8:17"});
  std::string deep = "M";
  for (int n = 0; n < 40; ++n) deep = "M+(" + deep + ")";
  EXPECT_EQ(mistakes(head + "NO + O3 = NO2 : " + deep + ";"), std::vector<std::string>{"rate_too_deep 8:17"});
}

}  // namespace
