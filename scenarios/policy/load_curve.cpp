#include "scenarios/policy/load_curve.hpp"

#include <algorithm>

namespace lantian::scenarios {

namespace {

constexpr auto hour = model::seconds_per_hour;

/// Neighbours that ask for the same are one order, so that a ramp runs on through them.
std::vector<Order> joined(const std::vector<Order>& orders) {
  std::vector<Order> found;
  for (const Order& order : orders) {
    const bool goes_on = !found.empty() && found.back().end == order.start &&
                         found.back().output == order.output && found.back().is_given == order.is_given;
    if (goes_on)
      found.back().end = order.end;
    else
      found.push_back(order);
  }
  return found;
}

class Plant {
 public:
  explicit Plant(const Physics& physics) : physics_(physics) {}

  void follow(const Order& order) {
    now_ = order.start;
    if (order.output > 0.0) heat_up(order.end);
    const double target = order.output > 0.0 ? order.output : physics_.hot_idle;
    const bool arrived =
        ramp(target, target < factor_ ? physics_.ramp_down_h : physics_.ramp_up_h, order.end);
    if (arrived && order.output == 0.0) cold_hours_ = physics_.heat_up_h;
    if (order.is_given) step(order.end, factor_);
  }

  std::vector<LoadStep> steps;

 private:
  /// To `end`, where that is later than now.
  void step(model::UtcSeconds end, double factor) {
    if (now_ >= end) return;
    steps.push_back({now_, end, factor});
    now_ = end;
  }

  /// After a stop, as far as time allows.
  void heat_up(model::UtcSeconds latest) {
    if (cold_hours_ <= 0) return;
    const auto begun = now_;
    step(std::min(latest, now_ + cold_hours_ * hour), physics_.heat_up_emission);
    cold_hours_ -= static_cast<int>((now_ - begun) / hour);
    factor_ = physics_.heat_up_emission;
  }

  /// Hourly means of a straight line from what is emitted now to `target`; whether it is reached.
  bool ramp(double target, int hours, model::UtcSeconds latest) {
    const double before = factor_;
    for (int h = 0; before != target && h < hours; ++h) {
      if (now_ >= latest) {
        factor_ = before + (target - before) * h / hours;
        return false;
      }
      step(std::min(latest, now_ + hour), before + (target - before) * (h + 0.5) / hours);
    }
    if (now_ >= latest && before != target && hours == 0) return false;
    factor_ = target;
    return true;
  }

  const Physics& physics_;
  model::UtcSeconds now_ = 0;
  double factor_ = 1.0;  // emission over that at full load, now
  int cold_hours_ = 0;   // of heating up still to come
};

}  // namespace

std::vector<LoadStep> load_curve(const std::vector<Order>& orders, const Physics& physics) {
  Plant plant(physics);
  for (const Order& order : joined(orders)) plant.follow(order);
  return std::move(plant.steps);
}

model::UtcSeconds memory(const Physics& physics) {
  return (physics.ramp_down_h + physics.heat_up_h + physics.ramp_up_h) * hour;
}

}  // namespace lantian::scenarios
