/// A tree of TOML as text again: what is written reads back the same.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include "io/toml_value.hpp"

namespace lantian::io {

/// On one line: tables and lists inline, numbers as they were written.
std::string toml_text(const TomlValue& value);
/// A bare key where it may be one, else in quotes.
std::string toml_key(const std::string& key);
std::string toml_quoted(const std::string& text);

}  // namespace lantian::io
