#include "io/streamed_file.hpp"

#include <cerrno>
#include <cstring>

namespace lantian::io {

StreamedFile::StreamedFile(const std::filesystem::path& target)
    : aside_(target), out_(aside_.path(), std::ios::binary | std::ios::trunc) {
  if (!out_) throw WriteFailure(target, std::strerror(errno));
}

void StreamedFile::write(std::string_view text) {
  out_.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!out_) throw WriteFailure(aside_.target(), std::strerror(errno));
}

void StreamedFile::commit() {
  out_.close();
  if (!out_) throw WriteFailure(aside_.target(), std::strerror(errno));
  aside_.commit();
}

}  // namespace lantian::io
