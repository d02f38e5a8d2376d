#include "io/toml_table.hpp"
#include "io/units.hpp"

namespace lantian::io {

namespace {

std::string quoted(std::span<const std::string_view> words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "\"" : ", \"") + std::string(word) + "\"";
  return all;
}

}  // namespace

void KeyLister::add(const Key& key, std::string kind, std::string accepted) {
  lines.push_back({path_ + key.name, std::move(kind), std::move(accepted), key.required() ? "" : key.fallback,
                   key.en, key.zh, key.required()});
}

void KeyLister::text(const Key& key, std::string&) { add(key, "text"); }
void KeyLister::word(const Key& key, std::string&, std::span<const std::string_view> words) {
  add(key, "text", quoted(words));
}
void KeyLister::truth(const Key& key, bool&) { add(key, "true or false"); }
void KeyLister::whole_number(const Key& key, int&, int low, int high) {
  add(key, "whole number", accepted_range({static_cast<double>(low), static_cast<double>(high)}, "1"));
}
void KeyLister::number(const Key& key, double&, const char* unit, Range range) {
  add(key, kind_of_unit(unit), accepted_range(range, unit));
}
void KeyLister::numbers(const Key& key, std::vector<double>&, const char* unit, Range range) {
  add(key, "list, each " + kind_of_unit(unit), accepted_range(range, unit));
}
void KeyLister::texts(const Key& key, std::vector<std::string>&) { add(key, "list of texts"); }
void KeyLister::words(const Key& key, std::vector<std::string>&, std::span<const std::string_view> words) {
  add(key, "list of texts", quoted(words));
}
void KeyLister::label(const Key& key, scenarios::Label&) { add(key, "text or {en, zh}"); }
void KeyLister::file(const Key& key, std::string&) { add(key, "path in the case's folder"); }
void KeyLister::files(const Key& key, std::vector<std::string>&) {
  add(key, "path in the case's folder, or a list of them");
}
void KeyLister::utc_offset(const Key& key, std::int64_t&) {
  add(key, "offset from UTC", "\"-12:00\" … \"+14:00\"");
}
void KeyLister::local_time(const Key& key, model::UtcSeconds&) {
  add(key, "local time", "\"2023-11-22T01:00\"");
}

void KeyLister::table(const Key& key, const std::function<void(KeyVisitor&)>& describe) {
  add(key, "table");
  const std::string outer = path_;
  path_ += std::string(key.name) + ".";
  describe(*this);
  path_ = outer;
}

void KeyLister::tables(const Key& key, const std::function<void(std::size_t)>& resize, std::size_t,
                       const std::function<void(KeyVisitor&, std::size_t)>& describe) {
  add(key, "list of tables");
  resize(1);
  const std::string outer = path_;
  path_ += std::string(key.name) + ".";
  describe(*this, 0);
  path_ = outer;
}

}  // namespace lantian::io
