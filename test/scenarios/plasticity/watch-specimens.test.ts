import { expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { findDevice } from '../../../arrays/devices/find-device.ts'
import { findProtocol } from '../../../scenarios/plasticity/protocols/index.ts'
import { pulseTrain } from '../../../scenarios/plasticity/pulse-train.ts'
import { runProtocol } from '../../../scenarios/plasticity/run-protocol.ts'
import { watchSpecimens } from '../../../scenarios/plasticity/watch-specimens.ts'

it('counts seconds, pulses and states of the specimen that went farthest, its copies included', () => {
  const watched = watchSpecimens(() => createCell(ecMofL), ['layer', 'surface', 'pore', 'redox'])
  pulseTrain(watched.fresh(), { volts: 3, width: 1, interval: 1, number: 3 })
  const copied = watched.fresh()
  copied.advance(1, 2)
  copied.advance(-1, 2)
  copied.copy().advance(0, 10)
  const { seconds, pulses, states } = watched.reached()
  // 3 pulses with 2 pauses take 5 s; the copy goes on from 4 s, and +1 V then -1 V is one way out.
  expect([seconds, pulses]).toEqual([14, 3])
  expect(states.layer![1]).toBeGreaterThan(0)
  expect(states.layer![0]).toBe(0)
})

it('leaves what a specimen does as it is', () => {
  const watched = watchSpecimens(() => createCell(ecMofL), ['layer'])
  const train = { volts: 3, width: 1, interval: 1, number: 3 } as const
  expect(pulseTrain(watched.fresh(), train)).toEqual(pulseTrain(createCell(ecMofL), train))
})

it('a sweep to 400 V is refused, and a retention of a day warns', () => {
  expect(() => runProtocol(findProtocol('sweep')!, ecMofL, { values: { vertices: [0, 400, 0] } })).toThrow(
    'found 400 V; expected at most 50 V, 10 times what it was measured at (-5 to 5 V)',
  )
  const { warnings } = runProtocol(findProtocol('retention')!, ecMofL, { values: { span: 86_400 } })
  expect(warnings.join()).toMatch(/measured for 1200 s .* this goes to 864\d\d s/)
})

it('a supercapacitor that is charged beyond its window warns', () => {
  const fmes = findDevice('fmes')
  const { warnings } = runProtocol(findProtocol('retention')!, fmes, { values: { number: 5000 } })
  expect(warnings.join()).toMatch(/with its film from -0.8 to 0.8 V .* this goes to 1\.9 V/)
})

it.each([
  [80, /; not determined over 80 s$/, 'tau2'],
  [1e12, /; not determined by times from 8333000000 s on$/, 'tau'],
])(
  'a retention of psg-wo3 read over %d s says that it does not determine its 1e6 s',
  (span, says, figure) => {
    const { figures } = runProtocol(findProtocol('retention')!, findDevice('psg-wo3'), { values: { span } })
    expect(figures[figure].title).toMatch(says)
  },
)

it('a retention read over a few of its times is determined and says nothing', () => {
  const values = { span: 4e6 }
  const { figures } = runProtocol(findProtocol('retention')!, findDevice('psg-wo3'), { values })
  // The double layer falls before the second read, which makes one exponential a little shorter.
  expect(figures.tau.value / 1e6).toBeGreaterThan(0.9)
  expect(figures.tau.value / 1e6).toBeLessThan(1)
  expect(figures.tau.title).not.toContain('not determined')
})
