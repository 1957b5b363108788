import { reviewDeviceClaims } from '../claims/review.ts'
import { fitParameters, roundValues, type Values } from './fit-parameters.ts'

/** The parameters that are neither printed nor assumed, by device. */
export function fitReviewDevices(): Readonly<Record<string, Values>> {
  return {
    'nafion-wo3': { lowerTime: stepDownAsUp() },
    'licoo2-vertical': fitDevice('licoo2-vertical', { lowConductance: 2e-6, highConductance: 40e-6 }, [
      { id: 'E12', published: [8, 35] },
    ]),
    'pva-naac': fitDevice('pva-naac', { restConductance: 60e-12, facilitatedConductance: 150e-12 }, [
      { id: 'E14', published: [110, 220] },
    ]),
    'sio2-mos2': fitDevice('sio2-mos2', { conductance: 2.6e-6, ionGain: 7, driftTime: 1.2 }, [
      { id: 'E13', published: [1.8, 3.8] },
      { id: 'E43', published: [1e6] },
    ]),
  }
}

/**
 * Nafion/WO3: the rise curves with exponent 0.6 over 100 pulses of 5 ms; the time of the straight fall for which a step
 * down equals a step up where the channel is empty, s.
 */
function stepDownAsUp(): number {
  return Number(((100 * 5e-3 * (1 - Math.exp(-0.6))) / 0.6).toPrecision(3))
}

interface Target {
  readonly id: string
  readonly published: readonly number[]
}

/** Relative differences in units of 1 %, of decades for the on/off ratio. */
function fitDevice(device: string, start: Values, targets: readonly Target[]): Values {
  const residuals = (values: Values): number[] =>
    targets.flatMap(({ id, published }) => {
      const { simulated } = reviewDeviceClaims[device](values)
        .find(claim => claim.id === id)!
        .run()
      return published.map((value, k) => {
        const ratio = simulated[k] / value
        return id === 'E43' ? Math.log10(ratio) / 0.1 : (ratio - 1) / 0.01
      })
    })
  return roundValues(fitParameters({ start, residuals, leash: 5, iterations: 100 }), 3)
}
