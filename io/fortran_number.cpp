#include "io/fortran_number.hpp"

#include <charconv>

#include "io/units.hpp"

namespace lantian::io {

std::optional<double> fortran_number(std::string text) {
  for (char& c : text)
    if (c == 'd' || c == 'D') c = 'e';
  if (text.starts_with('+')) text.erase(0, 1);
  const bool has_sign = text.starts_with('-');
  if (text.compare(has_sign ? 1 : 0, 1, ".") == 0) text.insert(has_sign ? 1 : 0, "0");
  const auto read = read_number(text);
  return read.fault == ReadingFault::none ? std::optional(read.value) : std::nullopt;
}

std::optional<RepeatedNumber> repeated_number(const std::string& text) {
  const std::size_t star = text.find('*');
  RepeatedNumber repeated;
  if (star != std::string::npos) {
    const char* const end = text.data() + star;
    const auto [stop, fault] = std::from_chars(text.data(), end, repeated.times);
    if (fault != std::errc() || stop != end) return std::nullopt;
  }
  const auto value = fortran_number(star == std::string::npos ? text : text.substr(star + 1));
  if (!value) return std::nullopt;
  repeated.value = *value;
  return repeated;
}

}  // namespace lantian::io
