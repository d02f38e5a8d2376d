#include "model/chemistry/busiest_reaction.hpp"

#include <cmath>

namespace lantian::model::chemistry {

int busiest_reaction(const Mechanism& mechanism, const SolverTables& tables,
                     std::span<const double> constants, std::span<const double> density, int species) {
  int busiest = -1;
  double most = 0.0;
  for (std::size_t r = 0; r < mechanism.reactions.size(); ++r) {
    const Reaction& reaction = mechanism.reactions[r];
    double turnover = constants[static_cast<std::size_t>(tables.rate[r])], change = 0.0;
    for (const Term& t : reaction.reactants) {
      if (!mechanism.species[t.species].given)
        for (int n = 0; n < static_cast<int>(t.coefficient); ++n) turnover *= density[t.species];
      if (t.species == species) change -= t.coefficient;
    }
    for (const Term& t : reaction.products)
      if (t.species == species) change += t.coefficient;
    const double moved = std::fabs(turnover * change);
    if (moved <= most) continue;
    most = moved;
    busiest = static_cast<int>(r);
  }
  return busiest;
}

}  // namespace lantian::model::chemistry
