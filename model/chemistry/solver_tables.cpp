#include "model/chemistry/solver_tables.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace lantian::model::chemistry {
namespace {

using Counts = std::map<int, double>;  // species -> molecules

/// A reaction as the solver sees it: integrated reactants one by one, net changes.
struct Net {
  std::vector<int> reactants;
  Counts change;
  bool mergeable = true;
  auto key() const { return std::pair(reactants, change); }
};

Net net_of(const Mechanism& mechanism, const Reaction& reaction, bool light_by_problem) {
  Net net;
  const auto integrated = [&](const Term& t) { return !mechanism.species[t.species].given; };
  for (const Term& t : reaction.reactants)
    if (integrated(t)) {
      net.reactants.insert(net.reactants.end(), static_cast<std::size_t>(t.coefficient), t.species);
      net.change[t.species] -= t.coefficient;
    }
  for (const Term& t : reaction.products)
    if (integrated(t)) net.change[t.species] += t.coefficient;
  std::erase_if(net.change, [](const auto& c) { return c.second == 0.0; });
  std::sort(net.reactants.begin(), net.reactants.end());
  net.mergeable = !std::holds_alternative<UserDefined>(reaction.rate) &&
                  !std::holds_alternative<Surface>(reaction.rate) &&  // its factor differs between members
                  !(light_by_problem && !photolysis_names(reaction).empty());
  if (net.reactants.size() > 2) throw UnsupportedReaction(reaction.id);
  return net;
}

using Pattern = std::vector<std::vector<char>>;

/// Pivot with the smallest (row entries - 1)(column entries - 1) of what is left, lowest index first; fills
/// in.
std::vector<int> markowitz_order(Pattern pattern) {
  const int n = static_cast<int>(pattern.size());
  std::vector<int> order;
  std::vector<char> done(n, 0);
  for (int step = 0; step < n; ++step) {
    int best = -1;
    long least = 0;
    for (int s = 0; s < n; ++s) {
      if (done[s]) continue;
      long row = -1, column = -1;
      for (int o = 0; o < n; ++o)
        if (!done[o]) row += pattern[s][o], column += pattern[o][s];
      if (best < 0 || row * column < least) best = s, least = row * column;
    }
    done[best] = 1;
    order.push_back(best);
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j)
        if (!done[i] && !done[j] && pattern[i][best] && pattern[best][j]) pattern[i][j] = 1;
  }
  return order;
}

struct Builder {
  SolverTables& t;
  std::vector<Net> nets;  // one per rate, species already in solver order
  int n = 0;
  std::map<std::pair<int, int>, int> partial;  // (rate, species) -> partial

  void rates_and_partials() {
    for (int r = 0; r < t.rates; ++r) {
      const auto& reactants = nets[r].reactants;
      t.rate_first.push_back(reactants.empty() ? n : reactants[0]);
      t.rate_second.push_back(reactants.size() < 2 ? n : reactants[1]);
      for (std::size_t m = 0; m < reactants.size(); ++m) {
        const auto [at, isnew] =
            partial.try_emplace({r, reactants[m]}, static_cast<int>(t.partial_rate.size()));
        if (!isnew) continue;
        t.partial_rate.push_back(r);
        t.partial_other.push_back(reactants.size() < 2 ? n : reactants[1 - m]);
      }
    }
  }
  void forcing() {
    t.forcing_begin.push_back(0);
    for (int s = 0; s < n; ++s) {
      for (int r = 0; r < t.rates; ++r)
        if (const auto c = nets[r].change.find(s); c != nets[r].change.end()) {
          t.forcing_rate.push_back(r);
          t.forcing_coefficient.push_back(c->second);
        }
      t.forcing_begin.push_back(static_cast<std::int32_t>(t.forcing_rate.size()));
    }
  }
  void jacobian_terms(int row, int column) {
    for (int r = 0; r < t.rates; ++r) {
      const auto c = nets[r].change.find(row);
      if (c == nets[r].change.end()) continue;
      const auto& reactants = nets[r].reactants;
      const auto multiplicity = std::count(reactants.begin(), reactants.end(), column);
      if (multiplicity == 0) continue;
      t.jacobian_partial.push_back(partial.at({r, column}));
      t.jacobian_coefficient.push_back(-c->second * static_cast<double>(multiplicity));
    }
    t.jacobian_begin.push_back(static_cast<std::int32_t>(t.jacobian_partial.size()));
  }
  void factors(Pattern pattern) {
    for (int k = 0; k < n; ++k)
      for (int i = k + 1; i < n; ++i)
        for (int j = k + 1; j < n; ++j)
          if (pattern[i][k] && pattern[k][j]) pattern[i][j] = 1;
    std::vector<std::vector<int>> entry(n, std::vector<int>(n, -1));
    t.jacobian_begin.push_back(0);
    t.product_begin.push_back(0);
    t.row_begin.push_back(0);
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) {
        if (!pattern[i][j]) continue;
        entry[i][j] = static_cast<int>(t.column.size());
        t.column.push_back(j);
        t.below_pivot.push_back(j < i ? t.row_diagonal[j] : -1);
        if (i == j) t.row_diagonal.push_back(entry[i][j]);
        jacobian_terms(i, j);
        for (int k = 0; k < std::min(i, j); ++k)
          if (entry[i][k] >= 0 && entry[k][j] >= 0) {
            t.product_left.push_back(entry[i][k]);
            t.product_right.push_back(entry[k][j]);
          }
        t.product_begin.push_back(static_cast<std::int32_t>(t.product_left.size()));
      }
      t.row_begin.push_back(static_cast<std::int32_t>(t.column.size()));
    }
  }
};

Pattern jacobian_pattern(const std::vector<Net>& nets, int n) {
  Pattern pattern(n, std::vector<char>(n, 0));
  for (int s = 0; s < n; ++s) pattern[s][s] = 1;
  for (const Net& net : nets)
    for (const auto& [s, coefficient] : net.change)
      for (const int reactant : net.reactants) pattern[s][reactant] = 1;
  return pattern;
}

void renumber(Net& net, const std::vector<int>& position) {
  Counts change;
  for (const auto& [s, coefficient] : net.change) change[position[s]] = coefficient;
  net.change = change;
  for (int& s : net.reactants) s = position[s];
  std::sort(net.reactants.begin(), net.reactants.end());
}

}  // namespace

SolverTables::SolverTables(const Mechanism& mechanism, bool light_by_problem) {
  std::vector<int> integrated, position(mechanism.species.size(), -1);
  for (std::size_t s = 0; s < mechanism.species.size(); ++s)
    if (!mechanism.species[s].given) {
      position[s] = static_cast<int>(integrated.size());
      integrated.push_back(static_cast<int>(s));
    }
  std::vector<Net> nets;
  std::map<decltype(std::declval<Net>().key()), int> known;
  for (const Reaction& reaction : mechanism.reactions) {
    Net net = net_of(mechanism, reaction, light_by_problem);
    const auto found = net.mergeable ? known.find(net.key()) : known.end();
    if (found != known.end()) {
      rate.push_back(found->second);
      continue;
    }
    if (net.mergeable) known[net.key()] = static_cast<int>(nets.size());
    rate.push_back(static_cast<int>(nets.size()));
    nets.push_back(std::move(net));
  }
  rates = static_cast<int>(nets.size());
  const int n = static_cast<int>(integrated.size());
  for (Net& net : nets) renumber(net, position);
  const std::vector<int> order = markowitz_order(jacobian_pattern(nets, n));
  std::vector<int> place(n);
  for (int s = 0; s < n; ++s) {
    place[order[s]] = s;
    species.push_back(integrated[order[s]]);
  }
  for (Net& net : nets) renumber(net, place);
  const Pattern pattern = jacobian_pattern(nets, n);
  Builder builder{*this, std::move(nets), n, {}};
  builder.rates_and_partials();
  builder.forcing();
  builder.factors(pattern);
}

}  // namespace lantian::model::chemistry
