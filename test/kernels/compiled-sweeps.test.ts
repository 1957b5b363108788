import { expect, it } from 'vitest'
import { SWEEPS } from '../../kernels/assembly/sweeps-binary.ts'

it('the WebAssembly in the repository is what sweeps.as compiles to', async () => {
  const script = new URL('../../scripts/compile-sweeps.mjs', import.meta.url).href
  const { compileSweeps } = (await import(/* @vite-ignore */ script)) as { compileSweeps(): Promise<string> }
  expect(await compileSweeps()).toContain(`'${SWEEPS}'`)
})
