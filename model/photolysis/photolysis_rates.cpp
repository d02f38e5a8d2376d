#include "model/photolysis/photolysis_rates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "model/numerics/vector_math.hpp"

namespace lantian::model {
namespace {

using namespace photolysis;

/// SAPRC-99's acrolein absorbs with a quantum yield of 1, and a mechanism states its own yield (CB05: 0.0036
/// for ISPD) [Carter2000]; the table's channel has that of acrolein, 0.004 + 1 / (0.086 + 1.613e-17 M)
/// [Gardner1987], 6.43e-3 at M = 2.55e19 molecule cm-3 of the ground: 13 % too much at 3 km.
constexpr double per_acrolein_yield = 1.0 / 6.43e-3;

struct Synonym {
  std::string_view name, channel;
  double weight = 1.0;
};

/// Which channel stands for a photolysis name of CB6r3 [Luecken2019], of CB05, of MUSICA's mechanisms and of
/// the Master Chemical Mechanism [Saunders2003]. MUSICA's jo3_a, jo3_b and their like are not here: its own
/// files mean different branches by them.
constexpr std::array synonyms{
    Synonym{"NO2_IUPAC10", "NO2"},
    Synonym{"O3_O3P_IUPAC10", "O3_O3P"},
    Synonym{"O3_O1D_IUPAC10", "O3_O1D"},
    Synonym{"H2O2_IUPAC10", "H2O2"},
    Synonym{"NO3NO2_06", "NO3_NO2"},
    Synonym{"NO3NO_06", "NO3_NO"},
    Synonym{"N2O5_IUPAC10", "N2O5"},
    Synonym{"HONO_IUPAC10", "HONO"},
    Synonym{"HNO3_IUPAC10", "HNO3"},
    Synonym{"PNA_IUPAC10", "HNO4"},
    Synonym{"PAN_IUPAC10", "PAN"},
    Synonym{"MEPX_IUPAC10", "CH3OOH"},
    Synonym{"NTR_IUPAC10", "iC3H7ONO2"},
    Synonym{"FORM_R_IUPAC10", "HCHO_H"},
    Synonym{"FORM_M_IUPAC10", "HCHO_H2"},
    Synonym{"ALD2_R_IUPAC10", "CH3CHO"},
    Synonym{"ALDX_R_IUPAC10", "C2H5CHO"},
    Synonym{"GLYD_IUPAC10", "glycolaldehyde"},
    Synonym{"GLY_R_IUPAC10", "glyoxal"},
    Synonym{"MGLY_IUPAC10", "methylglyoxal"},
    Synonym{"KET_IUPAC10", "MEK"},
    Synonym{"ACET_IUPAC10", "CH3COCH3"},
    Synonym{"ISPD", "acrolein"},
    Synonym{"HPALD", "NO2", 0.065},  // hydroperoxy aldehydes of isoprene against NO2
    Synonym{"CL2_IUPAC04", "Cl2"},
    Synonym{"HOCL_IUPAC04", "HOCl"},
    Synonym{"CLNO2_IUPAC13", "ClNO2"},
    Synonym{"CLONO2_1", "ClONO2_ClO"},
    Synonym{"CLONO2_2", "ClONO2_Cl"},
    Synonym{"NO2_SAPRC99", "NO2"},
    Synonym{"O3_O3P_IUPAC04", "O3_O3P"},
    Synonym{"O3_O1D_IUPAC04", "O3_O1D"},
    Synonym{"H2O2_SAPRC99", "H2O2"},
    Synonym{"NO3NO2_SAPRC99", "NO3_NO2"},
    Synonym{"NO3NO_SAPRC99", "NO3_NO"},
    Synonym{"N2O5_IUPAC04", "N2O5"},
    Synonym{"HONO_IUPAC04", "HONO"},
    Synonym{"HNO3_IUPAC04", "HNO3"},
    Synonym{"HO2NO2_IUPAC04", "HNO4"},
    Synonym{"PAN_IUPAC04", "PAN"},
    Synonym{"COOH_SAPRC99", "CH3OOH"},
    Synonym{"NTR_IUPAC04", "iC3H7ONO2"},
    Synonym{"HCHO_R_SAPRC99", "HCHO_H"},
    Synonym{"HCHO_M_SAPRC99", "HCHO_H2"},
    Synonym{"CCHO_R_SAPRC99", "CH3CHO"},
    Synonym{"C2CHO_SAPRC99", "C2H5CHO"},
    Synonym{"MGLY_IUPAC04", "methylglyoxal"},
    Synonym{"ACROLEIN_SAPRC99", "acrolein", per_acrolein_yield},
    Synonym{"jno2", "NO2"},
    Synonym{"jh2o2", "H2O2"},
    Synonym{"jhno3", "HNO3"},
    Synonym{"jpan", "PAN"},
    Synonym{"jch3ooh", "CH3OOH"},
    Synonym{"jch3cho", "CH3CHO"},
    Synonym{"jglyald", "glycolaldehyde"},
    Synonym{"jglyoxal", "glyoxal"},
    Synonym{"jmgly", "methylglyoxal"},
    Synonym{"jmek", "MEK"},
    Synonym{"jacet", "CH3COCH3"},
    Synonym{"J1", "O3_O1D"},
    Synonym{"J2", "O3_O3P"},
    Synonym{"J3", "H2O2"},
    Synonym{"J4", "NO2"},
    Synonym{"J5", "NO3_NO"},
    Synonym{"J6", "NO3_NO2"},
    Synonym{"J7", "HONO"},
    Synonym{"J8", "HNO3"},
    Synonym{"J11", "HCHO_H"},
    Synonym{"J12", "HCHO_H2"},
    Synonym{"J13", "CH3CHO"},
    Synonym{"J14", "C2H5CHO"},
    Synonym{"J21", "CH3COCH3"},
    Synonym{"J22", "MEK"},
    Synonym{"J34", "methylglyoxal"},
    Synonym{"J41", "CH3OOH"},
};

constexpr std::string_view normalised_sunlight = "SUN";

constexpr std::size_t angles = table_cosine.size(), altitudes = table_altitude.size();

/// Where a cosine lies in the table: between angle and angle + 1, at share t.
struct Place {
  std::size_t angle;
  double t;
};
Place place_of(double cosine) {
  std::size_t n = 0;
  while (n + 2 < angles && table_cosine[n + 1] > cosine) ++n;
  return {n, (table_cosine[n] - cosine) / (table_cosine[n] - table_cosine[n + 1])};
}

/// Slope of `y` over the cosine at angle n, limited so that the cubic is monotone.
double slope(const double* y, std::size_t n) {
  const auto secant = [y](std::size_t k) {
    return (y[k] - y[k + 1]) / (table_cosine[k] - table_cosine[k + 1]);
  };
  if (n == 0) return secant(0);
  if (n == angles - 1) return secant(angles - 2);
  const double left = secant(n - 1), right = secant(n);
  if (left * right <= 0.0) return 0.0;
  const double h_left = table_cosine[n - 1] - table_cosine[n],
               h_right = table_cosine[n] - table_cosine[n + 1];
  const double mean = (left * h_right + right * h_left) / (h_left + h_right);
  const double limit = 2.0 * std::min(std::fabs(left), std::fabs(right));
  return std::copysign(std::min(std::fabs(mean), limit), mean);
}

/// Cubic Hermite between the two angles of `p`.
double between(const double* y, Place p) {
  const double h = table_cosine[p.angle + 1] - table_cosine[p.angle], t = p.t, u = 1.0 - t;
  return y[p.angle] * (1.0 + 2.0 * t) * u * u + slope(y, p.angle) * h * t * u * u +
         y[p.angle + 1] * t * t * (3.0 - 2.0 * t) - slope(y, p.angle + 1) * h * t * t * u;
}

/// 1 above 92 degrees, 0 below 94, smooth.
double fading(double cosine) {
  const double begin = table_cosine[angles - 2], end = table_cosine[angles - 1];
  const double x = std::clamp((cosine - end) / (begin - end), 0.0, 1.0);
  return x * x * (3.0 - 2.0 * x);
}

/// Natural logarithms of the table, made once.
struct Logarithms {
  double of[channels.size()][altitudes][angles];
  Logarithms() {
    for (std::size_t c = 0; c < channels.size(); ++c)
      for (std::size_t a = 0; a < altitudes; ++a)
        for (std::size_t n = 0; n < angles; ++n) of[c][a][n] = numerics::log(channels[c].rate[a][n]);
  }
};

}  // namespace

PhotolysisRates::PhotolysisRates(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (name == normalised_sunlight) {
      const auto NO2 =
          std::find_if(channels.begin(), channels.end(), [](const Channel& c) { return c.name == "NO2"; });
      use_.push_back({static_cast<int>(NO2 - channels.begin()), 1.0 / NO2->rate[0][0]});
      continue;
    }
    const auto synonym =
        std::find_if(synonyms.begin(), synonyms.end(), [&](const Synonym& s) { return s.name == name; });
    const std::string_view wanted = synonym == synonyms.end() ? std::string_view(name) : synonym->channel;
    const auto channel =
        std::find_if(channels.begin(), channels.end(), [&](const Channel& c) { return c.name == wanted; });
    if (channel == channels.end()) throw UnknownPhotolysis(name);
    use_.push_back(
        {static_cast<int>(channel - channels.begin()), synonym == synonyms.end() ? 1.0 : synonym->weight});
  }
}

std::vector<std::string> PhotolysisRates::known_names() {
  std::vector<std::string> names{std::string(normalised_sunlight)};
  for (const Channel& channel : channels) names.emplace_back(channel.name);
  for (const Synonym& synonym : synonyms) names.emplace_back(synonym.name);
  return names;
}

void PhotolysisRates::column(double cosine_of_zenith, double ozone_column, double factor,
                             double* profile) const {
  std::fill_n(profile, profile_size(), 0.0);
  const double light = fading(cosine_of_zenith) * factor;
  if (light <= 0.0) return;
  static const Logarithms logarithms;
  constexpr double ozone_power = -1.3;
  const double ozone = numerics::pow(ozone_column / table_ozone_column, ozone_power);
  const Place place = place_of(std::min(cosine_of_zenith, 1.0));
  for (std::size_t a = 0; a < altitudes; ++a)
    for (std::size_t n = 0; n < use_.size(); ++n) {
      const Use& use = use_[n];
      const double of_ozone = channels[use.channel].name == "O3_O1D" ? ozone : 1.0;
      profile[a * use_.size() + n] =
          light * use.weight * of_ozone * numerics::exp(between(logarithms.of[use.channel][a], place));
    }
}

void PhotolysisRates::at(const double* profile, double altitude, double* rates, std::size_t stride) const {
  const double z = std::clamp(altitude, table_altitude.front(), table_altitude.back());
  std::size_t a = 0;
  while (a + 2 < altitudes && table_altitude[a + 1] < z) ++a;
  const double share = (z - table_altitude[a]) / (table_altitude[a + 1] - table_altitude[a]);
  for (std::size_t n = 0; n < use_.size(); ++n) {
    const double low = profile[a * use_.size() + n], high = profile[(a + 1) * use_.size() + n];
    rates[n * stride] = low + share * (high - low);
  }
}

}  // namespace lantian::model
