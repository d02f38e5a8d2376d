#include "io/study/sweep.hpp"

#include <algorithm>
#include <cmath>

#include "io/case.hpp"
#include "scenarios/study/sweep_metrics.hpp"

namespace lantian::io {
namespace {

using scenarios::Distribution;
using scenarios::Sampling;
using scenarios::SweepAxis;
using Kind = SweepAxis::Kind;

constexpr int most_samples = 1000000;
const std::string samples_name = "sample";  // the dimension of what is drawn together

constexpr std::pair<const char*, Sampling::Method> methods[] = {{"lhs", Sampling::Method::lhs},
                                                                {"sobol", Sampling::Method::sobol},
                                                                {"saltelli", Sampling::Method::saltelli},
                                                                {"morris", Sampling::Method::morris}};

/// An entry that stands twice would be computed once and counted twice.
void report_repeated(const TableReader& table, const std::string& key, const TomlValue& item,
                     const TomlValue& first) {
  table.fault("duplicate", key, item, {{"line", std::to_string(first.place.line)}});
}

/// `{ lhs = 8, dist = "uniform", low = 0.7, high = 1.0 }` or `{ values = [...] }`.
void read_numbers(TableReader& table, SweepAxis& axis) {
  const std::string name = table.text("name");
  if (!name.empty()) axis.name = name;
  if (!name.empty() && !is_id(name)) table.fault("not_an_id", "name", *table.take("name"), {});
  if (table.has("values")) {
    const auto* list = table.take("values");
    if (list->kind != TomlValue::Kind::list) return table.wrong_kind("values", *list, "a list");
    if (list->items.empty()) table.fault("empty_list", "values", *list, {});
    for (auto item = list->items.begin(); item != list->items.end(); ++item) {
      const bool is_number =
          item->kind == TomlValue::Kind::number || item->kind == TomlValue::Kind::whole_number;
      const auto first = std::find_if(list->items.begin(), item,
                                      [&](const auto& other) { return other.number == item->number; });
      if (!is_number || !std::isfinite(item->number))
        table.wrong_kind("values", *item, "a number");
      else if (first != item)
        report_repeated(table, "values", *item, *first);
      else
        axis.numbers.push_back(item->number);
    }
    return;
  }
  for (const auto& [key, method] : methods) {
    if (!table.has(key)) continue;
    if (axis.sampling) table.fault("exclusive_keys", key, *table.take(key), {});
    axis.sampling = Sampling{method, table.whole(key, 1, {1.0, most_samples})};
  }
  if (!axis.sampling) {
    table.missing("lhs");
    axis.sampling = Sampling{Sampling::Method::lhs, 1};  // so that what else is said of samples is no mistake
  }
  const std::string dist = table.choice("dist", {"uniform", "log_uniform", "triangular"}, "uniform");
  auto& distribution = axis.distribution;
  distribution.kind = dist == "log_uniform"  ? Distribution::Kind::log_uniform
                      : dist == "triangular" ? Distribution::Kind::triangular
                                             : Distribution::Kind::uniform;
  const double lowest = distribution.kind == Distribution::Kind::log_uniform ? 1e-12 : -1e9;
  distribution.low =
      table.number("low", distribution.kind == Distribution::Kind::log_uniform ? 0.1 : 0.0, {lowest, 1e9});
  distribution.high = table.number("high", 1.0, {distribution.low, 1e9});
  if (distribution.kind == Distribution::Kind::triangular)
    distribution.mode = table.number("mode", 0.5 * (distribution.low + distribution.high),
                                     {distribution.low, distribution.high});
}

/// A list of numbers, or a table as above.
void read_number_axis(const TomlValue& node, const std::string& path, const ReadingContext& context,
                      SweepAxis& axis) {
  if (node.kind == TomlValue::Kind::list) {
    TomlValue wrapped;
    wrapped.place = node.place;
    wrapped.entries.push_back({"values", node.place, node});
    TableReader table(wrapped, path, context);
    return read_numbers(table, axis);
  }
  TableReader table(node, path, context);
  read_numbers(table, axis);
  table.finish();
}

void read_weathers(const TomlValue& node, const std::string& path, const ReadingContext& context,
                   SweepAxis& axis) {
  TableReader whole(TomlValue{}, path, context);
  if (node.kind != TomlValue::Kind::list) return whole.wrong_kind("", node, "a list");
  for (const auto& item : node.items) {
    scenarios::SweepWeather weather;
    if (item.kind == TomlValue::Kind::text) {  // a season by its name
      weather.season = weather.id = item.text;
    } else {
      TableReader table(item, path, context);
      weather.season = table.text("season");
      weather.variant = table.text("variant");
      weather.plan_start = table.text("plan_start");
      weather.id = table.text("id");
      if (weather.id.empty()) {
        for (const auto* part : {&weather.season, &weather.variant, &weather.plan_start})
          if (!part->empty()) weather.id += (weather.id.empty() ? "" : "-") + *part;
        if (weather.id.empty()) weather.id = "case";
      }
      table.finish();
    }
    if (!is_id(weather.id))
      context.diagnostics.add("not_an_id", item.place, {{"key", "weather"}, {"value", weather.id}});
    for (const auto& other : axis.weathers)
      if (other.id == weather.id)
        context.diagnostics.add(
            "duplicate", item.place,
            {{"key", "weather"}, {"value", weather.id}, {"line", std::to_string(node.place.line)}});
    axis.weathers.push_back(std::move(weather));
  }
}

void read_files(const TomlValue& node, const std::string& path, const ReadingContext& context,
                SweepAxis& axis) {
  TableReader whole(TomlValue{}, path, context);
  if (node.kind != TomlValue::Kind::list) return whole.wrong_kind("", node, "a list");
  for (const auto& item : node.items) {
    std::vector<std::string> files;
    if (item.kind == TomlValue::Kind::text && !item.text.empty()) files.push_back(item.text);
    for (const auto& one : item.items)
      if (one.kind == TomlValue::Kind::text) files.push_back(one.text);
    std::string name;
    for (auto& file : files) {
      name += (name.empty() ? "" : "+") + std::filesystem::path(file).stem().string();
      if (!context.folder) continue;
      const auto found = context.folder->resolve(file, item.place, context.diagnostics);
      if (found) file = found->string();
    }
    const auto first = std::find(axis.files.begin(), axis.files.end(), files);
    if (first != axis.files.end())
      report_repeated(whole, "", item, node.items[static_cast<std::size_t>(first - axis.files.begin())]);
    axis.words.push_back(name.empty() ? "none" : name);
    axis.files.push_back(std::move(files));
  }
}

void read_options(TableReader& axes, const scenarios::Study& study, SweepAxis& axis) {
  std::vector<std::string> known;
  for (const auto& option : study.options) known.push_back(option.id);
  axis.words = axes.words("option");
  for (const auto& id : axis.words)
    if (std::find(known.begin(), known.end(), id) == known.end())
      axes.fault("unknown_reference", "option", axes.item("option", id),
                 {{"kind", "option"}, {"nearest", nearest_spelling(id, known)}, {"accepted", joined(known)}});
  const auto& items = axes.take("option")->items;
  for (auto item = items.begin(); item != items.end(); ++item) {
    const auto first =
        std::find_if(items.begin(), item, [&](const auto& other) { return other.text == item->text; });
    if (item->kind == TomlValue::Kind::text && first != item) report_repeated(axes, "option", *item, *first);
  }
}

std::string name_of_parameter(const std::string& path) {
  std::string name = path;
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

/// Axes are drawn together: one method, one count.
void check_sampling(TableReader& table, const scenarios::Study& study) {
  const Sampling* first = nullptr;
  for (const auto& axis : study.axes) {
    if (!axis.sampling) continue;
    if (first && !(*first == *axis.sampling))
      table.fault("sampled_apart", "axes", *table.take("axes"), {{"id", axis.name}});
    if (!first) first = &*axis.sampling;
  }
}

void collect_numbers(const TomlValue& node, const std::string& path, std::vector<std::string>& found) {
  const auto below = [&](const std::string& key) { return path.empty() ? key : path + "." + key; };
  if (node.kind == TomlValue::Kind::number || node.kind == TomlValue::Kind::whole_number)
    found.push_back(path);
  for (const auto& entry : node.entries) collect_numbers(entry.value, below(entry.key), found);
  for (std::size_t n = 0; n < node.items.size(); ++n)
    collect_numbers(node.items[n], below(std::to_string(n)), found);
}

}  // namespace

void read_sweep(TableReader& table, scenarios::Study& study) {
  study.seed = static_cast<std::uint64_t>(table.whole("seed", 0, {0.0, 2147483647.0}));
  study.maps = table.words("maps");
  table.table("axes", [&](TableReader& axes) {
    if (!axes.node()) return;
    for (const auto& entry : axes.node()->entries) {
      const std::string& key = entry.key;
      const std::string path = axes.path() + "." + key;
      SweepAxis axis;
      axis.name = key;
      if (key == "parameter") {
        axes.each(key, [&](const std::string& at, const TomlValue& node) {
          SweepAxis one;
          one.kind = Kind::parameter;
          one.path = at;
          one.name = name_of_parameter(at);
          read_number_axis(node, path + "." + at, axes.context(), one);
          study.axes.push_back(std::move(one));
        });
        continue;
      }
      if (key == "option") {
        axis.kind = Kind::option;
        read_options(axes, study, axis);
      } else if (key == "scenario") {
        axis.kind = Kind::scenario;
        read_files(*axes.take(key), path, axes.context(), axis);
      } else if (key == "weather") {
        axis.kind = Kind::weather;
        read_weathers(*axes.take(key), path, axes.context(), axis);
      } else if (key == "compliance" || key == "draw") {
        axis.kind = key == "draw" ? Kind::draw : Kind::compliance;
        read_number_axis(*axes.take(key), path, axes.context(), axis);
        const bool is_draw = axis.kind == Kind::draw;
        for (const double number : axis.numbers)
          if (number < 0.0 ||
              (is_draw ? number > 2147483647.0 || number != std::floor(number) : number > 1.0))
            axes.fault("out_of_range", key, *axes.take(key),
                       {{"range", is_draw ? "0 … 2147483647" : "0 … 1"}});
        if (axis.sampling && (is_draw || axis.distribution.low < 0.0 || axis.distribution.high > 1.0))
          axes.fault("out_of_range", key, *axes.take(key), {{"range", is_draw ? "[1, 2, 3]" : "0 … 1"}});
      } else {
        continue;  // told as unknown
      }
      study.axes.push_back(std::move(axis));
    }
    for (const char* known : {"option", "scenario", "weather", "compliance", "draw", "parameter"})
      axes.take(known);
  });
  check_sampling(table, study);
}

void read_score(TableReader& table, scenarios::Study& study) {
  const auto known = scenarios::metric_names();
  for (const auto& metric : table.words("metrics")) {
    if (std::find(known.begin(), known.end(), metric) == known.end())
      table.fault("not_one_of", "metrics", table.item("metrics", metric),
                  {{"accepted", joined(known)}, {"nearest", nearest_spelling(metric, known)}});
    study.metrics.push_back(metric);
  }
  table.table("robust", [&](TableReader& t) {
    study.across = t.required_text("across");
    std::vector<std::string> axes;
    for (const auto& axis : study.axes) {
      const std::string& name = axis.sampling ? samples_name : axis.name;
      if (std::find(axes.begin(), axes.end(), name) == axes.end()) axes.push_back(name);
    }
    if (!study.options.empty() && std::find(axes.begin(), axes.end(), "option") == axes.end())
      axes.insert(axes.begin(), "option");
    if (!study.across.empty() && std::find(axes.begin(), axes.end(), study.across) == axes.end())
      t.fault("unknown_reference", "across", *t.take("across"),
              {{"accepted", joined(axes)}, {"nearest", nearest_spelling(study.across, axes)}});
    study.robust_use = t.words("use");
    const std::vector<std::string> uses{"mean", "worst", "max_regret", "cvar0.9"};
    for (const auto& use : study.robust_use)
      if (!scenarios::robust_use_of(use))
        t.fault("not_one_of", "use", t.item("use", use),
                {{"accepted", joined(uses)}, {"nearest", nearest_spelling(use, uses)}});
  });
}

TomlValue* number_at(TomlValue& document, const std::string& path, std::vector<std::string>* known) {
  TomlValue* node = &document;
  for (std::size_t from = 0; node && from <= path.size();) {
    const auto dot = std::min(path.find('.', from), path.size());
    const std::string key = path.substr(from, dot - from);
    TomlValue* next = nullptr;
    for (auto& entry : node->entries)
      if (entry.key == key) next = &entry.value;
    if (!next && node->kind == TomlValue::Kind::list && !key.empty() &&
        key.find_first_not_of("0123456789") == std::string::npos && key.size() < 6) {
      const auto n = static_cast<std::size_t>(std::stoi(key));
      if (n < node->items.size()) next = &node->items[n];
    }
    node = next;
    from = dot + 1;
  }
  const bool is_number =
      node && (node->kind == TomlValue::Kind::number || node->kind == TomlValue::Kind::whole_number);
  if (is_number) return node;
  if (known) collect_numbers(document, "", *known);
  return nullptr;
}

}  // namespace lantian::io
