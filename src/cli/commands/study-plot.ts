import { writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { parseQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { placeFiles } from '../../export/place-files.ts'
import { renderPng } from '../../plots/drawing/render-png.ts'
import { PLOT_KINDS } from '../../study/plot/kinds.ts'
import { plotStudy } from '../../study/plot/plot-study.ts'
import { BANDS } from '../../study/plot/summarise.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { choiceFlag, listFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { keyValuePairs } from '../flags/key-value-pairs.ts'

export const studyPlotCommand: Command = defineCommand({
  usage: 'plot <folder>',
  describe: 'Draw the results of a study: lines, points, histograms, yield or a heat map',
  positionals: { folder: { describe: 'Folder of a study' } },
  flags: {
    kind: choiceFlag('kind', PLOT_KINDS, { describe: 'How rows are drawn', otherwise: 'lines' }),
    x: textFlag('x', { describe: 'Column along the plot', otherwise: 'must be given, but for a histogram' }),
    y: textFlag('y', { describe: 'Column up the plot', otherwise: 'must be given' }),
    hue: textFlag('hue', { describe: 'Column with a line for each of its values', otherwise: 'one line' }),
    heat: textFlag('heat', { describe: 'Figure as a heat map over x and y', otherwise: 'lines' }),
    band: choiceFlag('band', BANDS, { describe: 'Around the lines', otherwise: 'confidence' }),
    'scale-x': choiceFlag('scale-x', ['linear', 'log'], {
      describe: 'Axis along',
      otherwise: 'as the values need',
    }),
    'scale-y': choiceFlag('scale-y', ['linear', 'log'], {
      describe: 'Axis up',
      otherwise: 'as the values need',
    }),
    where: listFlag('COLUMN=VALUE: only rows with this value; repeatable'),
    mark: listFlag('VALUE of y that is marked across the plot; repeatable'),
    'label-x': textFlag('label-x', { describe: 'Name of the axis along', otherwise: 'name of the column' }),
    'label-y': textFlag('label-y', { describe: 'Name of the axis up', otherwise: 'name of the column' }),
    'unit-x': textFlag('unit-x', {
      describe: 'Unit along, like ms',
      otherwise: 'the one with short numbers',
    }),
    'unit-y': textFlag('unit-y', { describe: 'Unit up, like uA', otherwise: 'the one with short numbers' }),
    meets: textFlag('meets', {
      describe: 'What y meets in rows that count for the yield',
      otherwise: '">= 3", say',
    }),
    title: textFlag('title', { describe: 'Above the plot', otherwise: 'title of the study' }),
    out: textFlag('out', {
      describe: 'Picture, .svg or .png',
      otherwise: 'Y-over-X.svg and .png in the folder',
    }),
    force: switchFlag('Replace a picture that is there'),
  },
  run: async (flags, terminal) => {
    const { folder, hue, heat, band, title, where, mark } = flags
    const y = required('y', flags.y)
    const svg = await plotStudy(folder, {
      kind: flags.kind,
      x: flags.x,
      y,
      hue,
      heat,
      band,
      title,
      meets: flags.meets,
      axes: {
        x: { scale: flags['scale-x'], label: flags['label-x'], unit: flags['unit-x'] },
        y: { scale: flags['scale-y'], label: flags['label-y'], unit: flags['unit-y'] },
      },
      where: keyValuePairs('where', where),
      marks: mark.map(text => parseQuantity(text, '1', { file: '--mark' })),
    })
    const stem = join(
      folder,
      `${heat === undefined ? y : `${heat}-over-${y}`}${flags.x === undefined ? '-histogram' : `-over-${flags.x}`}`,
    )
    const files = flags.out === undefined ? [`${stem}.svg`, `${stem}.png`] : [flags.out]
    const contents = new Map<string, Uint8Array | string>()
    for (const file of files) {
      if (!/\.(svg|png)$/i.test(file))
        throw new ConfigError({ file: '--out' }, JSON.stringify(file), 'a name that ends in .svg or .png')
      contents.set(basename(file), /\.svg$/i.test(file) ? svg : await renderPng(svg))
    }
    await placeFiles(dirname(files[0]), [...contents.keys()], {
      name: 'plot',
      force: flags.force,
      fill: async partial => {
        for (const [name, content] of contents) await writeFile(join(partial, name), content)
      },
    })
    for (const file of files) terminal.print(file)
    return EXIT.done
  },
})

function required(name: string, value: string | undefined): string {
  if (value === undefined) throw new ConfigError({ file: `--${name}` }, 'nothing', 'the name of a column')
  return value
}
