import { expect, it } from 'vitest'
import { takeArena } from '../../kernels/assembly/arena.ts'

it('planes of a power of two bytes do not meet in the sets of a cache', () => {
  const arena = takeArena(1)
  const starts = Array.from({ length: 13 }, () => arena.reserve(2 ** 20) % 4096)
  expect(new Set(starts.map(at => Math.floor(at / 64))).size).toBe(13)
})

it('says how large a network may be', () => {
  const arena = takeArena(1)
  arena.reserve(2 ** 32)
  expect(() => arena.open()).toThrow(/takeArena: 4\.3 GB for one network; expected at most 4\.2 GB/)
})
