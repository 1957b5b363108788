import type { CheckedState, DeviceCheck } from '../../../arrays/devices/check/check-device.ts'
import type { LawFinding } from '../../../arrays/devices/check/law-findings.ts'
import type { Terminal } from '../terminal.ts'
import { formatDefinitions, wrapText } from '../text/format-definitions.ts'
import { tableText } from '../text/table-text.ts'

/** Printed text of `sneakpath check`. */
export function checkText(check: DeviceCheck, terminal: Terminal): string {
  const { bold } = terminal.colours
  const { name, title, points, states, findings } = check
  return [
    `${bold(name)}: ${title}`,
    ...(states.length === 0 ? [] : ['', bold('States without a drive'), statesText(states, terminal)]),
    '',
    bold('Currents in the start states'),
    tableText({
      columns: ['law', 'V', 'A', 'S'],
      rows: points.map(({ path, volts, amps, siemens }) => [path, short(volts), short(amps), short(siemens)]),
    }),
    '',
    bold('Findings'),
    findings.length === 0
      ? 'Every law is finite; currents rise with the voltage and flow along it.'
      : formatDefinitions(findings.map(findingRow), terminal.columns),
    '',
    ...wrapText(sampledText(check), terminal.columns),
  ].join('\n')
}

function statesText(states: readonly CheckedState[], terminal: Terminal): string {
  const rows = states.map(({ name, unit, start, moves, rateAtRest }) => {
    const per = unit === '1' ? '1/s' : `${unit}/s`
    const rests = rateAtRest === 0 ? 'rests there' : `leaves it by ${short(rateAtRest)} ${per}`
    return { term: name, text: `starts at ${quantity(start, unit)} and ${rests}; ${moves}` }
  })
  return formatDefinitions(rows, terminal.columns)
}

function findingRow({ law, fault, share, at, value }: LawFinding): { term: string; text: string } {
  const where = Object.entries(at).map(([name, x]) => `${name} = ${short(x)}`)
  const what = fault === 'not monotone' ? `a slope of ${short(value)} S` : String(short(value))
  return {
    term: law,
    text: `${fault} at ${percent(share)} of the points: ${what} at ${where.join(', ')}${MEANING[fault]}`,
  }
}

const MEANING: Readonly<Record<LawFinding['fault'], string>> = {
  'not finite': '',
  'not monotone': '; a network of such cells may have several solutions',
  'not passive': '; the cell gives out energy there, without a stored law that says from where',
}

function sampledText({ drive, range, drives, valuesOfEachState, states }: DeviceCheck): string {
  const unit = drive === 'ig' ? 'A' : 'V'
  const each = states.length === 0 ? '' : ` with ${valuesOfEachState} values of each state over its range`
  return `Sampled on a grid: ${drives} values of ${drive} from ${short(range[0])} to ${short(range[1])} ${unit}${each}. What lies between the points is not seen.`
}

/** Above 0 and below 1 never 0 or 100. */
function percent(share: number): string {
  return share < 0.01 ? 'less than 1 %' : `${Math.floor(100 * share)} %`
}

function quantity(value: number, unit: string): string {
  return unit === '1' ? String(short(value)) : `${short(value)} ${unit}`
}

function short(value: number): number {
  return Number(value.toPrecision(6))
}
