/// Texts that hand a sweep's shards to a scheduler: Slurm, GNU parallel, Snakemake.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>
#include <string>

#include "io/sweep/manifest.hpp"

namespace lantian::run {

struct ScriptRequest {
  std::filesystem::path folder, program;
  std::string engine = "slurm";  // or "parallel", "snakemake"
  int shards = 0;                // 0: one a batch
  int threads = 1;               // of a shard
  int jobs = 1;                  // shards side by side, where the engine does not know
  double hours = 1.0;            // limit of a shard's time
};

/// `manifest`: of the sweep in `folder`.
std::string script_of(const ScriptRequest& request, const io::SweepManifest& manifest);

}  // namespace lantian::run
