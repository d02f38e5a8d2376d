#include "model/aerosol/older_model_stable.hpp"

#include <algorithm>
#include <string_view>

#include "model/aerosol/older_model.hpp"
#include "model/aerosol/older_model_search.hpp"
#include "model/aerosol/older_model_solution.hpp"

namespace lantian::model::aerosol {
namespace {

using namespace older_model;

struct Choice {
  const Air& air;
  Amounts solids{};
  InorganicParticle dry;

  explicit Choice(const Air& a) : air(a) { dry = dry_particle(a, solids); }

  bool poor() const { return std::string_view("DGHOMP").find(air.regime) != std::string_view::npos; }

  /// Before the volatile acids and ammonia of a sulfate-rich particle are exchanged.
  RichParticle wet(int number) const {
    const bool letovicite_and_sulfate = solids[letovicite] <= trace || solids[NH42SO4] > 0.0;
    if ((air.regime == 'B' || air.regime == 'E') && number == 2 && letovicite_and_sulfate)
      return air.relative_humidity < mutual_deliquescence(air.regime, 2)
                 ? RichParticle{dry, 0.0, {}}
                 : mixed(2, 3, deliquescence(air, letovicite));
    if (poor()) return {poor_solution(air, number), 0.0, {}};
    return rich_solution(air, number);
  }

  /// Between the humidity where the mix of case `number` takes its first water and a salt's own: a weighted
  /// mean of the dry particle and of the solution of case `next`; dry below, or where that has no water.
  RichParticle mixed(int number, int next, double own_humidity) const {
    const double lowest = mutual_deliquescence(air.regime, number), rh = air.relative_humidity;
    const RichParticle nothing{dry, 0.0, {}};
    if (rh < lowest) return nothing;
    const double w = (own_humidity - rh) / (own_humidity - lowest);
    if (std::abs(1.0 - w) <= 1e-5) return nothing;
    RichParticle r = wet(next);
    InorganicParticle& p = r.particle;
    if (p.water <= trace) return nothing;
    p.ammonium = w * dry.ammonium + (1.0 - w) * p.ammonium;
    p.nitrate = w * dry.nitrate + (1.0 - w) * p.nitrate;
    p.chloride = w * dry.chloride + (1.0 - w) * p.chloride;
    p.water *= 1.0 - w;
    p.hydrogen *= 1.0 - w;
    p.bisulfate *= 1.0 - w;
    r.dissolved_ammonium *= 1.0 - w;
    r.is_mixed = true;
    return r;
  }

  /// A case above the first has its solution only where a salt is there that has deliquesced by then.
  bool deliquesced(int number) const {
    const bool n = air.nitrate > trace, c = air.chloride > trace;
    switch (air.regime) {
      case 'G':
      case 'O':
        return number == 2 ? n : number == 3 ? n && c : true;
      case 'H':
        return number == 2 ? n : true;
      case 'M':
        return number == 2 ? solids[NH4NO3] > trace : true;
      case 'P':
        return number == 2 ? solids[CaCl2] > trace : number == 3 ? n && c : number <= 5 ? n : true;
      case 'I':
      case 'L':
        return number == 2   ? solids[NH4HSO4] > trace
               : number == 3 ? solids[NH4HSO4] > trace || solids[NaHSO4] > trace
                             : true;
      default:
        return true;
    }
  }

  /// Cases 2 of G, O and P that found no water try two mixes, and take the second only where the first is
  /// dry; a first that is not dry is dropped.
  RichParticle second_try() const {
    const bool crustal = air.regime == 'P';
    const RichParticle nothing{dry, 0.0, {}};
    if (air.relative_humidity < mutual_deliquescence(air.regime, 2)) return nothing;
    if (!crustal || solids[MgCl2] > trace)
      if (mixed(2, 3, deliquescence(air, crustal ? MgCl2 : NH4Cl)).particle.water > trace) return nothing;
    return crustal ? mixed(5, 6, deliquescence(air, NH4NO3)) : mixed(3, 4, deliquescence(air, NH42SO4));
  }

  RichParticle solve(const SolidCase& at) const {
    if (air.regime == 'A') return {dry, 0.0, {}};  // below its one humidity
    const bool has_mix = mutual_deliquescence(air.regime, at.number) > 0.0;
    const bool sulfates = air.regime == 'B' || air.regime == 'E';
    if (at.number == 1 && has_mix) return mixed(1, 2, at.next_humidity);
    if (deliquesced(at.number)) {
      const RichParticle r = wet(at.number);
      if (r.particle.water > trace || sulfates) return r;
    }
    if (!has_mix) return {dry, 0.0, {}};
    if (at.number == 2 && std::string_view("GOP").find(air.regime) != std::string_view::npos)
      return second_try();
    return mixed(at.number, at.number + 1, at.next_humidity);
  }
};

}  // namespace

InorganicParticle older_model_stable_equilibrium(const InorganicAir& air, double tolerance,
                                                 std::string* label) {
  const Air a = classified(air);
  const SolidCase at = case_of(a);
  if (label) *label = a.regime + std::to_string(at.number);
  if (at.liquid) return older_model_equilibrium(air, tolerance);
  const Choice choice(a);
  RichParticle r = choice.solve(at);
  InorganicParticle& p = r.particle;
  if (label) *label += p.water <= trace ? " dry" : r.is_mixed ? " mixed" : "";
  if (!choice.poor() && p.water > trace) exchange_volatile(a, r.activity, r.dissolved_ammonium, p);
  p.ammonium = std::clamp(p.ammonium, 0.0, air.ammonia);
  p.nitrate = std::clamp(p.nitrate, 0.0, air.nitrate);
  p.chloride = std::clamp(p.chloride, 0.0, air.chloride);
  return p;
}

}  // namespace lantian::model::aerosol
