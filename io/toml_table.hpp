/// One list of keys per TOML table; reading, unknown-key errors, the reference page and the resolved text are
/// visitors of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/diagnostics.hpp"
#include "io/regular_file.hpp"
#include "io/table.hpp"
#include "io/toml_value.hpp"
#include "model/quantities/time.hpp"
#include "scenarios/inventory/inventory.hpp"

namespace lantian::io {

/// A key and what it means. `fallback` says what holds where it is not given; nullptr: it must be given.
struct Key {
  const char* name;
  const char* en;
  const char* zh;
  const char* fallback = nullptr;
  bool required() const { return fallback == nullptr; }
};

/// Shown where a key may be left out and then nothing is set.
inline constexpr const char* none = "";

class KeyVisitor {
 public:
  virtual ~KeyVisitor() = default;
  /// Whether to leave out keys that mean nothing beside others: a writer does.
  virtual bool omits(bool /*unused*/) const { return false; }
  virtual void text(const Key& key, std::string& member) = 0;
  virtual void word(const Key& key, std::string& member, std::span<const std::string_view> words) = 0;
  virtual void truth(const Key& key, bool& member) = 0;
  virtual void whole_number(const Key& key, int& member, int low, int high) = 0;
  /// A quantity: a text with a unit ("2 km"); a plain number too where `unit` is "1" or "degree". Stored in
  /// `unit`.
  virtual void number(const Key& key, double& member, const char* unit, Range range) = 0;
  virtual void numbers(const Key& key, std::vector<double>& member, const char* unit, Range range) = 0;
  virtual void texts(const Key& key, std::vector<std::string>& member) = 0;
  /// A list of texts, each one of `words`, none twice.
  virtual void words(const Key& key, std::vector<std::string>& member,
                     std::span<const std::string_view> words) = 0;
  virtual void label(const Key& key, scenarios::Label& member) = 0;
  virtual void file(const Key& key,
                    std::string& member) = 0;  // inside the case's folder; becomes folder/path
  virtual void files(const Key& key, std::vector<std::string>& member) = 0;  // one or a list
  /// "+08:00"; later local times of the visitor are taken by it.
  virtual void utc_offset(const Key& key, std::int64_t& member) = 0;
  virtual void local_time(const Key& key, model::UtcSeconds& member) = 0;
  virtual void table(const Key& key, const std::function<void(KeyVisitor&)>& describe) = 0;
  /// [[key]]: `describe` is called once for each, with its index; `resize` beforehand.
  virtual void tables(const Key& key, const std::function<void(std::size_t)>& resize, std::size_t size,
                      const std::function<void(KeyVisitor&, std::size_t)>& describe) = 0;
};

/// A file or folder that a key names, and where.
struct NamedFile {
  std::string path;
  TextPlace place;
};

/// What a reading leaves for checks across keys and files.
struct KeysRead {
  std::map<std::string, TextPlace> places;  // where each key stands: "time.end"
  std::set<std::string> faulty;             // tables that hold a mistake: "grid", "weather.surface"
  std::vector<NamedFile> files;             // files and folders that the keys name
  std::int64_t clock_offset = 0;            // s, of local times
};

/// Fills the members from a TOML table.
class KeyReader final : public KeyVisitor {
 public:
  KeyReader(const TomlValue& table, std::string path, const CaseFolder& folder, Diagnostics& diagnostics,
            KeysRead& read)
      : table_(table), path_(std::move(path)), folder_(folder), diagnostics_(diagnostics), read_(read) {}

  /// Keys of the table that no call asked for are mistakes.
  void report_unknown_keys() const;
  void allow(const std::string& key) { asked_.push_back(key); }

  void text(const Key& key, std::string& member) override;
  void word(const Key& key, std::string& member, std::span<const std::string_view> words) override;
  void truth(const Key& key, bool& member) override;
  void whole_number(const Key& key, int& member, int low, int high) override;
  void number(const Key& key, double& member, const char* unit, Range range) override;
  void numbers(const Key& key, std::vector<double>& member, const char* unit, Range range) override;
  void texts(const Key& key, std::vector<std::string>& member) override;
  void words(const Key& key, std::vector<std::string>& member,
             std::span<const std::string_view> words) override;
  void label(const Key& key, scenarios::Label& member) override;
  void file(const Key& key, std::string& member) override;
  void files(const Key& key, std::vector<std::string>& member) override;
  void utc_offset(const Key& key, std::int64_t& member) override;
  void local_time(const Key& key, model::UtcSeconds& member) override;
  void table(const Key& key, const std::function<void(KeyVisitor&)>& describe) override;
  void tables(const Key& key, const std::function<void(std::size_t)>& resize, std::size_t size,
              const std::function<void(KeyVisitor&, std::size_t)>& describe) override;

 private:
  const TomlValue* find(const Key& key);
  bool is(const Key& key, const TomlValue& value, TomlValue::Kind kind, const char* expected) const;
  void fault(const char* code, const Key& key, const TomlValue& value,
             std::vector<std::pair<std::string, std::string>> arguments = {}) const;
  bool quantity(const Key& key, const TomlValue& value, const char* unit, Range range, double& member) const;
  std::string path_of(const Key& key) const { return path_.empty() ? key.name : path_ + "." + key.name; }

  const TomlValue& table_;
  std::string path_;
  const CaseFolder& folder_;
  Diagnostics& diagnostics_;
  KeysRead& read_;
  std::vector<std::string> asked_;
};

/// The members as TOML text: defaults filled in, one unit a key, paths relative to `root`.
class KeyWriter final : public KeyVisitor {
 public:
  explicit KeyWriter(std::string root) : root_(std::move(root)) {}
  std::string result() const { return lines_ + tables_; }
  bool omits(bool unused) const override { return unused; }

  void text(const Key& key, std::string& member) override;
  void word(const Key& key, std::string& member, std::span<const std::string_view> words) override;
  void truth(const Key& key, bool& member) override;
  void whole_number(const Key& key, int& member, int low, int high) override;
  void number(const Key& key, double& member, const char* unit, Range range) override;
  void numbers(const Key& key, std::vector<double>& member, const char* unit, Range range) override;
  void texts(const Key& key, std::vector<std::string>& member) override;
  void words(const Key& key, std::vector<std::string>& member,
             std::span<const std::string_view> words) override;
  void label(const Key& key, scenarios::Label& member) override;
  void file(const Key& key, std::string& member) override;
  void files(const Key& key, std::vector<std::string>& member) override;
  void utc_offset(const Key& key, std::int64_t& member) override;
  void local_time(const Key& key, model::UtcSeconds& member) override;
  void table(const Key& key, const std::function<void(KeyVisitor&)>& describe) override;
  void tables(const Key& key, const std::function<void(std::size_t)>& resize, std::size_t size,
              const std::function<void(KeyVisitor&, std::size_t)>& describe) override;

 private:
  void line(const Key& key, const std::string& value) {
    lines_ += std::string(key.name) + " = " + value + "\n";
  }
  std::string relative(const std::string& path) const;

  std::string root_, path_, lines_, tables_;
  std::int64_t clock_offset_ = 0;
};

/// One line of the reference page.
struct KeyLine {
  std::string path, kind, accepted, fallback, en, zh;
  bool required = false;
};

/// Lists the keys without any file.
class KeyLister final : public KeyVisitor {
 public:
  std::vector<KeyLine> lines;

  void text(const Key& key, std::string& member) override;
  void word(const Key& key, std::string& member, std::span<const std::string_view> words) override;
  void truth(const Key& key, bool& member) override;
  void whole_number(const Key& key, int& member, int low, int high) override;
  void number(const Key& key, double& member, const char* unit, Range range) override;
  void numbers(const Key& key, std::vector<double>& member, const char* unit, Range range) override;
  void texts(const Key& key, std::vector<std::string>& member) override;
  void words(const Key& key, std::vector<std::string>& member,
             std::span<const std::string_view> words) override;
  void label(const Key& key, scenarios::Label& member) override;
  void file(const Key& key, std::string& member) override;
  void files(const Key& key, std::vector<std::string>& member) override;
  void utc_offset(const Key& key, std::int64_t& member) override;
  void local_time(const Key& key, model::UtcSeconds& member) override;
  void table(const Key& key, const std::function<void(KeyVisitor&)>& describe) override;
  void tables(const Key& key, const std::function<void(std::size_t)>& resize, std::size_t size,
              const std::function<void(KeyVisitor&, std::size_t)>& describe) override;

 private:
  void add(const Key& key, std::string kind, std::string accepted = "");
  std::string path_;
};

}  // namespace lantian::io
