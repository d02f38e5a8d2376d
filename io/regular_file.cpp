#include "io/regular_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace lantian::io {
namespace {

namespace fs = std::filesystem;

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool looks_like_url(const std::string& path) {
  const auto colon = path.find(":/");
  return colon != std::string::npos && colon > 0 &&
         std::all_of(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](unsigned char c) { return std::isalnum(c) || c == '+' || c == '-' || c == '.'; });
}

std::string kind_of_file(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

/// Opens without waiting (a pipe would block) and checks what was opened, so that nobody can exchange it in
/// between.
int open_regular(const fs::path& path, Diagnostics& diagnostics, const TextPlace& mentioned,
                 std::uintmax_t most) {
  const TextPlace place = mentioned.file.empty() ? TextPlace{path.string(), 0, 0} : mentioned;
  const std::string value = path.string();
  if (looks_like_url(value)) {
    diagnostics.add("file_is_url", place, {{"value", value}});
    return -1;
  }
  const int number = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (number < 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    if (errno == ENXIO)  // a socket
      diagnostics.add("file_not_regular", place, {{"value", value}, {"kind", "a socket"}});
    else
      diagnostics.add(missing ? "file_missing" : "file_unreadable", place,
                      {{"value", value}, {"system", std::strerror(errno)}});
    return -1;
  }
  struct stat status {};
  if (::fstat(number, &status) != 0 || !S_ISREG(status.st_mode)) {
    diagnostics.add("file_not_regular", place, {{"value", value}, {"kind", kind_of_file(status.st_mode)}});
  } else if (static_cast<std::uintmax_t>(status.st_size) > most) {
    diagnostics.add(
        "file_too_large", place,
        {{"value", value}, {"size", std::to_string(status.st_size)}, {"limit", std::to_string(most)}});
  } else {
    return number;
  }
  ::close(number);
  return -1;
}

}  // namespace

bool is_regular_file(const fs::path& path, Diagnostics& diagnostics, const TextPlace& mentioned,
                     std::uintmax_t most_bytes) {
  const Descriptor file(open_regular(path, diagnostics, mentioned, most_bytes));
  return file.number() >= 0;
}

std::optional<std::string> read_regular_file(const fs::path& path, Diagnostics& diagnostics,
                                             const TextPlace& mentioned, std::uintmax_t most_bytes) {
  const Descriptor file(open_regular(path, diagnostics, mentioned, most_bytes));
  if (file.number() < 0) return std::nullopt;
  std::string text;
  std::string block(1u << 16, '\0');
  for (;;) {
    const ssize_t got = ::read(file.number(), block.data(), block.size());
    if (got == 0) return text;
    if (got < 0 && errno == EINTR) continue;
    const TextPlace place = mentioned.file.empty() ? TextPlace{path.string(), 0, 0} : mentioned;
    if (got < 0) {
      diagnostics.add("file_unreadable", place, {{"value", path.string()}, {"system", std::strerror(errno)}});
      return std::nullopt;
    }
    text.append(block, 0, static_cast<std::size_t>(got));
    if (text.size() > most_bytes) {  // it grew after the check, or says 0 as files of /proc do
      diagnostics.add("file_too_large", place,
                      {{"value", path.string()}, {"size", ""}, {"limit", std::to_string(most_bytes)}});
      return std::nullopt;
    }
  }
}

std::size_t first_bad_byte(const std::string& text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned lead = byte(at);
    const std::size_t length = lead == 0     ? 0
                               : lead < 0x80 ? 1
                               : lead < 0xC2 ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || at + length > text.size()) return at;
    for (std::size_t n = 1; n < length; ++n)
      if ((byte(at + n) & 0xC0) != 0x80) return at;
    const bool overlong = (lead == 0xE0 && byte(at + 1) < 0xA0) || (lead == 0xF0 && byte(at + 1) < 0x90);
    const bool surrogate = lead == 0xED && byte(at + 1) >= 0xA0;
    if (overlong || surrogate || (lead == 0xF4 && byte(at + 1) >= 0x90)) return at;
    at += length;
  }
  return std::string::npos;
}

std::optional<std::string> read_text_file(const fs::path& path, Diagnostics& diagnostics,
                                          const TextPlace& mentioned) {
  auto text = read_regular_file(path, diagnostics, mentioned);
  if (!text) return std::nullopt;
  if (text->starts_with("\xEF\xBB\xBF")) text->erase(0, 3);
  const std::size_t bad = first_bad_byte(*text);
  if (bad == std::string::npos) return text;
  const int line =
      1 + static_cast<int>(std::count(text->begin(), text->begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
  diagnostics.add("file_not_utf8", {path.string(), line, 0}, {{"value", path.string()}});
  return std::nullopt;
}

std::optional<fs::path> CaseFolder::resolve(const std::string& written, const TextPlace& place,
                                            Diagnostics& diagnostics) const {
  if (looks_like_url(written)) {
    diagnostics.add("file_is_url", place, {{"value", written}});
    return std::nullopt;
  }
  // Not made shorter: a link before `..` leads elsewhere than the text says. An absolute path replaces the
  // root.
  const fs::path joined = root_ == "." ? fs::path(written) : root_ / written;
  if (outside_allowed_) return joined;
  // Links are followed first: what counts is where the file really lies.
  std::error_code failed;
  const fs::path root = fs::weakly_canonical(fs::absolute(root_), failed);
  const fs::path real = failed ? fs::path() : fs::weakly_canonical(fs::absolute(root_ / written), failed);
  const auto [end_of_root, rest] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  if (failed || written.empty() || end_of_root != root.end()) {
    diagnostics.add("file_outside_case", place, {{"value", written}, {"folder", root_.string()}});
    return std::nullopt;
  }
  return joined;
}

}  // namespace lantian::io
