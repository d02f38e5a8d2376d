#include "io/scenario/expression.hpp"

#include <algorithm>
#include <cmath>
#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

#include "io/syntax_mistake.hpp"
#include "io/units.hpp"
#include "scenarios/policy/signals.hpp"

namespace lantian::io {
namespace {

namespace peg = tao::pegtl;
using scenarios::Expression;
using scenarios::SignalKind;

namespace grammar {

using namespace peg;

struct gap : star<space> {};
struct word_end : not_at<sor<alnum, one<'_'>>> {};
struct key_and : seq<string<'a', 'n', 'd'>, word_end> {};
struct key_or : seq<string<'o', 'r'>, word_end> {};
struct key_not : seq<string<'n', 'o', 't'>, word_end> {};
struct key_for : seq<string<'f', 'o', 'r'>, word_end> {};
struct key : sor<key_and, key_or, key_not, key_for> {};

struct name : seq<not_at<key>, alpha, star<sor<alnum, one<'_'>>>> {};
struct inner_name : name {};
struct open : one<'('> {};
struct close : one<')'> {};
struct close_name : one<')'> {};
struct signal : seq<name, opt<gap, open, gap, must<inner_name>, gap, must<close_name>>> {};
struct comparator : sor<string<'<', '='>, string<'>', '='>, one<'<', '>'>> {};
struct digits : plus<digit> {};
struct number
    : seq<opt<one<'+', '-'>>, digits, opt<one<'.'>, digits>, opt<one<'e', 'E'>, opt<one<'+', '-'>>, digits>> {
};
struct unit : seq<not_at<key>, plus<not_one<' ', '\t', '\n', '\r', '(', ')', '<', '>', '='>>> {};
struct duration : seq<digits, opt<gap, unit>> {};
struct comparison : seq<signal, gap, must<comparator>, gap, must<number>, opt<gap, unit>,
                        opt<gap, key_for, gap, must<duration>>> {};

struct any : seq<struct all, star<gap, key_or, gap, must<all>>> {};
struct bracket : seq<open, gap, must<any>, gap, must<close>> {};
struct opposite : seq<key_not, gap, must<struct term>> {};
struct term : sor<bracket, opposite, comparison> {};
struct all : seq<term, star<gap, key_and, gap, must<term>>> {};
struct end : eof {};
struct whole : seq<gap, must<any>, gap, must<end>> {};

template <class Rule>
using kept = parse_tree::selector<
    Rule,
    parse_tree::store_content::on<name, inner_name, comparator, number, unit, duration, signal, comparison>,
    parse_tree::remove_content::on<opposite>, parse_tree::fold_one::on<any, all>>;

}  // namespace grammar

constexpr const char* term_start = "not, (, wind_speed, forecast(aqi_daily)";
template <class Rule>
inline constexpr const char* accepted = term_start;
template <>
inline constexpr const char* accepted<grammar::inner_name> = "aqi_daily, mda8_o3";
template <>
inline constexpr const char* accepted<grammar::close> = "), and, or";
template <>
inline constexpr const char* accepted<grammar::close_name> = ")";
template <>
inline constexpr const char* accepted<grammar::comparator> = "<, <=, >, >=";
template <>
inline constexpr const char* accepted<grammar::number> = "160, 2.5 m/s";
template <>
inline constexpr const char* accepted<grammar::duration> = "48h";
template <>
inline constexpr const char* accepted<grammar::end> = "and, or, for 24h";

struct Accepted {
  template <class Rule>
  static constexpr const char* of = accepted<Rule>;
};
template <class Rule>
struct Control : MistakeControl<Rule, Accepted> {};

using Node = peg::parse_tree::node;

constexpr std::size_t longest = 1000;         // bytes of an expression
constexpr double longest_spell = 24.0 * 366;  // h

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Where byte `at` of a text stands in its file. Escapes are counted as one character.
TextPlace place_inside(const TomlValue& node, std::size_t at) {
  TextPlace place = node.place;
  ++place.column;  // the quotation mark
  for (std::size_t n = 0; n < std::min(at, node.text.size()); ++n) {
    if (node.text[n] == '\n')
      ++place.line, place.column = 1;
    else if (!is_continuation(node.text[n]))
      ++place.column;
  }
  return place;
}

/// What stands from byte `at`: a word, or one sign.
std::string word_at(const std::string& text, std::size_t at) {
  const auto belongs = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  std::size_t end = at;
  while (end < text.size() && belongs(text[end])) ++end;
  return text.substr(at, std::max<std::size_t>(end - at, at < text.size() ? 1 : 0));
}

template <class Kinds>
std::vector<std::string> names_of(const Kinds& kinds) {
  std::vector<std::string> names;
  for (const auto& kind : kinds) names.emplace_back(kind.name);
  return names;
}

/// The nearest spelling, or the one name that `word` begins.
std::string nearest_name(const std::string& word, const std::vector<std::string>& names) {
  const std::string nearest = nearest_spelling(word, names);
  if (!nearest.empty() || word.size() < 3) return nearest;
  const auto begins = [&](const std::string& name) { return name.starts_with(word); };
  const auto found = std::find_if(names.begin(), names.end(), begins);
  return found == names.end() || std::count_if(names.begin(), names.end(), begins) > 1 ? "" : *found;
}

/// From the parse tree to the expression: names and units are looked up, each mistake reported.
class Translator {
 public:
  Translator(std::string key, const TomlValue& text, ReadingContext context, const RuleMetric& metric)
      : key_(std::move(key)), text_(text), diagnostics_(context.diagnostics), metric_(metric) {}

  Expression expression(const Node& node) {
    if (node.is_type<grammar::comparison>()) return comparison(node);
    Expression e;
    e.kind = node.is_type<grammar::any>()   ? Expression::Kind::any
             : node.is_type<grammar::all>() ? Expression::Kind::all
                                            : Expression::Kind::opposite;
    for (const auto& child : node.children) e.parts.push_back(expression(*child));
    return e;
  }

  bool is_sound() const { return is_sound_; }
  void fault(const char* code, std::size_t byte, std::vector<std::pair<std::string, std::string>> arguments) {
    arguments.insert(arguments.begin(), {"key", key_});
    diagnostics_.add(code, place_inside(text_, byte), std::move(arguments));
    is_sound_ = false;
  }

 private:
  static std::string text_of(const Node& node) { return node.string(); }
  static std::size_t byte_of(const Node& node) { return node.begin().byte; }

  Expression comparison(const Node& node) {
    Expression e;
    SignalKind kind{"", "1"};
    const Node* number = nullptr;
    const Node* unit = nullptr;
    for (const auto& child : node.children) {
      if (child->is_type<grammar::signal>()) std::tie(e.signal, kind) = signal(*child);
      if (child->is_type<grammar::comparator>()) e.relation = relation(text_of(*child));
      if (child->is_type<grammar::number>()) number = child.get();
      if (child->is_type<grammar::unit>()) unit = child.get();
      if (child->is_type<grammar::duration>()) e.hours = hours(*child);
    }
    if (number != nullptr) e.value = value(*number, unit, kind);
    // A rule says "AQI above 200": that is any 24 consecutive hours, which one value tells.
    if (!metric_.key.empty() && e.signal == metric_.key && e.hours == 0) e.hours = 1;
    return e;
  }

  static scenarios::Relation relation(const std::string& text) {
    using scenarios::Relation;
    if (text.starts_with('<')) return text.size() == 1 ? Relation::less : Relation::at_most;
    return text.size() == 1 ? Relation::more : Relation::at_least;
  }

  std::pair<std::string, SignalKind> signal(const Node& node) {
    const Node& first = *node.children.front();
    const std::string name = text_of(first);
    if (node.children.size() == 1) {
      if (!metric_.word.empty() && name == metric_.word)
        return {metric_.key, *scenarios::signal_kind(metric_.key)};
      const auto kind = scenarios::signal_kind(name);
      if (!kind) unknown_name(first, plain_names());
      return {name, kind.value_or(SignalKind{"", "1"})};
    }
    const std::vector<std::string> sources(scenarios::signal_sources.begin(),
                                           scenarios::signal_sources.end());
    const Node& inner = *node.children.back();
    if (std::find(sources.begin(), sources.end(), name) == sources.end()) {
      unknown_name(first, sources);
      return {"", {"", "1"}};
    }
    const std::string key = scenarios::signal_key(name, text_of(inner));
    const auto kind = scenarios::signal_kind(key);
    if (!kind)
      unknown_name(inner, name == "indicator" ? names_of(scenarios::indicator_signals)
                                              : names_of(scenarios::air_signals));
    return {key, kind.value_or(SignalKind{"", "1"})};
  }

  std::vector<std::string> plain_names() const {
    auto names = names_of(scenarios::weather_signals);
    if (!metric_.word.empty()) names.insert(names.begin(), metric_.word);
    return names;
  }

  void unknown_name(const Node& node, const std::vector<std::string>& names) {
    std::string accepted_names = joined(names);
    if (node.is_type<grammar::name>() && names.front() != "forecast")
      for (const auto source : scenarios::signal_sources)
        accepted_names += ", " + std::string(source) + "(…)";
    fault("expression_signal", byte_of(node),
          {{"value", text_of(node)},
           {"nearest", nearest_name(text_of(node), names)},
           {"accepted", accepted_names}});
  }

  double value(const Node& number, const Node* unit, const SignalKind& kind) {
    const auto plain = read_number(text_of(number));
    if (plain.fault != ReadingFault::none) fault("not_finite", byte_of(number), {{"value", text_of(number)}});
    if (unit == nullptr) return plain.value;
    const std::string of_signal(kind.unit);
    const auto to = conversion(text_of(*unit), of_signal);
    if (kind.name.empty()) return plain.value;  // told already
    if (to) return (*to)(plain.value);
    fault(is_unit(text_of(*unit)) ? "wrong_dimension" : "unknown_unit", byte_of(*unit),
          {{"value", text_of(number) + " " + text_of(*unit)},
           {"kind", kind_of_unit(text_of(*unit))},
           {"expected_kind", kind_of_unit(of_signal)},
           {"unit", of_signal}});
    return plain.value;
  }

  /// "48h", "48", "2 days" in hours.
  int hours(const Node& node) {
    const std::string written = text_of(node);
    const auto digits_end = written.find_first_not_of("0123456789");
    const bool is_plain = digits_end == std::string::npos;
    const auto read = is_plain ? read_number(written) : read_quantity(written, "h");
    const bool is_whole = read.fault == ReadingFault::none && read.value == std::floor(read.value);
    if (is_whole && read.value >= 1.0 && read.value <= longest_spell) return static_cast<int>(read.value);
    fault("unreadable_value", byte_of(node), {{"value", written}, {"accepted", "1h … 8784h"}});
    return 1;
  }

  std::string key_;
  const TomlValue& text_;
  Diagnostics& diagnostics_;
  const RuleMetric& metric_;
  bool is_sound_ = true;
};

}  // namespace

std::optional<Expression> read_expression(const std::string& key, const TomlValue& node,
                                          ReadingContext context, const RuleMetric& metric) {
  Translator translator(key, node, context, metric);
  if (node.text.size() > longest) {
    translator.fault("too_many", 0,
                     {{"value", std::to_string(node.text.size())}, {"limit", std::to_string(longest)}});
    return std::nullopt;
  }
  try {
    peg::memory_input in(node.text, "");
    const auto tree = peg::parse_tree::parse<grammar::whole, Node, grammar::kept, peg::nothing, Control>(in);
    auto expression = translator.expression(*tree->children.front());
    if (translator.is_sound()) return expression;
  } catch (const SyntaxMistake& mistake) {
    const std::string word = word_at(node.text, mistake.byte);
    translator.fault(word.empty() ? "expression_ends" : "expression_syntax", mistake.byte,
                     {{"value", word}, {"accepted", mistake.accepted}});
  }
  return std::nullopt;
}

}  // namespace lantian::io
