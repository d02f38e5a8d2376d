#include "model/aerosol/older_model_stable.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "model/aerosol/dry_salts.hpp"
#include "model/aerosol/older_model_search.hpp"
#include "model/aerosol/solid_data.hpp"
#include "tests/support/places.hpp"

namespace lantian::model::aerosol {
namespace {

TEST(DrySalts, KeepTheirVapoursAtTheSolidsProduct) {
  const double no3 = 3e-17, cl = 5e-17;  // mol2 m-6
  const FreeVolatiles both{2e-7, 1e-7, 1.5e-7, cl, no3};
  const AmmoniumSalts s = ammonium_salts(both);
  const double gas = both.ammonia - s.chloride - s.nitrate;
  ASSERT_GT(s.chloride, 0.0);
  ASSERT_GT(s.nitrate, 0.0);
  EXPECT_NEAR(gas * (both.chloride - s.chloride) / cl, 1.0, 1e-12);  // rounding of the differences
  EXPECT_NEAR(gas * (both.nitrate - s.nitrate) / no3, 1.0, 1e-12);   // the same
}

TEST(DrySalts, DoNotFormFromThinAir) {
  const AmmoniumSalts s = ammonium_salts({1e-9, 1e-9, 1e-9, 2e-18, 2e-18});
  EXPECT_EQ(s.chloride, 0.0);
  EXPECT_EQ(s.nitrate, 0.0);
}

TEST(Deliquescence, FollowsTemperature) {
  EXPECT_NEAR(deliquescence_humidity(NH4NO3, 298.15), 0.6183, 1e-12);
  // DRH(NH4NO3) of 278 K: 0.6183 exp(852 (1/278 - 1/298.15))
  EXPECT_NEAR(deliquescence_humidity(NH4NO3, 278.0), 0.6183 * std::exp(852.0 * (1 / 278.0 - 1 / 298.15)),
              1e-12);
}

TEST(LeastPositiveRoot, LosesItWhereTheUnitMakesTheDiscriminantSmall) {
  // (x - 1)(x - 2)(x - 3), and with roots a million million times less
  EXPECT_NEAR(older_model::least_positive_root(-6.0, 11.0, -6.0).value(), 1.0, 1e-14);  // rounding
  const double small = older_model::least_positive_root(-6e-12, 11e-24, -6e-36).value();
  EXPECT_GT(std::abs(small / 1e-12 - 1.0), 0.1);
  EXPECT_FALSE(older_model::least_positive_root(6.0, 11.0, 6.0));
}

struct Retyped {
  const char* name;
  InorganicAir air;  // T, RH, SO4, NH3, NO3, Cl, Na, K, Ca, Mg [mol m-3]
  double ammonium, nitrate, chloride, water_ug;
};

// Converged ISORROPIA II, forward, stable, where ties between salts decide; ids 572, 1579, 618, 465, 23,
// 1585, 899, 1219, 982, 784.
const Retyped retyped[] = {
    {"J1: dissolved sulfate counts as bisulfate",
     {268.472243, 0.17762534, 3.40473827e-07, 2.85084787e-07, 6.77947131e-08, 3.2418996e-07, 4.68909657e-08},
     2.8508479e-07,
     3.2438006e-11,
     7.883017e-13,
     1.681984},
    {"K1: NH4HSO4 and NaHSO4 follow KHSO4",
     {263.463239, 0.41846003, 5.17783766e-07, 3.35998054e-07, 9.64306814e-08, 2.67524412e-07, 7.07366646e-09,
      9.42496442e-08, 3.28090446e-08, 2.51387232e-09},
     3.3599803e-07,
     2.487458e-10,
     3.3834349e-11,
     6.9378574},
    {"I4: NH4+ follows Na+",
     {260.315393, 0.80697164, 1.72162556e-07, 2.72937537e-07, 1.81857192e-07, 8.11324305e-08, 6.01689245e-08},
     2.7293337e-07,
     3.739911e-08,
     4.617197e-09,
     15.846685},
    {"O5: Na2SO4 follows K2SO4",
     {299.481228, 0.88328823, 2.77640907e-08, 2.14340262e-06, 1.92218909e-08, 6.58675447e-08, 4.24307684e-08,
      1.73488529e-09, 4.69145132e-09, 1.74599251e-09},
     6.8576072e-08,
     1.7026149e-08,
     5.1555883e-08,
     18.624998},
    {"H5: sodium squared in Na2SO4's cubic",
     {295.278915, 0.82215351, 3.04196534e-08, 1.71415481e-06, 2.84345632e-08, 3.84358709e-09, 9.35376547e-08},
     8.7928639e-14,
     2.8434563e-08,
     3.8435819e-09,
     7.1483094},
    {"M3: K2SO4 in ratio, there or not",
     {309.625306, 0.71937845, 1.12664303e-08, 4.82713756e-07, 1.59419565e-08, 4.60012051e-08, 1.27215878e-07,
      9.38376824e-08, 7.99213263e-09, 6.09875823e-09},
     0.0,
     1.5941956e-08,
     4.6001137e-08,
     8.0919214},
    {"G2: NH4Cl beside a solution without H+",
     {282.097099, 0.80663331, 4.10730412e-08, 1.60794057e-06, 1.48467135e-06, 2.80943727e-07, 1.10773698e-08},
     1.6061411e-06,
     1.4334419e-06,
     1.0163044e-07,
     176.06417},
    {"P3: KCl follows KNO3",
     {269.684141, 0.52683262, 2.01431785e-08, 3.30763034e-06, 2.90964594e-08, 3.49658987e-07, 1.18172891e-07,
      2.40765578e-08, 7.01918471e-08, 1.2463e-09},
     1.3387767e-07,
     2.9096459e-08,
     3.496206e-07,
     19.329367},
    {"I2 mixed before gases are exchanged",
     {274.621054, 0.50192343, 8.3712868e-08, 1.12666865e-07, 1.18285482e-06, 1.85825111e-08, 3.33604703e-08},
     1.1263337e-07,
     7.8166285e-09,
     8.4742932e-12,
     3.4731628},
    {"L3 mixed",
     {273.994409, 0.72454053, 3.71228342e-07, 6.57704835e-07, 8.0430759e-08, 1.08299925e-08, 3.26075496e-09,
      3.93835611e-09, 1.37604135e-08, 2.19481174e-08},
     6.5766109e-07,
     2.9930119e-09,
     2.3007783e-10,
     5.6683405},
};

TEST(OlderModelStable, GivesConvergedRowsBesideSolids) {
  for (const Retyped& r : retyped) {
    const InorganicParticle p = older_model_stable_equilibrium(r.air, 1e-10);
    EXPECT_NEAR(p.ammonium, r.ammonium, 1e-6 * r.air.ammonia) << r.name;   // both converge to about 1e-7
    EXPECT_NEAR(p.nitrate, r.nitrate, 1e-6 * r.air.nitrate) << r.name;     // the same
    EXPECT_NEAR(p.chloride, r.chloride, 1e-6 * r.air.chloride) << r.name;  // the same
    EXPECT_NEAR(p.water * 1e9 / r.water_ug, 1.0, 1e-6) << r.name;          // the same
  }
}

struct Row {
  InorganicAir air;
  double ammonium, nitrate, chloride, water;
  bool is_dry;
};

std::vector<Row> stable_rows() {
  std::ifstream file(tests::reference_data() / "aerosol-reference" / "isorropia2_forward_stable.csv");
  std::vector<Row> rows;
  std::string line, cell;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::stringstream stream(line);
    std::vector<double> at;
    for (int n = 0; n < 29 && std::getline(stream, cell, ','); ++n)
      at.push_back(n < 4 || n == 14 || cell.empty() ? 0.0 : std::stod(cell));
    if (at.size() < 29 || at[15] < 1) continue;  // the table's own quality flag
    rows.push_back({{at[4], at[5], at[7], at[8], at[9], at[10], at[6], at[12], at[11], at[13]},
                    at[19],
                    at[20],
                    at[21],
                    at[22],
                    at[28] > 0.5});
  }
  return rows;
}

double share_within(const std::vector<double>& errors, double limit) {
  const auto within = std::count_if(errors.begin(), errors.end(), [=](double e) { return e <= limit; });
  return static_cast<double>(within) / static_cast<double>(errors.size());
}

double share_of(double found, double given, double total) {
  return total > 0.0 ? std::abs(found - given) / total : 0.0;
}

TEST(OlderModelStable, ReproducesTheConvergedStableTable) {
  const auto rows = stable_rows();
  if (rows.empty()) GTEST_SKIP() << "aerosol-reference/isorropia2_forward_stable.csv is not there";
  std::vector<double> no3, nh4, cl, water, dry;
  int unconverged = 0;
  for (const Row& r : rows) {
    const InorganicParticle p = older_model_stable_equilibrium(r.air, 1e-10);
    unconverged += p.converged ? 0 : 1;
    no3.push_back(share_of(p.nitrate, r.nitrate, r.air.nitrate));
    nh4.push_back(share_of(p.ammonium, r.ammonium, r.air.ammonia));
    cl.push_back(share_of(p.chloride, r.chloride, r.air.chloride));
    if (r.water > 1.0) water.push_back(std::abs(p.water * 1e9 / r.water - 1.0));
    if (r.is_dry) dry.push_back(std::max(no3.back(), nh4.back()));
  }
  EXPECT_LE(unconverged, 18);  // rows whose coefficients go to and fro in the reference's plain steps
  // Reached 99.48, 99.90, 99.69, 99.8 %; the bar is 99 % within 0.5 % of the total, water within 1 %.
  EXPECT_GE(share_within(no3, 0.005), 0.994);
  EXPECT_GE(share_within(nh4, 0.005), 0.998);
  EXPECT_GE(share_within(cl, 0.005), 0.996);
  EXPECT_GE(share_within(water, 0.01), 0.998);
  EXPECT_GE(share_within(dry, 1e-6), 0.99);  // closed forms: the table's own convergence
}

TEST(OlderModelStable, NamesItsCase) {
  std::string label;
  // id 4 of the table: dry (NH4)2SO4 and NH4NO3 below their mutual deliquescence.
  older_model_stable_equilibrium({291.832978, 0.47587454, 4.76048293e-8, 2.56789012e-6, 9.52431787e-9}, 1e-10,
                                 &label);
  EXPECT_EQ(label, "D1 dry");
}

}  // namespace
}  // namespace lantian::model::aerosol
