#include "run/sweep/design.hpp"

#include <algorithm>

namespace lantian::run {
namespace {

using Kind = scenarios::SweepAxis::Kind;

const char* name_of(Kind kind) {
  constexpr const char* names[] = {"option", "scenario", "weather", "compliance", "draw", "parameter"};
  return names[static_cast<int>(kind)];
}

const char* name_of(scenarios::Sampling::Method method) {
  constexpr const char* names[] = {"lhs", "sobol", "saltelli", "morris"};
  return names[static_cast<int>(method)];
}

io::SweepDimension dimension_of(const scenarios::SweepAxis& axis) {
  io::SweepDimension dimension{axis.name, name_of(axis.kind), axis.words, axis.numbers, {}};
  for (const auto& weather : axis.weathers) dimension.words.push_back(weather.id);
  return dimension;
}

/// All sampled axes as one dimension; nothing where none is.
std::optional<io::SweepDimension> samples_of(const scenarios::Study& study, std::string& method) {
  std::vector<std::string> names;
  std::vector<const scenarios::SweepAxis*> axes;
  for (const auto& axis : study.axes)
    if (axis.sampling) axes.push_back(&axis), names.push_back(axis.name);
  if (axes.empty()) return std::nullopt;
  const auto& sampling = *axes.front()->sampling;
  method = name_of(sampling.method);
  const auto points = scenarios::unit_points(sampling, names, study.seed);
  io::SweepDimension dimension{"sample", "sample", {}, {}, {}};
  for (std::size_t n = 0; n < points.size(); ++n) dimension.numbers.push_back(static_cast<double>(n));
  for (std::size_t a = 0; a < axes.size(); ++a) {
    io::SweepDimension::Coordinate one{axes[a]->name, name_of(axes[a]->kind), axes[a]->path, {}};
    for (const auto& point : points)
      one.numbers.push_back(scenarios::quantile(axes[a]->distribution, point[a]));
    dimension.coordinates.push_back(std::move(one));
  }
  return dimension;
}

}  // namespace

SweepDesign::SweepDesign(const scenarios::Study& study, const io::TextPlace& place) : study_(study) {
  io::Diagnostics diagnostics;
  if (study.axes.empty()) diagnostics.add("sweep_without_axes", place);
  diagnostics.throw_if_any();
  const auto is = [](Kind kind) { return [kind](const auto& axis) { return axis.kind == kind; }; };
  const auto& axes = study.axes;
  if (!study.options.empty() && std::none_of(axes.begin(), axes.end(), is(Kind::option))) {
    io::SweepDimension all{"option", "option", {}, {}, {}};
    for (const auto& option : study.options) all.words.push_back(option.id);
    dimensions_.push_back(std::move(all));
  }
  for (const auto& axis : axes) {
    if (axis.kind == Kind::weather) weathers_ = axis.weathers;
    if (axis.kind == Kind::parameter) parameters_.push_back(axis.path);
    if (!axis.sampling) dimensions_.push_back(dimension_of(axis));
  }
  if (weathers_.empty()) weathers_.push_back({"case", "", "", ""});
  std::size_t samples = 1, sampled = 0;
  for (const auto& axis : axes) sampled += axis.sampling ? 1 : 0;
  for (const auto& axis : axes)
    if (axis.sampling) samples = scenarios::point_count(*axis.sampling, sampled);
  size_ = samples;
  for (const auto& dimension : dimensions_) {
    size_ *= dimension.size();
    if (size_ > most_sweep_members) break;
  }
  if (size_ > most_sweep_members)
    diagnostics.add("sweep_too_large", place,
                    {{"value", std::to_string(size_)}, {"limit", std::to_string(most_sweep_members)}});
  diagnostics.throw_if_any();
  if (auto drawn = samples_of(study, sampling_)) dimensions_.push_back(std::move(*drawn));
}

SweepPoint SweepDesign::point(std::size_t member) const {
  SweepPoint point;
  point.numbers.assign(parameters_.size(), 0.0);
  const auto take = [&](const std::string& kind, const std::string& path, double number) {
    if (kind == "compliance") point.compliance = number;
    if (kind == "draw") point.draw = static_cast<std::uint64_t>(number);
    if (kind == "parameter")
      point.numbers[static_cast<std::size_t>(std::find(parameters_.begin(), parameters_.end(), path) -
                                             parameters_.begin())] = number;
  };
  std::size_t rest = member;
  for (std::size_t d = dimensions_.size(); d-- > 0;) {
    const auto& dimension = dimensions_[d];
    const std::size_t at = rest % dimension.size();
    rest /= dimension.size();
    if (dimension.kind == "option")
      for (std::size_t n = 0; n < study_.options.size(); ++n) {
        if (study_.options[n].id == dimension.words[at]) point.option = static_cast<int>(n);
      }
    else if (dimension.kind == "scenario")
      point.scenario = static_cast<int>(at);
    else if (dimension.kind == "weather")
      point.weather = static_cast<int>(at);
    else if (dimension.kind == "sample")
      for (const auto& c : dimension.coordinates) take(c.kind, c.path, c.numbers[at]);
    else {
      std::string path;
      for (const auto& axis : study_.axes)
        if (axis.name == dimension.name) path = axis.path;
      take(dimension.kind, path, dimension.numbers[at]);
    }
  }
  return point;
}

}  // namespace lantian::run
