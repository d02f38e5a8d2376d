#include "io/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <stdexcept>

#include "io/messages.hpp"

namespace lantian::io {

struct Sha256::Digest {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~Digest() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : digest_(std::make_unique<Digest>()) {
  EVP_DigestInit_ex(digest_->context, EVP_sha256(), nullptr);
}
Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) {
  EVP_DigestUpdate(digest_->context, bytes.data(), bytes.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned length = 0;
  EVP_DigestFinal_ex(digest_->context, bytes.data(), &length);
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  for (unsigned n = 0; n < length; ++n) {
    text.push_back(digits[bytes[n] >> 4]);
    text.push_back(digits[bytes[n] & 15]);
  }
  return text;
}

std::string sha256(std::string_view text) {
  Sha256 hash;
  hash.add(text);
  return hash.hex();
}

std::string sha256_of_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(translated("{value} cannot be read", {{"value", file.string()}}));
  Sha256 hash;
  std::array<char, 1 << 16> buffer;
  while (stream.read(buffer.data(), buffer.size()) || stream.gcount() > 0)
    hash.add(std::string_view(buffer.data(), static_cast<std::size_t>(stream.gcount())));
  return hash.hex();
}

}  // namespace lantian::io
