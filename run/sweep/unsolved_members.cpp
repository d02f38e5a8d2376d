#include "run/sweep/unsolved_members.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace lantian::run {
namespace {

// ASCII's own separators: no text of ours holds them.
constexpr char record_end = '\x1e', part_end = '\x1f';

std::string taken(std::string& text, char end) {
  const std::size_t at = text.find(end);
  if (at == std::string::npos) throw std::logic_error("a list of unsolved members that ends too early");
  std::string part = text.substr(0, at);
  text.erase(0, at + 1);
  return part;
}

}  // namespace

io::NamedArray array_of(const std::map<int, io::Diagnostic>& unsolved) {
  std::string text;
  for (const auto& [member, reason] : unsolved) {
    text += std::to_string(member) + part_end + reason.code + part_end;
    for (const auto& [name, value] : reason.arguments) text += name + part_end + value + part_end;
    text += record_end;
  }
  return {{text.size()}, std::vector<std::int64_t>(text.begin(), text.end())};
}

std::map<int, io::Diagnostic> members_of(const io::NamedArray& array) {
  std::string text;
  for (const auto letter : std::get<std::vector<std::int64_t>>(array.values))
    text += static_cast<char>(letter);
  std::map<int, io::Diagnostic> unsolved;
  while (!text.empty()) {
    std::string record = taken(text, record_end);
    const std::string number = taken(record, part_end);
    int member = 0;
    std::from_chars(number.data(), number.data() + number.size(), member);
    auto& reason = unsolved[member];
    reason.code = taken(record, part_end);
    while (!record.empty()) {
      std::string name = taken(record, part_end);
      reason.arguments.emplace_back(std::move(name), taken(record, part_end));
    }
  }
  return unsolved;
}

std::string& argument(io::Diagnostic& reason, const char* name) {
  const auto found = std::find_if(reason.arguments.begin(), reason.arguments.end(),
                                  [&](const auto& one) { return one.first == name; });
  if (found == reason.arguments.end()) throw std::logic_error("a reason without its arguments");
  return found->second;
}

}  // namespace lantian::run
