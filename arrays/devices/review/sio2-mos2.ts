import { oneMinusExp } from '../../../kernels/scalar.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import type { ParameterSpec } from '../model.ts'
import { assumedSource } from './assumed-source.ts'
import { stackConductance } from './intercalation-synapse.ts'
import { reviewCitation } from './review-citation.ts'

const name = 'sio2-mos2'

/** A value that nothing prints; calibration/review.ts says how far it may move. */
function assumed(
  key: string,
  unit: string,
  value: number,
  range: readonly [number, number],
  meaning: string,
): ParameterSpec {
  return { name: key, unit, value, range, meaning, source: assumedSource(name, key) }
}

const gate = stackConductance(1, 0.1)

/**
 * Sodium in the SiO2 under a monolayer of MoS2: near the channel it adds electrons, far from it it takes them away. It
 * hops over a barrier, so it is frozen at 30 C, stays where it was put at 150 C and drifts back within seconds at 350 C. The
 * conductance is exponential in its place, as in a transistor below its threshold.
 */
export const sio2Mos2: GatedDeviceModel = {
  name,
  title: 'Na+-diffused SiO2/MoS2 transistor (Na+)',
  citation: reviewCitation(100),
  control: 'voltage',
  states: [
    {
      name: 'ions',
      unit: '1',
      range: [-1, 1],
      initial: 0,
      meaning: 'place of the sodium, 1 = at the channel, -1 = far from it',
      rate: ionRate,
      target: ionTarget,
    },
  ],
  parameters: [
    {
      name: 'conductance',
      unit: 'S',
      value: 2.53e-6,
      range: [0, 1],
      meaning: 'conductance with the sodium at rest',
      source: 'fit: E13',
    },
    {
      name: 'ionGain',
      unit: '1',
      value: 7.33,
      range: [0, 20],
      meaning: 'exponent of the conductance by the sodium; 0 without sodium',
      source: 'fit: E13, E43',
    },
    {
      name: 'temperature',
      unit: 'K',
      value: 423.15,
      range: [200, 1000],
      meaning: 'temperature of the device',
      source: 'text: 150 C, where states are kept; 623.15 K (350 C) for the volatile device',
    },
    assumed('activationEnergy', 'eV', 1.1, [0, 5], 'barrier of a hop'),
    assumed('returnTime', 's', 4, [1e-6, 1e6], 'time constant of the way back to rest at 350 C'),
    {
      name: 'driftTime',
      unit: 's',
      value: 1.11,
      range: [1e-6, 1e6],
      meaning: 'time of the drift at 350 C and the voltage that speeds it up e-fold',
      source: 'fit: E13, E43',
    },
    assumed('raiseVolts', 'V', 4, [0.01, 100], 'positive voltage that speeds the drift up e-fold'),
    assumed('lowerVolts', 'V', 8, [0.01, 100], 'the same for negative voltage'),
    {
      name: 'gateConductance',
      unit: 'S',
      value: gate[0],
      range: [0, 1],
      meaning: 'conductance of the gate stack',
      source: `${gate[1]}; Table 1 gives no area, 1 um2 is taken`,
    },
  ],
  channel: { current: channelCurrent, slope: channelSlope, linear: true },
  gate: { current: gateCurrent, slope: gateSlope, linear: true },
  functions: [oneMinusExp, thermalSpeed, driftSpeed],
  pulses: {
    raise: { amplitude: 30, width: 0.1, number: 10 },
    lower: { amplitude: -60, width: 0.1, number: 10 },
  },
  validControl: [-60, 30],
  readVolts: 0.1,
}

/** Hopping speed over that at 350 C, where the paper measured the volatile device; 8.617e-5 eV/K is Boltzmann's constant. */
function thermalSpeed(temperature: number, activationEnergy: number): number {
  return Math.exp((activationEnergy / 8.617333e-5) * (1 / 623.15 - 1 / temperature))
}

/** Drift speed in a field, in units of 1/driftTime. */
function driftSpeed(u: number, raiseVolts: number, lowerVolts: number): number {
  if (u > 0) {
    return -oneMinusExp(-u / raiseVolts)
  }
  return -oneMinusExp(u / lowerVolts)
}

function ionRate(
  u: number,
  _conductance: number,
  _ionGain: number,
  temperature: number,
  activationEnergy: number,
  returnTime: number,
  driftTime: number,
  raiseVolts: number,
  lowerVolts: number,
  _gateConductance: number,
): number {
  const speed = 1 / returnTime + driftSpeed(u, raiseVolts, lowerVolts) / driftTime
  return speed * thermalSpeed(temperature, activationEnergy)
}

function ionTarget(
  u: number,
  _conductance: number,
  _ionGain: number,
  _temperature: number,
  _activationEnergy: number,
  returnTime: number,
  driftTime: number,
  raiseVolts: number,
  lowerVolts: number,
  _gateConductance: number,
): number {
  const drift = driftSpeed(u, raiseVolts, lowerVolts) / driftTime
  const share = drift / (drift + 1 / returnTime)
  return u < 0 ? -share : share
}

function channelCurrent(
  v: number,
  ions: number,
  conductance: number,
  ionGain: number,
  _temperature: number,
  _activationEnergy: number,
  _returnTime: number,
  _driftTime: number,
  _raiseVolts: number,
  _lowerVolts: number,
  _gateConductance: number,
): number {
  return conductance * Math.exp(ionGain * ions) * v
}

function channelSlope(
  _v: number,
  ions: number,
  conductance: number,
  ionGain: number,
  _temperature: number,
  _activationEnergy: number,
  _returnTime: number,
  _driftTime: number,
  _raiseVolts: number,
  _lowerVolts: number,
  _gateConductance: number,
): number {
  return conductance * Math.exp(ionGain * ions)
}

function gateCurrent(
  v: number,
  _ions: number,
  _conductance: number,
  _ionGain: number,
  _temperature: number,
  _activationEnergy: number,
  _returnTime: number,
  _driftTime: number,
  _raiseVolts: number,
  _lowerVolts: number,
  gateConductance: number,
): number {
  return gateConductance * v
}

function gateSlope(
  _v: number,
  _ions: number,
  _conductance: number,
  _ionGain: number,
  _temperature: number,
  _activationEnergy: number,
  _returnTime: number,
  _driftTime: number,
  _raiseVolts: number,
  _lowerVolts: number,
  gateConductance: number,
): number {
  return gateConductance
}
