import type { ArrayEngine } from './array-engine.ts'
import { probeSeconds } from './probe-seconds.ts'

/**
 * Cells from which on a graphics adapter is tried. Float64 solves smaller networks in a few tens of milliseconds, less than a plan
 * takes to compile.
 */
const LEAST_CELLS = 1 << 18
/** Software adapters were slower than float64 at every size measured. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|basic render/i

/** Whether an adapter was faster than this process, by its name: measured once. */
const verdicts = new Map<string, boolean>()

/**
 * Backend of `auto`: float64 below 262,144 cells and where there is no graphics adapter, or one in software; else whichever solves
 * a 512 x 512 array faster, here and now.
 * @param cells of the largest array that it will see
 * @param open opens the graphics adapter; rejects where there is none
 * @param measure seconds of a solve after set-up, on an engine or (undefined) in float64
 * @returns undefined for float64
 */
export async function openFastest(
  cells: number,
  open: () => Promise<ArrayEngine>,
  measure: (engine: ArrayEngine | undefined) => number = probeSeconds,
): Promise<ArrayEngine | undefined> {
  if (cells < LEAST_CELLS) return undefined
  const engine = await open().catch(() => undefined)
  if (engine === undefined) return undefined
  const { adapter } = engine.report()
  if (!verdicts.has(adapter)) verdicts.set(adapter, !SOFTWARE.test(adapter) && isFaster(engine, measure))
  if (verdicts.get(adapter)) return engine
  await engine.close()
  return undefined
}

function isFaster(engine: ArrayEngine, measure: (engine: ArrayEngine | undefined) => number): boolean {
  try {
    return measure(engine) < measure(undefined)
  } catch {
    // Whatever fails here would fail in the run.
    return false
  }
}
