#include <algorithm>
#include <cmath>
#include <deque>
#include <numbers>
#include <stdexcept>

#include "io/local_time.hpp"
#include "io/messages.hpp"
#include "model/chemistry/box_model.hpp"
#include "model/photolysis/photolysis_rates.hpp"
#include "model/photolysis/solar_position.hpp"
#include "model/quantities/constants.hpp"
#include "run/box/box.hpp"

namespace lantian::run {
namespace {

using model::chemistry::BoxAir;
using model::chemistry::BoxExchange;
using model::chemistry::BoxFailure;
using model::chemistry::Mechanism;

constexpr double per_cubic_centimetre = 1e-6;  // cm-3 in m-3

/// Air molecules in a cubic centimetre.
double air_density(const io::BoxWeather& air) {
  return per_cubic_centimetre * air.pressure / (model::constants::boltzmann * air.temperature);
}

io::BoxWeather weather_at(const io::BoxFile& box, double time) {
  const auto& all = box.weather;
  const auto after = std::find_if(all.begin(), all.end(), [&](const io::BoxWeather& air) {
    return static_cast<double>(air.time) > time;
  });
  if (after == all.begin()) return all.front();
  if (after == all.end()) return all.back();
  const io::BoxWeather &a = *std::prev(after), &b = *after;
  const double share = (time - static_cast<double>(a.time)) / static_cast<double>(b.time - a.time);
  const auto between = [share](double from, double to) { return from + share * (to - from); };
  return {static_cast<model::UtcSeconds>(time),      between(a.temperature, b.temperature),
          between(a.pressure, b.pressure),           between(a.relative_humidity, b.relative_humidity),
          between(a.mixing_height, b.mixing_height), between(a.light, b.light)};
}

std::vector<bool> exchanged(const io::BoxFile& box) {
  std::vector<bool> found;
  const bool mixes = box.dilution > 0.0 || box.weather.size() > 1;
  for (const auto& species : box.mechanism.species)
    found.push_back(!species.given && (mixes || box.emission.contains(species.name) ||
                                       box.deposition_velocity.contains(species.name)));
  return found;
}

/// What scales a box's precursors: 1 but in isopleths.
using Factors = std::vector<double>;  // by species of the mechanism

template <class Real>
class Simulation {
 public:
  Simulation(const io::BoxFile& box, std::vector<Factors> factors)
      : box_(box),
        factors_(std::move(factors)),
        model_(box.mechanism, exchanged(box), box.tolerances, box.fractions) {
    std::vector<std::string> lit;
    for (const auto& name : model_.photolysis_names())
      if (!box.photolysis.contains(name)) lit.push_back(name);
    if (box.sun) sunlight_ = model::PhotolysisRates(lit);
    const io::BoxWeather air = weather_at(box, static_cast<double>(box.start));
    const std::size_t species = box.mechanism.species.size();
    mole_fraction_.assign(factors_.size() * species, 0.0);
    for (const auto& [name, amount] : box.initial) {
      const auto s = static_cast<std::size_t>(*box.mechanism.find(name));
      for (std::size_t b = 0; b < factors_.size(); ++b)
        mole_fraction_[b * species + s] = factors_[b][s] * mole_fraction_of(amount, air);
    }
  }

  /// `seen` is called at the start and after each step.
  template <class Seen>
  void run(Seen&& seen) {
    seen(static_cast<double>(box_.start), mole_fraction_);
    const auto steps =
        static_cast<std::int64_t>(std::llround(static_cast<double>(box_.end - box_.start) / box_.step));
    for (std::int64_t n = 0; n < steps; ++n) {
      const double begin = static_cast<double>(box_.start) + box_.step * static_cast<double>(n);
      advance(begin);
      seen(begin + box_.step, mole_fraction_);
    }
  }

  double cosine_of_zenith(double time) const {
    if (!box_.sun) return 0.0;
    if (box_.sun->zenith_angle) return std::cos(*box_.sun->zenith_angle);
    return model::cosine_of_solar_zenith(static_cast<model::UtcSeconds>(std::llround(time)),
                                         box_.sun->latitude, box_.sun->longitude);
  }

 private:
  static double mole_fraction_of(const io::BoxAmount& amount, const io::BoxWeather& air) {
    return amount.kind == io::BoxAmount::Kind::mole_fraction ? amount.value : amount.value / air_density(air);
  }

  BoxAir air_of(const io::BoxWeather& weather, double middle) const {
    BoxAir air{weather.temperature, weather.pressure, weather.relative_humidity, {}, {}};
    std::vector<double> lit(static_cast<std::size_t>(sunlight_.count()), 0.0);
    if (box_.sun) {
      std::vector<double> profile(sunlight_.profile_size());
      const double distance =
          box_.sun->zenith_angle
              ? 1.0
              : model::earth_sun_distance_factor(static_cast<model::UtcSeconds>(std::llround(middle)));
      sunlight_.column(cosine_of_zenith(middle), box_.sun->ozone_column, distance * weather.light,
                       profile.data());
      sunlight_.at(profile.data(), box_.sun->altitude, lit.data());
    }
    std::size_t next = 0;
    for (const auto& name : model_.photolysis_names()) {
      const auto given = box_.photolysis.find(name);
      air.photolysis.push_back(given != box_.photolysis.end() ? given->second : lit[next++]);
    }
    for (const auto& name : model_.user_names()) air.user.push_back(box_.user.at(name));
    return air;
  }

  /// Air of the background that enters in a second, as a share of the box: asked for, and what a rising lid
  /// takes in.
  double mixed_in(const io::BoxWeather& weather, double begin) const {
    if (box_.weather.size() < 2 || weather.mixing_height <= 0.0) return box_.dilution;
    const double rise =
        weather_at(box_, begin + box_.step).mixing_height - weather_at(box_, begin).mixing_height;
    return box_.dilution + std::max(0.0, rise) / (box_.step * weather.mixing_height);
  }

  double hour_factor(double time) const {
    if (box_.emission_by_hour.empty()) return 1.0;
    return box_.emission_by_hour[static_cast<std::size_t>(
        box_.clock.local_hour(static_cast<model::UtcSeconds>(std::floor(time))))];
  }

  double emission_of(const io::BoxAmount& amount, const io::BoxWeather& weather) const {
    switch (amount.kind) {
      case io::BoxAmount::Kind::mole_fraction:
        return amount.value * air_density(weather);
      case io::BoxAmount::Kind::density:
        return amount.value;
      case io::BoxAmount::Kind::flux:
        return amount.value * model::constants::avogadro * per_cubic_centimetre / weather.mixing_height;
    }
    return 0.0;
  }

  void advance(double begin) {
    const double middle = begin + 0.5 * box_.step;
    const io::BoxWeather weather = weather_at(box_, middle);
    const double air_molecules = air_density(weather), mixing = mixed_in(weather, begin),
                 hour = hour_factor(middle);
    const std::size_t species = box_.mechanism.species.size();
    BoxExchange common{std::vector<double>(species, 0.0), std::vector<double>(species, mixing)};
    for (const auto& [name, amount] : box_.background)
      common.source[static_cast<std::size_t>(*box_.mechanism.find(name))] +=
          mixing * air_molecules * mole_fraction_of(amount, weather);
    for (const auto& [name, velocity] : box_.deposition_velocity)
      common.loss[static_cast<std::size_t>(*box_.mechanism.find(name))] += velocity / weather.mixing_height;
    std::vector<BoxExchange> exchange(factors_.size(), common);
    for (const auto& [name, amount] : box_.emission) {
      const auto s = static_cast<std::size_t>(*box_.mechanism.find(name));
      for (std::size_t b = 0; b < factors_.size(); ++b)
        exchange[b].source[s] += factors_[b][s] * hour * emission_of(amount, weather);
    }
    std::vector<double> density(mole_fraction_);
    for (double& d : density) d *= air_molecules;
    const auto failures = model_.advance(density, air_of(weather, middle), exchange, box_.step);
    if (!failures.empty()) fail(failures.front(), begin);
    for (std::size_t n = 0; n < density.size(); ++n) mole_fraction_[n] = density[n] / air_molecules;
  }

  [[noreturn]] void fail(const BoxFailure& failure, double begin) const {
    io::Diagnostic mistake;
    mistake.code = "box_failure";
    const auto& reactions = box_.mechanism.reactions;
    const std::string reaction = failure.reaction < 0 ? ""
                                 : failure.reaction < static_cast<int>(reactions.size())
                                     ? reactions[static_cast<std::size_t>(failure.reaction)].id
                                     : "emission, mixing, deposition";
    mistake.arguments = {
        {"value", io::local_time_text(static_cast<model::UtcSeconds>(begin + box_.step - failure.remaining),
                                      box_.clock.offset)},
        {"species", box_.mechanism.species[static_cast<std::size_t>(failure.species)].name},
        {"reaction", reaction}};
    throw std::runtime_error(io::headline(mistake));
  }

  const io::BoxFile& box_;
  std::vector<Factors> factors_;
  model::chemistry::BoxModel<Real> model_;
  model::PhotolysisRates sunlight_;
  std::vector<double> mole_fraction_;  // boxes x species
};

template <class Real>
BoxSeries series_of(const io::BoxFile& box) {
  BoxSeries series;
  Simulation<Real> simulation(box, {Factors(box.mechanism.species.size(), 1.0)});
  simulation.run([&](double time, const std::vector<double>& mole_fraction) {
    const double elapsed = time - static_cast<double>(box.start);
    if (std::fmod(elapsed, box.output_step) != 0.0 && time < static_cast<double>(box.end)) return;
    const io::BoxWeather air = weather_at(box, time);
    series.push_back({static_cast<model::UtcSeconds>(std::llround(time)), air.temperature, air.pressure,
                      simulation.cosine_of_zenith(time), mole_fraction});
  });
  return series;
}

std::vector<double> axis_of(const io::IsoplethAxis& axis) {
  std::vector<double> factors;
  for (int n = 0; n < axis.count; ++n)
    factors.push_back(axis.from + (axis.to - axis.from) * n / (axis.count - 1));
  return factors;
}

/// The largest mean over a window of whole steps that lies in the run; trapezoids between the steps.
class LargestMean {
 public:
  explicit LargestMean(std::size_t steps) : steps_(steps) {}
  void add(double value) {
    if (!values_.empty()) sum_ += 0.5 * (values_.back() + value);
    values_.push_back(value);
    if (values_.size() > steps_ + 1) {
      sum_ -= 0.5 * (values_[0] + values_[1]);
      values_.pop_front();
    }
    if (values_.size() == steps_ + 1) largest_ = std::max(largest_, sum_ / static_cast<double>(steps_));
  }
  double largest() const { return largest_; }

 private:
  std::size_t steps_;
  std::deque<double> values_;
  double sum_ = 0.0, largest_ = 0.0;
};

template <class Real>
IsoplethField field_of(const io::BoxFile& box) {
  const auto& wanted = *box.isopleths;
  IsoplethField field{axis_of(wanted.nox), axis_of(wanted.voc), {}};
  const std::size_t species = box.mechanism.species.size();
  std::vector<Factors> factors;
  for (const double nox : field.nox)
    for (const double voc : field.voc) {
      Factors one(species, 1.0);
      for (const auto& name : wanted.nox.species)
        one[static_cast<std::size_t>(*box.mechanism.find(name))] = nox;
      for (const auto& name : wanted.voc.species)
        one[static_cast<std::size_t>(*box.mechanism.find(name))] = voc;
      factors.push_back(std::move(one));
    }
  const auto steps = static_cast<std::size_t>(std::llround(3600.0 * wanted.averaging_hours / box.step));
  std::vector<LargestMean> means(factors.size(), LargestMean(steps));
  const auto seen = static_cast<std::size_t>(*box.mechanism.find(wanted.species));
  Simulation<Real>(box, std::move(factors)).run([&](double, const std::vector<double>& mole_fraction) {
    for (std::size_t b = 0; b < means.size(); ++b) means[b].add(mole_fraction[b * species + seen]);
  });
  for (std::size_t i = 0; i < field.nox.size(); ++i) {
    field.largest.emplace_back();
    for (std::size_t j = 0; j < field.voc.size(); ++j)
      field.largest.back().push_back(means[i * field.voc.size() + j].largest());
  }
  return field;
}

}  // namespace

BoxSeries simulate_box(const io::BoxFile& box) {
  return box.single_precision ? series_of<float>(box) : series_of<double>(box);
}

IsoplethField simulate_isopleths(const io::BoxFile& box) {
  return box.single_precision ? field_of<float>(box) : field_of<double>(box);
}

}  // namespace lantian::run
