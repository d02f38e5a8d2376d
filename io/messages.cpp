#include "io/messages.hpp"

#include <fmt/format.h>
#include <libintl.h>

#include <algorithm>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "io/message_table.hpp"
#include "io/policy_message_table.hpp"
#include "io/share_folder.hpp"
#include "io/source_line.hpp"

// glibc's counter of language changes: it must rise when LANGUAGE changes (gettext's manual, "Being a gettext
// grok").
extern "C" int _nl_msg_cat_cntr;

namespace lantian::io {
namespace {

constexpr const char* domain = "lantian";
Language chosen = Language::en;

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string locale_folder() {
  std::error_code failed;
  if (!share_folder().empty()) return (share_folder() / "locale").string();
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
  const auto installed = program.parent_path().parent_path() / "share" / "locale";
  if (!failed && std::filesystem::exists(installed / "zh_CN" / "LC_MESSAGES" / "lantian.mo", failed))
    return installed.string();
  return LANTIAN_LOCALE_FOLDER;
}

Language language_of_environment() {
  for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).starts_with("zh") ? Language::zh : Language::en;
  return Language::en;
}

const std::string* field(const Fields& fields, std::string_view name) {
  for (const auto& [key, value] : fields)
    if (key == name) return &value;
  return nullptr;
}

bool is_given(const Fields& fields, std::string_view name) {
  const auto* value = field(fields, name);
  return value != nullptr && !value->empty();
}

/// A msgid, or some of them with ", " between them.
std::string translated_words(const std::string& text) {
  std::string words = translated(text.c_str());
  if (words != text) return words;
  words.clear();
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(", ", begin), text.size());
    const std::string word = text.substr(begin, end - begin);
    words += (begin > 0 ? ", " : "") + translated(word.c_str());
    begin = end + 2;
  }
  return words;
}

/// A field's value ready to be shown; a few values are words that have translations themselves. `at` is a
/// line of the same file, or "file:line".
std::string shown(const Fields& fields, const std::string& name) {
  const auto* value = field(fields, name);
  if (value == nullptr) return "";
  if (name == "at" && value->find_first_not_of("0123456789") == std::string::npos)
    return translated("line {value}", {{"value", *value}});
  if (name == "what") return translated_words(*value);
  return name == "kind" || name == "expected_kind" ? translated(value->c_str()) : harmless(*value);
}

/// A file's order is that of its first mention.
void sort_by_place(std::vector<Diagnostic>& mistakes) {
  std::map<std::string, std::size_t> order;
  for (const auto& mistake : mistakes) order.emplace(mistake.place.file, order.size());
  std::stable_sort(mistakes.begin(), mistakes.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(order[a.place.file], a.place.line, a.place.column) <
           std::tuple(order[b.place.file], b.place.line, b.place.column);
  });
}

std::string sentence(const Diagnostic& mistake) {
  const Fields& fields = mistake.arguments;
  std::string text;
  if (const char* known = template_of(mistake.code)) {
    text = translated(known, fields);
  } else {
    text = mistake.code;
    for (const auto& [name, value] : fields)
      if (!value.empty()) text += " " + name + "=" + harmless(value);
  }
  if (is_given(fields, "nearest")) text += translated("; did you mean `{nearest}`?", fields);
  return text;
}

/// What stands below the source line: the accepted words, what the key means.
std::string notes(const Diagnostic& mistake) {
  const Fields& fields = mistake.arguments;
  std::string text;
  if (is_given(fields, "accepted")) text += "   " + translated("accepted: {accepted}", fields) + "\n";
  const auto* meaning = field(fields, chosen == Language::zh ? "meaning_zh" : "meaning_en");
  const auto* key = field(fields, "key");
  if (meaning != nullptr && !meaning->empty() && key != nullptr)
    text += "   " + harmless(*key) + ": " + *meaning + "\n";
  return text;
}

/// Mistakes of one kind in one file that are shown; --json has all.
constexpr int most_alike = 20;

std::string folded(const std::string& file, int count) {
  const char* line =
      dngettext(domain, "{file}: {count} more mistake of a kind shown above",
                "{file}: {count} more mistakes of a kind shown above", static_cast<unsigned long>(count));
  return fmt::format(fmt::runtime(line), fmt::arg("file", harmless(file)), fmt::arg("count", count));
}

}  // namespace

Language set_language(std::string_view asked) {
  chosen = asked.empty() ? language_of_environment() : asked == "zh" ? Language::zh : Language::en;
  // A container rarely has zh_CN.UTF-8 generated; C.UTF-8 is always there, and LANGUAGE then decides.
  if (std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr) std::setlocale(LC_MESSAGES, "C.UTF-8");
  ::setenv("LANGUAGE", chosen == Language::zh ? "zh_CN" : "en", 1);
  static const std::string folder = locale_folder();
  bindtextdomain(domain, folder.c_str());
  bind_textdomain_codeset(domain, "UTF-8");
  ++_nl_msg_cat_cntr;
  return chosen;
}

Language language() { return chosen; }

std::string translated(const char* msgid) { return *msgid == '\0' ? "" : dgettext(domain, msgid); }

namespace {

/// `text` with its fields filled in and its parts <…> where they are full.
std::string with_fields(const std::string& text, const Fields& fields) {
  std::string filled;
  std::size_t part_begin = 0;  // in `filled`, of the <…> that is open
  bool part_is_full = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string::npos;
    if (end != std::string::npos) {
      const std::string value = shown(fields, text.substr(at + 1, end - at - 1));
      if (value.empty()) part_is_full = false;
      filled += value;
      at = end;
    } else if (text[at] == '<') {
      part_begin = filled.size(), part_is_full = true;
    } else if (text[at] == '>') {
      if (!part_is_full) filled.resize(part_begin);
    } else {
      filled += text[at];
    }
  }
  return filled;
}

}  // namespace

std::string translated(const char* msgid, const Fields& fields) {
  return with_fields(translated(msgid), fields);
}

std::string in_english(const Diagnostic& mistake) {
  const char* known = template_of(mistake.code);
  return with_fields(known != nullptr ? known : mistake.code, mistake.arguments);
}

std::string headline(const Diagnostic& mistake) {
  std::string text = harmless(mistake.place.file);
  if (mistake.place.line > 0) text += fmt::format(":{}", mistake.place.line);
  if (mistake.place.column > 0) text += fmt::format(":{}", mistake.place.column);
  return text + (text.empty() ? "" : ": ") + sentence(mistake);
}

std::string report(std::vector<Diagnostic> mistakes) {
  sort_by_place(mistakes);
  SourceLines sources;
  std::string text;
  std::map<std::pair<std::string, std::string>, int> told;  // by file and code
  for (const auto& mistake : mistakes)
    if (++told[{mistake.place.file, mistake.code}] <= most_alike)
      text += headline(mistake) + "\n" + sources.excerpt(mistake.place) + notes(mistake) + "\n";
  for (const auto& [kind, count] : told)
    if (count > most_alike) text += folded(kind.first, count - most_alike) + "\n\n";
  const char* closing = dngettext(domain, "{count} mistake; nothing was run.",
                                  "{count} mistakes; nothing was run.", mistakes.size());
  return text + fmt::format(fmt::runtime(closing), fmt::arg("count", mistakes.size())) + "\n";
}

std::string report_json(std::vector<Diagnostic> mistakes) {
  sort_by_place(mistakes);
  auto all = nlohmann::ordered_json::array();
  for (const auto& mistake : mistakes) {
    auto arguments = nlohmann::ordered_json::object();
    for (const auto& [name, value] : mistake.arguments)
      if (!value.empty()) arguments[name] = value;
    all.push_back({{"code", mistake.code},
                   {"file", mistake.place.file},
                   {"line", mistake.place.line},
                   {"column", mistake.place.column},
                   {"text", sentence(mistake)},
                   {"arguments", arguments}});
  }
  return nlohmann::ordered_json{{"mistakes", all}}.dump(2, ' ', false,
                                                        nlohmann::ordered_json::error_handler_t::replace) +
         "\n";
}

std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::string> known_codes() {
  std::vector<std::string> codes;
  for (const auto& entry : message_table) codes.emplace_back(entry.code);
  for (const auto& entry : policy_message_table) codes.emplace_back(entry.code);
  return codes;
}

const char* template_of(std::string_view code) {
  for (const auto& entry : message_table)
    if (entry.code == code) return entry.text;
  for (const auto& entry : policy_message_table)
    if (entry.code == code) return entry.text;
  return nullptr;
}

std::string harmless(std::string_view text, std::size_t most_bytes) {
  std::string safe;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (safe.size() >= most_bytes && (byte & 0xC0) != 0x80) return safe + "…";
    const auto next = [&](std::size_t n) {
      return at + n < text.size() ? static_cast<unsigned char>(text[at + n]) : 0u;
    };
    // C1 controls are two bytes; direction marks and line separators U+200E/F, U+2028-202E, U+2066-2069
    // three.
    const bool direction =
        byte == 0xE2 &&
        ((next(1) == 0x80 && (next(2) == 0x8E || next(2) == 0x8F || (next(2) >= 0xA8 && next(2) <= 0xAE))) ||
         (next(1) == 0x81 && next(2) >= 0xA6 && next(2) <= 0xA9));
    if (byte < 0x20 || byte == 0x7F)
      safe += fmt::format("\\x{:02x}", byte);
    else if (byte == 0xC2 && next(1) >= 0x80 && next(1) < 0xA0)
      safe += fmt::format("\\u{{{:02x}}}", next(1)), at += 1;
    else if (direction)
      safe += fmt::format("\\u{{{:04x}}}", 0x2000u | (next(1) & 0x3Fu) << 6 | (next(2) & 0x3Fu)), at += 2;
    else
      safe += text[at];
  }
  return safe;
}

}  // namespace lantian::io
