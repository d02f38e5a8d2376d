"""A Slurm of one node for a test: own daemons in a folder of its own, without systemd. Skips where they are absent."""
# SPDX-License-Identifier: Apache-2.0
import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import time

NEEDED = ("slurmctld", "slurmd", "munged", "sbatch", "squeue", "scontrol")
PATIENCE = 60  # s for a daemon to come up


def missing():
    """What this machine lacks for it; the daemons must be started by root."""
    lacking = [name for name in NEEDED if not shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")]
    if os.geteuid() != 0:
        lacking.append("root")
    return lacking


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class SlurmNode:
    """`with SlurmNode(folder) as slurm: slurm.sbatch(...)`."""

    def __init__(self, folder, cores=2):
        self.folder = pathlib.Path(folder)
        self.cores = cores
        self.started = []
        self.environment = {**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin",
                            "SLURM_CONF": str(self.folder / "slurm.conf")}

    def __enter__(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        host = socket.gethostname()
        for name in ("state", "spool"):
            (self.folder / name).mkdir()
        socket_file = self.munge()
        (self.folder / "slurm.conf").write_text(f"""ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={socket_file},cred_expire=20
SlurmctldPort={free_port()}
SlurmdPort={free_port()}
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd.pid
SlurmctldLogFile={self.folder}/slurmctld.log
SlurmdLogFile={self.folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
KillWait=40
MinJobAge=3600
NodeName={host} NodeAddr=127.0.0.1 CPUs={self.cores} State=UNKNOWN
PartitionName=main Nodes={host} Default=YES MaxTime=INFINITE State=UP
""", encoding="utf-8")
        self.start("slurmctld", "-D")
        self.start("slurmd", "-D", "-N", host)
        until = time.monotonic() + PATIENCE
        while "idle" not in self.run("sinfo", "-h", "-o", "%T").stdout:
            if time.monotonic() > until:
                raise RuntimeError((self.folder / "slurmctld.log").read_text() + (self.folder / "slurmd.log").read_text())
            time.sleep(0.5)
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()

    def munge(self):
        """A munged of our own with a key of its own; `--force`, for it would rather not work below /tmp."""
        own = self.folder / "munge"
        own.mkdir(mode=0o755)
        (own / "key").write_bytes(os.urandom(1024))
        (own / "key").chmod(0o400)
        self.start("munged", "--foreground", "--force", f"--key-file={own}/key", f"--socket={own}/socket", f"--pid-file={own}/pid",
                   f"--log-file={own}/log", f"--seed-file={own}/seed")
        until = time.monotonic() + PATIENCE
        while subprocess.run(["munge", "-n", "-S", str(own / "socket")], capture_output=True, check=False).returncode:
            if time.monotonic() > until:
                raise RuntimeError("munged does not answer: " + (own / "log").read_text())
            time.sleep(0.2)
        return own / "socket"

    def start(self, *words, **options):
        program = shutil.which(words[0], path=self.environment["PATH"])
        self.started.append(subprocess.Popen([program, *map(str, words[1:])], env=self.environment, stdout=subprocess.DEVNULL,
                                             stderr=subprocess.DEVNULL, **options))

    def run(self, *words):
        return subprocess.run(words, capture_output=True, text=True, env=self.environment, check=False)

    @contextlib.contextmanager
    def begun(self, *words):
        """Stopped at the end: Slurm 22.05 tells `scancel` of a task of an array to try again even where the signal has gone, and it would
        hit the task once more after it was queued again."""
        with subprocess.Popen(words, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                yield
            finally:
                process.terminate()

    def sbatch(self, *words):
        """The job's number."""
        done = self.run("sbatch", "--parsable", *map(str, words))
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip().partition(";")[0]

    def wait(self, job, seconds):
        until = time.monotonic() + seconds
        while self.run("squeue", "-h", "-j", job, "-o", "%i").stdout.strip():
            if time.monotonic() > until:
                raise RuntimeError(self.run("scontrol", "show", "job", job).stdout)
            time.sleep(0.5)
