#include "model/aerosol/older_model_stable.hpp"

#include <algorithm>
#include <string_view>

#include "model/aerosol/older_model.hpp"
#include "model/aerosol/older_model_solution.hpp"

namespace lantian::model::aerosol {
namespace {

using namespace older_model;

constexpr double no_water = 1e-11;  // kg m-3: below 0.01 ug m-3 counts as dry

struct Choice {
  const Air& air;
  double tolerance;
  Amounts solids{};
  InorganicParticle dry;

  Choice(const Air& a, double t) : air(a), tolerance(t) { dry = dry_particle(a, solids); }

  bool poor() const { return std::string_view("DGHOMP").find(air.regime) != std::string_view::npos; }

  InorganicParticle wet(int number) const {
    const SaltsPresent present = solids_of(air.regime, number);
    return poor() ? poor_solution(air, present, tolerance) : rich_solution(air, present, tolerance);
  }

  /// A case above the first has its solution only where a salt is there that has deliquesced by then.
  bool deliquesced(int number) const {
    const bool n = air.nitrate > 0.0, c = air.chloride > 0.0;
    switch (air.regime) {
      case 'G':
      case 'O':
        return number == 2 ? n : number == 3 ? n && c : true;
      case 'H':
        return number == 2 ? n : true;
      case 'M':
        return number == 2 ? solids[NH4NO3] > 0.0 : true;
      case 'P':
        return number == 2 ? solids[CaCl2] > 0.0 : number == 3 ? n && c : number <= 5 ? n : true;
      case 'I':
      case 'L':
        return number == 2   ? solids[NH4HSO4] > 0.0
               : number == 3 ? solids[NH4HSO4] > 0.0 || solids[NaHSO4] > 0.0
                             : true;
      case 'B':
      case 'E':
        return number != 2 || solids[NH42SO4] <= 0.0;
      default:
        return true;
    }
  }

  /// Between the humidity where the mix takes its first water and the next salt's own: a weighted mean of the
  /// dry particle and of the next case's solution.
  InorganicParticle mixed(int number, double next_humidity, std::string* label) const {
    const double lowest = mutual_deliquescence(air.regime, number), rh = air.relative_humidity;
    if (label) *label += rh < lowest ? " dry" : " mixed";
    // The next case's solution may itself still be dry: letovicite beside (NH4)2SO4.
    const bool next_is_dry = !poor() && !deliquesced(number + 1) &&
                             rh < mutual_deliquescence(air.regime, number + 1) && number == 1 &&
                             (air.regime == 'B' || air.regime == 'E');
    if (rh < lowest || next_is_dry) return dry;
    InorganicParticle p = wet(number + 1);
    if (p.water < no_water) return dry;
    const double w = (next_humidity - rh) / (next_humidity - lowest);
    p.ammonium = w * dry.ammonium + (1.0 - w) * p.ammonium;
    p.nitrate = w * dry.nitrate + (1.0 - w) * p.nitrate;
    p.chloride = w * dry.chloride + (1.0 - w) * p.chloride;
    p.water *= 1.0 - w;
    p.hydrogen *= 1.0 - w;
    p.bisulfate *= 1.0 - w;
    return p;
  }

  InorganicParticle solve(std::string* label) const {
    const SolidCase at = case_of(air);
    if (label) *label = air.regime + std::to_string(at.number);
    if (air.regime == 'A') return dry;  // below its one humidity
    const double lowest = mutual_deliquescence(air.regime, at.number);
    if (at.number == 1 && lowest > 0.0) return mixed(1, at.next_humidity, label);
    if (lowest > 0.0 && !deliquesced(at.number)) return mixed(at.number, at.next_humidity, label);
    const InorganicParticle p = wet(at.number);
    if (p.water >= no_water) return p;
    return lowest > 0.0 ? mixed(at.number, at.next_humidity, label) : dry;
  }
};

}  // namespace

InorganicParticle older_model_stable_equilibrium(const InorganicAir& air, double tolerance,
                                                 std::string* label) {
  const Air a = classified(air);
  InorganicParticle p;
  if (const SolidCase at = case_of(a); at.liquid) {
    if (label) *label = a.regime + std::to_string(at.number);
    return older_model_equilibrium(air, tolerance);
  }
  p = Choice(a, tolerance).solve(label);
  p.ammonium = std::clamp(p.ammonium, 0.0, air.ammonia);
  p.nitrate = std::clamp(p.nitrate, 0.0, air.nitrate);
  p.chloride = std::clamp(p.chloride, 0.0, air.chloride);
  return p;
}

}  // namespace lantian::model::aerosol
