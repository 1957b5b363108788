import { levenbergMarquardt } from 'ml-levenberg-marquardt'
import { fitRelaxation } from './fit-relaxation.ts'
import type { Decay } from './retention.ts'

/** amps = fast exp(-seconds / fastTau) + slow exp(-seconds / slowTau). */
export interface TwoRelaxations {
  /** A */
  readonly fast: number
  /** s */
  readonly fastTau: number
  /** A */
  readonly slow: number
  /** s */
  readonly slowTau: number
}

/**
 * Fits two exponentials without a plateau to a decay towards zero: the "double exponential function" of the papers,
 * whose second time constant they relate to the number of pulses. Subtract the current at rest before.
 * @param decay positive currents, read from time 0
 * @throws RangeError where fitRelaxation refuses the decay
 */
export function fitTwoRelaxations(decay: Decay): TwoRelaxations {
  const { seconds, amps } = decay
  // One exponential with a plateau gives the start: the plateau is what the slow part has left.
  const rough = fitRelaxation(decay)
  const span = seconds.at(-1)!
  const scale = amps[0]
  const x = seconds.map(time => time / span)
  const y = amps.map(current => current / scale)
  const tail = Math.max(y.at(-1)!, 1e-6)
  const middle = Math.max(y[Math.floor(y.length / 2)], tail * (1 + 1e-6))
  const { parameterValues } = levenbergMarquardt(
    { x, y },
    ([fast, fastRate, slow, slowRate]) =>
      time =>
        fast! * Math.exp(-fastRate! * time) + slow! * Math.exp(-slowRate! * time),
    {
      initialValues: [Math.max(1 - middle, 0.1), (4 * span) / rough.tau, middle, 2 * Math.log(middle / tail)],
      minValues: [0, 1e-3, 0, 1e-6],
      maxValues: [10, 1e4, 10, 1e3],
      jacobianFunction:
        ([fast, fastRate, slow, slowRate]) =>
        time => {
          const fastFall = Math.exp(-fastRate! * time)
          const slowFall = Math.exp(-slowRate! * time)
          return [fastFall, -time * fast! * fastFall, slowFall, -time * slow! * slowFall]
        },
      damping: 1e-3,
      errorTolerance: 1e-24,
      maxIterations: 100,
    },
  )
  const [a, aRate, b, bRate] = parameterValues as [number, number, number, number]
  const [fast, fastRate, slow, slowRate] = aRate > bRate ? [a, aRate, b, bRate] : [b, bRate, a, aRate]
  return { fast: fast * scale, fastTau: span / fastRate, slow: slow * scale, slowTau: span / slowRate }
}
