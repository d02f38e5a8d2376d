#include "io/units.hpp"

#include <udunits2.h>

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "io/messages.hpp"

namespace lantian::io {
namespace {

struct FreeUnit {
  void operator()(ut_unit* unit) const { ut_free(unit); }
};
using Unit = std::unique_ptr<ut_unit, FreeUnit>;

/// udunits keeps global state and is not thread-safe: everything goes through here, behind one mutex.
class Units {
 public:
  static Units& instance() {
    static Units units;
    return units;
  }
  std::mutex mutex;

  Unit parse(const std::string& text) const { return Unit(ut_parse(system_, text.c_str(), UT_UTF8)); }

 private:
  Units() {
    ut_set_error_message_handler(ut_ignore);
    system_ = ut_read_xml(nullptr);
    if (system_ == nullptr)
      throw std::runtime_error(translated("udunits' table of units (udunits2.xml) cannot be read"));
  }
  ut_system* system_ = nullptr;
};

/// Words that udunits lacks or reads otherwise than our users: `a` is its are, `mb` its millibarn, `unit`
/// would be "atomic mass times nit". A product unit ("unit") is a plain count.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> own_words{{{"a", "year"},
                                                                                   {"kWh", "(kW.h)"},
                                                                                   {"MWh", "(MW.h)"},
                                                                                   {"mb", "mbar"},
                                                                                   {"ppbv", "ppb"},
                                                                                   {"ppmv", "ppm"},
                                                                                   {"unit", "1"},
                                                                                   {"units", "1"},
                                                                                   {"percent", "%"},
                                                                                   {"℃", "degC"}}};

bool begins_word(unsigned char c) { return std::isalpha(c) || c == '_' || c >= 0x80; }

std::string spelled_for_udunits(std::string_view text) {
  std::string spelled;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && begins_word(static_cast<unsigned char>(text[end]))) ++end;
    if (end == at) {
      spelled += text[at++];
      continue;
    }
    std::string word(text.substr(at, end - at));
    for (const auto& [ours, theirs] : own_words)
      if (word == ours) {
        word = theirs;
        break;
      }
    spelled += word;
    at = end;
  }
  // The Greek letter (U+03BC) is taken for the micro sign (U+00B5).
  for (std::size_t at = spelled.find("\xCE\xBC"); at != std::string::npos; at = spelled.find("\xCE\xBC", at))
    spelled.replace(at, 2, "\xC2\xB5");
  return spelled;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return text;
}

/// The number that `text` begins with; the rest is left in `text`.
ReadQuantity leading_number(std::string_view& text) {
  ReadQuantity read;
  std::string_view digits = text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), read.value);
  if (failure == std::errc::result_out_of_range)
    read.fault = ReadingFault::not_finite;
  else if (failure != std::errc() || (text.starts_with('+') && digits.starts_with('-')))
    read.fault = ReadingFault::not_a_number;
  else if (!std::isfinite(read.value))
    read.fault = ReadingFault::not_finite;
  if (read.fault != ReadingFault::none) read.value = 0.0;
  text = trimmed(std::string_view(end, static_cast<std::size_t>(digits.data() + digits.size() - end)));
  return read;
}

}  // namespace

bool is_unit(std::string_view unit) {
  Units& units = Units::instance();
  const std::scoped_lock lock(units.mutex);
  return !trimmed(unit).empty() && units.parse(spelled_for_udunits(trimmed(unit))) != nullptr;
}

std::optional<UnitConversion> conversion(std::string_view from, std::string_view to) {
  if (trimmed(from).empty() || trimmed(to).empty()) return std::nullopt;
  Units& units = Units::instance();
  const std::scoped_lock lock(units.mutex);
  const Unit source = units.parse(spelled_for_udunits(trimmed(from)));
  const Unit target = units.parse(spelled_for_udunits(trimmed(to)));
  if (!source || !target || !ut_are_convertible(source.get(), target.get())) return std::nullopt;
  const std::unique_ptr<cv_converter, void (*)(cv_converter*)> converter(
      ut_get_converter(source.get(), target.get()), cv_free);
  if (!converter) return std::nullopt;
  const double offset = cv_convert_double(converter.get(), 0.0);
  const double factor = cv_convert_double(converter.get(), 1.0) - offset;
  // udunits also inverts (s to Hz) and takes logarithms; what is not a line is refused.
  const double two = cv_convert_double(converter.get(), 2.0);
  if (!std::isfinite(offset) ||
      !(std::fabs(two - (2.0 * factor + offset)) <= 1e-12 * (std::fabs(two) + std::fabs(offset))))
    return std::nullopt;
  return UnitConversion{offset == 0.0 ? cv_convert_double(converter.get(), 1.0) : factor, offset};
}

std::string kind_of_unit(std::string_view unit) {
  static constexpr std::array<std::pair<const char*, const char*>, 21> kinds{
      {{"m", "a length"},
       {"s", "a time"},
       {"kg", "a mass"},
       {"K", "a temperature"},
       {"Pa", "a pressure"},
       {"m/s", "a speed"},
       {"rad", "an angle"},
       {"m2", "an area"},
       {"m3", "a volume"},
       {"kg/s", "a mass per time"},
       {"kg/m3", "a mass concentration"},
       {"kg/m2/s", "a mass per area and time"},
       {"kg/m2", "a mass per area"},
       {"W/m2", "a power per area"},
       {"m2/s", "a diffusivity"},
       {"K/m", "a temperature gradient"},
       {"1/s", "a rate"},
       {"kg/mol", "a molar mass"},
       {"mol/m2", "a column amount"},
       {"J", "an energy"},
       {"1", "a plain number"}}};
  for (const auto& [known, kind] : kinds) {
    // rad and 1 convert into each other; the angle is meant only where it is written.
    if (std::string_view(known) == "rad" && unit.find("deg") == std::string_view::npos &&
        unit.find("rad") == std::string_view::npos)
      continue;
    if (conversion(unit, known)) return kind;
  }
  return is_unit(unit) ? "another quantity" : "";
}

ReadQuantity read_number(std::string_view text) {
  text = trimmed(text);
  ReadQuantity read = leading_number(text);
  if (read.fault == ReadingFault::none && !text.empty()) return {0.0, ReadingFault::not_a_number, ""};
  return read;
}

ReadQuantity read_quantity(std::string_view text, std::string_view unit) {
  text = trimmed(text);
  ReadQuantity read = leading_number(text);
  if (read.fault != ReadingFault::none) return read;
  read.unit = std::string(text);
  if (text.empty()) {
    if (unit != "1") return {0.0, ReadingFault::no_unit, ""};
    return read;
  }
  // udunits would multiply: "1 500 m" is not 500 m.
  if (std::isdigit(static_cast<unsigned char>(text.front()))) return {0.0, ReadingFault::not_a_number, ""};
  if (!is_unit(text)) return {0.0, ReadingFault::unknown_unit, read.unit};
  const auto to = conversion(text, unit);
  if (!to) return {0.0, ReadingFault::wrong_dimension, read.unit};
  read.value = (*to)(read.value);
  if (!std::isfinite(read.value)) return {0.0, ReadingFault::not_finite, read.unit};
  return read;
}

}  // namespace lantian::io
