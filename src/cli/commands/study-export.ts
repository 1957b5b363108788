import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { exportStudy, STUDY_EXPORTS } from '../../study/export/export-study.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { switchFlag, textFlag } from '../flags/flags.ts'

export const studyExportCommand: Command = defineCommand({
  usage: 'export <folder>',
  describe: 'Write the rows of a study into one file: CSV, NPZ, Parquet',
  positionals: { folder: { describe: 'Folder of a study' } },
  flags: {
    format: textFlag('format', { describe: `One or more of ${STUDY_EXPORTS.join(',')}`, otherwise: 'csv' }),
    out: textFlag('out', {
      describe: 'Folder for the files',
      otherwise: 'exports in the folder of the study',
    }),
    force: switchFlag('Replace files that are there'),
  },
  run: async ({ folder, format = 'csv', out, force }, terminal) => {
    const formats = format.split(',').map(word => {
      const known = STUDY_EXPORTS.find(one => one === word.trim())
      if (known !== undefined) return known
      throw new ConfigError({ file: '--format' }, JSON.stringify(word), expectedName(word, STUDY_EXPORTS))
    })
    for (const file of await exportStudy(folder, { formats, out, force })) terminal.print(file)
    return EXIT.done
  },
})
