import { createArraySpec } from '../arrays/crossbar/create-array-spec.ts'
import { type ObservedDrive, observeDrive } from '../scenarios/live/observe-drive.ts'
import { slideWires } from '../scenarios/live/slide-wires.ts'
import { markdownTable, processorSeconds } from './measure.ts'

const TOLERANCE = 1e-4
/** A tenth to ten ohm and back, by a fifth each: a slider that is dragged quickly. */
const UP = Array.from({ length: 26 }, (_, k) => 0.1 * 1.2 ** k)
const OHMS = [...UP, ...UP.toReversed()]

/** Processor seconds of a picture while wires move: each from those before it, and each solved from the last one. */
export function wireSlideTable(): string {
  const rows = [256, 1024].flatMap(side =>
    (['half', 'float'] as const).map(bias => {
      const { spec, states } = discOf(side)
      const middle = side >> 1
      const drive: ObservedDrive = { volts: 0.1, bias, wordLine: middle, bitLines: [middle] }
      const slide = slideWires(spec, states, drive, TOLERANCE)
      let solved = 0
      const slid = meanSeconds(ohms => {
        if (slide.view(ohms).solver.iterations > 0) solved++
      })
      let start = observeDrive(spec, states, drive).point
      const alone = meanSeconds(ohms => {
        const wired = { ...spec, wordWire: ohms, bitWire: ohms }
        start = observeDrive(wired, states, drive, { start, tolerance: TOLERANCE }).point
      })
      const ms = (seconds: number) => (1000 * seconds).toFixed(0)
      return [`${side} x ${side}`, bias, `${solved} of ${OHMS.length}`, ms(slid), ms(alone)]
    }),
  )
  return markdownTable(['vteam', 'other lines', 'solved', 'ms of a core', 'each solved, ms of a core'], rows)
}

/** A disc of low resistance in an array of high. */
function discOf(side: number) {
  const spec = createArraySpec({ size: [side, side], device: 'vteam', wires: { word: 1, bit: 1 } })
  const [low, high] = spec.model.states[0].range
  const states = spec.initial.map(plane =>
    plane.map((_, k) => {
      const [x, y] = [Math.floor(k / side) / side - 0.5, (k % side) / side - 0.5]
      return x * x + y * y < 0.1 ? 0.8 * high + 0.2 * low : 0.1 * high + 0.9 * low
    }),
  )
  return { spec, states }
}

function meanSeconds(show: (ohms: number) => void): number {
  const before = processorSeconds()
  for (const ohms of OHMS) show(ohms)
  return (processorSeconds() - before) / OHMS.length
}
