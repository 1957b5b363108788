import { defineDevice } from '../define-device.ts'
import type { GatedDeviceModel } from '../gated-model.ts'

/**
 * An electrochemical memory whose steps shrink in a straight line towards both bounds (soft bounds). The source counts pulses; here a
 * pulse is a charge into the gate, so that two pulses are one of twice the length.
 */
export const ecram: GatedDeviceModel = defineDevice({
  name: 'ecram',
  title: 'Lithium ECRAM with soft bounds',
  source:
    'J. Tang et al., IEDM 2018 (ECRAM as scalable synaptic cell), as fitted by EcRamPresetDevice of aihwkit (linear steps); charge of a pulse, conductances and gate are ours',
  terminals: 3,
  parameters: {
    dw: { value: 0.002, range: [0, 1], meaning: 'step of a pulse at weight 0' },
    gammaUp: { value: 0.1153, range: [1e-6, 1], meaning: 'share of the step that is gone at wMax' },
    gammaDown: { value: 0.5085, range: [1e-6, 1], meaning: 'share of the step that is gone at wMin' },
    wMax: { value: 1.1724, range: [1e-3, 1e3], meaning: 'upper bound of the weight' },
    wMin: { value: -0.8276, range: [-1e3, -1e-3], meaning: 'lower bound of the weight' },
    spread: {
      value: 0.3,
      range: [0, 10],
      meaning: 'relative standard deviation of a step, from pulse to pulse',
    },
    charge: { value: '10 pC', range: [1e-18, 1], meaning: 'charge of a pulse; ours' },
    gLow: {
      value: '10 uS',
      range: [0, '1 S'],
      meaning: 'conductance of the channel at weight -0.8276; ours',
    },
    gHigh: { value: '100 uS', range: [0, '1 S'], meaning: 'the same at weight 1.1724; ours' },
    gGate: { value: '1 uS', range: ['1 fS', '1 S'], meaning: 'conductance of the gate stack; ours' },
  },
  states: {
    w: { range: [-0.8276, 1.1724], start: 0, meaning: 'weight, 0 where steps up and down are equal' },
  },
  let: {
    pulses: 'abs(ig) / charge * (1 + spread * noise)',
    // Share that a pulse leaves of the distance to where its steps would end.
    kept: 'ig > 0 ? 1 - dw * gammaUp / wMax : 1 + dw * gammaDown / wMin',
  },
  current: 'v * (gLow + (gHigh - gLow) * (w + 0.8276) / 2)',
  gate: 'gGate * vg',
  rates: { w: { rate: '-log(kept) * pulses', target: 'ig > 0 ? wMax / gammaUp : wMin / gammaDown' } },
  read: '0.1 V',
  measured: ['-10 nA', '10 nA'],
  write: { amps: '10 nA', width: '1 ms', number: 1000 },
  erase: { amps: '-10 nA', width: '1 ms', number: 1000 },
})
