#include "run/record.hpp"

#include <stdexcept>

#include "io/messages.hpp"

namespace lantian::run {
namespace {

template <class T>
io::NamedArray array(std::vector<std::uint64_t> shape, std::vector<T> values) {
  return {std::move(shape), std::move(values)};
}

template <class T>
const std::vector<T>& values(const io::RestartFile& file, const std::string& name) {
  const auto found = file.arrays.find(name);
  const auto* held =
      found == file.arrays.end() ? nullptr : std::get_if<std::vector<T>>(&found->second.values);
  if (held == nullptr)
    throw std::runtime_error(io::translated("the restart file lacks {value}", {{"value", name}}));
  return *held;
}

template <class Visit, class State>
void for_each_interior(State& state, Visit&& visit) {
  const auto& l = state.layout;
  for (int k = 0; k < l.nz; ++k)
    for (int j = 0; j < l.ny; ++j)
      for (int i = 0; i < l.nx; ++i) visit(state.at(k, j, i));
}

std::vector<double> flat(const std::vector<std::vector<scenarios::PollutantMasses>>& masses) {
  std::vector<double> all;
  for (const auto& member : masses)
    for (const auto& hour : member) all.insert(all.end(), hour.begin(), hour.end());
  return all;
}

void unflatten(const std::vector<double>& all, std::size_t hours,
               std::vector<std::vector<scenarios::PollutantMasses>>& masses) {
  auto from = all.begin();
  for (auto& member : masses) {
    member.resize(hours);
    for (auto& hour : member)
      for (auto& mass : hour) mass = *from++;
  }
}

}  // namespace

template <class Real>
io::RestartFile to_restart(const model::State<Real>& state, const Record& record, const model::Grid& grid,
                           std::map<std::string, std::string> identity) {
  const auto& l = state.layout;
  io::RestartFile file{std::move(identity), {}};
  std::vector<Real> fractions;
  fractions.reserve(grid.cells() * l.lanes);
  for_each_interior(state,
                    [&](const Real* cell) { fractions.insert(fractions.end(), cell, cell + l.lanes); });
  const auto extent = [](auto n) { return static_cast<std::uint64_t>(n); };
  file.arrays["mole_fraction"] =
      array<Real>({extent(l.nz), extent(l.ny), extent(l.nx), extent(l.lanes)}, std::move(fractions));
  file.arrays["air_amount"] = array<double>({extent(l.nz), extent(l.ny), extent(l.nx)},
                                            {state.air_amount.begin(), state.air_amount.end()});
  file.arrays["clock"] = array<std::int64_t>({2}, {state.time, state.step});
  file.arrays["hours"] =
      array<std::int64_t>({extent(record.hours.size())}, {record.hours.begin(), record.hours.end()});
  std::vector<float> means;
  for (const auto& quantity : record.means)
    for (const auto& hour : quantity) means.insert(means.end(), hour.begin(), hour.end());
  const std::uint64_t means_size = means.size();  // before it is moved from
  file.arrays["means"] = array<float>({means_size}, std::move(means));
  for (const auto& [scope, emitted] : emitted_scopes) {
    const auto masses = flat(record.*emitted);
    file.arrays[std::string("emitted_") + scope] = array<double>({extent(masses.size())}, masses);
  }
  file.arrays["ledger_initial"] = array<double>({extent(l.lanes)}, record.ledger.initial);
  const double* moved = record.ledger.moved.of(model::Exchange::emitted);
  file.arrays["ledger_moved"] =
      array<double>({model::exchange_count, extent(l.lanes)},
                    std::vector<double>(moved, moved + model::exchange_count * l.lanes));
  const auto fallen = [&](const std::vector<double>& mass) {
    return array<double>({extent(l.ny), extent(l.nx), extent(l.members)}, mass);
  };
  file.arrays["dustfall_all"] = fallen(record.dustfall.all);
  file.arrays["dustfall_above_ten"] = fallen(record.dustfall.above_ten);
  return file;
}
template io::RestartFile to_restart(const model::State<float>&, const Record&, const model::Grid&,
                                    std::map<std::string, std::string>);
template io::RestartFile to_restart(const model::State<double>&, const Record&, const model::Grid&,
                                    std::map<std::string, std::string>);

template <class Real>
void from_restart(const io::RestartFile& file, const model::Grid& grid, model::State<Real>& state,
                  Record& record) {
  const auto& l = state.layout;
  const auto& fractions = values<Real>(file, "mole_fraction");
  const auto& air = values<double>(file, "air_amount");
  const auto& clock = values<std::int64_t>(file, "clock");
  const auto& initial = values<double>(file, "ledger_initial");
  const auto& moved = values<double>(file, "ledger_moved");
  const auto& hours = values<std::int64_t>(file, "hours");
  const auto& means = values<float>(file, "means");
  const std::size_t field = grid.columns() * l.members, mean_size = record.levels * field;
  const auto& fallen = values<double>(file, "dustfall_all");
  const auto& fallen_large = values<double>(file, "dustfall_above_ten");
  const std::size_t masses = hours.size() * l.members * scenarios::pollutant_count;
  if (fractions.size() != grid.cells() * l.lanes || air.size() != grid.cells() || clock.size() != 2 ||
      initial.size() != static_cast<std::size_t>(l.lanes) ||
      moved.size() != model::exchange_count * l.lanes ||
      means.size() != record.means.size() * hours.size() * mean_size || fallen.size() != field ||
      fallen_large.size() != field)
    throw std::runtime_error(io::translated("the restart file's arrays have other sizes than this run's"));
  auto from = fractions.begin();
  for_each_interior(state, [&](Real* cell) {
    std::copy(from, from + l.lanes, cell);
    from += l.lanes;
  });
  state.air_amount.assign(air.begin(), air.end());
  state.time = clock[0];
  state.step = clock[1];
  record.hours.assign(hours.begin(), hours.end());
  auto value = means.begin();
  for (auto& quantity : record.means)
    for (std::size_t hour = 0; hour < hours.size(); ++hour, value += static_cast<std::ptrdiff_t>(mean_size))
      quantity.emplace_back(value, value + static_cast<std::ptrdiff_t>(mean_size));
  for (const auto& [scope, emitted] : emitted_scopes) {
    const auto& all = values<double>(file, std::string("emitted_") + scope);
    if (all.size() != masses) throw std::runtime_error("the restart file's emissions have another size");
    unflatten(all, hours.size(), record.*emitted);
  }
  record.dustfall.all = fallen;
  record.dustfall.above_ten = fallen_large;
  record.ledger.initial = initial;
  record.ledger.moved = model::MassExchange(l.lanes);
  std::copy(moved.begin(), moved.end(), record.ledger.moved.of(model::Exchange::emitted));
}
template void from_restart(const io::RestartFile&, const model::Grid&, model::State<float>&, Record&);
template void from_restart(const io::RestartFile&, const model::Grid&, model::State<double>&, Record&);

}  // namespace lantian::run
