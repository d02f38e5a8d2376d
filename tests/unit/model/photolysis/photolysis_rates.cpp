#include "model/photolysis/photolysis_rates.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/support/chemistry_box.hpp"
#include "tests/support/places.hpp"

namespace {

using namespace lantian;

struct Sun {
  model::PhotolysisRates rates;
  std::vector<std::string> names;
  explicit Sun(std::vector<std::string> wanted) : rates(wanted), names(std::move(wanted)) {}

  std::vector<double> at(double zenith_degrees, double altitude, double ozone_column = 350.0,
                         double factor = 1.0) const {
    std::vector<double> profile(rates.profile_size()), j(rates.count());
    rates.column(std::cos(zenith_degrees * std::numbers::pi / 180.0), ozone_column, factor, profile.data());
    rates.at(profile.data(), altitude, j.data());
    return j;
  }
};

TEST(PhotolysisRates, AgreeWithRetypedPointsOfTheRadiationModel) {  // between the angles that the table has
  const Sun sun({"NO2_IUPAC10", "O3_O1D_IUPAC10"});
  EXPECT_NEAR(sun.at(5, 0)[0] / 1.03550e-2, 1.0, 1e-3);  // cubic interpolation: 0.1 % above 35 degrees of sun
  EXPECT_NEAR(sun.at(5, 0)[1] / 4.69983e-5, 1.0, 1e-3);
  EXPECT_NEAR(sun.at(0, 0)[0] / 1.03771e-2, 1.0, 1e-3);
  EXPECT_NEAR(sun.at(25, 0)[0] / 9.808943e-3, 1.0, 1e-3);
  EXPECT_NEAR(sun.at(25, 0)[1] / 3.831014e-5, 1.0, 1e-3);
}

TEST(PhotolysisRates, EveryNameOfCb6r3AgreesAtEveryAngleOfTheRadiationModel) {
  const auto folder = tests::reference_data() / "mechanisms/photolysis";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "mechanisms/photolysis is absent";
  const auto rows = tests::read_csv(folder / "tuvx_j_noaer.csv");
  const auto channels = tests::read_csv(folder / "jname_map.csv");
  const Sun sun(model::chemistry::photolysis_names(tests::cb6r3()));
  const auto column = [&](const std::string& name) {
    return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin());
  };
  int compared = 0;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const double altitude = 1000.0 * std::stod(rows[r][0]), zenith = std::stod(rows[r][1]);
    if (altitude > 5000.0 || zenith > 92.0) continue;
    const auto j = sun.at(zenith, altitude);
    for (const auto& channel : channels) {
      const auto name = std::find(sun.names.begin(), sun.names.end(), channel[1]);
      if (channel[0] != "cb6r3" || name == sun.names.end() || channel[1] == "HPALD") continue;
      double exact = 0.0;
      std::istringstream parts(channel[2]);
      for (std::string part; std::getline(parts, part, '+');) exact += std::stod(rows[r][column(part)]);
      // 0.1 % above 35 degrees of sun, 1 % near the horizon, where the interpolation is across orders of
      // magnitude
      EXPECT_NEAR(j[name - sun.names.begin()], exact, (zenith < 60 ? 1e-3 : 1e-2) * exact)
          << channel[1] << ' ' << zenith << ' ' << altitude;
      ++compared;
    }
  }
  EXPECT_GT(compared, 2000);
}

TEST(PhotolysisRates, AcroleinOfSaprcAbsorbsWithAQuantumYieldOfOne) {
  // CB05's ISPD goes at 0.0036 of it: of the table's acrolein, with its own yield of 6.4e-3, that is 0.56.
  const Sun sun({"acrolein", "ACROLEIN_SAPRC99"});
  const auto j = sun.at(30, 0);
  EXPECT_NEAR(0.0036 * j[1] / j[0], 0.0036 / (0.004 + 1.0 / (0.086 + 1.613e-17 * 2.55e19)), 1e-3);
  // About 5e-20 cm2 times 1e16 photons cm-2 s-1 of 300 to 380 nm.
  EXPECT_NEAR(j[1] / 5e-4, 1.0, 0.3);
}

TEST(PhotolysisRates, FadeSmoothlyToNothingInTheNight) {
  const Sun sun({"NO2_IUPAC10"});
  double before = sun.at(80, 0)[0];
  for (double zenith = 80.05; zenith < 94.0; zenith += 0.05) {
    const double now = sun.at(zenith, 0)[0];
    EXPECT_LT(now, before) << zenith;
    EXPECT_GT(now, 0.0);
    EXPECT_GT(now, before - 3e-5) << zenith;  // no jump: 1/300 of noon
    before = now;
  }
  EXPECT_EQ(sun.at(94.01, 0)[0], 0.0);
  EXPECT_EQ(sun.at(150, 0)[0], 0.0);
}

TEST(PhotolysisRates, OzoneColumnDimsOnlyTheSingletOxygen) {
  const Sun sun({"NO2_IUPAC10", "O3_O1D_IUPAC10"});
  EXPECT_EQ(sun.at(40, 0, 300)[0], sun.at(40, 0, 400)[0]);
  EXPECT_NEAR(sun.at(40, 0, 300)[1] / sun.at(40, 0, 400)[1], std::pow(4.0 / 3.0, 1.3), 1e-12);  // round-off
}

TEST(PhotolysisRates, CloudFactorScalesAll) {
  const Sun sun(model::chemistry::photolysis_names(tests::cb6r3()));
  const auto clear = sun.at(50, 700), dim = sun.at(50, 700, 350, 0.4);
  for (std::size_t n = 0; n < clear.size(); ++n)
    EXPECT_NEAR(dim[n], 0.4 * clear[n], 1e-14 * clear[n]);  // round-off
}

TEST(PhotolysisRates, AnUnknownNameIsRefused) {
  EXPECT_THROW(model::PhotolysisRates({"J_XYZ"}), model::UnknownPhotolysis);
}

TEST(PhotolysisRates, SunIsOneOverheadAndFollowsNO2) {
  const Sun sun({"SUN", "NO2", "J4", "jno2", "NO2_SAPRC99"});
  EXPECT_NEAR(sun.at(0, 0)[0], 1.0, 1e-12);  // round-off of a logarithm
  const auto low = sun.at(60, 500);
  EXPECT_NEAR(low[0], low[1] / sun.at(0, 0)[1], 1e-12);
  EXPECT_EQ(low[2], low[1]);
  EXPECT_EQ(low[3], low[1]);
  EXPECT_EQ(low[4], low[1]);
}

TEST(PhotolysisRates, EveryKnownNameIsTaken) {
  const auto names = model::PhotolysisRates::known_names();
  EXPECT_EQ(model::PhotolysisRates(names).count(), static_cast<int>(names.size()));
  EXPECT_THROW(model::PhotolysisRates({"jo3_a"}), model::UnknownPhotolysis);  // MUSICA means two things by it
}

}  // namespace
