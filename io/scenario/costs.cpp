// `cost` of a measure and `currency` of a scenario.
#include "io/scenario/parts.hpp"
#include "io/scenario/pollutants.hpp"

namespace lantian::io {

namespace {

/// `{ value = 60, unit = "CNY/t" }`; `per`: what must stand below the currency, "" anything.
scenarios::Price read_price(TableReader& table, const std::string& per) {
  scenarios::Price price;
  if (!table.has("value")) table.missing("value");
  price.value = table.number("value", 0.0, {0.0, 1e15});
  const std::string unit = table.required_text("unit");
  const auto slash = unit.find('/');
  price.currency = unit.substr(0, slash);
  price.per = slash == std::string::npos ? "" : unit.substr(slash + 1);
  if (!unit.empty() && (price.currency.empty() || price.per.empty() || (!per.empty() && price.per != per)))
    table.fault("unreadable_value", "unit", *table.take("unit"),
                {{"accepted", "\"CNY/" + (per.empty() ? "t" : per) + "\""}});
  return price;
}

std::optional<scenarios::Price> read_optional_price(TableReader& cost, const std::string& key,
                                                    const std::string& per) {
  std::optional<scenarios::Price> price;
  cost.table(key, [&](TableReader& t) { price = read_price(t, per); });
  return price;
}

/// A price, or "enterprise.NAME": the figure of that name in costs.csv.
void read_hourly(TableReader& cost, scenarios::Cost& found) {
  const auto* node = cost.take("per_output_hour");
  if (!node) return;
  if (node->kind == TomlValue::Kind::table) {
    found.per_output_hour = read_optional_price(cost, "per_output_hour", "h");
    return;
  }
  const std::string text = cost.text("per_output_hour"), prefix = "enterprise.";
  if (text.starts_with(prefix) && text.size() > prefix.size())
    found.per_output_hour_column = text.substr(prefix.size());
  else if (node->kind == TomlValue::Kind::text)
    cost.fault("unreadable_value", "per_output_hour", *node,
               {{"accepted", "{ value = 850.0, unit = \"CNY/h\" }, \"enterprise.NAME\""}});
}

void read_capital(TableReader& t, scenarios::Cost& cost) {
  for (const char* key : {"value", "unit", "life_years", "rate"})
    if (!t.has(key)) t.missing(key);
  cost.capital = t.number("value", 0.0, {0.0, 1e15});
  cost.capital_currency = t.text("unit");
  cost.life_years = t.number("life_years", 1.0, {1.0, 100.0});
  cost.rate = t.number("rate", 0.0, {0.0, 1.0});
}

}  // namespace

scenarios::Cost read_cost(TableReader& measure) {
  scenarios::Cost found;
  found.is_given = measure.table("cost", [&](TableReader& cost) {
    cost.table("per_output", [&](TableReader& t) {
      found.per_output = read_price(t, "");
      found.output = t.text("output");
    });
    read_hourly(cost, found);
    found.per_output_hour_moved = read_optional_price(cost, "per_output_hour_moved", "h");
    found.per_stop = read_optional_price(cost, "per_stop", "event");
    cost.table("per_tonne_abated", [&](TableReader& t) {
      found.per_tonne_abated = read_price(t, "t");
      if (const auto species = read_pollutant(t, "species")) found.abated = *species;
    });
    cost.table("capital", [&](TableReader& t) { read_capital(t, found); });
    cost.table("social", [&](TableReader& t) {
      if (!t.has("job_hours_per_hour")) t.missing("job_hours_per_hour");
      found.job_hours = t.number("job_hours_per_hour", 0.0, {0.0, 1e6});
    });
  });
  return found;
}

std::optional<scenarios::Currency> read_currency(TableReader& root) {
  std::optional<scenarios::Currency> currency;
  root.table("currency", [&](TableReader& t) {
    currency.emplace();
    currency->code = t.required_text("code");
    if (!t.has("price_year")) t.missing("price_year");
    currency->price_year = t.whole("price_year", 2000, {1950.0, 2200.0});
  });
  return currency;
}

}  // namespace lantian::io
