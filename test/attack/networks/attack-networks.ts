import { multigridEngine } from '../../../arrays/network/linear-engine.ts'
import type { NetworkSolution } from '../../../arrays/network/problem.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { uniformStream } from '../../../arrays/random/keyed-random.ts'
import { sparseSolve } from '../../reference/sparse-solve.ts'
import { drawFamily, FAMILIES } from './draw-family.ts'
import { type DrawnNetwork, drawNetwork } from './draw-network.ts'
import { type Judgement, judgeNetwork, type Solve, solveDocument, type Verdict } from './judge-network.ts'

/** Of 100 networks 90 have at most 100 unknowns, 9 at most 200, and one is of the families of shorts and unequal segments. */
const MIX = 100
const LARGER = 9
/** Every fourth network is solved by the iterations that serve large arrays, however small it is. */
const ITERATED = 4
const FAMILY_LINES = [60, 70, 80] as const
const STREAM = 1
const FAMILY_TOLERANCE = 1e-9

export interface NetworkFault {
  readonly number: number
  readonly verdict: Verdict
  readonly why: string
  /** Input of `sneakpath solve`; absent for networks of the families, which are large. */
  readonly document?: DrawnNetwork['document']
}

export interface NetworkCounts {
  readonly counts: Record<Verdict, number>
  readonly faults: readonly NetworkFault[]
  /** Networks that the reference does not answer and that nothing shows to have no answer. */
  readonly unjudged: readonly NetworkFault[]
}

/** Which verdicts are faults. */
const FAULTS: readonly Verdict[] = ['wrong', 'unjustified refusal']

/**
 * Draws networks by their number, solves and judges each, until the time is over or `most` are done.
 * @param solve the project's own, unless a fault is planted
 */
export async function attackNetworks(
  seed: number,
  until: number,
  { from = 0, most = Infinity, solve }: { from?: number; most?: number; solve?: Solve } = {},
): Promise<NetworkCounts> {
  const counts: Record<Verdict, number> = {
    right: 0,
    'right with a warning': 0,
    'justified refusal': 0,
    wrong: 0,
    'unjustified refusal': 0,
    'no reference': 0,
  }
  const faults: NetworkFault[] = []
  const unjudged: NetworkFault[] = []
  for (let number = from; number < from + most && Date.now() < until; number++) {
    const random = uniformStream(seed, STREAM, number)
    const kind = number % MIX
    if (kind === MIX - 1) {
      const judgement = judgeFamily(number, random)
      counts[judgement.verdict]++
      if (FAULTS.includes(judgement.verdict)) faults.push({ number, ...judgement })
      continue
    }
    const drawn = drawNetwork(kind >= MIX - 1 - LARGER ? 200 : 100, random)
    const iterated = number % ITERATED === 0
    const own: Solve = document => solveDocument(document, iterated ? { createEngine: multigridEngine } : {})
    const judgement = await judgeNetwork(drawn, solve ?? own)
    counts[judgement.verdict]++
    const { document } = drawn
    if (FAULTS.includes(judgement.verdict)) faults.push({ number, ...judgement, document })
    if (judgement.verdict === 'no reference') unjudged.push({ number, ...judgement, document })
  }
  return { counts, faults, unjudged }
}

/** One network of the families, judged by the sparse reference. */
function judgeFamily(number: number, random: () => number): Judgement {
  const draw = Math.floor(number / MIX)
  const family = FAMILIES[draw % FAMILIES.length]
  const { wiring, siemens, problem } = drawFamily(family, FAMILY_LINES[draw % FAMILY_LINES.length], random)
  let found: NetworkSolution
  try {
    found = solveNetwork(problem)
  } catch (error) {
    return { verdict: 'unjustified refusal', why: `${family}: ${(error as Error).message}` }
  }
  const exact = sparseSolve(wiring, siemens)
  const off = (['wordVoltages', 'bitVoltages', 'cellVoltages'] as const).map(plane =>
    found[plane].reduce((most, volts, k) => Math.max(most, Math.abs(volts - exact[plane][k])), 0),
  )
  const worst = Math.max(...off)
  return worst <= FAMILY_TOLERANCE
    ? { verdict: 'right', why: '' }
    : { verdict: 'wrong', why: `${family}: off by ${worst} V` }
}
