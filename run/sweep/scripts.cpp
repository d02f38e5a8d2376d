#include "run/sweep/scripts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lantian::run {
namespace {

/// In single quotes for a shell.
std::string quoted(const std::string& text) {
  std::string made = "'";
  for (const char c : text) made += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return made + "'";
}

constexpr const char* slurm = R"(#!/bin/bash
# A job array of a sweep: each task computes one shard. Killed or out of time, a task goes on where it was:
# 60 s before its end Slurm sends SIGUSR1, the shard leaves a restart and ends with 75, the task queues again.
# After SIGTERM (scancel, preemption) it leaves a restart too, but whether it comes back is Slurm's to say.
#SBATCH --job-name=lantian-sweep
#SBATCH --array=1-{shards}
#SBATCH --cpus-per-task={threads}
#SBATCH --time={minutes}
#SBATCH --signal=B:USR1@60
#SBATCH --requeue
#SBATCH --open-mode=append
{program} sweep run {folder} --shard "$SLURM_ARRAY_TASK_ID/{shards}" --threads {threads} &
shard=$! again= code=
trap 'again=1; kill -USR1 "$shard"' USR1
trap 'kill -TERM "$shard"' TERM
until [ -n "$code" ]; do
  wait "$shard"
  code=$?
  kill -0 "$shard" 2>/dev/null && code=   # the signal woke us, the shard still runs
done
[ "$code$again" = 751 ] && scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_${{SLURM_ARRAY_TASK_ID}}"
exit "$code"
)";

constexpr const char* parallel = R"(#!/bin/sh
# Shards of a sweep by GNU parallel; start it again after any interruption.
seq 1 {shards} | parallel --jobs {jobs} --retries 3 --joblog {joblog} \
  {program} sweep run {folder} --shard '{{}}/{shards}' --threads {threads}
)";

constexpr const char* snakemake = R"(# Shards of a sweep by Snakemake: snakemake --snakefile THIS --cores N
SHARDS = range(1, {shards} + 1)
FOLDER = r"""{folder_plain}"""

rule all:
    input: FOLDER + "/sweep.nc"

rule gather:
    input: expand(FOLDER + "/shards/{{i}}.done", i=SHARDS)
    output: FOLDER + "/sweep.nc"
    shell: r"""{program} sweep gather {folder} --output {{output:q}}"""

rule shard:
    output: touch(FOLDER + "/shards/{{i}}.done")
    threads: {threads}
    retries: 3
    shell: r"""{program} sweep run {folder} --shard {{wildcards.i}}/{shards} --threads {{threads}}"""
)";

}  // namespace

std::string script_of(const ScriptRequest& request, const io::SweepManifest& manifest) {
  const auto batches = static_cast<int>(manifest.batches.size());
  const int shards = std::min(std::max(batches, 1), request.shards > 0 ? request.shards : batches);
  const char* text = request.engine == "slurm" ? slurm : request.engine == "parallel" ? parallel : snakemake;
  const auto folder = std::filesystem::absolute(request.folder).lexically_normal().string();
  return fmt::format(
      fmt::runtime(text), fmt::arg("shards", shards), fmt::arg("threads", request.threads),
      fmt::arg("jobs", request.jobs), fmt::arg("minutes", static_cast<long>(std::ceil(request.hours * 60.0))),
      fmt::arg("program", quoted(request.program.string())), fmt::arg("folder", quoted(folder)),
      fmt::arg("folder_plain", folder), fmt::arg("joblog", quoted(folder + "/joblog")));
}

}  // namespace lantian::run
