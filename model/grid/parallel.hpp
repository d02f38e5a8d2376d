/// The only place with OpenMP: loops over rows, levels or cells whose bodies share nothing, so that results
/// cannot depend on the number of threads. An exception is rethrown for the lowest index.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <exception>
#include <limits>
#include <mutex>

namespace lantian::model {

/// Number of threads that loops may use; set once by run/.
int thread_count();
void set_thread_count(int count);

/// As many of them as `count` bodies can use: threads without work would spin beside those that have it.
inline int team(std::ptrdiff_t count) {
  const int threads = thread_count();
  return count < threads ? (count > 1 ? static_cast<int>(count) : 1) : threads;
}

/// Denormal numbers count as zero while this lives: the same on every thread, so that bits and speed do not
/// depend on where a loop ran.
class FlushDenormals {
 public:
  FlushDenormals();
  ~FlushDenormals();
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  unsigned saved_;
};

/// Keeps the exception of the lowest index.
class FirstFailure {
 public:
  void keep(std::ptrdiff_t index) noexcept {
    const std::lock_guard lock(mutex_);
    if (index < index_) {
      index_ = index;
      failure_ = std::current_exception();
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::ptrdiff_t index_ = std::numeric_limits<std::ptrdiff_t>::max();
  std::exception_ptr failure_;
};

/// body(index) for index in [0, count), dynamic schedule of `grain`; the body must write only what belongs to
/// index.
template <class Body>
void parallel_for(std::ptrdiff_t count, Body&& body, int grain = 1) {
  FirstFailure failure;
#pragma omp parallel num_threads(team(count))
  {
    const FlushDenormals flush;
#pragma omp for schedule(dynamic, grain)
    for (std::ptrdiff_t index = 0; index < count; ++index) {
      try {
        body(index);
      } catch (...) {
        failure.keep(index);
      }
    }
  }
  failure.rethrow();
}

/// The same with scratch(thread) made once per thread: body(index, scratch).
template <class Make, class Body>
void parallel_for_with(std::ptrdiff_t count, Make&& make_scratch, Body&& body, int grain = 1) {
  FirstFailure failure;
#pragma omp parallel num_threads(team(count))
  {
    const FlushDenormals flush;
    auto scratch = make_scratch();
#pragma omp for schedule(dynamic, grain)
    for (std::ptrdiff_t index = 0; index < count; ++index) {
      try {
        body(index, scratch);
      } catch (...) {
        failure.keep(index);
      }
    }
  }
  failure.rethrow();
}

}  // namespace lantian::model
