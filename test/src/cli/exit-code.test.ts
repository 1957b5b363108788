import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { explainError } from '../../../src/cli/exit-code.ts'

const missing = (path: string) =>
  Object.assign(new Error(`Cannot find module '${path}' imported from /somewhere.js`), {
    code: 'ERR_MODULE_NOT_FOUND',
  })

it('tells a file of the program that is not there from one that cannot be opened any more', () => {
  expect(explainError(missing('/nowhere/worker.js'))).toEqual({
    code: 2,
    line: '/nowhere/worker.js: found no such file of the program; expected a complete installation (in a clone: npm run build)',
  })
  expect(explainError(missing(fileURLToPath(import.meta.url)))?.line).toContain('ulimit -n')
})
