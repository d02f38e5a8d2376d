// Rosenbrock over lanes: every lane is a problem of its own (a cell and member), a finished lane takes the
// next problem of the queue. All sums are fused multiply-adds in the order of the tables, lanes never read
// each other: the bits do not depend on the lane count, the instruction set or the company.
#include "model/chemistry/kernel.hpp"
#include "model/chemistry/lanes.hpp"
#include "model/chemistry/rodas3.hpp"

namespace lantian::model::chemistry {
namespace {

using std::int32_t;

// --- the mathematics of one attempt
// -------------------------------------------------------------------------
template <class Real>
struct Workspace {
  Lanes<Real>*y, *k, *rate, *partial, *factor, *f, *K1, *K2, *K3, *trial;
  Lanes<Real>*own_k, *companions;  // constants of rates with a factor, without it; companions' densities

  static std::size_t lanes(const TableView<Real>& t, int companions) {
    return 7u * (t.species + 1) + 2u * t.rates + t.partials + t.entries +
           (companions > 0 ? t.rates + static_cast<std::size_t>(companions) * (t.species + 1) : 0u);
  }
  Workspace(const TableView<Real>& t, int companion_count, void* memory) {
    auto* next = static_cast<Lanes<Real>*>(memory);
    const auto take = [&next](int count) {
      auto* begin = next;
      next += count;
      return begin;
    };
    y = take(t.species + 1);
    trial = take(t.species + 1);
    f = take(t.species + 1);
    K1 = take(t.species + 1);
    K2 = take(t.species + 1);
    K3 = take(2 * (t.species + 1));  // and K4 behind
    k = take(t.rates);
    rate = take(t.rates);
    partial = take(t.partials);
    factor = take(t.entries);
    own_k = take(companion_count > 0 ? t.rates : 0);
    companions = take(companion_count * (t.species + 1));
  }
};

// Each of these three is a function of its own, with its pointers in registers: inlined together they spill.
template <class Real>
[[gnu::noinline]] void forcing(const TableView<Real>& t, const Workspace<Real>& w, const Lanes<Real>* y,
                               Lanes<Real>* f) {
  Lanes<Real>* const rate = w.rate;
  const Lanes<Real>* const k = w.k;
  const int32_t *first = t.rate_first, *second = t.rate_second;
  for (int r = 0, rates = t.rates; r < rates; ++r) rate[r] = k[r] * y[first[r]] * y[second[r]];
  const int32_t* index = t.forcing_rate;
  const Real* coefficient = t.forcing_coefficient;
  for (int s = 0, species = t.species; s < species; ++s) {
    Lanes<Real> sum = all(Real(0));
    for (const int32_t* const end = t.forcing_rate + t.forcing_begin[s + 1]; index != end;
         ++index, ++coefficient)
      sum = fma(all(*coefficient), rate[*index], sum);
    f[s] = sum;
  }
}

/// Assembles 1/(gamma h) I - J and eliminates, entry by entry in one register; pivots are kept inverted.
template <class Real>
[[gnu::noinline]] void factorise(const TableView<Real>& t, const Workspace<Real>& w,
                                 const Lanes<Real>& diagonal) {
  Lanes<Real>*const partial = w.partial, *const factor = w.factor;
  for (int p = 0; p < t.partials; ++p) partial[p] = w.k[t.partial_rate[p]] * w.y[t.partial_other[p]];
  const int32_t *left = t.product_left, *right = t.product_right, *index = t.jacobian_partial;
  const Real* coefficient = t.jacobian_coefficient;
  for (int row = 0; row < t.species; ++row)
    for (int e = t.row_begin[row]; e < t.row_begin[row + 1]; ++e) {
      const bool on_diagonal = e == t.row_diagonal[row];
      Lanes<Real> sum = on_diagonal ? diagonal : all(Real(0));
      for (const int32_t* const end = t.jacobian_partial + t.jacobian_begin[e + 1]; index != end;
           ++index, ++coefficient)
        sum = fma(all(*coefficient), partial[*index], sum);
      for (const int32_t* const end = t.product_left + t.product_begin[e + 1]; left != end; ++left, ++right)
        sum = minus_fma(factor[*left], factor[*right], sum);
      if (t.below_pivot[e] >= 0)
        sum = sum * factor[t.below_pivot[e]];
      else if (on_diagonal)
        sum = all(Real(1)) / sum;
      factor[e] = sum;
    }
}

/// Solves in place; x holds the right-hand side.
template <class Real>
[[gnu::noinline]] void substitute(const TableView<Real>& t, const Lanes<Real>* factor, Lanes<Real>* x) {
  const int32_t *column = t.column, *begin = t.row_begin, *diagonal = t.row_diagonal;
  for (int row = 0; row < t.species; ++row) {
    Lanes<Real> sum = x[row];
    for (int e = begin[row]; e < diagonal[row]; ++e) sum = minus_fma(factor[e], x[column[e]], sum);
    x[row] = sum;
  }
  for (int row = t.species - 1; row >= 0; --row) {
    Lanes<Real> sum = x[row];
    for (int e = diagonal[row] + 1; e < begin[row + 1]; ++e) sum = minus_fma(factor[e], x[column[e]], sum);
    x[row] = sum * factor[diagonal[row]];
  }
}

/// What the stages take of the step: Rodas3's coefficients over h, by lane.
template <class Real>
struct StageCoefficients {
  using R = Rodas3;
  Lanes<Real> diagonal, c21, c31, c32, c41, c42, c43;

  explicit StageCoefficients(const Lanes<Real>& h) {
    const auto over_h = [&h](double c) { return all(static_cast<Real>(c)) / h; };
    diagonal = over_h(1.0 / R::gamma);
    c21 = over_h(R::C[1][0]), c31 = over_h(R::C[2][0]), c32 = over_h(R::C[2][1]);
    c41 = over_h(R::C[3][0]), c42 = over_h(R::C[3][1]), c43 = over_h(R::C[3][2]);
  }
};

/// The four stages from `y` with the factors in the workspace; the new densities go to `trial`. Returns the
/// mean square error in units of the tolerance.
template <class Real>
Lanes<Real> stages(const TableView<Real>& t, const Workspace<Real>& w, const Lanes<Real>* y,
                   const StageCoefficients<Real>& c, const Lanes<Real>& relative,
                   const Lanes<Real>& absolute) {
  using R = Rodas3;
  static_assert(R::A[1][0] == 0.0 && R::A[2][1] == 0.0 && R::A[3][1] == 0.0,
                "which stages need a new forcing");
  const Lanes<Real> a31 = all(Real(R::A[2][0])), a41 = all(Real(R::A[3][0])), a43 = all(Real(R::A[3][2]));
  Lanes<Real>* const K4 = w.K3 + (t.species + 1);

  forcing(t, w, y, w.f);
  for (int s = 0; s < t.species; ++s) w.K1[s] = w.f[s];
  substitute(t, w.factor, w.K1);
  for (int s = 0; s < t.species; ++s) {
    w.K2[s] = fma(c.c21, w.K1[s], w.f[s]);
    w.trial[s] = fma(a31, w.K1[s], y[s]);
  }
  substitute(t, w.factor, w.K2);
  forcing(t, w, w.trial, w.K3);
  for (int s = 0; s < t.species; ++s) w.K3[s] = fma(c.c32, w.K2[s], fma(c.c31, w.K1[s], w.K3[s]));
  substitute(t, w.factor, w.K3);
  for (int s = 0; s < t.species; ++s) w.trial[s] = fma(a43, w.K3[s], fma(a41, w.K1[s], y[s]));
  forcing(t, w, w.trial, K4);
  for (int s = 0; s < t.species; ++s)
    K4[s] = fma(c.c43, w.K3[s], fma(c.c42, w.K2[s], fma(c.c41, w.K1[s], K4[s])));
  substitute(t, w.factor, K4);

  static_assert(R::m[0] == R::A[3][0] && R::m[2] == R::A[3][2] && R::m[3] == 1.0,
                "the result is stage 4 + K4");
  Lanes<Real> sum = all(Real(0));
  for (int s = 0; s < t.species; ++s) {
    const Lanes<Real> end = without_negatives(w.trial[s] + K4[s]);
    w.trial[s] = end;
    const Lanes<Real> ratio = K4[s] / fma(relative, larger(y[s], end), absolute);
    sum = fma(ratio, ratio, sum);
  }
  return sum * all(static_cast<Real>(1.0 / t.species));
}

// --- the choice of steps
// ------------------------------------------------------------------------------------
/// x^(-1/3) to 1e-6 for 1e-30 < x < 1e30: a guess from the exponent, then Newton's steps.
inline float inverse_cube_root(float x) {
  float y = __builtin_bit_cast(float, 0x54a2fa8c - __builtin_bit_cast(int32_t, x) / 3);
  for (int n = 0; n < 3; ++n) y = y * __builtin_fmaf(x * y * y * y, -1.0f / 3.0f, 4.0f / 3.0f);
  return y;
}

/// h (new) / h: 0.9 err^(-1/3) in [0.1, 6]; 0.1 where the error is no number.
inline float step_ratio(float error) {
  const float bounded = error < 1e9f ? (error > 1e-9f ? error : 1e-9f) : 1e9f;
  const float ratio = 0.9f * inverse_cube_root(bounded);
  return ratio < 0.1f ? 0.1f : (ratio > 6.0f ? 6.0f : ratio);
}

template <class Real>
struct Lane {
  int problem = -1;           // -1: idle
  Real h = 1, remaining = 0;  // of the interval; of the followed step while refining it
  bool after_rejection = false;
  int followed = 0;       // steps of the leader already taken
  int follow_count = -1;  // -1: free
  bool refining = false;
  int recorded = 0;
  Outcome outcome{};
};

template <class Real>
struct Queue {
  const TableView<Real>& t;
  const StepControl& control;
  const ProblemView<Real>& p;
  Workspace<Real> w;
  Lane<Real> lanes[Lanes<Real>::count];
  int next = 0, alive = 0;

  static Real* element(Lanes<Real>* v, int lane) { return reinterpret_cast<Real*>(v) + lane; }
  Lanes<Real>* companion(int m) const { return w.companions + m * (t.species + 1); }
  Real* companion(int m, int lane) const { return element(companion(m), lane); }
  std::ptrdiff_t companion_row(const Lane<Real>& lane, int m) const {
    return static_cast<std::ptrdiff_t>(lane.problem) * p.companions + m;
  }
  static constexpr int stride = Lanes<Real>::count;

  void fit(Lane<Real>& lane) const {
    if (lane.remaining <= lane.h)
      lane.h = lane.remaining;
    else if (lane.remaining < 2 * lane.h)
      lane.h = lane.remaining / 2;
  }

  const Real* steps_to_follow(const Lane<Real>& lane) const {
    return p.followed + static_cast<std::ptrdiff_t>(p.leader[lane.problem]) * p.step_capacity;
  }

  void load(int l) {
    Lane<Real>& lane = lanes[l];
    lane = {};
    Real *y = element(w.y, l), *k = element(w.k, l);
    if (next == p.count) {  // an idle lane holds harmless numbers
      for (int s = 0; s < t.species; ++s) y[s * stride] = 0;
      for (int r = 0; r < t.rates; ++r) k[r * stride] = 0;
      for (int u = 0; u < p.users && p.companions > 0; ++u) element(w.own_k, l)[u * stride] = 0;
      for (int m = 0; m < p.companions; ++m)
        for (int s = 0; s < t.species; ++s) companion(m, l)[s * stride] = 0;
      return;
    }
    ++alive;
    lane.problem = next++;
    const Real* state = p.state + static_cast<std::ptrdiff_t>(lane.problem) * t.species;
    const Real* rates = p.rates + static_cast<std::ptrdiff_t>(p.cell[lane.problem]) * t.rates;
    const Real* factor = p.user_factor + static_cast<std::ptrdiff_t>(lane.problem) * p.users;
    for (int s = 0; s < t.species; ++s) y[s * stride] = state[s];
    for (int r = 0; r < t.rates; ++r) k[r * stride] = rates[r];
    for (int u = 0; u < p.users && p.companions > 0; ++u)
      element(w.own_k, l)[u * stride] = k[p.user_rate[u] * stride];
    for (int u = 0; u < p.users; ++u) k[p.user_rate[u] * stride] *= factor[u];
    for (int m = 0; m < p.companions; ++m) {
      const Real* from = p.companion_state + companion_row(lane, m) * t.species;
      for (int s = 0; s < t.species; ++s) companion(m, l)[s * stride] = from[s];
      p.companion_followed[companion_row(lane, m)] = 1;
    }
    lane.outcome.failed_species = -1;
    if (p.followed) lane.follow_count = p.followed_count[p.leader[lane.problem]];
    if (lane.follow_count > 0) {
      lane.h = steps_to_follow(lane)[0];
    } else {
      lane.remaining = static_cast<Real>(control.interval);
      lane.h = static_cast<Real>(control.first_step);
      fit(lane);
    }
  }

  void unload(int l) {
    Lane<Real>& lane = lanes[l];
    Real* state = p.state + static_cast<std::ptrdiff_t>(lane.problem) * t.species;
    const bool failed = lane.outcome.failed_species >= 0;
    if (!failed)
      for (int s = 0; s < t.species; ++s) state[s] = element(w.y, l)[s * stride];
    if (p.recorded)
      p.recorded_count[lane.problem] = failed || lane.recorded > p.step_capacity ? -1 : lane.recorded;
    p.outcome[lane.problem] = lane.outcome;
    for (int m = 0; m < p.companions; ++m) {
      std::int32_t& followed = p.companion_followed[companion_row(lane, m)];
      if (failed) followed = 0;
      Real* to = p.companion_state + companion_row(lane, m) * t.species;
      for (int s = 0; s < t.species && followed; ++s) to[s] = companion(m, l)[s * stride];
    }
    --alive;
    load(l);
  }

  /// The species with the largest error, or the first that is no number.
  int worst_species(int l) const {
    const Real* K4 = element(w.K3 + (t.species + 1), l);
    int worst = 0;
    Real most = -1;
    for (int s = 0; s < t.species; ++s) {
      const Real y = element(w.y, l)[s * stride], end = element(w.trial, l)[s * stride];
      const Real large = y > end ? y : end, change = K4[s * stride] < 0 ? -K4[s * stride] : K4[s * stride];
      const Real error = change / (static_cast<Real>(control.absolute_tolerance) +
                                   static_cast<Real>(control.relative_tolerance) * large);
      if (y != y) return s;
      if (error > most || error != error) {
        worst = s;
        most = error != error ? static_cast<Real>(3e38) : error;
      }
    }
    return worst;
  }

  /// What is left of the interval.
  Real remaining(const Lane<Real>& lane) const {
    if (lane.follow_count <= 0) return lane.remaining;
    Real left = lane.refining ? lane.remaining : lane.h;
    for (int n = lane.followed + 1; n < lane.follow_count; ++n) left += steps_to_follow(lane)[n];
    return left;
  }

  /// Books an accepted step; true when the problem is at its end.
  bool advance(Lane<Real>& lane, float ratio) {
    ++lane.outcome.accepted;
    if (p.recorded) {
      if (lane.recorded < p.step_capacity)
        p.recorded[static_cast<std::ptrdiff_t>(lane.problem) * p.step_capacity + lane.recorded] = lane.h;
      ++lane.recorded;
    }
    const bool following = lane.follow_count > 0;
    if (!following || lane.refining) {
      lane.remaining -= lane.h;
      if (lane.remaining > 0) {
        if (lane.after_rejection && ratio > 1.0f) ratio = 1.0f;
        lane.after_rejection = false;
        lane.h *= static_cast<Real>(ratio);
        fit(lane);
        return false;
      }
    }
    if (!following || ++lane.followed == lane.follow_count) return true;
    lane.refining = false;
    lane.after_rejection = false;
    lane.h = steps_to_follow(lane)[lane.followed];
    return false;
  }

  void shorten(Lane<Real>& lane, float ratio) {
    if (lane.follow_count > 0 &&
        !lane.refining) {  // from here on alone, to the end of this step of the leader
      lane.refining = true;
      lane.remaining = lane.h;
    }
    lane.after_rejection = true;
    lane.h *= static_cast<Real>(ratio < 0.9f ? ratio : 0.9f);
    fit(lane);
  }

  /// Constants of rates with a factor: those of companion m, or of the leaders (m = -1).
  void set_factors(int m) {
    for (int l = 0; l < Lanes<Real>::count; ++l) {
      const Lane<Real>& lane = lanes[l];
      if (lane.problem < 0) continue;
      const Real* factor = m < 0 ? p.user_factor + static_cast<std::ptrdiff_t>(lane.problem) * p.users
                                 : p.companion_factor + companion_row(lane, m) * p.users;
      for (int u = 0; u < p.users; ++u)
        element(w.k, l)[p.user_rate[u] * stride] = element(w.own_k, l)[u * stride] * factor[u];
    }
  }

  /// The leaders' accepted steps once more from the companions' densities, with the leaders' factors.
  void lead(const StageCoefficients<Real>& c, const Lanes<Real>& accepted, const Lanes<Real>& relative,
            const Lanes<Real>& absolute) {
    for (int m = 0; m < p.companions; ++m) {
      set_factors(m);
      Lanes<Real>* const y = companion(m);
      Lanes<Real> square = stages(t, w, y, c, relative, absolute);
      for (int s = 0; s < t.species; ++s) y[s] = chosen(accepted, w.trial[s], y[s]);
      const Real limit = static_cast<Real>(control.follow_limit * control.follow_limit);
      for (int l = 0; l < Lanes<Real>::count; ++l)
        if (lanes[l].problem >= 0 && element(const_cast<Lanes<Real>*>(&accepted), l)[0] != 0 &&
            !(element(&square, l)[0] <= limit))
          p.companion_followed[companion_row(lanes[l], m)] = 0;
    }
    if (p.companions > 0) set_factors(-1);
  }

  void run() {
    constexpr int count = Lanes<Real>::count;
    w.y[t.species] = w.trial[t.species] = all(Real(1));
    for (int m = 0; m < p.companions; ++m) companion(m)[t.species] = all(Real(1));
    const Lanes<Real> relative = all(static_cast<Real>(control.relative_tolerance));
    const Lanes<Real> absolute = all(static_cast<Real>(control.absolute_tolerance));
    const Real smallest_step = static_cast<Real>(1e-9 * control.interval);
    for (int l = 0; l < count; ++l) load(l);
    while (alive > 0) {
      Lanes<Real> h, accepted;
      for (int l = 0; l < count; ++l) element(&h, l)[0] = lanes[l].h;
      const StageCoefficients<Real> coefficients(h);
      factorise(t, w, coefficients.diagonal);
      Lanes<Real> square = stages(t, w, w.y, coefficients, relative, absolute);
      Real error[count];
      float ratio[count];
      for (int l = 0; l < count; ++l) error[l] = __builtin_sqrt(element(&square, l)[0]);
      for (int l = 0; l < count; ++l) ratio[l] = step_ratio(static_cast<float>(error[l]));
      for (int l = 0; l < count; ++l) {
        const Lane<Real>& lane = lanes[l];
        const Real limit =
            lane.follow_count > 0 && !lane.refining ? static_cast<Real>(control.follow_limit) : Real(1);
        element(&accepted, l)[0] = error[l] <= limit ? Real(1) : Real(0);
      }
      for (int s = 0; s < t.species; ++s) w.y[s] = chosen(accepted, w.trial[s], w.y[s]);
      lead(coefficients, accepted, relative, absolute);
      for (int l = 0; l < count; ++l) {
        Lane<Real>& lane = lanes[l];
        if (lane.problem < 0) continue;
        ++lane.outcome.attempted;
        bool ended = false;
        if (element(&accepted, l)[0] != 0)
          ended = advance(lane, ratio[l]);
        else
          shorten(lane, ratio[l]);
        if (!ended && (lane.outcome.attempted >= control.attempts || lane.h < smallest_step)) {
          lane.outcome.failed_species = worst_species(l);
          lane.outcome.remaining = static_cast<float>(remaining(lane));
          ended = true;
        }
        if (ended) unload(l);
      }
    }
  }
};

template <class Real>
std::size_t workspace_bytes(const TableView<Real>& t, int companions) {
  return Workspace<Real>::lanes(t, companions) * sizeof(Lanes<Real>);
}

template <class Real>
void solve(const TableView<Real>& t, const StepControl& control, const ProblemView<Real>& p, void* memory) {
  Queue<Real> queue{t, control, p, Workspace<Real>(t, p.companions, memory), {}};
  queue.run();
}

}  // namespace

#define LANTIAN_JOIN(a, b) a##b
#define LANTIAN_NAME(isa) LANTIAN_JOIN(chemistry_kernels_, isa)
extern const ChemistryKernels LANTIAN_NAME(LANTIAN_ISA);
const ChemistryKernels LANTIAN_NAME(LANTIAN_ISA) = {Lanes<float>::count,    Lanes<double>::count,
                                                    workspace_bytes<float>, workspace_bytes<double>,
                                                    solve<float>,           solve<double>};

}  // namespace lantian::model::chemistry
