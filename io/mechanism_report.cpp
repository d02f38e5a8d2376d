#include "io/mechanism_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "io/messages.hpp"
#include "model/chemistry/gas_chemistry.hpp"
#include "model/chemistry/solver_tables.hpp"
#include "model/photolysis/photolysis_rates.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

using namespace model::chemistry;

/// The words of OpenAtmos v1; a formula has none there.
struct TypeWord {
  const char* operator()(const Arrhenius&) const { return "ARRHENIUS"; }
  const char* operator()(const Troe&) const { return "TROE"; }
  const char* operator()(const Photolysis&) const { return "PHOTOLYSIS"; }
  const char* operator()(const UserDefined& law) const {
    using Process = UserDefined::Process;
    return law.process == Process::emission ? "EMISSION"
           : law.process == Process::loss   ? "FIRST_ORDER_LOSS"
                                            : "USER_DEFINED";
  }
  const char* operator()(const TernaryActivation&) const { return "TERNARY_CHEMICAL_ACTIVATION"; }
  const char* operator()(const BranchedNitrate&) const { return "BRANCHED_NO_RO2"; }
  const char* operator()(const Tunneling&) const { return "TUNNELING"; }
  const char* operator()(const TaylorSeries&) const { return "TAYLOR_SERIES"; }
  const char* operator()(const Surface&) const { return "SURFACE"; }
  const char* operator()(const Formula&) const { return "FORMULA"; }
};

struct Imbalance {
  std::size_t reaction = 0;
  std::map<std::string, double> atoms;  // made (> 0) or lost
};

/// All that is told, once for text and JSON.
struct Summary {
  std::vector<std::string> given, elements, unknown_photolysis, unknown_supplied;
  std::map<std::string, int> types;
  std::vector<Imbalance> imbalances;
  std::vector<std::size_t> uncounted;  // reactions with a species of unknown composition
  SolverTables tables;

  explicit Summary(const Mechanism& m) : elements(model::chemistry::elements(m)), tables(m) {
    for (const auto& species : m.species)
      if (species.given) given.push_back(species.name);
    for (std::size_t r = 0; r < m.reactions.size(); ++r) count(m, r);
    const auto known = model::PhotolysisRates::known_names();
    for (const auto& name : photolysis_names(m))
      if (std::find(known.begin(), known.end(), name) == known.end()) unknown_photolysis.push_back(name);
  }
  int integrated() const { return static_cast<int>(tables.species.size()); }
  int jacobian_nonzeros() const {
    int count = 0;
    for (std::size_t e = 0; e < tables.column.size(); ++e)
      count += tables.jacobian_begin[e + 1] > tables.jacobian_begin[e] || is_diagonal(e);
    return count;
  }

 private:
  bool is_diagonal(std::size_t entry) const {
    return std::binary_search(tables.row_diagonal.begin(), tables.row_diagonal.end(),
                              static_cast<std::int32_t>(entry));
  }
  void count(const Mechanism& m, std::size_t r) {
    const Reaction& reaction = m.reactions[r];
    ++types[std::visit(TypeWord{}, reaction.rate)];
    if (const auto* law = std::get_if<UserDefined>(&reaction.rate);
        law != nullptr && law->process == UserDefined::Process::any &&
        std::find(supplied_rates.begin(), supplied_rates.end(), law->name) == supplied_rates.end())
      unknown_supplied.push_back(law->name);
    const auto* supplied = std::get_if<UserDefined>(&reaction.rate);
    if (supplied != nullptr && supplied->process != UserDefined::Process::any) return;  // opens the budget
    if (!is_counted(m, reaction)) return uncounted.push_back(r);
    Imbalance imbalance{r, {}};
    for (const auto& element : elements)
      if (const double atoms = model::chemistry::imbalance(m, reaction, element); atoms != 0.0)
        imbalance.atoms[element] = atoms;
    if (!imbalance.atoms.empty()) imbalances.push_back(std::move(imbalance));
  }
};

std::string side_text(const Mechanism& m, const std::vector<Term>& terms) {
  std::string text;
  for (const Term& t : terms) {
    const double size = std::abs(t.coefficient);
    text += text.empty() ? (t.coefficient < 0 ? "-" : "") : (t.coefficient < 0 ? " - " : " + ");
    if (size != 1.0) text += fmt::format("{:g} ", size);
    text += m.species[t.species].name;
  }
  return text;
}
std::string equation_text(const Mechanism& m, const Reaction& reaction) {
  return side_text(m, reaction.reactants) + " -> " + side_text(m, reaction.products);
}

constexpr std::size_t most_told = 40;  // imbalances in the text; --json has all

}  // namespace

std::string mechanism_text(const MechanismFile& file) {
  const Mechanism& m = file.mechanism;
  const Summary summary(m);
  const auto number = [](auto n) { return std::to_string(n); };
  std::string text = harmless(m.name) + " (" + file.format + ")\n";
  for (const auto& path : file.files) text += "  " + harmless(path.string()) + "\n";
  text += translated("{value} species: {limit} integrated; given: {accepted}",
                     {{"value", number(m.species.size())},
                      {"limit", number(summary.integrated())},
                      {"accepted", scenarios::joined(summary.given)}}) +
          "\n";
  text += translated("{value} reactions", {{"value", number(m.reactions.size())}}) + "\n";
  for (const auto& [type, count] : summary.types) text += fmt::format("  {:<28}{:>5}\n", type, count);
  text +=
      translated("solver: {value} rates; matrix {limit} x {limit}, {first} nonzeros, {last} in its factors",
                 {{"value", number(summary.tables.rates)},
                  {"limit", number(summary.integrated())},
                  {"first", number(summary.jacobian_nonzeros())},
                  {"last", number(summary.tables.column.size())}}) +
      "\n";
  if (summary.elements.empty())
    text += translated("atoms: the file gives none") + "\n";
  else
    text +=
        translated("atoms counted: {accepted}; {value} reactions do not balance, {limit} cannot be counted",
                   {{"accepted", scenarios::joined(summary.elements)},
                    {"value", number(summary.imbalances.size())},
                    {"limit", number(summary.uncounted.size())}}) +
        "\n";
  for (std::size_t n = 0; n < std::min(summary.imbalances.size(), most_told); ++n) {
    const auto& imbalance = summary.imbalances[n];
    const Reaction& reaction = m.reactions[imbalance.reaction];
    std::string atoms;
    for (const auto& [element, made] : imbalance.atoms) atoms += fmt::format(" {}{:+.4g}", element, made);
    text +=
        fmt::format("  {:<8}{:<20} {}\n", harmless(reaction.id), atoms, harmless(equation_text(m, reaction)));
  }
  if (summary.imbalances.size() > most_told)
    text +=
        "  " +
        translated("{value} more: see --json", {{"value", number(summary.imbalances.size() - most_told)}}) +
        "\n";
  const auto list = [&](const char* words, const std::vector<std::string>& names) {
    constexpr std::size_t most_bytes = 100'000;
    if (!names.empty())
      text += translated(words) + " " + harmless(scenarios::joined(names), most_bytes) + "\n";
  };
  list("a run has no such photolysis:", summary.unknown_photolysis);
  list("a run supplies no such rate:", summary.unknown_supplied);
  return text;
}

std::string mechanism_json(const MechanismFile& file) {
  using Json = nlohmann::ordered_json;
  const Mechanism& m = file.mechanism;
  const Summary summary(m);
  auto species = Json::array(), reactions = Json::array(), imbalances = Json::array();
  for (const auto& one : m.species)
    species.push_back({{"name", one.name},
                       {"integrated", !one.given},
                       {"molar_mass", one.molar_mass},
                       {"atoms", one.is_counted ? Json(one.atoms) : Json()}});
  for (std::size_t r = 0; r < m.reactions.size(); ++r)
    reactions.push_back({{"id", m.reactions[r].id},
                         {"type", std::visit(TypeWord{}, m.reactions[r].rate)},
                         {"equation", equation_text(m, m.reactions[r])},
                         {"file", file.places[r].file},
                         {"line", file.places[r].line}});
  for (const auto& one : summary.imbalances)
    imbalances.push_back({{"id", m.reactions[one.reaction].id}, {"atoms", one.atoms}});
  auto uncounted = Json::array();
  for (const std::size_t r : summary.uncounted) uncounted.push_back(m.reactions[r].id);
  auto files = Json::array();
  for (const auto& path : file.files) files.push_back(path.string());
  const Json all{{"schema", "lantian.mechanism/1"},
                 {"name", m.name},
                 {"format", file.format},
                 {"files", files},
                 {"species", species},
                 {"reactions", reactions},
                 {"types", summary.types},
                 {"elements", summary.elements},
                 {"imbalances", imbalances},
                 {"uncounted", uncounted},
                 {"solver",
                  {{"species", summary.integrated()},
                   {"rates", summary.tables.rates},
                   {"jacobian_nonzeros", summary.jacobian_nonzeros()},
                   {"factor_nonzeros", summary.tables.column.size()}}},
                 {"unknown_photolysis", summary.unknown_photolysis},
                 {"unknown_supplied_rates", summary.unknown_supplied}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lantian::io
