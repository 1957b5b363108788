import { biasRule } from '../../../arrays/crossbar/bias/index.ts'
import type { SneakNumbers } from '../../../scenarios/sneak/sneak-numbers.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import { type Definition, formatDefinitions } from './format-definitions.ts'

/**
 * The sneak numbers of a crossbar with the read that they were taken at.
 * @param write what the disturbance is counted for, "one write"
 */
export function sneakText(numbers: SneakNumbers, write: string, columns: number): string {
  const { bias, wireOhms, read, sneakShare, readMargin, disturbance, irDrop } = numbers
  const wire = wireOhms === undefined ? '' : `, ${formatSi(wireOhms, 'ohm')} a wire segment`
  const rows: (Definition | undefined)[] = [
    { term: 'set-up', text: `${numbers.case === '' ? '' : `${numbers.case}, `}bias ${bias}${wire}` },
    { term: 'read', text: readText(numbers) },
    {
      term: 'sneak share',
      text: `median ${percent(sneakShare.median)}, worst ${percent(sneakShare.worst)}${sampleText(read.cells, read.of)}`,
    },
    readMargin && {
      term: 'read margin',
      text: `at least ${percent(readMargin.smallest)}${sampleText(readMargin.cells, read.of)}`,
    },
    contrastRow(numbers),
    {
      term: 'disturbance',
      text:
        disturbance === undefined
          ? 'none: nothing was written by a write step'
          : `at most ${percent(disturbance)} of a cell that is not addressed, by ${write}`,
    },
    irDrop && {
      term: 'IR drop',
      text: `${percent(irDrop.share)} at the far cell, word line ${irDrop.cell[0]} and bit line ${irDrop.cell[1]}`,
    },
  ]
  return formatDefinitions(
    rows.filter(row => row !== undefined),
    columns,
  )
}

function readText({ read: { step, volts, bias, by } }: SneakNumbers): string {
  const which =
    step === undefined ? 'at the end, since the program reads nothing' : `the last read step, "${step}"`
  const cells = by === 'row' ? 'a word line at a time' : 'cell by cell'
  return `${which}: ${formatSi(volts, 'V')}, ${cells}, unselected lines: ${biasRule(bias).about}`
}

/** Of the cells that the last write set over the others. */
function contrastRow({ storedContrast, readContrast }: SneakNumbers): Definition | undefined {
  if (storedContrast === undefined || readContrast === undefined) return undefined
  const lost = (storedContrast - readContrast) / (storedContrast - 1)
  const how = storedContrast > 1.005 && lost > 0 && lost <= 1 ? `; ${percent(lost)} of it is lost` : ''
  return {
    term: 'read contrast',
    text: `${readContrast.toPrecision(3)}, of ${storedContrast.toPrecision(3)} stored: cells that the last write set over the others${how}`,
  }
}

/** Says that not all cells were read. */
function sampleText(cells: number, of: number): string {
  return cells === of ? '' : `, of ${cells} cells read`
}

export function percent(share: number): string {
  return Number.isNaN(share) ? 'not defined' : `${Number((share * 100).toPrecision(3))} %`
}
