#include "model/aerosol/older_model.hpp"
#include "tests/support/places.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace lantian::model::aerosol {
namespace {

constexpr double tight = 1e-10;

struct Row {
  const char* name;
  InorganicAir air;  // T, RH, SO4, NH3, NO3, Cl, Na, K, Ca, Mg [mol m-3]
  double NH4, NO3, Cl, water_ug, ph;
};

// Converged ISORROPIA II, forward, metastable, confirmed by a second code; ids 4, 1, 5, 6, 15, 53, 117, 326.
const Row rows[] = {
    {"D",
     {291.832978, 0.47587454, 4.76048293e-8, 2.56789012e-6, 9.52431787e-9},
     1.0324433e-7,
     8.0391658e-9,
     0.0,
     3.0502842,
     2.9255261},
    {"P",
     {287.691957, 0.70836658, 5.82726154e-8, 1.96953069e-7, 1.54442401e-7, 1.71637554e-9, 4.48051897e-9,
      4.80648869e-9, 1.35168001e-7, 8.28151303e-9},
     0.0,
     1.5444240e-7,
     1.7163755e-9,
     15.597793,
     7.2542461},
    {"G",
     {270.744743, 0.77541807, 6.58024300e-8, 5.03709798e-7, 3.20378267e-7, 9.59220347e-8, 7.48600588e-8},
     4.7097424e-7,
     3.1943234e-7,
     9.4823872e-8,
     52.917273,
     3.4352551},
    {"D",
     {303.053793, 0.41335961, 1.01949674e-7, 2.77310026e-6, 4.38053117e-8},
     2.1826253e-7,
     1.4396944e-8,
     0.0,
     5.1986646,
     2.4258061},
    {"O",
     {284.756256, 0.86091041, 1.57860271e-7, 1.43668037e-6, 4.00760883e-8, 9.25263571e-8, 4.41485812e-8,
      2.49345404e-8, 1.01957375e-8, 3.61836038e-8},
     2.8595223e-7,
     3.9991396e-8,
     9.2092572e-8,
     63.646276,
     4.2482181},
    {"E",
     {275.239836, 0.72319393, 1.76464008e-7, 3.38532494e-7, 2.47195270e-7},
     3.3853249e-7,
     3.2065358e-8,
     0.0,
     21.613894,
     -0.31334993},
    {"I",
     {307.215903, 0.73047558, 2.82316503e-7, 4.31510031e-7, 1.85561160e-8, 7.53853375e-8, 1.28284500e-7},
     4.1462071e-7,
     1.5402172e-9,
     1.5554788e-9,
     38.602463,
     0.25311851},
    {"J",
     {276.096693, 0.97653330, 2.41078016e-7, 2.03667504e-7, 1.24807000e-7, 4.96051699e-8, 1.02141685e-8},
     2.0364669e-7,
     7.0005869e-8,
     2.3875900e-8,
     412.56667,
     0.25524968},
};

TEST(OlderModelEquilibrium, GivesConvergedRowsOfEachRegime) {
  for (const Row& r : rows) {
    const InorganicParticle p = older_model_equilibrium(r.air, tight);
    EXPECT_TRUE(p.converged) << r.name;
    EXPECT_NEAR(p.ammonium, r.NH4, 1e-6 * r.air.ammonia) << r.name;  // both converge to about 1e-7
    EXPECT_NEAR(p.nitrate, r.NO3, 1e-6 * r.air.nitrate) << r.name;   // the same
    EXPECT_NEAR(p.chloride, r.Cl, 1e-6 * r.air.chloride) << r.name;  // the same
    EXPECT_NEAR(p.water * 1e9 / r.water_ug, 1.0, 1e-6) << r.name;    // the same
    EXPECT_NEAR(-std::log10(p.hydrogen / p.water), r.ph, 1e-5) << r.name;
  }
}

std::vector<std::vector<std::string>> table(const std::string& name) {
  std::ifstream file(tests::reference_data() / "aerosol-reference" / name);
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> cells;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    lines.push_back(cells);
  }
  return lines;
}

double share_within(const std::vector<double>& errors, double limit) {
  return static_cast<double>(
             std::count_if(errors.begin(), errors.end(), [=](double e) { return e <= limit; })) /
         static_cast<double>(errors.size());
}

TEST(OlderModelEquilibrium, ReproducesTheConvergedMetastableTable) {
  const auto lines = table("isorropia2_forward_metastable.csv");
  if (lines.empty()) GTEST_SKIP() << "aerosol-reference/isorropia2_forward_metastable.csv is not there";
  std::vector<double> no3, nh4, cl, water, ph;
  int unconverged = 0;
  for (std::size_t n = 1; n < lines.size(); ++n) {
    const auto at = [&](int c) { return std::stod(lines[n][c]); };
    if (at(15) < 1) continue;  // the table's own quality flag
    const InorganicAir a{at(4), at(5), at(7), at(8), at(9), at(10), at(6), at(12), at(11), at(13)};
    const InorganicParticle p = older_model_equilibrium(a, tight);
    unconverged += p.converged ? 0 : 1;
    const auto share = [](double found, double given, double total) {
      return total > 0.0 ? std::abs(found - given) / total : 0.0;
    };
    nh4.push_back(share(p.ammonium, at(19), a.ammonia));
    no3.push_back(share(p.nitrate, at(20), a.nitrate));
    cl.push_back(share(p.chloride, at(21), a.chloride));
    const double w = at(22);
    water.push_back(std::abs(p.water * 1e9 - w) / std::max(w, 0.05));
    if (w > 1.0 && at(23) > -2.0 && at(23) < 8.0)
      ph.push_back(std::abs(-std::log10(p.hydrogen / p.water) - at(23)));
  }
  // Reached 99.70, 99.90, 100, 99.80, 99.43 %; the misses are listed in docs/theory/aerosol.md.
  EXPECT_GE(share_within(no3, 0.005), 0.996);    // design's 0.5 % of the total; its bar is 99 % of rows
  EXPECT_GE(share_within(nh4, 0.005), 0.998);    // the same
  EXPECT_GE(share_within(cl, 0.005), 0.999);     // the same
  EXPECT_GE(share_within(water, 0.005), 0.997);  // the same
  EXPECT_GE(share_within(ph, 0.005), 0.993);
  EXPECT_LE(unconverged, 9);  // rows whose coefficients go to and fro in the reference's plain steps
}

}  // namespace
}  // namespace lantian::model::aerosol
