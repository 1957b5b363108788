import type { EngineReport } from '../../arrays/engine/array-engine.ts'
import { gpuObstacle, kernelObstacle } from '../../arrays/engine/gpu-obstacle.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { hasLimits } from '../../arrays/network/limit-drivers.ts'
import type { PreparedScenario } from '../file/prepare-scenario.ts'
import { requireTwoTerminal, type TwoTerminalCase } from '../file/two-terminal.ts'
import { isDriven } from './crossbar-batch.ts'

/**
 * The case of a scenario that a batch runs.
 * @param name the first case unless given
 * @throws ConfigError where it cannot be run on many arrays at once
 */
export function checkBatch({ file, document, cases }: PreparedScenario, name?: string): TwoTerminalCase {
  const found = cases.find(known => name === undefined || known.name === name)
  if (found === undefined) {
    const names = cases.map(known => known.name).join(', ')
    throw new ConfigError(document.place(['cases']), `no case "${name}"`, `one of ${names}`)
  }
  const one = requireTwoTerminal(found, document, 'a batch')
  const refuse = (path: readonly PropertyKey[], found: string, expected: string): never => {
    throw new ConfigError(document.place(path), found, `${expected}, for a batch`)
  }
  if (file.cycleVariability > 0) refuse(['cycleVariability'], String(file.cycleVariability), '0')
  const lines = one.steps.find(step => [...step.applied()].some(({ by }) => by === 'lines'))
  if (lines !== undefined) refuse(['program'], `a step "${lines.kind}"`, 'write, read and wait')
  if (file.network === 'isolated') {
    const { model } = one.spec
    if (isPlain(one) && model.states.length === 0)
      refuse(['array', 'cells', 'device'], model.name, 'a device with states')
    return one
  }
  if (hasLimits(one.spec)) refuse(['array'], 'a driver with a compliance', 'none')
  if (!isDriven(one.spec)) {
    refuse(['array'], 'lines without a voltage', 'a voltage at one end at least of every line')
  }
  return one
}

/** Cells wired alone which see the volts that are applied, whatever their states: one device each, without charge of its own. */
export function isPlain({ spec: { access, stuck, faults, model } }: TwoTerminalCase): boolean {
  return access.kind === 'none' && stuck === undefined && faults === undefined && model.storage === undefined
}

/** Why a batch cannot run on a backend, in the words of an error; undefined where it can. */
export function batchObstacle(
  one: TwoTerminalCase,
  network: 'isolated' | 'crossbar',
  backend: EngineReport['backend'],
): string | undefined {
  if (backend === 'float64') return undefined
  const { model, access, stuck, faults } = one.spec
  const own = backend === 'webasm' ? kernelObstacle(model) : gpuObstacle(model)
  if (own !== undefined) return `${own}, in a batch on a GPU`
  if (access.kind === 'transistor') {
    return 'transistors, whose current depends on where their lines stand against ground, in a batch on a GPU'
  }
  if (backend === 'webgpu') return undefined
  if (access.kind !== 'none') return `cells with a ${access.kind}, in a batch on webasm`
  if (stuck !== undefined || faults !== undefined) return 'stuck cells, in a batch on webasm'
  if (model.storage !== undefined) return `${model.name}, which stores charge, in a batch on webasm`
  if (network === 'crossbar' && model.returnsCharge === true) {
    return `${model.name}, whose cells return charge, in a batch of crossbars on webasm`
  }
  return undefined
}
