import { OptionError } from '../../../arrays/errors.ts'
import {
  countSetting,
  defineProtocol,
  levelList,
  levelSetting,
  listSetting,
  type Protocol,
  pauseSetting,
  widthSetting,
} from './protocol.ts'
import { runVariedTrain } from './varied-train.ts'

const after = pauseSetting(0, 'when the weight is read after the last pulse')

/** Number-dependent plasticity. */
export const numberProtocol: Protocol = defineProtocol({
  name: 'sndp',
  aliases: ['pndp'],
  title: 'Spike-number-dependent plasticity (SNDP, PNDP)',
  about: 'Trains of equal pulses on a fresh device; last peak and weight afterwards against their number.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude'),
    width: widthSetting(device.raise.width),
    interval: pauseSetting(device.raise.interval),
    number: listSetting('1', [1, 2, 5, 10, 20, 50, 100], 'pulses of each train'),
    after,
  }),
  run: (device, { level, width, interval, number, after: seconds }) =>
    runVariedTrain(device, {
      name: 'sndp',
      x: { label: 'number of pulses', unit: '1' },
      values: number.map(count => Math.max(1, Math.round(count))),
      train: count => ({ volts: level, width, interval, number: count }),
      after: seconds,
    }),
})

/** Width-dependent plasticity. */
export const widthProtocol: Protocol = defineProtocol({
  name: 'swdp',
  aliases: ['pddp', 'sddp'],
  title: 'Spike-width-dependent plasticity (SWDP, PDDP)',
  about: 'Trains on a fresh device; last peak and weight afterwards against the width of their pulses.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude'),
    width: listSetting(
      's',
      [0.2, 0.5, 1, 2, 5].map(share => share * device.raise.width),
      'duration of a pulse',
    ),
    interval: pauseSetting(device.raise.interval),
    number: countSetting(10, 'pulses of each train'),
    after,
  }),
  run: (device, { level, width, interval, number, after: seconds }) =>
    runVariedTrain(device, {
      name: 'swdp',
      x: { label: 'width', unit: 's', log: true },
      values: width,
      train: duration => ({ volts: level, width: duration, interval, number }),
      after: seconds,
    }),
})

/** Rate-dependent plasticity. */
export const rateProtocol: Protocol = defineProtocol({
  name: 'srdp',
  aliases: ['pfdp', 'sfdp'],
  title: 'Spike-rate-dependent plasticity (SRDP, PFDP)',
  about:
    'Trains on a fresh device; last peak and weight afterwards against the rate of their pulses, which keep their width.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude'),
    width: widthSetting(device.raise.width),
    frequency: listSetting(
      '1/s',
      [0.02, 0.05, 0.1, 0.2, 0.5, 0.9].map(share => share / device.raise.width),
      'pulses a second; at most 1/width',
    ),
    number: countSetting(20, 'pulses of each train'),
    after,
  }),
  run(device, { level, width, frequency, number, after: seconds }) {
    const tooFast = frequency.find(hertz => hertz * width > 1 + 1e-12)
    if (tooFast !== undefined) {
      throw new OptionError('srdp', String(tooFast), `at most 1/width = ${1 / width} a second`, 'frequency')
    }
    return runVariedTrain(device, {
      name: 'srdp',
      x: { label: 'rate', unit: 'Hz', log: true },
      values: frequency,
      train: hertz => ({ volts: level, width, interval: Math.max(0, 1 / hertz - width), number }),
      after: seconds,
    })
  },
})

/** Amplitude-dependent plasticity. */
export const levelProtocol: Protocol = defineProtocol({
  name: 'svdp',
  aliases: ['pvdp'],
  title: 'Spike-voltage-dependent plasticity (SVDP, PVDP)',
  about: 'Trains on a fresh device; last peak and weight afterwards against the amplitude of their pulses.',
  settings: device => ({
    level: levelList(
      device,
      [0.2, 0.4, 0.6, 0.8, 1].map(share => share * device.raise.level),
      'amplitudes',
    ),
    width: widthSetting(device.raise.width),
    interval: pauseSetting(device.raise.interval),
    number: countSetting(10, 'pulses of each train'),
    after,
  }),
  run: (device, { level, width, interval, number, after: seconds }) =>
    runVariedTrain(device, {
      name: 'svdp',
      x: { label: 'amplitude', unit: device.driveUnit },
      values: level,
      train: amplitude => ({ volts: amplitude, width, interval, number }),
      after: seconds,
    }),
})
