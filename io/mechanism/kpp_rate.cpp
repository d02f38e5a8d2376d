// Rate expressions of KPP files: parsed, worked out where they are numbers, turned into laws.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "io/mechanism/kpp_source.hpp"
#include "io/syntax_mistake.hpp"
#include "model/chemistry/gas_chemistry.hpp"
#include "scenarios/policy/joined_words.hpp"

namespace lantian::io {
namespace {

namespace peg = tao::pegtl;
using namespace model::chemistry;

namespace grammar {

using namespace peg;

struct gap : star<space> {};
struct digits : plus<digit> {};
struct name : identifier {};
struct number : seq<sor<seq<digits, opt<one<'.'>, opt<digits>>>, seq<one<'.'>, digits>>,
                    opt<one<'e', 'E', 'd', 'D'>, opt<one<'+', '-'>>, digits>, opt<one<'_'>, identifier>,
                    not_at<identifier_other>> {};
struct open : one<'('> {};
struct close : one<')'> {};
struct sum;
struct operand : must<sum> {};
struct arguments : opt<gap, sum, star<gap, one<','>, gap, operand>> {};
struct call : seq<name, gap, open, arguments, gap, must<close>> {};
struct bracket : seq<open, gap, operand, gap, must<close>> {};
struct primary : sor<call, name, number, bracket> {};
struct to_the_power : sor<string<'*', '*'>, one<'^'>, one<'@'>> {};
struct power : seq<primary, opt<gap, to_the_power, gap, must<struct factor>>> {};
struct minus : one<'-'> {};
struct factor : sor<seq<minus, gap, must<factor>>, seq<opt<one<'+'>, gap>, power>> {};
struct times : seq<one<'*'>, not_at<one<'*'>>> {};
struct over : one<'/'> {};
struct product : seq<factor, star<gap, sor<times, over>, gap, must<factor>>> {};
struct plus_sign : one<'+'> {};
struct sum : seq<product, star<gap, sor<plus_sign, minus>, gap, must<product>>> {};
struct end : eof {};
struct whole : seq<gap, must<sum>, gap, must<end>> {};

template <class Rule>
using kept =
    parse_tree::selector<Rule,
                         parse_tree::store_content::on<name, number, call, minus, times, over, plus_sign>,
                         parse_tree::fold_one::on<power, factor, product, sum>>;

}  // namespace grammar

template <class Rule>
inline constexpr const char* accepted = "1.5E-12, TEMP, M, EXP(…), ARR_ab(…), (";
template <>
inline constexpr const char* accepted<grammar::close> = "), +, -, *, /, **";
template <>
inline constexpr const char* accepted<grammar::end> = "+, -, *, /, **, ;";

struct Accepted {
  template <class Rule>
  static constexpr const char* of = accepted<Rule>;
};
template <class Rule>
struct Control : MistakeControl<Rule, Accepted> {};

using Node = peg::parse_tree::node;

std::string upper(std::string word) {
  for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return word;
}

/// A formula, and what it is by a simpler name: a law, c/T, T/D.
struct Value {
  RateFormula formula = 0.0;
  std::optional<RateLaw> law = {};
  std::optional<double> over_temperature = {};  // c of c/T
  std::optional<double> temperature_over = {};  // D of T/D

  static Value of(double number) { return {number, Arrhenius{number}}; }
  static Value of_law(const RateLaw& law) { return {RateFormula(program_of(law)), law}; }
  bool is_number() const { return formula.is_number(); }
  const Arrhenius* arrhenius() const { return law ? std::get_if<Arrhenius>(&*law) : nullptr; }
};

Value scaled(const Value& value, double factor) {
  Value result{value.formula * factor};
  if (value.over_temperature) result.over_temperature = *value.over_temperature * factor;
  if (value.temperature_over) result.temperature_over = *value.temperature_over / factor;
  if (!value.law) return result;
  if (auto law = *value.law; auto* arrhenius = std::get_if<Arrhenius>(&law)) {
    arrhenius->A *= factor;
    result.law = law;
  } else if (auto* light = std::get_if<Photolysis>(&law)) {
    light->scaling *= factor;
    result.law = law;
  } else if (auto* troe = std::get_if<Troe>(&law)) {
    troe->k0_A *= factor;
    troe->kinf_A *= factor;
    result.law = law;
  }
  return result;
}

/// Two Arrhenius laws as one, where one has no power of T or both have it to one base.
std::optional<RateLaw> merged(const Arrhenius* a, const Arrhenius* b) {
  if (a == nullptr || b == nullptr || (a->B != 0.0 && b->B != 0.0 && a->D != b->D)) return std::nullopt;
  return Arrhenius{a->A * b->A, a->B + b->B, a->C + b->C, a->B != 0.0 ? a->D : b->D};
}

Value operator*(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return Value::of((a.formula * b.formula).number());
  if (b.is_number()) return scaled(a, b.formula.number());
  if (a.is_number()) return scaled(b, a.formula.number());
  return {a.formula * b.formula, merged(a.arrhenius(), b.arrhenius())};
}
Value operator/(const Value& a, const Value& b) {
  if (a.is_number() && b.is_number()) return Value::of((a.formula / b.formula).number());
  if (b.is_number()) {
    Value result = scaled(a, 1.0 / b.formula.number());
    if (a.temperature_over) result.temperature_over = *a.temperature_over * b.formula.number();
    return result;
  }
  Value result{a.formula / b.formula};
  if (a.is_number() && b.temperature_over) result.over_temperature = a.formula.number() * *b.temperature_over;
  return result;
}
Value operator-(const Value& a) {
  if (a.is_number()) return Value::of(-a.formula.number());
  return scaled(a, -1.0);
}
Value power(const Value& base, const Value& exponent) {
  Value result{pow(base.formula, exponent.formula)};
  if (result.is_number()) return Value::of(result.formula.number());
  if (!exponent.is_number()) return result;
  const double n = exponent.formula.number();
  if (base.temperature_over && *base.temperature_over > 0.0)
    return Value::of_law(Arrhenius{1.0, n, 0.0, *base.temperature_over});
  if (base.over_temperature && *base.over_temperature > 0.0)
    return Value::of_law(Arrhenius{1.0, -n, 0.0, *base.over_temperature});
  return result;
}

using Numbers = std::vector<double>;

/// a exp(c/T) (T/300)^b.
Arrhenius law(double a, double b, double c) { return {a, b, c}; }
RateFormula formula(const Arrhenius& law) { return RateFormula(program_of(law)); }
RateFormula density_of_air() { return RateFormula::density(static_cast<int>(Given::M)); }

Troe three_body(const Numbers& a, double N) { return {a[0], -a[1], 0.0, a[2], -a[3], 0.0, a[4], N}; }
double iupac_width(double Fc) {
  const double nu = 0.75 - 1.27 * std::log10(Fc);
  return nu * nu;
}

/// k0 + k3 [M]/(1 + k3 [M]/k2), each a exp(-c/T).
RateLaw ep2(const Numbers& a) {
  const RateFormula k2 = formula(law(a[2], 0.0, -a[3])),
                    k3 = formula(law(a[4], 0.0, -a[5])) * density_of_air();
  return Formula{(formula(law(a[0], 0.0, -a[1])) + k3 / (1.0 + k3 / k2)).program};
}
/// k1 + k2 [M].
RateLaw ep3(const Numbers& a) {
  return Formula{
      (formula(law(a[0], 0.0, -a[1])) + formula(law(a[2], 0.0, -a[3])) * density_of_air()).program};
}

/// A rate function of KPP; `symbols`: arguments before the numbers, which must be those names.
struct RateFunction {
  const char* name;
  std::vector<std::vector<std::string>> symbols;
  std::size_t numbers;
  std::function<RateLaw(const Numbers&)> law;
};

const std::vector<std::string> air{"M", "AIR", "CAIR"}, temperature{"TEMP", "T"};

/// [Damian2002], and the rate laws that KPP's distributions of 2.1 and 3 come with.
const std::vector<RateFunction>& functions() {
  static const std::vector<RateFunction> all{
      {"ARR", {}, 3, [](const Numbers& a) { return law(a[0], a[2], -a[1]); }},
      {"ARR_abc", {}, 3, [](const Numbers& a) { return law(a[0], a[2], -a[1]); }},
      {"ARR2", {}, 2, [](const Numbers& a) { return law(a[0], 0.0, a[1]); }},
      {"ARR_ab", {}, 2, [](const Numbers& a) { return law(a[0], 0.0, -a[1]); }},
      {"ARR_ac", {}, 2, [](const Numbers& a) { return law(a[0], a[1], 0.0); }},
      {"EP2", {}, 6, ep2},
      {"EP3", {}, 4, ep3},
      {"FALL", {}, 7, [](const Numbers& a) { return Troe{a[0], a[2], -a[1], a[3], a[5], -a[4], a[6], 1.0}; }},
      {"k3rd_jpl", {air}, 5, [](const Numbers& a) { return three_body(a, 1.0); }},
      {"k3rd_iupac", {air}, 5, [](const Numbers& a) { return three_body(a, iupac_width(a[4])); }},
      {"k_3rd", {temperature, air}, 5, [](const Numbers& a) { return three_body(a, 1.0); }},
      {"k_3rd_iupac",
       {temperature, air},
       5,
       [](const Numbers& a) { return three_body(a, iupac_width(a[4])); }},
  };
  return all;
}

const std::map<std::string, RateStep> elementary{{"EXP", RateStep::exponential},
                                                 {"DEXP", RateStep::exponential},
                                                 {"LOG", RateStep::logarithm},
                                                 {"DLOG", RateStep::logarithm},
                                                 {"LOG10", RateStep::decimal_logarithm},
                                                 {"DLOG10", RateStep::decimal_logarithm},
                                                 {"SQRT", RateStep::square_root},
                                                 {"ABS", RateStep::absolute},
                                                 {"MIN", RateStep::smaller},
                                                 {"MAX", RateStep::larger}};

class Translator {
 public:
  Translator(const KppText& rate, std::optional<double> factor, MechanismDraft& draft)
      : rate_(rate), factor_(factor), draft_(draft) {}

  bool is_sound() const { return is_sound_; }

  void fault(const char* code, std::size_t byte, MechanismDraft::Arguments arguments) {
    draft_.mistake(code, rate_.place(byte), std::move(arguments));
    is_sound_ = false;
  }

  Value value(const Node& node) {
    if (node.is_type<grammar::number>()) {
      const auto number = kpp_number(node.string());
      if (!number) fault("not_finite", node.begin().byte, {{"key", "rate"}, {"value", node.string()}});
      return Value::of(number.value_or(1.0));
    }
    if (node.is_type<grammar::name>()) return symbol(node);
    if (node.is_type<grammar::call>()) return call(node);
    if (node.is_type<grammar::power>()) return power(value(*node.children[0]), value(*node.children[1]));
    if (node.is_type<grammar::factor>()) return -value(*node.children[1]);
    return chain(node);
  }

 private:
  /// Left to right: a - b + c, a * b / c.
  Value chain(const Node& node) {
    Value result = value(*node.children[0]);
    for (std::size_t n = 1; n + 1 < node.children.size(); n += 2) {
      const Node& sign = *node.children[n];
      const Value next = value(*node.children[n + 1]);
      if (sign.is_type<grammar::times>())
        result = result * next;
      else if (sign.is_type<grammar::over>())
        result = result / next;
      else
        result = sum(result, next, sign.is_type<grammar::minus>());
    }
    return result;
  }
  static Value sum(const Value& a, const Value& b, bool minus) {
    const RateFormula total = minus ? a.formula - b.formula : a.formula + b.formula;
    return total.is_number() ? Value::of(total.number()) : Value{total};
  }

  Value symbol(const Node& node) {
    const std::string name = upper(node.string());
    if (name == "TEMP" || name == "T") return {RateFormula::temperature(), {}, {}, 1.0};
    if (name == "AIR" || name == "CAIR") return {density_of_air()};
    if (name == "SUN") return Value::of_law(Photolysis{"SUN", 1.0});
    if (name == "CFACTOR" && factor_) return Value::of(*factor_);
    if (const auto given = given_species(node.string()))
      return {RateFormula::density(static_cast<int>(*given))};
    const std::vector<std::string> known{"TEMP", "M",  "AIR", "O2",  "N2",
                                         "H2O",  "H2", "CH4", "SUN", "CFACTOR"};
    fault("rate_symbol", node.begin().byte,
          {{"value", node.string()},
           {"nearest", nearest_spelling(name, known)},
           {"accepted", scenarios::joined(known) + ", J(NO2); alone: HET_N2O5, HET_NO2"}});
    return Value::of(1.0);
  }

  Value call(const Node& node) {
    const std::string name = node.children.front()->string();
    if (upper(name) == "J") return photolysis(node);
    if (const auto known = elementary.find(upper(name)); known != elementary.end())
      return elementary_value(node, known->second);
    for (const RateFunction& one : functions())
      if (upper(one.name) == upper(name)) return rate_function(node, one);
    std::vector<std::string> names{"J"};
    for (const auto& [known, step] : elementary)
      if (!known.starts_with('D')) names.push_back(known);
    for (const RateFunction& one : functions()) names.emplace_back(one.name);
    fault("rate_function", node.begin().byte,
          {{"value", name},
           {"nearest", nearest_spelling(name, names)},
           {"accepted", scenarios::joined(names)}});
    return Value::of(1.0);
  }

  /// J(NO2), or J(4) in the numbers of the Master Chemical Mechanism.
  Value photolysis(const Node& node) {
    const bool is_one = node.children.size() == 2 && (node.children[1]->is_type<grammar::name>() ||
                                                      node.children[1]->is_type<grammar::number>());
    if (!is_one) {
      fault("rate_arguments", node.begin().byte, {{"value", "J"}, {"expected", "1"}});
      return Value::of(1.0);
    }
    const std::string which = node.children[1]->string();
    return Value::of_law(Photolysis{node.children[1]->is_type<grammar::number>() ? "J" + which : which, 1.0});
  }

  Value elementary_value(const Node& node, RateStep step) {
    const bool takes_two = step == RateStep::smaller || step == RateStep::larger;
    if (node.children.size() != (takes_two ? 3u : 2u)) {
      fault("rate_arguments", node.begin().byte,
            {{"value", node.children.front()->string()}, {"expected", takes_two ? "2" : "1"}});
      return Value::of(1.0);
    }
    const Value a = value(*node.children[1]);
    Value result{takes_two ? apply(step, a.formula, value(*node.children[2]).formula)
                           : apply(step, a.formula)};
    if (result.is_number()) return Value::of(result.formula.number());
    if (step == RateStep::exponential && a.over_temperature)
      return Value::of_law(Arrhenius{1.0, 0.0, *a.over_temperature});
    return result;
  }

  Value rate_function(const Node& node, const RateFunction& function) {
    const std::size_t before = function.symbols.size();
    bool is_right = node.children.size() == 1 + before + function.numbers;
    Numbers numbers;
    for (std::size_t n = 0; is_right && n < before + function.numbers; ++n) {
      const Node& argument = *node.children[n + 1];
      if (n < before) {
        const auto& names = function.symbols[n];
        is_right = std::find(names.begin(), names.end(), upper(argument.string())) != names.end();
        continue;
      }
      const Value given = value(argument);
      is_right = given.is_number();
      if (is_right) numbers.push_back(given.formula.number());
    }
    if (is_right) return Value::of_law(function.law(numbers));
    std::string wanted;
    for (const auto& names : function.symbols) wanted += names.front() + ", ";
    if (is_sound_)
      fault("rate_arguments", node.begin().byte,
            {{"value", function.name}, {"expected", wanted + std::to_string(function.numbers)}});
    return Value::of(1.0);
  }

  const KppText& rate_;
  std::optional<double> factor_;
  MechanismDraft& draft_;
  bool is_sound_ = true;
};

// The parser goes down with every bracket and sign: neither may exhaust the stack.
constexpr std::size_t longest = 2000;  // bytes of a rate
constexpr int deepest = 100;           // brackets and signs within each other

/// Brackets open at once, and signs in a row.
int nesting(const std::string& text) {
  int open = 0, signs = 0, most = 0;
  for (const char c : text) {
    if (c == '(') ++open;
    if (c == ')') --open;
    if (c == '-')
      ++signs;
    else if (std::isspace(static_cast<unsigned char>(c)) == 0)
      signs = 0;
    most = std::max(most, open + signs);
  }
  return most;
}

}  // namespace

std::optional<RateLaw> read_kpp_rate(const KppText& rate, std::optional<double> factor,
                                     MechanismDraft& draft) {
  Translator translator(rate, factor, draft);
  if (rate.text.size() > longest) {
    translator.fault(
        "too_many", 0,
        {{"key", "rate"}, {"value", std::to_string(rate.text.size())}, {"limit", std::to_string(longest)}});
    return std::nullopt;
  }
  if (const int deep = nesting(rate.text); deep > deepest) {
    translator.fault("too_many", 0,
                     {{"key", "( -"}, {"value", std::to_string(deep)}, {"limit", std::to_string(deepest)}});
    return std::nullopt;
  }
  // A rate that the run supplies stands alone.
  if (std::find(supplied_rates.begin(), supplied_rates.end(), rate.text) != supplied_rates.end())
    return UserDefined{rate.text};
  try {
    peg::memory_input in(rate.text, "");
    const auto tree = peg::parse_tree::parse<grammar::whole, Node, grammar::kept, peg::nothing, Control>(in);
    const Value value = translator.value(*tree->children.front());
    if (stack_depth(value.formula.program) > deepest_stack)
      translator.fault("rate_too_deep", 0, {{"limit", std::to_string(deepest_stack)}});
    if (!translator.is_sound()) return std::nullopt;
    return value.law ? *value.law : RateLaw(Formula{value.formula.program});
  } catch (const SyntaxMistake& mistake) {
    const std::string word = kpp_word_at(rate.text, mistake.byte);
    translator.fault(word.empty() ? "expression_ends" : "expression_syntax", mistake.byte,
                     {{"key", "rate"}, {"value", word}, {"accepted", mistake.accepted}});
  }
  return std::nullopt;
}

}  // namespace lantian::io
