#include "io/aermod/fortran_format.hpp"

#include <tao/pegtl.hpp>
#include <tao/pegtl/contrib/parse_tree.hpp>

namespace lantian::io {
namespace {

namespace peg = tao::pegtl;

namespace grammar {

using namespace peg;

struct number : rep_min_max<1, 4, digit> {};
struct repeats : number {};
struct width : number {};
struct decimals : number {};
struct skipped : one<'X', 'x'> {};
struct real : one<'F', 'f', 'E', 'e', 'D', 'd', 'G', 'g'> {};
struct whole : one<'I', 'i'> {};
struct item : seq<opt<repeats>, sor<skipped, seq<sor<whole, real>, width, opt<one<'.'>, decimals>>>> {};
struct gap : star<one<' '>> {};
struct format : seq<gap, one<'('>, gap, item, gap, star<one<','>, gap, item, gap>, one<')'>, gap, eof> {};

template <class Rule>
using kept =
    parse_tree::selector<Rule, parse_tree::store_content::on<item, repeats, width, decimals, skipped>>;

}  // namespace grammar

using Node = peg::parse_tree::node;

constexpr std::size_t most_fields = 100;

}  // namespace

std::optional<std::vector<FormatField>> fortran_format(const std::string& format) {
  peg::memory_input in(format, "");
  const auto tree = peg::parse_tree::parse<grammar::format, Node, grammar::kept>(in);
  if (!tree) return std::nullopt;
  std::vector<FormatField> fields;
  std::size_t begin = 0;
  for (const auto& item : tree->children) {
    std::size_t repeats = 1;
    FormatField field;
    bool is_skipped = false;
    for (const auto& part : item->children) {
      if (part->is_type<grammar::repeats>()) repeats = std::stoul(part->string());
      if (part->is_type<grammar::width>()) field.width = std::stoul(part->string());
      if (part->is_type<grammar::decimals>())
        field.decimals = static_cast<int>(std::stoul(part->string()) % 100);
      is_skipped |= part->is_type<grammar::skipped>();
    }
    if (is_skipped) {
      begin += repeats;
      continue;
    }
    if (repeats > most_fields - std::min(fields.size(), most_fields)) return std::nullopt;
    for (std::size_t n = 0; n < repeats; ++n, begin += field.width) {
      field.begin = begin;
      fields.push_back(field);
    }
  }
  return fields;
}

std::string_view field_of(std::string_view line, const FormatField& field) {
  if (field.begin >= line.size()) return {};
  std::string_view text = line.substr(field.begin, field.width);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

}  // namespace lantian::io
