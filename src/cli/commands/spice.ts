import { statSync } from 'node:fs'
import { ConfigError } from '../../../arrays/errors.ts'
import { loadArrayFile } from '../../solve/load-array-file.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { textFlag } from '../flags/flags.ts'

export const spiceCommand: Command = defineCommand({
  usage: 'spice <array>',
  describe: 'Print an array, or the program of a run, as an ngspice netlist that runs as it is',
  positionals: {
    array: { describe: 'JSON or YAML file of the array, as for solve, or a run folder' },
  },
  flags: {
    case: textFlag('case', {
      describe: 'Which array of the run',
      otherwise: 'the only one',
    }),
  },
  run: async ({ array, case: caseName }, terminal) => {
    terminal.print((await netlist(array, caseName, terminal.signal)).trimEnd())
    return EXIT.done
  },
})

async function netlist(array: string, caseName: string | undefined, signal: AbortSignal): Promise<string> {
  if (statSync(array, { throwIfNoEntry: false })?.isDirectory() === true) {
    const { netlistOfRun } = await import('../../run/netlist-of-run.ts')
    return netlistOfRun(array, caseName, signal)
  }
  if (caseName !== undefined) {
    throw new ConfigError({ file: '--case' }, `"${caseName}" with an array file`, 'a run folder with it')
  }
  const { arrayNetlist } = await import('../../../arrays/spice/array-netlist.ts')
  const spec = await loadArrayFile(array, signal)
  return arrayNetlist(spec, spec.initial)
}
