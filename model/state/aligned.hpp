/// A vector whose first element lies on a cache line, in huge pages where it is large.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <vector>

namespace lantian::model {

inline constexpr std::size_t cache_line = 64;
inline constexpr std::size_t huge_page = std::size_t{1} << 21;

template <class T>
struct AlignedAllocator {
  using value_type = T;
  AlignedAllocator() = default;
  template <class U>
  AlignedAllocator(const AlignedAllocator<U>&) {}
  T* allocate(std::size_t n) {
    void* p = ::operator new(n * sizeof(T), alignment(n));
    // A wish, not a need: the columns of a large field lie on as many pages as it has rows.
    if (alignment(n) == std::align_val_t{huge_page}) madvise(p, n * sizeof(T), MADV_HUGEPAGE);
    return static_cast<T*>(p);
  }
  void deallocate(T* p, std::size_t n) { ::operator delete(p, alignment(n)); }
  static std::align_val_t alignment(std::size_t n) {
    return std::align_val_t{n * sizeof(T) >= 4 * huge_page ? huge_page : cache_line};
  }
  bool operator==(const AlignedAllocator&) const { return true; }
};

template <class T>
using AlignedVector = std::vector<T, AlignedAllocator<T>>;

}  // namespace lantian::model
