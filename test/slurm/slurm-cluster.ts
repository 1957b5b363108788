import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A Slurm of its own on this machine: no systemd, nothing outside one folder. */
export interface SlurmCluster {
  /** Environment of Slurm's commands. */
  readonly env: { readonly SLURM_CONF: string }
  /** Output of a Slurm command. */
  slurm(program: string, args: readonly string[]): string
  stopController(): Promise<void>
  startController(): Promise<void>
  stop(): Promise<void>
}

const PROGRAMS = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'scontrol']

/** Whether Slurm and munge are installed. */
export function hasSlurm(): boolean {
  return PROGRAMS.every(program => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0)
}

/** Starts munge, a controller and one node with two processors; ready when the node is idle. */
export async function startSlurm(): Promise<SlurmCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-slurm-'))
  // munged refuses folders that others may write to, slurmd needs to be seen by its jobs.
  chmodSync(folder, 0o755)
  for (const name of ['state', 'spool', 'log']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'munge.key'), randomBytes(1024), { mode: 0o600 })
  const conf = join(folder, 'slurm.conf')
  writeFileSync(conf, configuration(folder, await freePort(), await freePort()))
  const env = { SLURM_CONF: conf }
  const run = (program: string, args: readonly string[]): string =>
    execFileSync(program, args, {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  const end = async (name: string): Promise<void> => {
    const file = join(folder, `${name}.pid`)
    if (!existsSync(file)) return
    const pid = Number(readFileSync(file, 'utf8'))
    process.kill(pid)
    await until(() => !existsSync(`/proc/${pid}`))
  }
  const startController = async (): Promise<void> => {
    run('slurmctld', ['-f', conf])
    await until(() => /idle|mix|alloc/.test(run('sinfo', ['--noheader'])))
  }
  run('munged', mungeOptions(folder))
  const cluster: SlurmCluster = {
    env,
    slurm: run,
    startController,
    stopController: () => end('slurmctld'),
    stop: async () => {
      for (const name of ['slurmd', 'slurmctld', 'munge']) await end(name)
      rmSync(folder, { recursive: true, force: true })
    },
  }
  try {
    run('slurmctld', ['-f', conf])
    run('slurmd', ['-f', conf])
    await until(() => /idle/.test(run('sinfo', ['--noheader'])))
    return cluster
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

function mungeOptions(folder: string): string[] {
  return [
    `--key-file=${folder}/munge.key`,
    `--socket=${folder}/munge.sock`,
    `--pid-file=${folder}/munge.pid`,
    `--log-file=${folder}/log/munged.log`,
    `--seed-file=${folder}/munge.seed`,
  ]
}

/** Two processors whatever the machine has, so that tasks wait for each other. */
function configuration(folder: string, controllerPort: number, nodePort: number): string {
  const host = hostname().split('.')[0]
  const { username } = userInfo()
  const processors = Math.min(2, availableParallelism())
  return `ClusterName=sneakpath
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=${username}
SlurmdUser=${username}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.sock,cred_expire=15
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/log/slurmctld.log
SlurmdLogFile=${folder}/log/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
MaxArraySize=64
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${processors} State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`
}

/** Waits for something that comes within seconds. */
export async function until(holds: () => boolean, seconds: number = 60): Promise<void> {
  const deadline = performance.now() + seconds * 1000
  for (;;) {
    try {
      if (holds()) return
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${holds}`)
    await sleep(100)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
