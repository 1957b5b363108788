import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { DIAGRAM_FORMATS, exportDiagram } from '../../export/export-diagram.ts'
import { exportRecord } from '../../export/export-record.ts'
import { EXPORT_FORMATS, exportRun } from '../../export/export-run.ts'
import type { FigureOptions } from '../../export/figure-options.ts'
import { readRunIndex } from '../../export/read-run-index.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { choiceFlag, countFlag, quantityFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { quantitiesOfRun, recordsOfRun } from '../flags/known-names.ts'
import type { Terminal } from '../terminal.ts'

export const exportCommand: Command = defineCommand({
  usage: 'export <folder>',
  describe: 'Make files of one quantity or record of a finished run: data, figures, animations',
  positionals: { folder: { describe: 'Folder of a run; for a diagram of solve, too' } },
  flags: {
    list: switchFlag('Print the quantities, frames and records of the run'),
    quantity: textFlag(
      'quantity',
      {
        describe: 'Quantity, as the maps in the folder are named',
        otherwise: 'must be given',
      },
      quantitiesOfRun,
    ),
    record: textFlag(
      'record',
      { describe: 'Record over time as one long table (CSV), in place of --quantity', otherwise: 'none' },
      recordsOfRun,
    ),
    figure: choiceFlag('figure', ['maps', 'diagram'], {
      describe: 'Maps of a run, or one network as a circuit (to 16 x 16)',
      otherwise: 'maps',
    }),
    format: textFlag('format', {
      describe: `One or more of ${EXPORT_FORMATS.join(',')}`,
      otherwise: 'must be given',
    }),
    frame: textFlag('frame', {
      describe: 'One frame, counted from 0 or by its label',
      otherwise: 'all frames',
    }),
    'colour-map': textFlag('colour-map', {
      describe: 'A map of d3-scale-chromatic: Inferno, Cividis, PuOr',
      otherwise: 'Viridis, or RdBu around zero',
    }),
    range: textFlag('range', {
      describe: 'Ends of the colour scale, 0:60uS',
      otherwise: 'as the values need',
    }),
    scale: choiceFlag('scale', ['linear', 'log', 'diverging'], {
      describe: 'Colour scale',
      otherwise: 'as the values need',
    }),
    unit: textFlag('unit', {
      describe: 'Unit of the colour bar, uS',
      otherwise: 'the one with short numbers',
    }),
    title: textFlag('title', { describe: 'Above the maps', otherwise: 'title of the quantity' }),
    labels: choiceFlag('labels', ['values', 'none'], {
      describe: 'Numbers in the cells',
      otherwise: 'where they fit',
    }),
    bare: switchFlag('The maps alone: no title, footer, axes and colour bar'),
    'cell-pixels': countFlag('cell-pixels', {
      describe: 'Side of a cell in px of the drawing',
      otherwise: 'as a slide has room',
    }),
    width: quantityFlag('width', 'm', {
      describe: 'Width of the picture, 85mm',
      otherwise: 'as it is drawn',
    }),
    dpi: countFlag('dpi', { describe: 'Picture points per inch at --width', otherwise: '300' }),
    'real-time': switchFlag('Frames of a GIF last as long as in the experiment'),
    out: textFlag('out', { describe: 'Folder for the files', otherwise: 'exports in the folder of the run' }),
    force: switchFlag('Replace files that differ'),
  },
  run: async (flags, terminal) => {
    const { folder, list, quantity, format, frame, out, force } = flags
    if (list) return printContents(folder, terminal)
    if (flags.dpi !== undefined && flags.width === undefined)
      throw new ConfigError({ file: '--dpi' }, 'a resolution without a width', '--width with it')
    if (flags.record !== undefined) {
      if (quantity !== undefined || (format ?? 'csv') !== 'csv')
        throw new ConfigError({ file: '--record' }, 'another quantity or format', 'csv, of the record alone')
      const file = await exportRecord(folder, flags.record, { out, force, signal: terminal.signal })
      return printFiles([file], terminal)
    }
    if (flags.figure === 'diagram') return printFiles(await diagramFiles(flags, terminal), terminal)
    const files = await exportRun(folder, {
      quantity: required('quantity', quantity, 'the name of a quantity (--list shows them)'),
      formats: formatsOf(
        required('format', format, `one or more of ${EXPORT_FORMATS.join(',')}`),
        EXPORT_FORMATS,
      ),
      figure: figureOf(flags),
      force,
      signal: terminal.signal,
      ...(frame === undefined ? {} : { frame }),
      ...(out === undefined ? {} : { out }),
    })
    return printFiles(files, terminal)
  },
})

function printFiles(files: readonly string[], terminal: Terminal): number {
  for (const file of files) terminal.print(file)
  return EXIT.done
}

interface DiagramFlags extends FigureFlags {
  readonly folder: string
  readonly quantity: string | undefined
  readonly format: string | undefined
  readonly frame: string | undefined
  readonly out: string | undefined
  readonly force: boolean
}

function diagramFiles(flags: DiagramFlags, terminal: Terminal): Promise<string[]> {
  const { folder, quantity, format, frame, out, force } = flags
  return exportDiagram(folder, {
    quantity,
    frame,
    formats: formatsOf(
      required('format', format, `one or more of ${DIAGRAM_FORMATS.join(',')}`),
      DIAGRAM_FORMATS,
    ),
    figure: figureOf(flags),
    out,
    force,
    signal: terminal.signal,
  })
}

interface FigureFlags {
  readonly 'colour-map': string | undefined
  readonly range: string | undefined
  readonly scale: FigureOptions['scale'] | undefined
  readonly unit: string | undefined
  readonly title: string | undefined
  readonly labels: 'values' | 'none' | undefined
  readonly bare: boolean
  readonly 'cell-pixels': number | undefined
  readonly width: number | undefined
  readonly dpi: number | undefined
  readonly 'real-time': boolean
}

function figureOf(flags: FigureFlags): FigureOptions {
  const given = {
    colourMap: flags['colour-map'],
    range: flags.range,
    scale: flags.scale,
    unit: flags.unit,
    title: flags.title,
    numbers: flags.labels === undefined ? undefined : flags.labels === 'values',
    bare: flags.bare,
    cellPixels: flags['cell-pixels'],
    widthMm: flags.width === undefined ? undefined : 1000 * flags.width,
    dpi: flags.dpi,
    realTime: flags['real-time'],
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as FigureOptions
}

async function printContents(folder: string, terminal: Terminal): Promise<number> {
  const { quantities, frames, traces = [] } = await readRunIndex(folder)
  terminal.print('Quantities')
  for (const { name, unit, title } of quantities)
    terminal.print(`  ${name}${unit === '' ? '' : ` (${unit})`}: ${title}`)
  terminal.print('Frames')
  for (const [k, { label, timeS }] of frames.entries())
    terminal.print(`  ${k}  ${label}, t = ${formatSi(timeS, 's')}`)
  if (traces.length > 0) terminal.print('Records')
  for (const { name, quantities: recorded } of traces) terminal.print(`  ${name}: ${recorded.join(', ')}`)
  return EXIT.done
}

function required(name: string, value: string | undefined, expected: string): string {
  if (value === undefined) throw new ConfigError({ file: `--${name}` }, 'nothing', expected)
  return value
}

function formatsOf<F extends string>(list: string, formats: readonly F[]): F[] {
  return list.split(',').map(word => {
    const format = formats.find(known => known === word.trim())
    if (format !== undefined) return format
    throw new ConfigError({ file: '--format' }, JSON.stringify(word), expectedName(word, formats))
  })
}
