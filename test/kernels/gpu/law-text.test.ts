import { expect, it } from 'vitest'
import { lawText } from '../../../kernels/gpu/law-text.ts'
import { oneMinusExp } from '../../../kernels/scalar.ts'

it('names imported functions as the kernel knows them', () => {
  // Under the test runner the imported name in this text is a member of a module object.
  expect(lawText(usesImport)).toMatch(/return 2 \* oneMinusExp\(x\)/)
})

it('refuses functions without a name of their own', () => {
  expect(() => lawText((x: number) => x)).toThrow('expected a named function')
})

function usesImport(x: number): number {
  return 2 * oneMinusExp(x)
}
