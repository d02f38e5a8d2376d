#include "io/classic_netcdf.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace lantian::io {
namespace {

constexpr std::uint64_t longest_list = 1u << 20;  // dimensions, attributes, variables, letters of a name
constexpr std::uint32_t dimension_tag = 10, variable_tag = 11, attribute_tag = 12;

struct BrokenHeader : std::runtime_error {
  BrokenHeader() : std::runtime_error("header") {}
};

struct Extent {
  std::uint64_t begin = 0, size = 0;
  bool is_record = false;
};

/// Reads the header from front to back; numbers are big-endian.
class Header {
 public:
  explicit Header(const std::filesystem::path& file) : in_(file, std::ios::binary) {}

  bool is_classic() {
    std::array<char, 4> magic{};
    in_.read(magic.data(), magic.size());
    version_ = magic[3];
    return in_ && magic[0] == 'C' && magic[1] == 'D' && magic[2] == 'F' &&
           (version_ == 1 || version_ == 2 || version_ == 5);
  }

  std::uintmax_t promised() {
    const std::uint64_t records = count();
    const bool streamed = records == (wide() ? ~std::uint64_t{0} : std::uint64_t{0xFFFFFFFF});
    dimensions();
    attributes();
    const auto variables = extents();
    std::uint64_t record = 0, record_variables = 0;
    for (const auto& v : variables)
      if (v.is_record) record = sum(record, padded(v.size)), ++record_variables;
    std::uint64_t end = static_cast<std::uint64_t>(in_.tellg());
    for (const auto& v : variables) {
      if (!v.is_record) {
        end = std::max(end, sum(v.begin, v.size));
      } else if (records > 0 && !streamed) {
        // The only variable of a record is not padded.
        const std::uint64_t step = record_variables == 1 ? v.size : record;
        end = std::max(end, sum(v.begin, sum(product(records - 1, step), v.size)));
      }
    }
    return end;
  }

 private:
  bool wide() const { return version_ == 5; }
  static std::uint64_t padded(std::uint64_t bytes) { return sum(bytes, 3) / 4 * 4; }
  static std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
    if (a > std::numeric_limits<std::uint64_t>::max() - b) throw BrokenHeader();
    return a + b;
  }
  static std::uint64_t product(std::uint64_t a, std::uint64_t b) {
    if (b != 0 && a > std::numeric_limits<std::uint64_t>::max() / b) throw BrokenHeader();
    return a * b;
  }

  std::uint64_t number(int bytes) {
    std::uint64_t value = 0;
    for (int n = 0; n < bytes; ++n) {
      const int byte = in_.get();
      if (byte < 0) throw BrokenHeader();
      value = value << 8 | static_cast<unsigned>(byte);
    }
    return value;
  }
  std::uint64_t count() { return number(wide() ? 8 : 4); }
  std::uint64_t listed(std::uint32_t tag) {
    const std::uint64_t found = number(4), size = count();
    if ((found != tag && (found != 0 || size != 0)) || size > longest_list) throw BrokenHeader();
    return size;
  }
  void skip(std::uint64_t bytes) {
    if (bytes > (std::uint64_t{1} << 31)) throw BrokenHeader();
    in_.seekg(static_cast<std::streamoff>(padded(bytes)), std::ios::cur);
    if (!in_) throw BrokenHeader();
  }
  void name() {
    const std::uint64_t length = count();
    if (length > longest_list) throw BrokenHeader();
    skip(length);
  }
  static std::uint64_t type_size(std::uint64_t type) {
    constexpr std::array<std::uint64_t, 12> size{0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8};
    if (type == 0 || type >= size.size()) throw BrokenHeader();
    return size[type];
  }
  void attributes() {
    for (std::uint64_t n = listed(attribute_tag); n > 0; --n) {
      name();
      const std::uint64_t size = type_size(number(4));
      skip(product(size, count()));
    }
  }
  void dimensions() {
    for (std::uint64_t n = listed(dimension_tag); n > 0; --n) {
      name();
      length_.push_back(count());
    }
  }
  std::vector<Extent> extents() {
    std::vector<Extent> all;
    for (std::uint64_t n = listed(variable_tag); n > 0; --n) {
      name();
      const std::uint64_t rank = count();
      if (rank > 1024) throw BrokenHeader();
      Extent v;
      std::uint64_t cells = 1;
      for (std::uint64_t d = 0; d < rank; ++d) {
        const std::uint64_t id = count();
        if (id >= length_.size()) throw BrokenHeader();
        if (d == 0 && length_[id] == 0)
          v.is_record = true;
        else
          cells = product(cells, length_[id]);
      }
      attributes();
      v.size = product(cells, type_size(number(4)));
      count();  // the size as written, which large variables do not have
      v.begin = number(version_ == 1 ? 4 : 8);
      all.push_back(v);
    }
    return all;
  }

  std::ifstream in_;
  int version_ = 0;
  std::vector<std::uint64_t> length_;
};

}  // namespace

std::optional<std::uintmax_t> promised_bytes(const std::filesystem::path& file) {
  Header header(file);
  if (!header.is_classic()) return std::nullopt;
  try {
    return header.promised();
  } catch (const BrokenHeader&) {
    return 0;
  }
}

}  // namespace lantian::io
