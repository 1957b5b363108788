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
  const { model, access, stuck } = one.spec
  const refuse = (path: readonly PropertyKey[], found: string, expected: string): never => {
    throw new ConfigError(document.place(path), found, `${expected}, for a batch`)
  }
  if (file.cycleVariability > 0) refuse(['cycleVariability'], String(file.cycleVariability), '0')
  if (access.kind !== 'none') refuse(['array', 'access'], access.kind, 'none')
  if (stuck !== undefined) refuse(['array'], 'stuck cells', 'none stuck')
  if (model.storage !== undefined) {
    refuse(['array', 'cells', 'device'], model.name, 'a device that does not store charge')
  }
  const lines = one.steps.find(step => [...step.applied()].some(({ by }) => by === 'lines'))
  if (lines !== undefined) refuse(['program'], `a step "${lines.kind}"`, 'write, read and wait')
  if (file.network === 'isolated') {
    if (model.states.length === 0) refuse(['array', 'cells', 'device'], model.name, 'a device with states')
    return one
  }
  if (hasLimits(one.spec)) refuse(['array'], 'a driver with a compliance', 'none')
  if (!isDriven(one.spec)) {
    refuse(['array'], 'lines without a voltage', 'a voltage at one end at least of every line')
  }
  return one
}
