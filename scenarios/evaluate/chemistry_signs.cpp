#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "scenarios/evaluate/evaluation.hpp"
#include "scenarios/standards/concentration.hpp"

namespace lantian::scenarios {

namespace {

constexpr double molar_mass_ozone = 47.998e-3, molar_mass_no2 = 46.0055e-3;  // kg mol-1 [IUPAC2013]

const HourlyValues* find(const std::vector<MonitorSeries>& series, const std::string& monitor,
                         const std::string& member, const std::string& pollutant) {
  const auto place = std::find_if(series.begin(), series.end(), [&](const MonitorSeries& s) {
    return s.monitor == monitor && s.member == member && s.pollutant == pollutant;
  });
  return place == series.end() ? nullptr : &place->hourly;
}

std::vector<std::string> members_of(const std::vector<MonitorSeries>& series) {
  std::vector<std::string> members;
  for (const auto& one : series)
    if (std::find(members.begin(), members.end(), one.member) == members.end()) members.push_back(one.member);
  return members;
}

/// No sunlight at any season of the case: 20:00 to 05:00 local.
bool is_night(model::LocalClock clock, model::UtcSeconds time) {
  const int hour = clock.local_hour(time);
  return hour >= 20 || hour < 5;
}

/// Mean mole fraction over the question's night hours; the count goes to `hours`.
std::optional<double> night_mean(const Question& question, const HourlyValues* series, double molar_mass,
                                 int& hours) {
  if (!series) return std::nullopt;
  double sum = 0.0;
  hours = 0;
  for (std::size_t h = 0; h < series->values.size(); ++h) {
    const auto time = series->start + static_cast<std::int64_t>(h) * model::seconds_per_hour;
    if (time < question.period.start || time >= question.period.end || !is_night(question.clock, time))
      continue;
    if (std::isnan(series->values[h])) continue;
    sum += mole_fraction_from_reference_state(series->values[h], molar_mass);
    ++hours;
  }
  return hours > 0 ? std::optional(sum / hours) : std::nullopt;
}

struct NightOzone {
  double ozone = 0.0, no2 = 0.0;
  int hours = 0;
};

std::optional<NightOzone> night_ozone(const Question& question, const std::vector<MonitorSeries>& series,
                                      const std::string& monitor, const std::string& member) {
  NightOzone night;
  const auto o3 = night_mean(question, find(series, monitor, member, "O3"), molar_mass_ozone, night.hours);
  const auto no2 = night_mean(question, find(series, monitor, member, "NO2"), molar_mass_no2, night.hours);
  if (!o3 || !no2) return std::nullopt;
  night.ozone = *o3;
  night.no2 = *no2;
  return night;
}

}  // namespace

std::vector<Titration> titration(const Question& question, const std::vector<Monitor>& monitors,
                                 const std::vector<MonitorSeries>& series) {
  std::vector<Titration> found;
  for (const auto& member : members_of(series)) {
    NightOzone upwind;
    int sites = 0;
    for (const auto& monitor : monitors)
      if (monitor.kind == MonitorKind::upwind)
        if (const auto night = night_ozone(question, series, monitor.id, member)) {
          upwind.ozone += night->ozone;
          upwind.no2 += night->no2;
          ++sites;
        }
    if (sites == 0) continue;
    for (const auto& monitor : monitors) {
      const auto night = night_ozone(question, series, monitor.id, member);
      if (monitor.kind == MonitorKind::upwind || !night) continue;
      found.push_back({monitor.id, member, night->hours, night->ozone, upwind.ozone / sites,
                       night->ozone + night->no2, (upwind.ozone + upwind.no2) / sites});
    }
  }
  return found;
}

std::vector<NitrateToSulfate> nitrate_to_sulfate(const Question& question,
                                                 const std::vector<MonitorSeries>& series) {
  std::vector<NitrateToSulfate> found;
  for (const auto& nitrate : series) {
    if (nitrate.pollutant != "NO3_PM2p5") continue;
    const auto* sulfate = find(series, nitrate.monitor, nitrate.member, "SO4_PM2p5");
    const auto* ammonia = find(series, nitrate.monitor, nitrate.member, "NH3");
    const auto over = mean_over(nitrate.hourly, question.period);
    const auto under = sulfate ? mean_over(*sulfate, question.period) : std::nullopt;
    if (!over || !under || *under <= 0.0) continue;
    double least = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t h = 0; ammonia && h < ammonia->values.size(); ++h) {
      const auto time = ammonia->start + static_cast<std::int64_t>(h) * model::seconds_per_hour;
      if (time >= question.period.start && time < question.period.end)
        least = std::fmin(least, ammonia->values[h]);
    }
    found.push_back({nitrate.monitor, nitrate.member, *over / *under, least});
  }
  return found;
}

}  // namespace lantian::scenarios
