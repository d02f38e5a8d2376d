// The forward problem: five numbers decide everything (ln A4, ln A5, ln A6, ln W, ln a8;
// docs/theory/aerosol.md); a fixed point of them is found by Anderson's mixing, each lane by itself.
#include "model/aerosol/bracketed_step.hpp"
#include "model/aerosol/equilibrium_block.hpp"
#include "model/aerosol/salts.hpp"
#include "model/numerics/kernel_lanes.hpp"

#define LANTIAN_INLINE [[gnu::always_inline]] static inline

namespace lantian::model::aerosol {
namespace {

using V = KernelLanes;
constexpr int vector_width = sizeof(V) / sizeof(double);
constexpr int unknowns = 5, memory = 3, halvings = 12, most_newton_steps = 60;
/// In strong acid and in nearly dry air two solutions can all but touch, and mixing goes to and fro before
/// the gap. In acid only bisulfate decides and is bracketed; else one walks through, if need be again and
/// longer.
constexpr int bracket_from = 14, walk_from = 48, walk_to = 70;
constexpr bool walks(int n) {
  return (n >= walk_from && n < walk_to) || (n >= 160 && n < 200) || (n >= 240 && n < 290);
}
using Five = Unknown<V, unknowns>;  // ln A4, ln A5, ln A6, ln W, ln a8

struct Composition {
  V NH4, NO3, Cl, H, HSO4, water;
};

struct Problem {
  V temperature;
  Totals<V> total;
  FixedSalts<V> salts;
  V cations;  // charge of Na, K, Mg, dissolved Ca
  V ln_a4, ln_a5, ln_a6, ln_a8;
};

LANTIAN_INLINE V constant(double x) { return numerics::broadcast<V>(x); }

LANTIAN_INLINE Problem pose(const EquilibriumBlock& b, int first) {
  const auto load = [first](const double* from) {
    V v;
    __builtin_memcpy(&v, from + first, sizeof v);
    return v;
  };
  Problem p;
  p.temperature = load(b.temperature);
  p.total = {load(b.sulfate), load(b.ammonia),   load(b.nitrate), load(b.chloride),
             load(b.sodium),  load(b.potassium), load(b.calcium), load(b.magnesium)};
  if (b.has_solids) {
    const SulfateShares<V> shares{load(b.share[0]), load(b.share[1]), load(b.share[2]), load(b.share[3]),
                                  load(b.share[4]), load(b.share[5]), load(b.share[6]), load(b.share[7])};
    p.salts = fixed_salts(p.total, load(b.relative_humidity), &shares);
    p.total.A = positive(p.total.A - p.salts.solid_ammonium);
    p.total.Na = positive(p.total.Na - p.salts.solid_Na);
    p.total.K = positive(p.total.K - p.salts.solid_K);
    p.total.Mg = positive(p.total.Mg - p.salts.solid_Mg);
  } else {
    p.salts = fixed_salts(p.total, load(b.relative_humidity));
  }
  p.cations = p.total.Na + p.total.K + 2.0 * (p.total.Mg + p.salts.Ca);
  const V t = p.temperature, ln_rt = numerics::log(gas_constant_atm * t);
  p.ln_a4 = ln_constant(ammonia_dissolution, t) + ln_constant(ammonia_hydrolysis, t) -
            ln_constant(water_dissociation, t) + ln_rt;
  p.ln_a5 = ln_constant(nitric_acid, t) + ln_rt;
  p.ln_a6 = ln_constant(hydrogen_chloride, t) + ln_rt;
  p.ln_a8 = ln_constant(bisulfate_dissociation, t);
  return p;
}

/// The five numbers that a composition implies.
LANTIAN_INLINE Five implied(const Problem& p, const Composition& c) {
  const V per_water = 1.0 / c.water;
  const Ions<V> m{
      c.H * per_water,       c.NH4 * per_water,      p.total.Na * per_water,
      p.total.K * per_water, p.salts.Ca * per_water, p.total.Mg * per_water,
      c.Cl * per_water,      c.NO3 * per_water,      positive(p.salts.sulfate - c.HSO4) * per_water,
      c.HSO4 * per_water};
  const Coefficients<V> g = coefficients<Smooth>(m, p.temperature);
  const V ln_w = numerics::log(c.water), twice_ln_10 = constant(2.0 * ln_10);
  Five u;
  u.part[0] = p.ln_a4 + twice_ln_10 * (g.HNO3 - g.NH4NO3);
  u.part[1] = p.ln_a5 + 2.0 * ln_w - twice_ln_10 * g.HNO3;
  u.part[2] = p.ln_a6 + 2.0 * ln_w - twice_ln_10 * g.HCl;
  u.part[3] = ln_w;
  u.part[4] = p.ln_a8 + ln_w + ln_10 * (2.0 * g.H_HSO4 - 3.0 * g.H2SO4);
  return u;
}

LANTIAN_INLINE bool all_below(V x, double limit) {
  for (int n = 0; n < vector_width; ++n)
    if (!(x[n] <= limit)) return false;
  return true;
}

/// Anions (P) and cations (M) as functions of H+, and their slopes in ln h: P falls, M rises.
struct Charges {
  V anions, cations, fall, rise;
};

struct Partition {
  V a4, a5, a6, a8;
};

LANTIAN_INLINE Charges charges(const Problem& p, const Partition& a, V h) {
  const V r4 = 1.0 / (1.0 + a.a4 * h), r5 = 1.0 / (a.a5 + h), r6 = 1.0 / (a.a6 + h), r8 = 1.0 / (a.a8 + h);
  const V no3 = p.total.N * a.a5 * r5, cl = p.total.C * a.a6 * r6, so4 = p.salts.sulfate * a.a8 * r8;
  const V nh4 = p.total.A * a.a4 * h * r4;
  return {p.salts.sulfate + so4 + no3 + cl, p.cations + nh4 + h, h * (so4 * r8 + no3 * r5 + cl * r6),
          nh4 * r4 + h};
}

/// Free H+ that balances the charges: Newton for ln(P/M) = 0 in ln h inside a bracket, from the last h (at
/// first from some halvings of the exponent), to 1e-9; a lane that is there stays. H stays above 1e-9 mol per
/// kg of water (pH 9): more base than acid is taken to hold carbonate.
LANTIAN_INLINE V hydrogen(const Problem& p, const Partition& a, V water, bool first, V h) {
  V low = 1e-9 * water;
  V high = low + 2.0 * p.salts.sulfate + p.total.N + p.total.C;
  const auto middle = [](V x, V y) {  // near the geometric mean
    return numerics::from_bits<V>((numerics::bits_of(x) >> 1) + (numerics::bits_of(y) >> 1));
  };
  for (int n = 0; first && n < halvings; ++n) {
    h = middle(low, high);
    const Charges c = charges(p, a, h);
    low = c.anions > c.cations ? h : low;
    high = c.anions > c.cations ? high : h;
  }
  h = h > low ? h : middle(low, high);
  h = h < high ? h : middle(low, high);
  V doubt = constant(1.0);
  for (int n = 0; n < most_newton_steps && !all_below(doubt, 1e-9); ++n) {
    const Charges c = charges(p, a, h);
    const V excess = c.anions - c.cations;
    const V slope = (c.anions + c.cations) * (c.fall * c.cations + c.rise * c.anions);
    const V d = least(largest(2.0 * excess * c.anions * c.cations / slope, constant(-2.0)), constant(2.0));
    const V e = 1.0 + d * d * (1.0 / 12.0), next = h * (e + 0.5 * d) / (e - 0.5 * d);  // h exp(d)
    low = excess > 0.0 ? h : low;
    high = excess > 0.0 ? high : h;
    const V inside = next >= low ? next : middle(low, high);  // equal: h is the root to the last bit
    h = doubt > 1e-9 ? (inside <= high ? inside : middle(low, high)) : h;
    doubt = doubt > 1e-9 ? least(magnitude(d), (high - low) / h) : doubt;
  }
  return h;
}

/// That root to the last bits: where H+ is held at its least it stays.
LANTIAN_INLINE V polished(const Problem& p, const Partition& a, V water, V h) {
  const auto held = h <= 1.0000001e-9 * water;
  for (int n = 0; n < 2; ++n) {
    const Charges c = charges(p, a, h);
    const V d = (c.anions - c.cations) / (c.fall + c.rise);
    h = held ? h : h * (1.0 + least(largest(d, constant(-1e-6)), constant(1e-6)));
  }
  return h;
}

LANTIAN_INLINE Partition partition(const Five& u) {
  return {numerics::exp(u.part[0]), numerics::exp(u.part[1]), numerics::exp(u.part[2]),
          numerics::exp(u.part[4])};
}

LANTIAN_INLINE Composition with_hydrogen(const Problem& p, const Partition& a, V h) {
  Composition c;
  c.H = h;
  c.NH4 = p.total.A * (a.a4 * c.H / (1.0 + a.a4 * c.H));
  c.NO3 = p.total.N * (a.a5 / (a.a5 + c.H));
  c.Cl = p.total.C * (a.a6 / (a.a6 + c.H));
  c.HSO4 = p.salts.sulfate * (c.H / (a.a8 + c.H));
  c.water = water_content(p.salts, c.NH4, c.NO3, c.Cl);
  return c;
}

/// The composition that five numbers imply.
LANTIAN_INLINE Composition composition(const Problem& p, const Five& u, bool first, V last_h) {
  const Partition a = partition(u);
  return with_hydrogen(p, a, hydrogen(p, a, numerics::exp(u.part[3]), first, last_h));
}

/// All that could be in the particle is.
LANTIAN_INLINE Five cold_start(const Problem& p) {
  const V acid = positive(2.0 * p.salts.sulfate + p.total.N + p.total.C - p.cations);
  Composition c;
  c.NH4 = least(p.total.A, acid);
  const V room = positive(c.NH4 + p.cations - 2.0 * p.salts.sulfate);
  c.NO3 = least(p.total.N, room);
  c.Cl = least(p.total.C, room - c.NO3);
  c.water = water_content(p.salts, c.NH4, c.NO3, c.Cl);
  c.H = 1e-6 * c.water;
  c.HSO4 = constant(0.0);
  return implied(p, c);
}

/// Plain steps whose length doubles as long as they point the same way.
LANTIAN_INLINE void walk(V& stride, const Five& last, const Five& r, V largest_residual, Five& u) {
  stride = dot(last, r) > 0.0 ? 2.0 * stride : constant(1.0);
  const V factor = least(stride, 0.5 / largest_residual + 1.0);
  for (int k = 0; k < unknowns; ++k) u.part[k] = u.part[k] + factor * r.part[k];
}

void solve(EquilibriumBlock& b, int first) {
  const Problem p = pose(b, first);
  const double tolerance = b.tolerance;
  Five u = cold_start(p);
  History<V, unknowns, memory> past{};
  Bracket<V> bracket{};
  V stride = constant(1.0);
  Five at{};
  V h_at = constant(0.0);
  V h = constant(1.0);
  V change = constant(1e300), count = constant(0.0);
  for (int n = 0; n < most_evaluations && !all_below(change, tolerance); ++n) {
    const Composition c = composition(p, u, n == 0, h);
    h = c.H;
    const Five image = implied(p, c);
    Five r;
    V here = constant(0.0);
    for (int k = 0; k < unknowns; ++k) {
      r.part[k] = image.part[k] - u.part[k];
      here = largest(here, magnitude(r.part[k]));
    }
    const auto done = change <= tolerance;  // those lanes keep what they have
    for (int k = 0; k < unknowns; ++k) at.part[k] = done ? at.part[k] : u.part[k];
    h_at = done ? h_at : c.H;
    count = done ? count : count + 1.0;
    change = done ? change : here;
    if (walks(n)) {
      walk(stride, past.last_residual, r, here, u);
      past.last_residual = r;
      continue;
    }
    const V a8 = u.part[4];
    advance(past, u, image, r, n < walk_to ? n : n + plain_to);  // no second stretch of plain steps
    if (n < bracket_from || n >= walk_from) continue;
    const auto is_acid = magnitude(r.part[3]) < 1e-9;  // the water of acid sulfates depends on nothing
    const V tried = next_in_bracket(bracket, a8, r.part[4]);
    for (int k = 0; k < unknowns; ++k) u.part[k] = is_acid ? (k == 4 ? tried : image.part[k]) : u.part[k];
  }
  const Partition a = partition(at);
  const Composition found = with_hydrogen(p, a, polished(p, a, numerics::exp(at.part[3]), h_at));
  const auto store = [first](double* to, V v) { __builtin_memcpy(to + first, &v, sizeof v); };
  store(b.NH4, least(found.NH4, p.total.A) + p.salts.solid_ammonium);
  store(b.NO3, least(found.NO3, p.total.N));
  store(b.Cl, least(found.Cl, p.total.C));
  store(b.H, found.H);
  store(b.HSO4, found.HSO4);
  store(b.water, found.water);
  store(b.change, change);
  store(b.evaluations, count);
}

}  // namespace

void LANTIAN_JOIN(solve_equilibrium_, LANTIAN_ISA)(EquilibriumBlock& block) {
  for (int first = 0; first < EquilibriumBlock::width; first += vector_width) solve(block, first);
}

}  // namespace lantian::model::aerosol
