#include "run/plumes/plume_increments.hpp"

#include <algorithm>
#include <optional>

#include "model/grid/parallel.hpp"
#include "model/plume/no2.hpp"
#include "scenarios/inventory/inventory_totals.hpp"

namespace lantian::run {
namespace {

using scenarios::Pollutant;

/// NO2 over NOx where ozone abounds: AERMOD's default [EPA2024].
constexpr double equilibrium_share = 0.9;

using Rates = std::vector<double>;  // as of outlet_rates

class Maker {
 public:
  Maker(const io::CaseInputs& inputs, const PlumeSetup& setup, const std::vector<PlumeMember>& members,
        const WeatherSeries& weather, const GridOzone& ozone)
      : inputs_(inputs),
        setup_(setup),
        members_(members),
        weather_(weather),
        ozone_(ozone),
        pollutants_(inputs.file.contents.plumes.pollutants) {
    const auto nox = std::find(pollutants_.begin(), pollutants_.end(), Pollutant::NOx);
    if (ozone_ && nox != pollutants_.end()) nox_ = nox - pollutants_.begin();
    made_.hours = setup.hours;
    for (const auto& member : members) made_.members.push_back(member.id);
    made_.emitted.resize(members.size());
    made_.emitted_by_all.resize(members.size());
    for (const Pollutant one : pollutants_) add_field(std::string(name_of(one)), is_gas(one), true);
    if (nox_) add_field("NO2", true, false);
  }

  PlumeIncrements make(const UnitValues& units, Progress& progress) {
    std::vector<double> values;
    int prepared = -1;
    for (const PlumeBlock& block : plume_blocks(setup_.hours, setup_.outlets(), setup_.receptors.size())) {
      if (block.first_hour != prepared) prepare(block);
      prepared = block.first_hour;
      values.resize(static_cast<std::size_t>(block.hours) * setup_.outlets() * block.receptors);
      units(block, values);
      spread(block, values);
      tell_progress(progress, block, setup_);
    }
    if (prepared < 0)  // nothing to compute, yet the emissions are told
      for (int hour = 0; hour < setup_.hours; ++hour) prepare({hour, 1, 0, 0});
    return std::move(made_);
  }

 private:
  const io::CaseInputs& inputs_;
  const PlumeSetup& setup_;
  const std::vector<PlumeMember>& members_;
  const WeatherSeries& weather_;
  const GridOzone& ozone_;
  const std::vector<Pollutant> pollutants_;
  std::optional<std::size_t> nox_;  // index into the pollutants, where NO2 is told
  PlumeIncrements made_;
  std::vector<std::vector<Rates>> rates_;                // (hour of the block)(member)
  std::vector<std::vector<double>> to_reference_state_;  // (hour of the block)(column)

  static std::string_view name_of(Pollutant one) {
    return scenarios::pollutant_names[static_cast<std::size_t>(one)];
  }
  std::size_t carried() const { return pollutants_.size() + (nox_ ? 1 : 0); }

  void add_field(std::string name, bool gas, bool by_group) {
    const std::size_t rows = static_cast<std::size_t>(setup_.hours) * members_.size();
    const std::size_t places = setup_.places.size();
    PlumeField field{std::move(name), gas, {}, {}, {}};
    if (by_group) field.groups.resize(rows * setup_.sources.groups.size() * places);
    field.places.resize(rows * places);
    field.map.resize(rows * setup_.map.points());
    made_.fields.push_back(std::move(field));
  }

  void prepare(const PlumeBlock& block) {
    rates_.clear();
    to_reference_state_.clear();
    for (int n = 0; n < block.hours; ++n) {
      const auto begin = setup_.start + (block.first_hour + n) * model::seconds_per_hour;
      rates_.push_back(rates_of(begin));
      const auto air = weather_.at(begin + model::seconds_per_hour / 2);
      to_reference_state_.push_back(reference_state_factors(setup_.grid, air));
    }
  }

  std::vector<Rates> rates_of(model::UtcSeconds begin) {
    using scenarios::operator+=;
    const scenarios::PlannedMass mass(inputs_.inventory, inputs_.file.contents.time.plan_clock(), begin);
    std::vector<Rates> rates;
    for (std::size_t m = 0; m < members_.size(); ++m) {
      const auto& emission = members_[m].emission;
      for (std::size_t s = 0; s < inputs_.inventory.sources.size(); ++s)
        made_.emitted_by_all[m] += mass.of(static_cast<int>(s), emission);
      auto hour = outlet_rates(setup_, pollutants_, nox_.has_value(), mass, emission);
      made_.emitted[m] += hour.emitted;
      rates.push_back(std::move(hour.rates));
    }
    return rates;
  }

  /// Every member of every hour by itself.
  void spread(const PlumeBlock& block, const std::vector<double>& values) {
    const std::size_t members = members_.size();
    model::parallel_for_with(
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(block.hours) * members),
        [&] { return std::vector<double>(carried() * block.receptors); },
        [&](std::ptrdiff_t index, std::vector<double>& sum) {
          const auto n = static_cast<std::size_t>(index);
          spread_member(block, values, n / members, n % members, sum);
        });
  }

  /// Outlets in their order, so that the sums do not hang on anything else.
  void spread_member(const PlumeBlock& block, const std::vector<double>& values, std::size_t hour,
                     std::size_t member, std::vector<double>& sum) {
    const std::size_t outlets = setup_.outlets(), receptors = block.receptors, places = setup_.places.size();
    const std::size_t row = (static_cast<std::size_t>(block.first_hour) + hour) * members_.size() + member;
    const auto& factor = to_reference_state_[hour];
    const auto scale = [&](std::size_t field, std::size_t receptor) {
      return made_.fields[field].at_reference_state ? factor[setup_.receptor_column[receptor]] : 1.0;
    };
    std::fill(sum.begin(), sum.end(), 0.0);
    std::vector<double> of_group(setup_.sources.groups.size() * places);
    for (std::size_t c = 0; c < carried(); ++c) {
      double* const total = sum.data() + c * receptors;
      std::fill(of_group.begin(), of_group.end(), 0.0);
      for (std::size_t outlet = 0; outlet < outlets; ++outlet) {
        const double rate = rates_[hour][member][c * outlets + outlet];
        if (rate == 0.0) continue;
        const double* const unit = values.data() + (hour * outlets + outlet) * receptors;
        for (std::size_t r = 0; r < receptors; ++r) total[r] += rate * unit[r];
        double* const group =
            of_group.data() + static_cast<std::size_t>(setup_.sources.outlets[outlet].group) * places;
        for (std::size_t r = block.first_receptor; r < std::min(places, block.first_receptor + receptors);
             ++r)
          group[r] += rate * unit[r - block.first_receptor];
      }
      if (c < pollutants_.size()) {
        put_groups(block, of_group, row, c, scale);
        for (std::size_t r = 0; r < receptors; ++r)
          put(made_.fields[c], row, block.first_receptor + r, total[r] * scale(c, block.first_receptor + r));
      }
    }
    if (nox_) put_no2(block, sum, hour, row, member);
  }

  template <class Scale>
  void put_groups(const PlumeBlock& block, const std::vector<double>& of_group, std::size_t row,
                  std::size_t field, const Scale& scale) {
    const std::size_t groups = setup_.sources.groups.size(), places = setup_.places.size();
    for (std::size_t g = 0; g < groups; ++g)
      for (std::size_t r = block.first_receptor; r < std::min(places, block.first_receptor + block.receptors);
           ++r)
        made_.fields[field].groups[(row * groups + g) * places + r] =
            static_cast<float>(of_group[g * places + r] * scale(field, r));
  }

  void put(PlumeField& field, std::size_t row, std::size_t receptor, double value) const {
    const std::size_t places = setup_.places.size(), points = setup_.map.points();
    if (receptor < places)
      field.places[row * places + receptor] = static_cast<float>(value);
    else
      field.map[row * points + receptor - places] = static_cast<float>(value);
  }

  void put_no2(const PlumeBlock& block, const std::vector<double>& sum, std::size_t hour, std::size_t row,
               std::size_t member) {
    for (std::size_t r = 0; r < block.receptors; ++r) {
      const std::size_t receptor = block.first_receptor + r, column = setup_.receptor_column[receptor];
      const double nox = sum[*nox_ * block.receptors + r] * to_reference_state_[hour][column];
      double no2 = 0.0;
      if (nox > 0.0) {
        model::plume::NitrogenMix mix;
        mix.add(nox, sum[pollutants_.size() * block.receptors + r] / sum[*nox_ * block.receptors + r]);
        const double o3 = ozone_(block.first_hour + static_cast<int>(hour), member, column);
        no2 = nox * model::plume::limited_ratio(mix, o3, equilibrium_share);
      }
      put(made_.fields.back(), row, receptor, no2);
    }
  }
};

}  // namespace

void tell_progress(Progress& progress, const PlumeBlock& block, const PlumeSetup& setup) {
  if (block.first_receptor + block.receptors == setup.receptors.size())
    progress.plumes(block.first_hour + block.hours, setup.hours);
  if (progress.stop_requested()) throw PlumesStopped();
}

PlumeIncrements plume_increments(const io::CaseInputs& inputs, const PlumeSetup& setup,
                                 const std::vector<PlumeMember>& members, const WeatherSeries& weather,
                                 const UnitValues& units, const GridOzone& ozone, Progress& progress) {
  return Maker(inputs, setup, members, weather, ozone).make(units, progress);
}

}  // namespace lantian::run
