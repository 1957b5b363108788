import type { ClaimRow } from './claim-row.ts'

/** The published value, in figures where there are some: "15 (13 to 17) pA", "at least 0.4", "in words". */
export function publishedText({ kind, unit, paper: { value, low, high } }: ClaimRow): string {
  const bounds = [
    ...(low === undefined ? [] : [`at least ${low}`]),
    ...(high === undefined ? [] : [`at most ${high}`]),
  ]
  if (value.length === 0) return kind === 'trend' ? 'in words' : withUnit(bounds.join(', '), unit)
  const both = low !== undefined && high !== undefined
  const range = both ? ` (${low} to ${high})` : bounds.length === 0 ? '' : ` (${bounds.join(', ')})`
  return withUnit(`${value.map(String).join('; ')}${range}`, unit)
}

/** The remark of the table beside the words of the paper, which it repeats after `src`. */
export function remarkText({ paper: { quote, text } }: ClaimRow): string {
  return quote === undefined ? '' : text.replace(`src '${quote}'`, '').replace(/^[;,. ]+/, '')
}

/** The statement of a claim: the words of the paper, or the remark of the table, or what is asked. */
export function statementText({ paper: { quote, text }, quantity }: ClaimRow): string {
  return quote === undefined ? text || quantity : `"${quote}"`
}

/** Values with their unit; of a long series its ends and how many they are. */
function seriesText(values: readonly number[], unit: string): string {
  const texts = values.map(short)
  if (texts.length <= 3) return withUnit(texts.join('; '), unit)
  return `from ${texts[0]} to ${withUnit(texts.at(-1)!, unit)}, ${texts.length} values`
}

/** The simulated value: named values one by one, a series by its ends. */
export function simulatedText({ simulated, unit, names }: ClaimRow): string {
  return valuesText(simulated, unit, names)
}

function valuesText(values: readonly number[], unit: string, names: readonly string[] | undefined): string {
  if (names === undefined) return seriesText(values, unit)
  return names.map((name, k) => `${name} ${withUnit(short(values[k]), unit)}`).join(', ')
}

/** "no ions enter the pores: 1.01; fails, as it should". */
export function controlText({ control, unit, names }: ClaimRow): string | undefined {
  if (control === undefined) return undefined
  const end =
    control.verdict === 'fails' ? 'fails, as it should' : 'passes as well, so the claim does not tell'
  const { what, simulated } = control
  const same = names?.length === simulated.length ? names : undefined
  return `${what}: ${valuesText(simulated, unit, same) || 'none'}; ${end}`
}

function withUnit(figures: string, unit: string): string {
  return unit === '1' || unit === '' || figures === '' ? figures : `${figures} ${unit}`
}

/** Four digits; as 2.1e-6 where zeros would hide them. */
function short(value: number): string {
  if (Number.isNaN(value)) return 'none'
  const rounded = Number(value.toPrecision(4))
  const size = Math.abs(rounded)
  return size !== 0 && (size < 1e-3 || size >= 1e5)
    ? rounded.toExponential().replace('e+', 'e')
    : String(rounded)
}
