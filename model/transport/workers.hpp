/// Work space that threads take in turn and that lives on between calls.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <atomic>
#include <vector>

#include "model/grid/parallel.hpp"

namespace lantian::model {

/// body(index, worker) for index in [0, count); `prepare(worker)` sizes each worker (no work when it is
/// sized already).
template <class Worker, class Prepare, class Body>
void parallel_with_workers(std::ptrdiff_t count, std::vector<Worker>& workers, Prepare&& prepare,
                           Body&& body) {
  const std::size_t threads = static_cast<std::size_t>(thread_count());
  if (workers.size() < threads) workers.resize(threads);
  std::atomic<std::size_t> taken{0};
  const auto take = [&] {
    Worker* worker = &workers[taken++];
    prepare(*worker);
    return worker;
  };
  parallel_for_with(count, take,
                    [&](std::ptrdiff_t index, Worker* worker) { body(static_cast<int>(index), *worker); });
}

}  // namespace lantian::model
