#include "run/weather_series.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace lantian::run {

struct WeatherSeries::Kept {
  model::WeatherInstants instants;
  std::array<std::optional<std::pair<std::size_t, model::Weather>>, 3> recent;  // number n at n modulo 3

  const model::Weather& at(std::size_t n) {
    auto& place = recent[n % recent.size()];
    if (!place || place->first != n) place.emplace(n, instants.at(n));
    return place->second;
  }
};

WeatherSeries::WeatherSeries(const model::Grid& grid, model::WeatherInstants instants)
    : grid_(grid), kept_(std::make_shared<Kept>()) {
  if (instants.times.size() < 2) throw std::invalid_argument("weather needs at least two instants");
  kept_->instants = std::move(instants);
}

model::UtcSeconds WeatherSeries::first() const { return kept_->instants.times.front(); }
model::UtcSeconds WeatherSeries::last() const { return kept_->instants.times.back(); }

model::Weather WeatherSeries::at(model::UtcSeconds time) const {
  if (time < first() || time > last()) throw std::out_of_range("weather is not known at this time");
  const auto& times = kept_->instants.times;
  const auto later = std::upper_bound(times.begin() + 1, times.end() - 1, time);
  const auto n = static_cast<std::size_t>(later - times.begin());
  return model::interpolate(kept_->at(n - 1), kept_->at(n), time);
}

model::StepWeather WeatherSeries::step(model::UtcSeconds start, model::UtcSeconds end) const {
  return {at(start + (end - start) / 2), model::air_amount(grid_, at(end))};
}

}  // namespace lantian::run
