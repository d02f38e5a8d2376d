#include "run/weather_series.hpp"

#include <algorithm>
#include <stdexcept>

namespace lantian::run {

WeatherSeries::WeatherSeries(const model::Grid& grid, std::vector<model::Weather> hours)
    : grid_(grid), hours_(std::make_shared<const std::vector<model::Weather>>(std::move(hours))) {
  if (hours_->size() < 2) throw std::invalid_argument("weather needs at least two instants");
}

model::Weather WeatherSeries::at(model::UtcSeconds time) const {
  if (time < first() || time > last()) throw std::out_of_range("weather is not known at this time");
  const auto later =
      std::upper_bound(hours_->begin() + 1, hours_->end() - 1, time,
                       [](model::UtcSeconds t, const model::Weather& w) { return t < w.time; });
  return model::interpolate(*(later - 1), *later, time);
}

model::StepWeather WeatherSeries::step(model::UtcSeconds start, model::UtcSeconds end) const {
  return {at(start + (end - start) / 2), model::air_amount(grid_, at(end))};
}

}  // namespace lantian::run
