import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { applySettings } from '../../../scenarios/file/apply-settings.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'

/** The access element of an array after a setting. */
async function elementOf(array: string, key: string, value: unknown): Promise<unknown> {
  const document = parseDocument(`array: ${array}\n`, 'scenario.yaml')
  const settings = { set: { [key]: value } }
  const changed = await applySettings({ document, baseDir: '.', host: NODE_HOST }, settings)
  return (changed.value as { readonly array: Readonly<Record<string, unknown>> }).array.access
}

describe('a parameter of an access element', () => {
  it.each(['{}', '{ access: none }', '{ access: selector }', '{ access: { selector: {} } }'])(
    'is set in %s, and puts the element there where there is none',
    async array => {
      expect(await elementOf(array, 'array.access.selector.scale', 0.05)).toEqual({
        selector: { scale: 0.05 },
      })
    },
  )

  it('leaves the other parameters as they are', async () => {
    const array = '{ access: { transistor: { gateVolts: 4 } } }'
    expect(await elementOf(array, 'array.access.transistor.threshold', 1)).toEqual({
      transistor: { gateVolts: 4, threshold: 1 },
    })
  })

  it.each(['{ access: diode }', '{ access: { diode: {} } }'])(
    'is refused beside another one: %s',
    async array => {
      await expect(elementOf(array, 'array.access.selector.scale', 0.05)).rejects.toThrow(
        '--set array.access.selector.scale=0.05: found a selector beside a diode; expected one element in series with every device',
      )
    },
  )
})
