/// Photolysis rates under a clear sky by sun, altitude and ozone column.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/photolysis/clear_sky_table.hpp"

namespace lantian::model {

struct UnknownPhotolysis : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Rates of named reactions, each a table channel times a weight. Names are those of the table's channels, of
/// CB6r3, CB05, MUSICA's mechanisms (jno2), of the Master Chemical Mechanism (J4), and SUN:
/// the photolysis of NO2 over that under an overhead sun at sea level.
class PhotolysisRates {
 public:
  PhotolysisRates() = default;
  /// Throws UnknownPhotolysis with the name that no channel stands for.
  explicit PhotolysisRates(const std::vector<std::string>& names);

  static std::vector<std::string> known_names();

  int count() const { return static_cast<int>(use_.size()); }

  /// Reals of a column's profile: count() rates for each altitude of the table.
  std::size_t profile_size() const { return photolysis::table_altitude.size() * use_.size(); }

  /// Rates of one column [s-1] into `profile`. ln j is a monotone cubic of the cosine of the zenith angle
  /// between the table's angles and fades to 0 between 92 and 94 degrees; O3 -> O(1D) varies as the ozone
  /// column [DU] to -1.3 [Madronich1993]. `factor`: actual over clear-sky actinic flux, times (mean over
  /// actual sun distance)^2.
  void column(double cosine_of_zenith, double ozone_column, double factor, double* profile) const;

  /// Rates at one altitude above sea level [m], linear between the table's altitudes; `stride` between names.
  void at(const double* profile, double altitude, double* rates, std::size_t stride = 1) const;

 private:
  struct Use {
    int channel = 0;
    double weight = 1.0;
  };
  std::vector<Use> use_;
};

}  // namespace lantian::model
