/// What a person reads: the text of every diagnostic, in Chinese or English, with the line it is about.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "io/diagnostics.hpp"

namespace lantian::io {

enum class Language { en, zh };

/// Chooses the language of all text: `asked` is "zh", "en" or "" (then the environment's LC_ALL, LC_MESSAGES,
/// LANG). Numbers keep their decimal point. Call once, before threads start.
Language set_language(std::string_view asked);
Language language();

/// `msgid` (English) in the chosen language.
std::string translated(const char* msgid);
/// As above, with {name} fields filled in; values lose their control characters.
std::string translated(const char* msgid, const std::vector<std::pair<std::string, std::string>>& fields);

/// The first line: "file:line:column: what is wrong".
std::string headline(const Diagnostic& mistake);

/// What is wrong, in English whatever language is chosen: for what must have the same bytes everywhere.
std::string in_english(const Diagnostic& mistake);

/// Headlines, source lines with a caret, what is accepted, what the key means; in file order; a closing line
/// "N mistakes; nothing was run."
std::string report(std::vector<Diagnostic> mistakes);

/// The same as one JSON object {"mistakes": [{code, file, line, column, text, arguments}]}, for programs.
std::string report_json(std::vector<Diagnostic> mistakes);

/// `text` as a JSON string, quotes included; what is not UTF-8 is replaced.
std::string json_text(const std::string& text);

/// Codes that have a text, for the test that each has one in every language.
std::vector<std::string> known_codes();
const char* template_of(std::string_view code);  // msgid, nullptr where the code is unknown

/// Control characters, escapes and direction marks as \xNN or \u{NNNN}; long text is cut.
std::string harmless(std::string_view text, std::size_t most_bytes = 300);

}  // namespace lantian::io
