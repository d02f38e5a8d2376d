#include "run/file_hashes.hpp"

#include <set>

#include "io/sha256.hpp"

namespace lantian::run {

std::string hash_of_files(const std::vector<std::string>& named, const std::filesystem::path& root) {
  std::set<std::filesystem::path> files;
  for (const auto& name : named) {
    if (std::filesystem::is_regular_file(name)) files.insert(name);
    if (!std::filesystem::is_directory(name)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(name))
      if (entry.is_regular_file()) files.insert(entry.path());
  }
  io::Sha256 hash;
  for (const auto& file : files) {
    hash.add(std::filesystem::relative(file, root).generic_string());
    hash.add(io::sha256_of_file(file));
  }
  return hash.hex();
}

std::string hash_of_mechanism(const std::vector<std::filesystem::path>& files) {
  if (files.size() == 1) return io::sha256_of_file(files.front());
  io::Sha256 hash;
  for (const auto& file : files) hash.add(io::sha256_of_file(file));
  return hash.hex();
}

}  // namespace lantian::run
