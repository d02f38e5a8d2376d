#include <fmt/format.h>

#include <filesystem>

#include "io/local_time.hpp"
#include "io/toml_table.hpp"

namespace lantian::io {
namespace {

std::string toml_quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += '\\', out += c;
    else if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      out += c;
  }
  return out + '"';
}

std::string quantity_text(double value, std::string_view unit) {
  return unit == "1" || unit == "degree" ? fmt::format("{}", value)
                                         : toml_quoted(fmt::format("{} {}", value, unit));
}

template <class Items, class Text>
std::string list_text(const Items& items, Text&& text) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : ", ") + text(item);
  return "[" + out + "]";
}

}  // namespace

std::string KeyWriter::relative(const std::string& path) const {
  return path.empty() ? path : std::filesystem::path(path).lexically_proximate(root_).string();
}

void KeyWriter::text(const Key& key, std::string& member) { line(key, toml_quoted(member)); }
void KeyWriter::word(const Key& key, std::string& member, std::span<const std::string_view>) {
  line(key, toml_quoted(member));
}
void KeyWriter::truth(const Key& key, bool& member) { line(key, member ? "true" : "false"); }
void KeyWriter::whole_number(const Key& key, int& member, int, int) { line(key, std::to_string(member)); }
void KeyWriter::number(const Key& key, double& member, const char* unit, Range) {
  line(key, quantity_text(member, unit));
}
void KeyWriter::numbers(const Key& key, std::vector<double>& member, const char* unit, Range) {
  line(key, list_text(member, [&](double value) { return quantity_text(value, unit); }));
}
void KeyWriter::texts(const Key& key, std::vector<std::string>& member) {
  line(key, list_text(member, toml_quoted));
}
void KeyWriter::words(const Key& key, std::vector<std::string>& member, std::span<const std::string_view>) {
  texts(key, member);
}
void KeyWriter::label(const Key& key, scenarios::Label& member) {
  line(key, "{ en = " + toml_quoted(member.en) + ", zh = " + toml_quoted(member.zh) + " }");
}
void KeyWriter::file(const Key& key, std::string& member) {
  if (!member.empty() || key.required()) line(key, toml_quoted(relative(member)));
}
void KeyWriter::files(const Key& key, std::vector<std::string>& member) {
  line(key, list_text(member, [&](const std::string& path) { return toml_quoted(relative(path)); }));
}
void KeyWriter::utc_offset(const Key& key, std::int64_t& member) {
  clock_offset_ = member;
  line(key, toml_quoted(utc_offset_text(member)));
}
void KeyWriter::local_time(const Key& key, model::UtcSeconds& member) {
  line(key, toml_quoted(local_time_text(member, clock_offset_)));
}

void KeyWriter::table(const Key& key, const std::function<void(KeyVisitor&)>& describe) {
  KeyWriter inner(root_);
  inner.path_ = path_ + key.name + ".";
  inner.clock_offset_ = clock_offset_;
  describe(inner);
  clock_offset_ = inner.clock_offset_;
  tables_ += "\n[" + path_ + key.name + "]\n" + inner.lines_ + inner.tables_;
}

void KeyWriter::tables(const Key& key, const std::function<void(std::size_t)>&, std::size_t size,
                       const std::function<void(KeyVisitor&, std::size_t)>& describe) {
  for (std::size_t n = 0; n < size; ++n) {
    KeyWriter inner(root_);
    inner.path_ = path_ + key.name + ".";
    describe(inner, n);
    tables_ += "\n[[" + path_ + key.name + "]]\n" + inner.lines_ + inner.tables_;
  }
}

}  // namespace lantian::io
