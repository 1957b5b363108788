import { existsSync, readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { Scenario } from '../../scenarios/file/scenario.ts'
import { readDocument } from '../files/read-document.ts'
import { NODE_HOST } from '../host/node-host.ts'

const FOLDER = fileURLToPath(new URL('../../scenarios/papers/scenarios/', import.meta.url))
const MOST_BYTES = 2 ** 20

/** Names of the scenarios that come with Sneakpath. */
export function scenarioNames(): string[] {
  return readdirSync(FOLDER)
    .filter(file => file.endsWith('.yaml'))
    .map(file => file.slice(0, -'.yaml'.length))
    .sort()
}

/**
 * Reads a scenario: one of Sneakpath's own by name, or a user's file by path.
 * @throws ConfigError where there is no such name or the file is not well-formed
 */
export function loadScenario(nameOrPath: string): Scenario {
  const names = scenarioNames()
  if (names.includes(nameOrPath)) {
    return {
      document: readDocument(`${FOLDER}${nameOrPath}.yaml`, MOST_BYTES),
      baseDir: FOLDER,
      host: NODE_HOST,
    }
  }
  if (!/[/\\]|\.(ya?ml|json)$/.test(nameOrPath) && !existsSync(nameOrPath)) {
    throw new ConfigError(
      { file: 'scenario' },
      `"${nameOrPath}"`,
      `${expectedName(nameOrPath, names)}, or the path of a scenario file`,
    )
  }
  return { document: readDocument(nameOrPath, MOST_BYTES), baseDir: dirname(nameOrPath), host: NODE_HOST }
}
