/** Plans of shaders on a thread that cannot await the GPU: the worker of a page, in which solvers run. */
import { PlanError } from '../plan-error.ts'
import { carryOut, type HostMemory, noCounts } from './carry-out.ts'
import { compileAtOnce, type Pipeline } from './compile-shader.ts'
import { type OpenDevice, openDevice, primitiveTrial } from './open-device.ts'
import { type CanvasReader, createCanvasReader } from './read-canvas.ts'
import type { ShaderCounts, ShaderPlan } from './shader-plan.ts'
import { makeResources } from './shader-resources.ts'
import { canvasTrial } from './try-canvas.ts'

/** A plan of shaders on a GPU whose answers come at once. */
export interface ShadersAtOnce {
  /**
   * As CompiledShaders.
   * @throws PlanError where a picture of the GPU is not that of this work: it is lost, refuses, or a shader did not compile
   */
  run(name: string, given: HostMemory, found: HostMemory): void
  readonly counts: ShaderCounts
  destroy(): void
}

/** A GPU that takes shaders, and answers at once. */
export interface DeviceAtOnce {
  /** Whether it compiles shows when it runs. */
  compile(plan: ShaderPlan): ShadersAtOnce
  /** What the GPU says later than it answers: why it failed; undefined where nothing did. */
  settled(): Promise<string | undefined>
  close(): void
}

/** WebGPU tells so much later at most why it failed, ms. */
const LONGEST_REASON = 1000

/**
 * Opens the GPU that the global `navigator` names.
 * @throws PlanError where it is too small, loses digits of the sums and products that answers rest on, or where the browser's canvas
 * loses bits of what the GPU puts there
 */
export async function openDeviceAtOnce(): Promise<DeviceAtOnce> {
  const open = await openDevice()
  const faults = gatherFaults(open)
  const pipelines = new Map<string, Pipeline>()
  const reader = createCanvasReader(open.device)
  const opened: DeviceAtOnce = {
    compile: plan => compileShaders(open, reader, faults, plan, pipelines),
    settled: faults.settled,
    close: () => open.device.destroy(),
  }
  try {
    for (const trial of [canvasTrial(), primitiveTrial()]) {
      const compiled = opened.compile(trial.plan)
      compiled.run(trial.run, trial.given, trial.found)
      compiled.destroy()
      trial.judge(open.name)
    }
    return opened
  } catch (error) {
    const reason = await faults.settled()
    opened.close()
    const found = error instanceof Error ? error.message : String(error)
    throw new PlanError(reason === undefined ? found : `${found} (${reason})`)
  }
}

function compileShaders(
  { device }: OpenDevice,
  reader: CanvasReader,
  faults: Faults,
  plan: ShaderPlan,
  known: Map<string, Pipeline>,
): ShadersAtOnce {
  const before = known.size
  const pipelines = plan.shaders.map(({ code }, k) => {
    const pipeline = known.get(code) ?? compileAtOnce(device, plan, k, faults.hear)
    known.set(code, pipeline)
    return pipeline
  })
  const resources = makeResources(device, plan, pipelines)
  const counts = noCounts(known.size - before)
  return {
    counts,
    run(name, given, found) {
      const work = carryOut(device, resources, plan.runs[name], { given, found }, counts, reader.submit)
      try {
        for (const reading of work) reader.read(reading)
      } catch (error) {
        faults.failed()
        throw new PlanError(
          `${plan.name} (${name}): ${error instanceof Error ? error.message : String(error)}`,
        )
      }
    },
    destroy: resources.destroy,
  }
}

/** What WebGPU says in promises and events, some of it long after. */
interface Faults {
  hear(fault: Promise<PlanError | undefined>): void
  /** A picture was not that of the work: there is a reason. */
  failed(): void
  settled(): Promise<string | undefined>
}

function gatherFaults(open: OpenDevice): Faults {
  const { device } = open
  let compiling: Promise<unknown> = Promise.resolve()
  let shader: string | undefined
  let refused: string | undefined
  let expected = false
  device.addEventListener('uncapturederror', ({ error }) => {
    refused ??= error.message
  })
  const known = () => shader ?? (open.lost === undefined ? refused : `the GPU was lost: ${open.lost}`)
  return {
    hear(fault) {
      const heard = fault.then(
        found => {
          shader ??= found?.message
        },
        // A device that is lost says so by itself.
        () => {},
      )
      compiling = Promise.all([compiling, heard])
    },
    failed() {
      expected = true
    },
    async settled() {
      device.pushErrorScope('validation')
      await device.popErrorScope().catch(() => null)
      await compiling
      for (let waited = 0; expected && known() === undefined && waited < LONGEST_REASON; waited += 50)
        await new Promise(resolve => setTimeout(resolve, 50))
      return known()
    },
  }
}
