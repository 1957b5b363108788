import type { SourceDocument } from '../../config/parse-document.ts'
import { parseQuantity } from '../../config/quantity.ts'
import { validate } from '../../config/validate.ts'
import { ConfigError } from '../../errors.ts'
import type { UserFiles } from '../../user-files.ts'
import { twoTerminalDeviceOf } from '../define-device.ts'
import type { DeviceDefinition, PulseDefinition } from '../device-definition.ts'
import type { DeviceModel } from '../model.ts'
import { piecewiseLaw } from '../table/piecewise-law.ts'
import { readStepTable } from '../table/read-step-table.ts'
import { pulsesAcross, type StepRates, stepRates } from '../table/step-rates.ts'
import type { StepTable } from '../table/step-table.ts'
import { tableFile } from './device-file.ts'

/** How far the volts of a device may be from those of the pulse that was measured, as a share. */
const NEAR = 0.01
/** Largest difference of a step from that of the table, over its range. */
const MOST_MISFIT = 0.01
const MOST_PULSES = 1000

/**
 * A device from a table of measured steps: a conductance that the pulses of the file move as the table says, and nothing else does.
 * Between two rows a step is what lies between theirs.
 * @throws ConfigError with the file, the device's or the table's, and the line
 */
export function readTable(document: SourceDocument, files: UserFiles): DeviceModel {
  const file = validate(document, tableFile)
  const path = files.beside(files.folderOf(document.file), file.table)
  const table = readStepTable(path, files)
  const { range, spread } = table
  const [up, down] = (['up', 'down'] as const).map(way => ratesOf(table, way, path)) as [StepRates, StepRates]
  const pulses = pulsesOf(document, file)
  const { write, erase, read } = pulses
  const crossing = [up, down].map(({ rates }) => pulsesAcross(rates, range, MOST_PULSES))
  const number = write.number ?? erase.number ?? Math.max(3, ...crossing)
  const near = ({ volts }: Pulse): string => `abs(v - (${volts})) <= ${NEAR * Math.abs(volts)}`
  const misfit = Math.max(up.misfit, down.misfit)
  const definition: DeviceDefinition = {
    name: file.name,
    title: file.title,
    source: file.source,
    states: { g: { range, unit: 'S', meaning: meaningOf(file.table, misfit, spread) } },
    let: { ...piecewiseLaw(up.rates, 'g', 'up'), ...piecewiseLaw(down.rates, 'g', 'down') },
    current: 'g * v',
    rates: { g: `${near(write)} ? up / ${write.width} : ${near(erase)} ? down / ${erase.width} : 0` },
    read,
    measured: [Math.min(0, read, write.volts, erase.volts), Math.max(0, read, write.volts, erase.volts)],
    write: { ...write, number: write.number ?? number },
    erase: { ...erase, number: erase.number ?? number },
  }
  return {
    ...twoTerminalDeviceOf(definition),
    steps: spread === undefined ? {} : { spread },
    file: document.file,
  }
}

interface Pulse extends PulseDefinition {
  readonly volts: number
  readonly width: number
}

/** The pulses and the volts of reads, which must not meet each other. */
function pulsesOf(
  document: SourceDocument,
  file: ReturnType<typeof tableFile.parse>,
): { readonly write: Pulse; readonly erase: Pulse; readonly read: number } {
  const pulse = (key: 'write' | 'erase'): Pulse => {
    const volts = parseQuantity(file[key].volts, 'V', document.place([key, 'volts']))
    const width = parseQuantity(file[key].width, 's', document.place([key, 'width']))
    if (volts === 0) throw new ConfigError(document.place([key, 'volts']), '0 V', 'another voltage')
    if (!(width > 0)) throw new ConfigError(document.place([key, 'width']), `${width} s`, 'above 0 s')
    const { number } = file[key]
    return { volts, width, ...(number === undefined ? {} : { number }) }
  }
  const [write, erase] = [pulse('write'), pulse('erase')]
  const read = parseQuantity(file.read, 'V', document.place(['read']))
  const meet = (a: number, b: number): boolean =>
    Math.abs(a - b) <= 2 * NEAR * Math.max(Math.abs(a), Math.abs(b))
  if (meet(write.volts, erase.volts)) {
    const expected = `volts that are not those of write, ${write.volts} V, which the device tells the pulses by`
    throw new ConfigError(document.place(['erase', 'volts']), `${erase.volts} V`, expected)
  }
  for (const { volts } of [write, erase]) {
    if (!meet(volts, read)) continue
    throw new ConfigError(
      document.place(['read']),
      `${read} V`,
      `other volts than those of a pulse, ${volts} V`,
    )
  }
  return { write, erase, read }
}

function ratesOf(table: StepTable, way: 'up' | 'down', path: string): StepRates {
  const curve = table[way]
  const rates = stepRates(curve, table.range)
  if (rates.misfit <= MOST_MISFIT) return rates
  const { conductance, change, lines } = curve
  const found = `a step of ${change[rates.worst]} S at ${conductance[rates.worst]} S among its neighbours, ${percent(rates.misfit)} of the range from any smooth motion`
  const expected = 'steps that change little from row to row: means over more pulses, or fewer rows'
  throw new ConfigError({ file: path, line: lines[rates.worst] }, found, expected)
}

function meaningOf(name: string, misfit: number, spread: number | undefined): string {
  const told = `conductance; a pulse makes the steps of ${name} to ${misfit < 1e-7 ? '1e-5 %' : percent(misfit)} of the range`
  return spread === undefined
    ? told
    : `${told}; their spread is ${percent(spread)} (cycleVariability: ${Number(spread.toPrecision(3))} in a scenario, the write noise of training)`
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`
}
