import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** A selector without memory. The source prints one exponential for each polarity, which leaves a step at 0 V: here their difference. */
export const exponentialSelector: DeviceModel = defineDevice({
  name: 'selector-exponential',
  title: 'Exponential selector',
  source: 'selector of the simulator FADESim (SSS-PiM, Verilog-A of its examples), with its numbers',
  parameters: {
    g: { value: '0.6 A', range: [0, 1e6], meaning: 'current at the voltage vth' },
    vth: { value: '1.2 V', range: [0, '100 V'], meaning: 'voltage at which g flows' },
    p: { value: '4 1/V', range: [1e-3, 1e3], meaning: 'how fast the current grows' },
  },
  current: '2 * g * exp(-p * vth) * sinh(p * v)',
  read: '0.5 V',
  measured: ['-1.2 V', '1.2 V'],
})

/** A switch that forgets: it turns on above one voltage and off below another. Volts of either sign do. */
export const thresholdSwitch: DeviceModel = defineDevice({
  name: 'threshold-switch',
  title: 'Threshold switch with hysteresis (VO2)',
  source:
    'P. Maffezzoni, L. Daniel, N. Shukla, S. Datta and A. Raychowdhury, IEEE Trans. Circuits Syst. I 62, 2207 (2015); numbers of R. Debets et al., IEEE J. Emerg. Sel. Topics Circuits Syst. 16 (2026), Table I, static fit',
  parameters: {
    vImt: { value: '1.65 V', range: ['1 mV', '100 V'], meaning: 'voltage above which it turns metallic' },
    vMit: { value: '0.5 V', range: [0, '100 V'], meaning: 'voltage below which it turns insulating' },
    rMet: { value: '0.8 kohm', range: ['1 mohm', '1 Tohm'], meaning: 'resistance of the metal' },
    rIns: { value: '50 kohm', range: ['1 mohm', '1 Tohm'], meaning: 'resistance of the insulator' },
    tau: {
      value: '10 ns',
      range: ['1 fs', '1 Ms'],
      meaning: 'time of the change; not published, that of a public Verilog-A',
    },
    vSmooth: {
      value: '10 mV',
      range: ['1 uV', '10 V'],
      meaning: 'width of a threshold; not published, that of a public Verilog-A',
    },
  },
  states: { insulating: { range: [0, 1], start: 1, meaning: 'share that is insulating' } },
  let: {
    threshold: 'vMit + (vImt - vMit) * insulating',
    target: '0.5 * (1 - tanh((abs(v) - threshold) / vSmooth))',
  },
  current: 'v * ((1 - insulating) / rMet + insulating / rIns)',
  rates: { insulating: '(target - insulating) / tau' },
  read: '0.25 V',
  measured: ['-2 V', '2 V'],
})
