import { parseQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { PulseForm } from '../measurement.ts'

/** How conductances against pulses, or against time, were measured. */
export interface PulseProtocol {
  readonly up?: PulseForm
  readonly down?: PulseForm
  /** V. */
  readonly read?: number
  /** At 0 V after each pulse, s. */
  readonly pause: number
}

const PLACE = { file: '--pulses' }
const FORM = '"up 3.2 V 300 us; down -2.8 V 300 us; read 0.5 V", and "pause 1 s" where there was one'

/**
 * Reads `--pulses`: parts between semicolons, each a word and its quantities.
 * @throws ConfigError for an unknown word, one that stands twice, a quantity of something else, or a width that is not above 0
 */
export function readPulseProtocol(text: string): PulseProtocol {
  const found = new Map<string, readonly number[]>()
  for (const part of text.split(';').map(each => each.trim())) {
    if (part === '') continue
    const [, word, rest] = /^(up|down|read|pause)\s+(.*)$/i.exec(part) ?? []
    if (word === undefined || rest === undefined) throw new ConfigError(PLACE, JSON.stringify(part), FORM)
    const key = word.toLowerCase()
    if (found.has(key)) throw new ConfigError(PLACE, `${key} twice`, 'each once')
    const quantities = rest.match(/[+-]?[\d.]+(?:[eE][+-]?\d+)?\s*[^\s\d.+-]*/g) ?? []
    const units = key === 'read' ? ['V'] : key === 'pause' ? ['s'] : ['V', 's']
    if (quantities.length !== units.length) throw new ConfigError(PLACE, JSON.stringify(part), FORM)
    found.set(
      key,
      quantities.map((quantity, k) => parseQuantity(quantity.trim(), units[k], PLACE)),
    )
  }
  const form = (key: 'up' | 'down'): PulseForm | undefined => {
    const [volts, width] = found.get(key) ?? []
    if (volts === undefined || width === undefined) return undefined
    if (volts === 0 || !(width > 0))
      throw new ConfigError(
        PLACE,
        `${key} ${volts} V ${width} s`,
        'volts that are not 0, and a width above 0 s',
      )
    return { direction: key, volts, width }
  }
  const [up, down] = [form('up'), form('down')]
  const [read] = found.get('read') ?? []
  const [pause = 0] = found.get('pause') ?? []
  if (read === 0) throw new ConfigError(PLACE, 'read 0 V', 'the volts of the reads, read 0.5 V')
  if (pause < 0) throw new ConfigError(PLACE, `pause ${pause} s`, 'a pause of 0 s or more')
  return {
    ...(up === undefined ? {} : { up }),
    ...(down === undefined ? {} : { down }),
    ...(read === undefined ? {} : { read }),
    pause,
  }
}
