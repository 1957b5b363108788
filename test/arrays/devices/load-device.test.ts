import { expect, it } from 'vitest'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { BUILT_IN } from '../../../arrays/devices/load-device.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'

it('loads the devices of the registries, by their names', async () => {
  const models = [...DEVICE_MODELS, ...GATED_DEVICE_MODELS]
  expect(Object.keys(BUILT_IN)).toEqual(models.map(({ name }) => name))
  for (const model of models) expect(await BUILT_IN[model.name]()).toBe(model)
})
