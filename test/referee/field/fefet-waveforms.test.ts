import { describe, expect, test } from 'vitest'
import { fefet } from '../../../arrays/devices/field/fefet.ts'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'
import { runEecircuit } from '../../reference/run-eecircuit.ts'
import { hasNgspice, runNgspice } from '../../reference/run-ngspice.ts'
import { PIECES, SAMPLED, WAVEFORMS, type Waveform, waveform } from './waveforms.ts'

const SECONDS = 2e-6
const VOLTS = [4, -3.6] as const
const STEPS = 40
/** Activation voltages: 2.3 V and normal numbers at the middles of six equal parts, from a table, times 0.4 V. */
const ACTIVATION = [-1.38299413, -0.67448975, -0.21042839, 0.21042839, 0.67448975, 1.38299413].map(
  normal => 2.3 + 0.4 * normal,
)
const VACUUM = 8.8541878128e-12
const [OXIDE, FERRO] = [(3.9 * VACUUM) / 1e-9, (28 * VACUUM) / 8e-9]
const THERMAL = (1.380649e-23 * 300) / 1.602176634e-19
const FERMI = THERMAL * Math.log(3e23 / (5.29e25 * Math.exp(-6726 / 300)))
const BODY = Math.sqrt(2 * 1.602176634e-19 * 3e23 * 11.8 * VACUUM)
const START = 0.4

/** The published equations once more, for one waveform: the surface potential and the field are nodes, states volts of 1 F nodes. */
function netlist(shape: Waveform): string {
  const [psi, field] = ['V(psi)', 'V(field)']
  const empty = Math.exp((-2 * FERMI) / THERMAL)
  const bend = `(${psi}/${THERMAL})`
  const silicon = `(sgn(${psi})*${BODY}*sqrt(max(0,${THERMAL}*(exp(-${bend}) - 1 + exp(${bend} - ${(2 * FERMI) / THERMAL}) - ${empty}) + ${1 - empty}*${psi})))`
  const polarisation = `(0.25*((${ACTIVATION.map((_, k) => `V(up${k})`).join(' + ')})/3 - 1))`
  const points = waveform(shape, VOLTS).flatMap((volts, k) => [(k * SECONDS) / PIECES, volts])
  const samples = SAMPLED.map(k => (k * SECONDS) / PIECES)
  const step = SECONDS / PIECES / STEPS
  const nodes = ACTIVATION.flatMap((_, k) => [`up${k}`, `rise${k}`, `fall${k}`])
  return [
    `* fefet ${shape}`,
    '.options reltol=1e-8 abstol=1e-15 vntol=1e-10 gmin=1e-20 itl4=500 chgtol=0.1 numdgt=15',
    `Vg g 0 PWL(${points.join(' ')})`,
    `Bfield field 0 V = (V(charge) - ${polarisation})/${FERRO}`,
    `Bcharge charge 0 V = ${silicon}`,
    `Bpsi psi 0 V = V(g) - V(charge)/${OXIDE} - ${field}`,
    ...ACTIVATION.flatMap((volts, k) => {
      const limit = volts / Math.log(1e9 / 1.9e-8) ** (1 / 3)
      const pace = `(${SECONDS / 1.9e-8}*exp(-pow(${volts}/max(abs(${field}),${limit}),3)))`
      const [up, rise, fall] = [`V(up${k})`, `V(rise${k})`, `V(fall${k})`]
      const turnUp = `(${field} > 0 ? 2*(1 - ${up})*${rise} : 0)`
      const turnDown = `(${field} > 0 ? 0 : 2*${up}*${fall})`
      const progress = (own: string, sign: string): string =>
        `(${field} ${sign} 0 ? 1 - pow(abs(${own})/10,8) : -min(1,20*${own}))`
      return [
        `Bpace${k} pace${k} 0 V = ${pace}`,
        `Cup${k} up${k} 0 ${SECONDS}`,
        `Bup${k} 0 up${k} I = V(pace${k})*(${turnUp} - ${turnDown})`,
        `Crise${k} rise${k} 0 ${SECONDS}`,
        `Brise${k} 0 rise${k} I = V(pace${k})*(${progress(rise, '>')} - ${turnDown}/(1 - ${up} + 1e-3)*${rise})`,
        `Cfall${k} fall${k} 0 ${SECONDS}`,
        `Bfall${k} 0 fall${k} I = V(pace${k})*(${progress(fall, '<=')} - ${turnUp}/(${up} + 1e-3)*${fall})`,
      ]
    }),
    `.ic ${nodes.map(node => `v(${node})=${node.startsWith('up') ? START : 0}`).join(' ')}`,
    '.control',
    'set numdgt=15',
    `tran ${step} ${SECONDS} 0 ${step}`,
    'setplot new',
    `compose seconds values ${samples.join(' ')}`,
    'setscale seconds',
    'set nobreak',
    ...nodes.flatMap(node => [`let ${node}_ = interpolate(tran1.${node})`, `print ${node}_`]),
    'quit 0',
    '.endc',
    '.end',
    '',
  ].join('\n')
}

describe('fefet', () => {
  test.each(WAVEFORMS)(
    '%s: states to 1e-4 of their range',
    shape => {
      const printed = (hasNgspice() ? runNgspice : runEecircuit)(netlist(shape))
      const state = Object.fromEntries(ACTIVATION.map((_, k) => [`up${k + 1}`, START]))
      const cell = createGatedCell(fefet, { state })
      const ends = waveform(shape, VOLTS)
      let sample = 0
      let worst = 0
      const moved = [1, 0]
      for (let piece = 0; piece < PIECES; piece++) {
        for (let s = 0; s < STEPS; s++)
          cell.advance(
            ends[piece] + ((s + 0.5) / STEPS) * (ends[piece + 1] - ends[piece]),
            SECONDS / PIECES / STEPS,
          )
        if (!SAMPLED.includes(piece + 1)) continue
        ACTIVATION.forEach((_, k) => {
          const expected = ['up', 'rise', 'fall'].map(of => [...printed.get(`${of}${k}_`)!][sample])
          const found = [...cell.state.subarray(3 * k, 3 * k + 3)]
          expected.forEach((value, s) => {
            worst = Math.max(worst, Math.abs(found[s] - value) / (s === 0 ? 1 : 10))
          })
          moved[0] = Math.min(moved[0], expected[0])
          moved[1] = Math.max(moved[1], expected[0])
        })
        sample++
      }
      expect(sample).toBe(SAMPLED.length)
      expect(moved[1] - moved[0]).toBeGreaterThan(0.5)
      expect(worst).toBeLessThan(1e-4)
    },
    120_000,
  )
})
