import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { EXPORT_FORMATS, type ExportFormat, exportRun } from '../../export/export-run.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { countFlag, switchFlag, textFlag } from '../flags/flags.ts'

export const exportCommand: Command = defineCommand({
  usage: 'export <folder>',
  describe: 'Make files of one quantity of a finished run',
  positionals: { folder: { describe: 'Folder of a run' } },
  flags: {
    quantity: textFlag('quantity', {
      describe: 'Quantity, as the maps in the folder are named',
      otherwise: 'must be given',
    }),
    format: textFlag('format', {
      describe: `One or more of ${EXPORT_FORMATS.join(',')}`,
      otherwise: 'must be given',
    }),
    frame: countFlag('frame', { describe: 'One frame, counted from 0', otherwise: 'all frames' }),
    out: textFlag('out', { describe: 'Folder for the files', otherwise: 'exports in the folder of the run' }),
    force: switchFlag('Replace files that are there and differ'),
  },
  run: async ({ folder, quantity, format, frame, out, force }, terminal) => {
    const files = await exportRun(folder, {
      quantity: required('quantity', quantity, 'the name of a quantity'),
      formats: formatsOf(required('format', format, `one or more of ${EXPORT_FORMATS.join(',')}`)),
      force,
      signal: terminal.signal,
      ...(frame === undefined ? {} : { frame }),
      ...(out === undefined ? {} : { out }),
    })
    for (const file of files) terminal.print(file)
    return EXIT.done
  },
})

function required(name: string, value: string | undefined, expected: string): string {
  if (value === undefined) throw new ConfigError({ file: `--${name}` }, 'nothing', expected)
  return value
}

function formatsOf(list: string): ExportFormat[] {
  return list.split(',').map(word => {
    const format = EXPORT_FORMATS.find(known => known === word.trim())
    if (format !== undefined) return format
    throw new ConfigError({ file: '--format' }, JSON.stringify(word), expectedName(word, EXPORT_FORMATS))
  })
}
