/// Fortran formats such as (I2,3I3,F9.3), as far as files of numbers need them.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lantian::io {

struct FormatField {
  std::size_t begin = 0, width = 0;  // bytes of the line
  int decimals = 0;                  // where the text has no decimal point
};

/// The fields that numbers stand in; nothing where the format cannot be read. I, F, E, D, G and X are known,
/// each with a repeat count, no nested brackets.
std::optional<std::vector<FormatField>> fortran_format(const std::string& format);

/// The field of a line without blanks around it; "" where the line is too short.
std::string_view field_of(std::string_view line, const FormatField& field);

}  // namespace lantian::io
