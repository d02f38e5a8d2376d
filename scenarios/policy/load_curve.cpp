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
    // The load says which way it goes: one that heats up may emit more than at full load.
    const bool falls = order.output != output_ ? order.output < output_ : target < factor_;
    const int hours = falls ? physics_.ramp_down_h : physics_.ramp_up_h;
    const bool arrived = ramp(target, order.output, hours, order.end);
    if (arrived && order.output == 0.0) cold_hours_ = physics_.heat_up_h;
    if (order.is_given) step(order.end, factor_, output_);
  }

  std::vector<LoadStep> steps;

 private:
  /// To `end`, where that is later than now.
  void step(model::UtcSeconds end, double factor, double output) {
    if (now_ >= end) return;
    steps.push_back({now_, end, factor, output});
    now_ = end;
  }

  /// After a stop, as far as time allows.
  void heat_up(model::UtcSeconds latest) {
    if (cold_hours_ <= 0) return;
    const auto begun = now_;
    step(std::min(latest, now_ + cold_hours_ * hour), physics_.heat_up_emission, 0.0);
    cold_hours_ -= static_cast<int>((now_ - begun) / hour);
    factor_ = physics_.heat_up_emission;
    output_ = 0.0;
  }

  /// Hourly means of a straight line from what is emitted now to `target`, and likewise of the output;
  /// whether it is reached.
  bool ramp(double target, double output, int hours, model::UtcSeconds latest) {
    const double before = factor_, made = output_;
    const bool changes = before != target || made != output;
    for (int h = 0; changes && h < hours; ++h) {
      if (now_ >= latest) {
        factor_ = before + (target - before) * h / hours;
        output_ = made + (output - made) * h / hours;
        return false;
      }
      step(std::min(latest, now_ + hour), before + (target - before) * (h + 0.5) / hours,
           made + (output - made) * (h + 0.5) / hours);
    }
    if (now_ >= latest && changes && hours == 0) return false;
    factor_ = target;
    output_ = output;
    return true;
  }

  const Physics& physics_;
  model::UtcSeconds now_ = 0;
  double factor_ = 1.0;  // emission over that at full load, now
  double output_ = 1.0;  // output over full output, now
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
