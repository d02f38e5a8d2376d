#include "run/sweep/fork.hpp"

#include <stdexcept>

#include "model/state/layout.hpp"

namespace lantian::run {
namespace {

/// An array seen as (outer, from, inner): along the middle, item n of the new one is item `from[n]`, or 0
/// for -1.
io::NamedArray picked(const io::NamedArray& array, std::size_t length, std::size_t inner,
                      const std::vector<int>& from, std::vector<std::uint64_t> shape) {
  return std::visit(
      [&](const auto& values) -> io::NamedArray {
        std::decay_t<decltype(values)> made;
        const std::size_t outer = values.size() / (length * inner);
        if (outer * length * inner != values.size()) throw std::logic_error("a state of another size");
        made.reserve(outer * from.size() * inner);
        for (std::size_t o = 0; o < outer; ++o)
          for (const int n : from) {
            if (n < 0) {
              made.insert(made.end(), inner, {});
              continue;
            }
            const auto begin = values.begin() + static_cast<std::ptrdiff_t>((o * length + n) * inner);
            made.insert(made.end(), begin, begin + static_cast<std::ptrdiff_t>(inner));
          }
        return {std::move(shape), std::move(made)};
      },
      array.values);
}

int padded(int lanes) {
  return (lanes + model::Layout::chunk - 1) / model::Layout::chunk * model::Layout::chunk;
}

std::size_t count_of(const io::NamedArray& array) {
  return std::visit([](const auto& values) { return values.size(); }, array.values);
}

}  // namespace

io::RestartFile forked(const io::RestartFile& state, int species, int members,
                       const std::vector<int>& parent) {
  const auto now = static_cast<int>(parent.size());
  const int lanes_before = padded(species * members), lanes = padded(species * now);
  std::vector<int> lane_from(static_cast<std::size_t>(lanes), -1);
  for (int s = 0; s < species; ++s)
    for (int m = 0; m < now; ++m)
      lane_from[static_cast<std::size_t>(s * now + m)] = s * members + parent[static_cast<std::size_t>(m)];
  const auto all = static_cast<std::size_t>(members), all_lanes = static_cast<std::size_t>(lanes_before);
  io::RestartFile made{state.identity, {}};
  for (const auto& [name, array] : state.arrays) {
    auto shape = array.shape;
    if (name == "mole_fraction" || name.starts_with("ledger_")) {
      shape.back() = static_cast<std::uint64_t>(lanes);
      made.arrays[name] = picked(array, all_lanes, 1, lane_from, shape);
    } else if (name.starts_with("dustfall_")) {
      shape.back() = static_cast<std::uint64_t>(now);
      made.arrays[name] = picked(array, all, 1, parent, shape);
    } else if (name.starts_with("emitted_")) {  // (member, hour, pollutant)
      const std::size_t inner = count_of(array) / all;
      if (inner == 0) {
        made.arrays[name] = array;
        continue;
      }
      made.arrays[name] = picked(array, all, inner, parent, {inner * parent.size()});
    } else if (name == "means") {                                 // (quantity, hour, level, member, j, i)
      const auto& cells = state.arrays.at("dustfall_all").shape;  // (j, i, member)
      const std::size_t inner = cells[0] * cells[1];
      made.arrays[name] = picked(array, all, inner, parent, {count_of(array) / all * parent.size()});
    } else {
      made.arrays[name] = array;
    }
  }
  return made;
}

}  // namespace lantian::run
