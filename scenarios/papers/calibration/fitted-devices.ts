import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL, ecMofN } from '../../../arrays/devices/ec-mof.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { fitRelaxation } from '../../plasticity/fit-relaxation.ts'
import { decayAfter, levelAfter } from '../claims/after-train.ts'
import type { ClaimRun } from '../claims/claim-run.ts'
import { ecMofClaimRuns } from '../claims/ec-mof.ts'
import { ecMofNClaimRuns } from '../claims/ec-mof-n.ts'
import { fmesClaimRuns } from '../claims/fmes.ts'
import { learnEraseRelearn } from '../claims/learn-erase-relearn.ts'
import { pentaceneP13ClaimRuns } from '../claims/pentacene-p13.ts'
import { reviewDeviceClaims } from '../claims/review.ts'
import { zntppClaimRuns } from '../claims/zntpp.ts'
import { filterClaimRuns, PIXEL_AREA } from '../claims/zntpp-cases.ts'
import { ecMofNRanges } from './ec-mof-n-ranges.ts'
import { ecMofRanges } from './ec-mof-ranges.ts'
import { heterojunctionGuess, lithiumGuess, sodiumGuess, storageGuess } from './first-guesses.ts'
import type { Values } from './fit-parameters.ts'
import type { FittedDevice, NumberKey } from './fitted-device.ts'
import { fmesRanges } from './fmes-ranges.ts'
import { pentaceneRanges } from './pentacene-ranges.ts'
import { reviewRanges } from './review-ranges.ts'
import { zntppRanges } from './zntpp-ranges.ts'

/** The stored values of some parameters. */
function storedOf(model: Pick<DeviceModel, 'parameters'>, names: readonly string[]): Values {
  return Object.fromEntries(
    names.map(name => [name, model.parameters.find(spec => spec.name === name)!.value]),
  )
}

/** Those that were assumed within an interval; at 0 nothing is there to be scaled. */
function assumedOf({ parameters }: Pick<DeviceModel, 'parameters'>): Values {
  return Object.fromEntries(
    parameters
      .filter(({ source, value }) => source.startsWith('assumed;') && value !== 0)
      .map(({ name, value }) => [name, value]),
  )
}

/** One digit of each. */
function roughly(values: Readonly<Values>): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(1))]),
  )
}

function alone(keys: readonly NumberKey[]): NumberKey[][] {
  return keys.map(key => [key])
}

/** A04 where it holds: one pulse of 2.5 V and more, the mean over widths and amplitudes, s. */
function relaxationOfOnePulse(values: Values): number {
  const seconds = Array.from({ length: 61 }, (_, k) => k)
  const times = [1.5, 2.9, 5].flatMap(width =>
    [2.5, 3, 5].map(volts => {
      const fresh = () => createCell(ecMofL, { parameters: values })
      const decay = decayAfter(fresh, { volts, width, interval: 0, number: 1 }, seconds)
      return fitRelaxation(decay).tau
    }),
  )
  return times.reduce((sum, tau) => sum + tau, 0) / times.length
}

function lithium(): FittedDevice {
  const numbers = ['A02.0', 'A04.0', 'A07.0', 'A08.0', 'A09.0']
  return {
    name: 'ec-mof-l',
    guess: lithiumGuess,
    stored: storedOf(ecMofL, Object.keys(lithiumGuess)),
    assumed: assumedOf(ecMofL),
    claims: values => [
      ...ecMofClaimRuns(values).filter(({ id }) => id !== 'A04'),
      { id: 'A04', run: () => ({ simulated: [relaxationOfOnePulse(values)], unit: 's' }) },
    ],
    ranges: { ...ecMofRanges, A04: [10, 12] },
    iterations: 6,
    rounds: 4,
    fitted: [...numbers, 'A06.0'],
    leave: alone(numbers),
  }
}

function sodium(): FittedDevice {
  const train = { volts: 3, width: 2.9, interval: 1.5, number: 100 }
  return {
    name: 'ec-mof-n',
    guess: sodiumGuess,
    stored: storedOf(ecMofN, Object.keys(sodiumGuess)),
    assumed: assumedOf(ecMofN),
    claims: ecMofNClaimRuns,
    ranges: ecMofNRanges,
    iterations: 15,
    rounds: 16,
    fitted: ['A11.0', 'A12.0', 'A13.0', 'A14.0', 'A28.0'],
    leave: [['A11.0'], ['A12.0'], ['A13.0', 'A28.0'], ['A14.0', 'A28.0']],
    beyond: [
      {
        what: 'I/I0 3 hours after the train of A13',
        unit: '1',
        run: values => levelAfter(() => createCell(ecMofN, { parameters: values }), train, 10_800),
      },
    ],
  }
}

function storage(): FittedDevice {
  return {
    name: 'fmes',
    guess: storageGuess,
    stored: storedOf(fmes, Object.keys(storageGuess)),
    assumed: assumedOf(fmes),
    claims: fmesClaimRuns,
    ranges: fmesRanges,
    iterations: 8,
    rounds: 4,
    fitted: ['B02.0', 'B03.0', 'B04.0', 'B05.0', 'B20.0', 'B21.0', 'B22.0'],
    leave: [['B02.0', 'B21.0'], ['B03.0', 'B21.0'], ['B04.0', 'B22.0'], ['B05.0', 'B21.0'], ['B20.0']],
  }
}

function porphyrin(): FittedDevice {
  const names = [
    'volatileConductance',
    'mediumConductance',
    'deepConductance',
    'bendForward',
    'bendBackward',
    'volatileRise',
    'mediumRise',
    'deepRise',
    'deepRiseVolts',
    'volatileFall',
    'mediumFall',
    'deepFall',
    'fallVolts',
    'stiffFallVolts',
    'backwardFallVolts',
    'deepRest',
  ]
  const stored = { ...storedOf(zntpp, names), area: PIXEL_AREA }
  const ends = ['C01', 'C02', 'C04', 'C05'].flatMap(id => [`${id}.0`, `${id}.1`])
  return {
    name: 'zntpp',
    guess: roughly(stored),
    stored,
    assumed: assumedOf(zntpp),
    claims: values => {
      const { area, ...device } = values
      const state = { deep: device.deepRest / (1 + device.deepRest) }
      return [...zntppClaimRuns(device, state), ...filterClaimRuns({ ...device, area }, state)]
    },
    ranges: zntppRanges,
    iterations: 8,
    rounds: 2,
    fitted: [
      ...ends,
      'C03.0',
      ...['C09', 'C10', 'C12'].flatMap(id => [`${id}.0`, `${id}.1`]),
      'C11.0',
      'C13.0',
      'C14.0',
      'C16.0',
      'C17.0',
      ...[0, 1, 2].map(k => `C18.${k}`),
    ],
    leave: [
      ...alone([...ends, 'C03.0']),
      ['C09.0', 'C18.0'],
      ['C09.1', 'C18.0'],
      ['C10.0', 'C18.1'],
      ['C10.1', 'C16.0', 'C18.1'],
      ['C11.0', 'C16.0', 'C17.0'],
      ['C12.0', 'C18.2'],
      ['C12.1', 'C14.0', 'C18.2'],
      ['C13.0', 'C14.0', 'C17.0'],
    ],
  }
}

function heterojunction(): FittedDevice {
  return {
    name: 'pentacene-p13',
    guess: heterojunctionGuess,
    stored: storedOf(pentaceneP13, Object.keys(heterojunctionGuess)),
    assumed: assumedOf(pentaceneP13),
    claims: values => [...pentaceneP13ClaimRuns(values), learnEraseRelearn(values)],
    ranges: pentaceneRanges,
    iterations: 6,
    rounds: 3,
    fitted: ['D01.0', 'D01.1', 'D10.0', 'D16.0'],
    leave: [['D01.0', 'D16.0'], ['D01.1', 'D16.0'], ['D10.0']],
  }
}

/** Devices of the review that are fitted to the ends of their range. */
async function ofReview(): Promise<FittedDevice[]> {
  const ranges = await reviewRanges()
  const device = (
    name: string,
    parameters: readonly string[],
    numbers: readonly NumberKey[],
  ): FittedDevice => {
    const model = [...DEVICE_MODELS, ...GATED_DEVICE_MODELS].find(known => known.name === name)!
    const stored = storedOf(model, parameters)
    const claims = (values: Values): readonly ClaimRun[] => reviewDeviceClaims[name](values)
    return {
      name,
      guess: roughly(stored),
      stored,
      assumed: assumedOf(model),
      claims,
      ranges,
      iterations: 10,
      rounds: 12,
      fitted: numbers,
      leave: alone(numbers),
    }
  }
  return [
    device('licoo2-vertical', ['lowConductance', 'highConductance'], ['E12.0', 'E12.1']),
    device('sio2-mos2', ['conductance', 'ionGain', 'driftTime'], ['E13.0', 'E13.1', 'E43.0']),
    device('pva-naac', ['restConductance', 'facilitatedConductance'], ['E14.0', 'E14.1']),
  ]
}

/** All devices whose parameters were fitted to more than one number. */
export async function fittedDevices(): Promise<FittedDevice[]> {
  return [lithium(), sodium(), storage(), porphyrin(), heterojunction(), ...(await ofReview())]
}
