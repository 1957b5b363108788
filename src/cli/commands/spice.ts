import { loadArrayFile } from '../../solve/load-array-file.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'

export const spiceCommand: Command = defineCommand({
  usage: 'spice <array>',
  describe: 'Print an array as an ngspice netlist that runs as it is',
  positionals: {
    array: { describe: 'JSON or YAML file of the array, as for solve' },
  },
  flags: {},
  run: async ({ array }, terminal) => {
    const { arrayNetlist } = await import('../../../arrays/spice/array-netlist.ts')
    const spec = await loadArrayFile(array)
    terminal.print(arrayNetlist(spec, spec.initial).trimEnd())
    return EXIT.done
  },
})
