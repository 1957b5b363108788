import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from '../../arrays/devices/field/registry.ts'
import { vteam } from '../../arrays/devices/field/vteam.ts'
import { compareDevice } from '../../scenarios/compare/compare-device.ts'
import { devicePage } from '../../scripts/docs/device-page.ts'
import { compareText } from '../../src/cli/text/compare-text.ts'

const FOLDER = fileURLToPath(new URL('../../docs/devices/', import.meta.url))
const MODELS = [...FIELD_DEVICE_MODELS, ...FIELD_GATED_DEVICE_MODELS]

describe('docs/devices', () => {
  it('has a page for each model of the field, which field.md links', () => {
    const field = readFileSync(`${FOLDER}field.md`, 'utf8')
    const names = MODELS.map(({ name }) => `${name}.md`)
    expect(readdirSync(`${FOLDER}models`).toSorted()).toEqual(names.toSorted())
    for (const name of names) expect(field).toContain(`](models/${name})`)
  })

  it.each(MODELS.map(model => [model.name, model] as const))(
    '%s: the page says what the device says',
    (name, model) => {
      expect(readFileSync(`${FOLDER}models/${name}.md`, 'utf8')).toBe(devicePage(model))
    },
  )

  it('compares each of them as the command does', () => {
    const rows = readFileSync(`${FOLDER}compare.md`, 'utf8')
      .split('\n')
      .map(row => row.replace(/ +/g, ' '))
    for (const { name } of MODELS) expect(rows.filter(row => row.startsWith(`| ${name} |`))).toHaveLength(1)
    const found = compareText([compareDevice(vteam, 16)])
      .split('\n')
      .at(-1)!
    expect(rows).toContain(found.replace(/ +/g, ' '))
  })
})
