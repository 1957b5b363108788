import { defineDevice, twoTerminalDeviceOf } from '../define-device.ts'
import type { DeviceDefinition } from '../device-definition.ts'
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

/** Mixed ionic and electronic conduction: ions that a voltage moves let holes through, a decade of current for each 85 mV. */
export const miecSelector: DeviceModel = defineDevice({
  name: 'selector-miec',
  title: 'Access device of mixed ionic-electronic conduction (MIEC)',
  source:
    'P. Narayanan et al., IEEE J. Electron Devices Soc. 3 (2015), with the law and the slope that CrossSim 2 of Sandia National Laboratories has of it (parameter_defaults.py, 2022)',
  parameters: {
    iMargin: {
      value: '10 nA',
      range: ['1 fA', '1 mA'],
      meaning: 'current at both ends of the voltage margin',
    },
    margin: {
      value: '1.54 V',
      range: ['1 mV', '10 V'],
      meaning: 'voltage margin: from -iMargin to iMargin, half of it on either side; of the abstract',
    },
    slope: {
      value: '85 mV',
      range: ['1 mV', '10 V'],
      meaning: 'volts that make a decade of current; of CrossSim',
    },
  },
  let: { decades: 'log(10) / slope' },
  current: 'sign(v) * iMargin * (exp(decades * abs(v)) - 1) / (exp(decades * margin / 2) - 1)',
  read: '0.77 V',
  // 50 uA, the largest current that the abstracts name (Burr et al., VLSI Technology 2013).
  measured: ['-1.08 V', '1.08 V'],
})

/**
 * Laws of a switch that forgets: it turns on above one voltage and off below another. Volts of either sign do.
 * @param off name of the state, the share that does not conduct
 * @param names of the parameters: volts that turn it on and off, resistance when on and when off
 */
function switchLaws(
  off: string,
  [vOn, vOff, rOn, rOff]: readonly [string, string, string, string],
): Pick<DeviceDefinition, 'states' | 'let' | 'current' | 'rates' | 'measured'> {
  return {
    states: { [off]: { range: [0, 1], start: 1, meaning: `share that is ${off}` } },
    let: {
      threshold: `${vOff} + (${vOn} - ${vOff}) * ${off}`,
      target: '0.5 * (1 - tanh((abs(v) - threshold) / vSmooth))',
    },
    current: `v * ((1 - ${off}) / ${rOn} + ${off} / ${rOff})`,
    rates: { [off]: `(target - ${off}) / tau` },
    measured: ['-2 V', '2 V'],
  }
}

const SWITCH_SOURCE =
  'P. Maffezzoni, L. Daniel, N. Shukla, S. Datta and A. Raychowdhury, IEEE Trans. Circuits Syst. I 62, 2207 (2015)'
const OHMS = ['1 mohm', '1 Tohm'] as const

/** Vanadium dioxide, which turns metallic. */
export const thresholdSwitch: DeviceModel = twoTerminalDeviceOf({
  ...switchLaws('insulating', ['vImt', 'vMit', 'rMet', 'rIns']),
  name: 'threshold-switch',
  title: 'Threshold switch with hysteresis (VO2)',
  source: `${SWITCH_SOURCE}; numbers of R. Debets et al., IEEE J. Emerg. Sel. Topics Circuits Syst. 16 (2026), Table I, static fit`,
  parameters: {
    vImt: { value: '1.65 V', range: ['1 mV', '100 V'], meaning: 'voltage above which it turns metallic' },
    vMit: { value: '0.5 V', range: [0, '100 V'], meaning: 'voltage below which it turns insulating' },
    rMet: { value: '0.8 kohm', range: OHMS, meaning: 'resistance of the metal' },
    rIns: { value: '50 kohm', range: OHMS, meaning: 'resistance of the insulator' },
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
  read: '0.25 V',
})

/** A chalcogenide: the same form, with what a letter prints of carbon in germanium telluride. */
export const otsSelector: DeviceModel = twoTerminalDeviceOf({
  ...switchLaws('off', ['vTh', 'vHold', 'rOn', 'rOff']),
  name: 'selector-ots',
  title: 'Ovonic threshold switch with hysteresis (C-doped GeTe)',
  source: `form of ${SWITCH_SOURCE}; numbers of Performance improvement of GeTex-based ovonic threshold switching selector by C doping, IEEE Electron Device Lett. 42, 688 (2021)`,
  parameters: {
    vTh: { value: '1.26 V', range: ['1 mV', '100 V'], meaning: 'voltage above which it turns on' },
    vHold: {
      value: '0.71 V',
      range: [0, '100 V'],
      meaning: 'voltage below which it turns off: the voltage window of 0.55 V below vTh',
    },
    rOn: {
      value: '15 kohm',
      range: OHMS,
      meaning: 'resistance when on: vTh over the selectivity of 4.2e4 times the off-current',
    },
    rOff: {
      value: '315 Mohm',
      range: OHMS,
      meaning: 'resistance when off: the off-current of 2 nA taken at half of vTh',
    },
    tau: { value: '8.5 ns', range: ['1 fs', '1 Ms'], meaning: 'time of the change: the operating speed' },
    vSmooth: { value: '50 mV', range: ['1 uV', '10 V'], meaning: 'width of a threshold; ours' },
  },
  read: '0.63 V',
})
