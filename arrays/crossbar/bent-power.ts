import { integrate, type Sized } from '../../kernels/integrate.ts'
import type { BentCells } from './bent-cells.ts'
import type { EnergySplit } from './energy-meter.ts'
import type { PowerInstant } from './moving-network.ts'

const RELATIVE = 1e-5

/** Start, middle and end of a step. */
type Instants = readonly [PowerInstant, PowerInstant, PowerInstant]

/** Mean powers over a step by Simpson's rule. */
export function simpsonPower([start, middle, end]: Instants): EnergySplit {
  const mean = (part: 'delivered' | 'cells' | 'wires' | 'drivers'): number =>
    simpson(start.power[part], middle.power[part], end.power[part])
  return {
    delivered: mean('delivered'),
    cells: mean('cells'),
    wires: mean('wires'),
    drivers: mean('drivers'),
  }
}

/**
 * Mean powers over a step in which states relax by much: what the cells of these take is integrated at states between the instants,
 * and wires and drivers follow the sum of the squared currents.
 * @param way largest rate of a state times the step: how far the states relax in it
 */
export function bentPower(instants: Instants, cells: BentCells, way: number): EnergySplit {
  const known = [cells.known(0), cells.known(1), cells.known(2)] as const
  const shapeAt = (place: number): Sized => cells.at(place)
  const means = way <= LONGEST_BOOLE ? booleOf(shapeAt, known) : integralOf(shapeAt, way)
  const [power, squares] = means.map(
    (value, k) => value - simpson(known[0][k], known[1][k], known[2][k]),
  ) as [number, number]
  const mean = simpsonPower(instants)
  const parabola = simpson(instants[0].squares, instants[1].squares, instants[2].squares)
  const bend = parabola === 0 ? 0 : squares / parabola
  const [wires, drivers] = [bend * mean.wires, bend * mean.drivers]
  return {
    delivered: mean.delivered + power + wires + drivers,
    cells: mean.cells + power,
    wires: mean.wires + wires,
    drivers: mean.drivers + drivers,
  }
}

function simpson(start: number, middle: number, end: number): number {
  return (start + 4 * middle + end) / 6
}

/** Boole's rule leaves way^6 / 1,935,360 of what changes in the step. */
const LONGEST_BOOLE = 1.6

/** Integrals over [0, 1] by Boole's rule, from start, middle and end and two places between. */
function booleOf(shapeAt: (place: number) => Sized, known: readonly (readonly number[])[]): number[] {
  const [start, middle, end] = known as [readonly number[], readonly number[], readonly number[]]
  const quarter = shapeAt(0.25).values
  const late = shapeAt(0.75).values
  return start.map((value, k) => (7 * (value + end[k]) + 32 * (quarter[k] + late[k]) + 12 * middle[k]) / 90)
}

/**
 * Integrals over [0, 1] of what bends as exp(-way place): by as many Gauss points as take it to 1e-6, or by adaptive Simpson where
 * these are too few.
 */
function integralOf(shapeAt: (place: number) => Sized, way: number): number[] {
  const rule = GAUSS.find(({ longest }) => way <= longest)
  if (rule === undefined) return integrate(shapeAt, 1, RELATIVE)
  const sums = [0, 0]
  for (const [place, weight] of rule.points) {
    shapeAt(place).values.forEach((value, k) => {
      sums[k] = sums[k] + weight * value
    })
  }
  return sums
}

/** Gauss-Legendre rules on [0, 1] from their positive points on [-1, 1]; the error is (n!)^4 way^2n / ((2n + 1) (2n)!^3). */
const GAUSS = [
  {
    longest: 3,
    points: mirrored([
      [0.3399810435848563, 0.6521451548625461],
      [0.8611363115940526, 0.3478548451374538],
    ]),
  },
  {
    longest: 9,
    points: mirrored([
      [0, 0.4179591836734694],
      [0.4058451513773972, 0.3818300505051189],
      [0.7415311855993945, 0.2797053914892766],
      [0.9491079123427585, 0.1294849661688697],
    ]),
  },
] as const

function mirrored(positive: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  return positive.flatMap(([x, weight]) =>
    (x === 0 ? [0] : [-x, x]).map((place): readonly [number, number] => [(1 + place) / 2, weight / 2]),
  )
}
