#include "model/state/mass_concentration.hpp"

#include <algorithm>

#include "model/grid/parallel.hpp"

namespace lantian::model {
namespace {

OutputQuantity of(const SpeciesTable& table, std::string name, std::string standard_name, bool reference,
                  std::initializer_list<const char*> species) {
  OutputQuantity made{std::move(name), std::move(standard_name), reference, {}};
  for (const char* one : species)
    if (const auto s = table.find(one)) made.parts.push_back({*s, table[*s].molar_mass});
  return made;
}

OutputQuantity particles(const SpeciesTable& table, std::string name, std::string standard_name,
                         SpeciesKind largest) {
  OutputQuantity made{std::move(name), std::move(standard_name), false, {}};
  for (int s = 0; s < table.size(); ++s)
    if (table[s].kind != SpeciesKind::gas && table[s].kind <= largest)
      made.parts.push_back({s, table[s].molar_mass});
  return made;
}

/// All species of one member, for the quantities that look at the whole cell.
template <class Real>
void look_at(const Real* q, const Layout& l, int member, std::vector<double>& mole_fraction) {
  mole_fraction.resize(l.species);
  for (int s = 0; s < l.species; ++s) mole_fraction[s] = static_cast<double>(q[l.lane(s, member)]);
}

}  // namespace

double mass_in(const OutputQuantity& quantity, const CellAir& cell) {
  double mass = 0.0;
  for (const auto& part : quantity.parts) mass += cell.mole_fraction[part.species] * part.molar_mass;
  return mass * cell.density();
}

std::vector<OutputQuantity> output_quantities(const SpeciesTable& t) {
  const auto cf = [](const std::string& what) { return "mass_concentration_of_" + what + "_in_air"; };
  const auto dry = [](const std::string& what) {
    return "mass_concentration_of_" + what + "_dry_aerosol_particles_in_air";
  };
  std::vector<OutputQuantity> all{
      particles(t, "PM2p5", dry("pm2p5"), SpeciesKind::fine_particle),
      particles(t, "PM10", dry("pm10"), SpeciesKind::coarse_particle),
      particles(t, "TSP", "", SpeciesKind::giant_particle),  // CF has no name for it
      of(t, "O3", cf("ozone"), true, {"O3"}),
      of(t, "NO2", cf("nitrogen_dioxide"), true, {"NO2"}),
      of(t, "NO", cf("nitrogen_monoxide"), true, {"NO"}),
      of(t, "SO2", cf("sulfur_dioxide"), true, {"SO2"}),
      of(t, "CO", cf("carbon_monoxide"), true, {"CO"}),
      of(t, "NH3", cf("ammonia"), true, {"NH3"}),
      of(t, "HNO3", cf("nitric_acid"), true, {"HNO3"}),
      of(t, "NO3_PM2p5", dry("nitrate"), false, {"ANO3"}),
      of(t, "SO4_PM2p5", dry("sulfate"), false, {"ASO4"}),
      of(t, "NH4_PM2p5", dry("ammonium"), false, {"ANH4"}),
      of(t, "EC_PM2p5", dry("elemental_carbon"), false, {"AEC"}),
      of(t, "OM_PM2p5", dry("particulate_organic_matter"), false,
         {"APOA", "ASVPO", "ASOA", "AAVB0", "AAVB1", "AAVB2", "AAVB3", "ABVB0", "ABVB1", "ABVB2"})};
  if (t.find("ASVPO")) {  // a run with the volatility basis set tells where its organic matter comes from
    all.push_back(of(t, "POA_PM2p5", dry("primary_particulate_organic_matter"), false, {"APOA", "ASVPO"}));
    all.push_back(of(t, "SOA_PM2p5", dry("secondary_particulate_organic_matter"), false,
                     {"ASOA", "AAVB0", "AAVB1", "AAVB2", "AAVB3", "ABVB0", "ABVB1", "ABVB2"}));
    all.push_back(of(t, "SOA_anth_PM2p5", "", false, {"AAVB0", "AAVB1", "AAVB2", "AAVB3"}));
    all.push_back(of(t, "SOA_bio_PM2p5", "", false, {"ABVB0", "ABVB1", "ABVB2"}));
  }
  std::erase_if(all, [](const OutputQuantity& q) { return q.parts.empty(); });
  return all;
}

ConcentrationMeans::ConcentrationMeans(const Grid& grid, int levels, int members,
                                       std::vector<OutputQuantity> quantities)
    : nx_(grid.nx), ny_(grid.ny), levels_(levels), members_(members), quantities_(std::move(quantities)) {
  clear();
}

void ConcentrationMeans::clear() {
  const std::size_t values = static_cast<std::size_t>(levels_) * members_ * ny_ * nx_;
  sums_.assign(quantities_.size(), std::vector<double>(values, 0.0));
  count_ = 0;
}

template <class Real>
void ConcentrationMeans::add(const State<Real>& state, const Weather& weather) {
  const Layout& l = state.layout;
  const bool derives = std::any_of(quantities_.begin(), quantities_.end(),
                                   [](const OutputQuantity& q) { return q.derived != nullptr; });
  parallel_for(static_cast<std::ptrdiff_t>(levels_) * ny_, [&](std::ptrdiff_t row) {
    std::vector<double> mole_fraction;
    const int k = static_cast<int>(row) / ny_, j = static_cast<int>(row) % ny_;
    for (int i = 0; i < nx_; ++i) {
      const std::size_t cell = (static_cast<std::size_t>(k) * ny_ + j) * nx_ + i;
      const double actual =
          weather.air_pressure[cell] / (constants::gas_constant * weather.air_temperature[cell]);
      const Real* q = state.at(k, j, i);
      for (int member = 0; derives && member < members_; ++member) {
        look_at(q, l, member, mole_fraction);
        const CellAir air{mole_fraction, weather.air_temperature[cell], weather.air_pressure[cell],
                          weather.relative_humidity[cell]};
        const std::size_t at = ((static_cast<std::size_t>(k) * members_ + member) * ny_ + j) * nx_ + i;
        for (std::size_t n = 0; n < quantities_.size(); ++n)
          if (quantities_[n].derived) sums_[n][at] += quantities_[n].derived(air);
      }
      for (std::size_t n = 0; n < quantities_.size(); ++n) {
        if (quantities_[n].derived) continue;
        const double air = quantities_[n].at_reference_state ? reference_air_density : actual;
        for (int member = 0; member < members_; ++member) {
          double mass = 0.0;
          for (const auto& part : quantities_[n].parts)
            mass += static_cast<double>(q[l.lane(part.species, member)]) * part.molar_mass;
          const std::size_t at = ((static_cast<std::size_t>(k) * members_ + member) * ny_ + j) * nx_ + i;
          sums_[n][at] += mass * air;
        }
      }
    }
  });
  ++count_;
}
template void ConcentrationMeans::add(const State<float>&, const Weather&);
template void ConcentrationMeans::add(const State<double>&, const Weather&);

std::vector<float> ConcentrationMeans::mean(std::size_t quantity) const {
  const auto& sums = sums_[quantity];
  std::vector<float> mean(sums.size());
  for (std::size_t n = 0; n < sums.size(); ++n) mean[n] = static_cast<float>(count_ ? sums[n] / count_ : 0.0);
  return mean;
}

}  // namespace lantian::model
