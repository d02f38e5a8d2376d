#include "scenarios/standards/air_quality_index.hpp"

#include <algorithm>
#include <cmath>

#include "scenarios/standards/statistics.hpp"

namespace lantian::scenarios {

namespace {

bool is_particles(const std::string& pollutant) { return pollutant == "PM2p5" || pollutant == "PM10"; }

const Concentration* find(const std::vector<Concentration>& values, const std::string& pollutant,
                          const std::string& average) {
  const auto place = std::find_if(values.begin(), values.end(), [&](const Concentration& c) {
    return c.pollutant == pollutant && c.average == average;
  });
  return place == values.end() ? nullptr : &*place;
}

/// True if the value has a sub-index in this column.
bool take(const IndexScheme& scheme, const IndexColumn* column, const Concentration* given,
          AirQualityIndex& result) {
  if (!column || !given || std::isnan(given->value)) return false;
  const double published = round_half_even(given->value / column->unit, column->step);
  const auto index = sub_index(scheme, *column, published);
  if (index) result.sub_indices.push_back({given->pollutant, given->average, published, *index});
  return index.has_value();
}

void conclude(const IndexScheme& scheme, AirQualityIndex& result) {
  if (result.sub_indices.empty()) return;
  constexpr int no_primary_up_to = 50, no_exceedance_up_to = 100;
  int largest = 0;
  for (const auto& sub : result.sub_indices) largest = std::max(largest, sub.index);
  for (const auto& sub : result.sub_indices) {
    if (sub.index == largest && largest > no_primary_up_to) result.primary.push_back(sub.pollutant);
    if (sub.index > no_exceedance_up_to) result.exceeding.push_back(sub.pollutant);
  }
  result.value = largest;
  for (std::size_t c = 0; c < scheme.categories.size() && result.category < 0; ++c)
    if (largest <= scheme.categories[c].highest) result.category = static_cast<int>(c);
}

}  // namespace

const IndexColumn* IndexScheme::column(const std::string& pollutant, const std::string& average) const {
  const auto place = std::find_if(columns.begin(), columns.end(), [&](const IndexColumn& c) {
    return c.pollutant == pollutant && c.average == average;
  });
  return place == columns.end() ? nullptr : &*place;
}

std::optional<int> sub_index(const IndexScheme& scheme, const IndexColumn& column, double value) {
  if (std::isnan(value)) return std::nullopt;
  const auto& points = column.breakpoints;
  const bool is_full = points.size() == scheme.indices.size();
  if (value > points.back()) {
    if (is_full || scheme.cap_short_columns) return static_cast<int>(scheme.indices[points.size() - 1]);
    return std::nullopt;
  }
  const auto above = std::lower_bound(points.begin() + 1, points.end(), value);
  const auto high = static_cast<std::size_t>(above - points.begin());
  const double slope = (scheme.indices[high] - scheme.indices[high - 1]) / (points[high] - points[high - 1]);
  const double index = slope * (value - points[high - 1]) + scheme.indices[high - 1];
  // Rounded up; an index that is whole but for the last bits of the division stays what it is.
  constexpr double noise = 1e-9;
  return static_cast<int>(std::ceil(std::max(0.0, index) - noise));
}

AirQualityIndex daily_index(const IndexScheme& scheme, const std::vector<Concentration>& values) {
  AirQualityIndex result;
  for (const auto& value : values) {
    if (value.pollutant == "O3") {
      if (value.average != "mda8") continue;
      if (!take(scheme, scheme.column("O3", "mda8"), &value, result) && !std::isnan(value.value))
        take(scheme, scheme.column("O3", "1h"), find(values, "O3", "1h"), result);
    } else if (value.average == "24h") {
      take(scheme, scheme.column(value.pollutant, "24h"), &value, result);
    }
  }
  conclude(scheme, result);
  return result;
}

AirQualityIndex hourly_index(const IndexScheme& scheme, const std::vector<Concentration>& values) {
  AirQualityIndex result;
  for (const auto& value : values) {
    if (value.average != "1h") continue;
    const char* column = is_particles(value.pollutant) ? "24h" : "1h";
    if (!take(scheme, scheme.column(value.pollutant, column), &value, result) && value.pollutant == "SO2" &&
        !std::isnan(value.value))
      take(scheme, scheme.column("SO2", "24h"), find(values, "SO2", "24h"), result);
  }
  conclude(scheme, result);
  return result;
}

}  // namespace lantian::scenarios
