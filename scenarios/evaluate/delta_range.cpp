#include "scenarios/evaluate/delta_range.hpp"

#include <algorithm>
#include <cmath>

namespace lantian::scenarios {

namespace {

DoubtRange between(Doubt doubt, RangeMethod method, double one, double other) {
  return {doubt, method, std::min(one, other), std::max(one, other)};
}

/// Without another run: the difference goes with the mass that is cut. Background and mixing are not known to
/// scale it.
DoubtRange estimate(Doubt doubt, double change, const ComplianceRatios& compliance) {
  if (doubt == Doubt::inventory)
    return between(doubt, RangeMethod::linear, change * inventory_factor, change / inventory_factor);
  if (doubt == Doubt::compliance && compliance.low && compliance.high)
    return between(doubt, RangeMethod::linear, change * *compliance.low, change * *compliance.high);
  return {doubt, RangeMethod::not_estimated, change, change};
}

}  // namespace

bool DeltaRange::is_estimated() const {
  return std::any_of(doubts.begin(), doubts.end(),
                     [](const DoubtRange& d) { return d.method != RangeMethod::not_estimated; });
}

bool DeltaRange::is_below_resolution(double least) const {
  return std::abs(change) < least || (low < 0.0 && high > 0.0);
}

bool is_linear(const std::string& quantity) {
  return quantity == "PM2p5" || quantity == "PM10" || quantity == "TSP" || quantity == "SO2" ||
         quantity == "NO2" || quantity == "CO";
}

DeltaRange delta_range(const std::string& name, double change, bool linear,
                       const ComplianceRatios& compliance, const std::vector<PerturbedRun>& runs) {
  DeltaRange range{change, change, change, {}};
  for (std::size_t d = 0; d < range.doubts.size(); ++d) {
    const auto doubt = static_cast<Doubt>(d);
    DoubtRange& own = range.doubts[d];
    own = linear ? estimate(doubt, change, compliance)
                 : DoubtRange{doubt, RangeMethod::not_estimated, change, change};
    bool is_first = true;
    for (const auto& run : runs) {
      const auto found = run.deltas.find(name);
      if (run.doubt != doubt || found == run.deltas.end()) continue;
      if (is_first) own = {doubt, RangeMethod::model, change, change};
      is_first = false;
      own.low = std::min(own.low, found->second);
      own.high = std::max(own.high, found->second);
    }
    range.low = std::min(range.low, own.low);
    range.high = std::max(range.high, own.high);
  }
  return range;
}

}  // namespace lantian::scenarios
