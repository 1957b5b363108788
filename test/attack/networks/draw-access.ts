import type { AccessLaw } from '../../reference/access-law.ts'
import { matrix, pick, type Random, spread, whole } from './draw-number.ts'

/** The element in series with every cell. */
export interface DrawnAccess {
  /** As an array file says it. */
  readonly input: unknown
  readonly laws: readonly AccessLaw[]
  readonly side: 'word' | 'bit'
}

const FORWARD = { bit: 1, word: -1 } as const
const VOLTS_A_KELVIN = 1.380649e-23 / 1.602176634e-19
const GATES = [0, 0.4, 0.6, 1, 2, 3]

/** Draws an element for about half of all networks, every kind that an array file can say. */
export function drawAccess(size: readonly [number, number], random: Random): DrawnAccess | undefined {
  const count = size[0] * size[1]
  const all = (input: unknown, law: AccessLaw): DrawnAccess => ({
    input,
    laws: new Array<AccessLaw>(count).fill(law),
    side: 'word',
  })
  const selector = (saturation: number, scale: number): AccessLaw => ({
    kind: 'sinh',
    siemens: saturation / scale,
    beta: 1 / scale,
  })
  switch (whole(14, random)) {
    case 0:
      return all('selector', selector(1e-12, 0.1))
    case 1: {
      const [saturation, scale] = [spread(1e-15, 1e-6, random), spread(0.03, 0.5, random)]
      return all({ selector: { saturation, scale } }, selector(saturation, scale))
    }
    case 2: {
      const towards = pick(['bit', 'word'] as const, random)
      const [saturation, scale] = [spread(1e-13, 1e-6, random), spread(0.03, 0.5, random)]
      const leakage = spread(1e-13, 1e-8, random)
      return all(
        { oneSidedSelector: { saturation, scale, leakage, towards } },
        { kind: 'one-sided selector', saturation, scale, leakage, forward: FORWARD[towards] },
      )
    }
    case 3: {
      const towards = pick(['bit', 'word'] as const, random)
      const [saturation, ideality] = [spread(1e-15, 1e-8, random), 1 + random()]
      const temperature = 250 + 150 * random()
      const scale = ideality * VOLTS_A_KELVIN * temperature
      return all(
        { diode: { saturation, ideality, temperature, towards } },
        { kind: 'junction', saturation, scale, forward: FORWARD[towards] },
      )
    }
    case 4: {
      const ohms = matrix(size, () => spread(1, 1e6, random))
      const laws = ohms.flat().map((each): AccessLaw => ({ kind: 'linear', siemens: 1 / each }))
      return { input: { resistor: ohms }, laws, side: 'word' }
    }
    case 5:
      return transistors({}, [3], size)
    case 6:
      return transistors({ gateVolts: pick(GATES, random) }, undefined, size)
    case 7:
    case 8: {
      const lines = Array.from({ length: size[0] }, () => pick(GATES, random))
      return transistors({ ...drawChannel(random), gateVolts: lines }, lines, size)
    }
    default:
      return undefined
  }
}

interface Channel {
  readonly side?: 'word' | 'bit'
  readonly threshold?: number
  readonly transconductance?: number
  readonly offCurrent?: number
}

function drawChannel(random: Random): Channel {
  return {
    side: pick(['word', 'bit'] as const, random),
    ...(random() < 0.5 ? {} : { threshold: Number((1.4 * random() - 0.4).toFixed(2)) }),
    ...(random() < 0.3 ? {} : { transconductance: spread(1e-6, 1e-2, random) }),
    ...(random() < 0.5 ? {} : { offCurrent: spread(1e-14, 1e-8, random) }),
  }
}

/** @param gates volts of all, or one for each word line */
function transistors(
  given: Channel & { readonly gateVolts?: unknown },
  gates: readonly number[] = [given.gateVolts as number],
  [rows, columns]: readonly [number, number],
): DrawnAccess {
  const { side = 'word', threshold = 0.5, transconductance: gain = 4e-4, offCurrent: off = 1e-12 } = given
  const laws = Array.from({ length: rows * columns }, (_, k): AccessLaw => {
    const volts = gates[gates.length === 1 ? 0 : Math.floor(k / columns)]
    return { kind: 'gated transistor', gain, gate: volts - threshold, off }
  })
  return { input: Object.keys(given).length === 0 ? 'transistor' : { transistor: given }, laws, side }
}
