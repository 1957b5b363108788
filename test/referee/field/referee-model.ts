import { createCell } from '../../../arrays/devices/cell.ts'
import { deviceModel } from '../../../arrays/devices/find-device.ts'
import { runEecircuit } from '../../reference/run-eecircuit.ts'
import { hasNgspice, runNgspice } from '../../reference/run-ngspice.ts'
import type { PublishedModel } from './published-models.ts'
import { PIECES, SAMPLED, WAVEFORMS, type Waveform, waveform } from './waveforms.ts'

/** States in parts of their range and currents in amperes, one for each waveform and sample. */
export interface Followed {
  readonly states: readonly number[]
  readonly currents: readonly number[]
}

/** Answer of ngspice to a model's published equations. */
export function refereeAnswer(model: PublishedModel): Followed {
  const printed = (hasNgspice() ? runNgspice : runEecircuit)(netlist(model))
  const all = (node: string): number[] =>
    WAVEFORMS.flatMap(shape => [...(printed.get(`${node}_${shape}`) ?? [])])
  return { states: model.rate === undefined ? [] : all('x'), currents: all('i') }
}

/**
 * Answer of the product for the device of that name.
 * @param parameters that differ from the published ones
 */
export function productAnswer(
  published: PublishedModel,
  parameters: Readonly<Record<string, number>> = {},
): Followed {
  const model = deviceModel(published.name)
  const { low, span, start, volts, seconds } = published
  const states: number[] = []
  const currents: number[] = []
  for (const shape of WAVEFORMS) {
    const state = Object.fromEntries(model.states.map(({ name }) => [name, low + span * start]))
    const cell = createCell(model, { parameters, state })
    const ends = waveform(shape, volts)
    const piece = seconds / PIECES
    for (let k = 0; k < PIECES; k++) {
      if (cell.ramp !== undefined) cell.ramp(ends[k], ends[k + 1], piece)
      // States that relax follow a stair of many steps.
      else
        for (let s = 0; s < 20; s++)
          cell.advance(ends[k] + ((s + 0.5) / 20) * (ends[k + 1] - ends[k]), piece / 20)
      if (!SAMPLED.includes(k + 1)) continue
      if (cell.state.length > 0) states.push((cell.state[0] - low) / span)
      currents.push(cell.current(ends[k + 1]))
    }
  }
  return { states, currents }
}

/** Largest difference of any state, in parts of its range, or current, over the largest of `expected`. */
export function distance(expected: Followed, found: Followed): number {
  const worst = (a: readonly number[], b: readonly number[]): number =>
    a.length === b.length ? Math.max(...a.map((value, k) => Math.abs(value - b[k]))) : Number.NaN
  const largest = Math.max(...expected.currents.map(Math.abs))
  const states = expected.states.length === 0 ? 0 : worst(expected.states, found.states)
  return Math.max(states, worst(expected.currents, found.currents) / largest)
}

/** One circuit of all waveforms: states as volts of 1 F nodes, in parts of the range and of the time of a waveform. */
function netlist(model: PublishedModel): string {
  const { name, low, span, start, seconds } = model
  const samples = SAMPLED.map(k => (k * seconds) / PIECES)
  const step = seconds / PIECES / (model.steps ?? 20)
  return [
    `* ${name}`,
    '.options reltol=1e-8 abstol=1e-15 vntol=1e-10 gmin=1e-20 itl4=200 chgtol=0.1 numdgt=15',
    ...WAVEFORMS.flatMap(shape => part(model, shape)),
    ...WAVEFORMS.map(shape => `.ic v(x_${shape})=${start}`),
    '.control',
    'set numdgt=15',
    `tran ${step} ${seconds} 0 ${step}`,
    'setplot new',
    `compose seconds values ${samples.join(' ')}`,
    'setscale seconds',
    'set nobreak',
    ...WAVEFORMS.flatMap(shape =>
      ['x', 'i'].flatMap(node => [
        `let ${node}_${shape} = interpolate(tran1.${node}_${shape})${node === 'i' ? ` * ${model.amps ?? 1}` : ''}`,
        `print ${node}_${shape}`,
      ]),
    ),
    'quit 0',
    '.endc',
    '.end',
    '',
  ].join('\n')

  function part(each: PublishedModel, shape: Waveform): string[] {
    const v = `V(d_${shape})`
    const x = `(${low} + ${span}*V(x_${shape}))`
    const { amps = 1 } = each
    const i = `(${amps}*V(i_${shape}))`
    const parts = each.parts?.(v, x, i) ?? {}
    const part = (of: string): string => `V(${of}_${shape})`
    const points = waveform(shape, each.volts).flatMap((volts, k) => [(k * seconds) / PIECES, volts])
    return [
      `V_${shape} d_${shape} 0 PWL(${points.join(' ')})`,
      `C_${shape} x_${shape} 0 ${seconds}`,
      ...Object.entries(parts).map(([of, text]) => `B${of}_${shape} ${of}_${shape} 0 V = ${text}`),
      `B_${shape} 0 x_${shape} I = ${seconds / span}*(${each.rate?.(v, x, i, part) ?? 0})`,
      `Bi_${shape} i_${shape} 0 V = (${each.current(v, x, i, part)})/${amps}`,
    ]
  }
}
