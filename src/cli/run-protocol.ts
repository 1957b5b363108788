import type { AccessName } from '../../arrays/access/access-defaults.ts'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { Protocol } from '../../scenarios/plasticity/protocols/protocol.ts'
import { protocolInWorker } from '../protocol/protocol-in-worker.ts'
import { runProtocolToFolder } from '../protocol/run-protocol-to-folder.ts'
import { EXIT, errorIn } from './exit-code.ts'
import { keyValuePairs } from './flags/key-value-pairs.ts'
import { createProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { protocolRunText } from './text/protocol-text.ts'

/** The flags of `protocol` as they were given. */
export interface ProtocolFlags {
  readonly device: string | undefined
  readonly cell: readonly [number, number] | undefined
  readonly size: readonly [number, number] | undefined
  readonly wire: number | undefined
  readonly bias: BiasScheme | undefined
  readonly access: AccessName | undefined
  readonly seed: number | undefined
  readonly set: readonly string[]
  readonly out: string | undefined
  readonly force: boolean
  readonly json: boolean
  readonly quiet: boolean
}

/** Runs a plasticity protocol and says how it went. */
export async function runProtocolCommand(
  protocol: Protocol,
  flags: ProtocolFlags,
  terminal: Terminal,
): Promise<number> {
  const { json, quiet, set, device } = flags
  if (device === undefined) {
    throw new ConfigError(
      { file: '--device' },
      `nothing, with the protocol ${protocol.name}`,
      'a device, as sneakpath list names them',
    )
  }
  const progress = createProgress(protocol.name, terminal, quiet || json)
  const report = await runProtocolToFolder(
    protocol,
    {
      device,
      size: flags.size,
      cell: flags.cell,
      wireOhms: flags.wire,
      bias: flags.bias,
      access: flags.access,
      seed: flags.seed,
      out: flags.out,
      force: flags.force,
      set: set.length === 0 ? undefined : keyValuePairs('set', set),
    },
    { progress: progress.update, signal: terminal.signal, compute: protocolInWorker },
  )
    .catch(error => {
      throw errorIn(`run ${protocol.name}`, error)
    })
    .finally(progress.stop)
  const { run, folder } = report
  for (const warning of run.warnings) terminal.note(`warning: ${warning}`)
  if (json) {
    const { figures, members, values } = run
    terminal.print(
      JSON.stringify({
        protocol: protocol.name,
        device: run.device,
        out: folder,
        settings: values,
        members,
        figures,
      }),
    )
  } else if (!quiet) terminal.print(protocolRunText(report, terminal))
  return EXIT.done
}
