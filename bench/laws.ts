// Prints docs/benchmarks/laws.md: what the laws of each built-in device cost over a plane of 64 x 64 different voltages, in units of one
// Math.exp. `npm run bench:laws`.
import { compileGatedLaws, compileLaws } from '../arrays/devices/compile-laws.ts'
import type { GatedDeviceModel } from '../arrays/devices/gated-model.ts'
import { GATED_DEVICE_MODELS } from '../arrays/devices/gated-registry.ts'
import type { DeviceModel } from '../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../arrays/devices/registry.ts'
import { expSeconds, machineName, markdownTable, processorSeconds } from './measure.ts'

const CELLS = 64 * 64
const TURNS = 400

const exp = expSeconds()
const print = (text: string) => process.stdout.write(`${text}\n\n`)
print('# The laws of the devices, measured')
print(
  `${machineName()}. One Math.exp (random arguments in -20..20, array in, array out): ${(exp * 1e9).toFixed(1)} ns. ` +
    'A plane of 64 x 64 different voltages over the measured range; the fastest of 15.',
)
const head = ['device', 'current and slope, in Math.exp a cell', 'all rates and targets, in Math.exp a cell']
print(markdownTable(head, [...DEVICE_MODELS, ...GATED_DEVICE_MODELS].map(row)))

function row(model: DeviceModel | GatedDeviceModel): string[] {
  const gated = 'control' in model
  const { evaluate, states: moving } = gated ? compileGatedLaws(model) : compileLaws(model)
  const reach = gated ? [-model.readVolts, model.readVolts] : model.validVolts
  const volts = spread(reach)
  const states = model.states.map(({ range: [low, high] }) => spread([low, high]))
  const parameters = model.parameters.map(({ value }) => Float64Array.of(value))
  const [current, slope] = [new Float64Array(CELLS), new Float64Array(CELLS)]
  const path = fastest(() => evaluate(CELLS, volts, states, parameters, current, slope))
  const planes = [0, 1].map(() => states.map(() => new Float64Array(CELLS)))
  const control = gated ? spread(model.validControl) : volts
  const relaxed = model.relaxes
    ? fastest(() => moving.relaxation(CELLS, control, parameters, planes[0], planes[1]))
    : undefined
  const cost = (seconds: number) => (seconds / CELLS / exp).toFixed(1)
  return [model.name, cost(path), states.length === 0 || relaxed === undefined ? '' : cost(relaxed)]
}

/** Different values over a range, without a pattern; a range without ends is taken as -1 to 1. */
function spread([low, high]: readonly number[]): Float64Array {
  const [from, to] = Number.isFinite(high! - low!) ? [low!, high!] : [-1, 1]
  const most = Math.min(to, 100)
  const least = Math.max(from, -100)
  return Float64Array.from({ length: CELLS }, (_, k) => least + ((k * 0.6180339887) % 1) * (most - least))
}

/** Seconds of one turn, the fastest of 15 times some turns. */
function fastest(run: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 15; round++) {
    const turns = round === 0 ? TURNS : TURNS / 10
    const started = processorSeconds()
    for (let k = 0; k < turns; k++) run()
    best = Math.min(best, (processorSeconds() - started) / turns)
  }
  return best
}
