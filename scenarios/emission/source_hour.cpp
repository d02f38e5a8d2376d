#include "scenarios/emission/source_hour.hpp"

#include "scenarios/emission/emission_assembly.hpp"
#include "scenarios/emission/natural_law.hpp"

namespace lantian::scenarios {
namespace {

/// 0 or 1; a factor like any other, so that each lane passes the same operations. Nature is never left out:
/// members without people's emissions tell what is theirs.
double kept(const Source& source, Exclusion exclude) {
  if (source.natural) return 1.0;
  const bool off = exclude == Exclusion::window || (exclude == Exclusion::county && source.in_county);
  return off ? 0.0 : 1.0;
}

double member_factor(const Source& source, int index, const EmissionMember& member, model::UtcSeconds start,
                     Pollutant pollutant) {
  return mean_factor(*member.plan, index, start, start + model::seconds_per_hour, pollutant) *
         kept(source, member.exclude);
}

/// Moles of each species from the masses apart, member by member.
void fill_rates(const PreparedSource& prepared, SourceHour& hour) {
  const std::size_t members = hour.apart.size();
  hour.rate.assign(prepared.speciation.slots.size() * members, 0.0);
  for (std::size_t slot = 0; slot < prepared.speciation.slots.size(); ++slot)
    for (const auto& share : prepared.speciation.slots[slot].shares)
      for (std::size_t m = 0; m < members; ++m)
        hour.rate[slot * members + m] +=
            hour.apart[m][static_cast<std::size_t>(share.pollutant)] * share.moles_per_kilogram;
}

}  // namespace

void emit_by_plan(const PreparedSource& prepared, int source, double share_per_second,
                  model::UtcSeconds start, std::span<const EmissionMember> members, SourceHour& hour) {
  const Source& from = *prepared.source;
  hour.mass.assign(members.size(), {});
  hour.apart.clear();
  for (std::size_t m = 0; m < members.size(); ++m) {
    for (std::size_t p = 0; p < pollutant_count; ++p)
      if (from.annual_mass[p] != 0.0)
        hour.mass[m][p] = from.annual_mass[p] * share_per_second *
                          member_factor(from, source, members[m], start, static_cast<Pollutant>(p));
    hour.apart.push_back(without_overlap(hour.mass[m], prepared.speciation.organic_ratio));
  }
  fill_rates(prepared, hour);
}

void emit_by_weather(const PreparedSource& prepared, int source, const model::Weather& weather,
                     model::UtcSeconds start, double cosine_of_zenith,
                     std::span<const EmissionMember> members, SourceHour& hour) {
  const Source& from = *prepared.source;
  const auto pollutant = static_cast<std::size_t>(prepared.natural_as);
  double whole = 0.0;
  hour.column_factor.clear();
  for (const auto& part : prepared.footprint.parts) {
    // The lowest layer comes first: cell (0, j, i) has the column's number.
    hour.column_factor.push_back(natural_activity(from.natural_law, weather.air_temperature[part.column],
                                                  weather.surface_downwelling_shortwave[part.column],
                                                  cosine_of_zenith));
    whole += part.share * hour.column_factor.back();
  }
  hour.mass.assign(members.size(), {});
  hour.apart.assign(members.size(), {});
  for (std::size_t m = 0; m < members.size(); ++m) {
    const double rate =
        from.natural_rate * member_factor(from, source, members[m], start, prepared.natural_as);
    hour.apart[m][pollutant] = rate;  // at the standard state; the columns hold the weather
    hour.mass[m][pollutant] = rate * whole * prepared.natural_mass_ratio;
  }
  fill_rates(prepared, hour);
}

}  // namespace lantian::scenarios
