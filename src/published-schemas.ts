import * as z from 'zod'
import { arrayFile } from '../arrays/config/array-file.ts'
import { deviceFile } from '../arrays/devices/file/device-file.ts'
import { scenarioFile } from '../scenarios/file/scenario-file.ts'
import { studyFile } from './study/file/study-file.ts'

/** JSON Schemas (draft 7) of the files that users write, by file name: what an editor checks while they type. */
export function publishedSchemas(): Record<string, object> {
  return {
    'array.schema.json': jsonSchema(arrayFile, 'An array for `sneakpath solve`'),
    'scenario.schema.json': jsonSchema(scenarioFile, 'A scenario for `sneakpath run`'),
    'device.schema.json': jsonSchema(deviceFile, 'A device, named by its path wherever a device is named'),
    'study.schema.json': jsonSchema(studyFile, 'A study for `sneakpath study run`'),
  }
}

function jsonSchema(schema: z.ZodType, title: string): object {
  const { anyOf, properties, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    reused: 'ref',
  })
  if (anyOf === undefined) return { title, ...rest, properties: { ...SCHEMA, ...properties } }
  return {
    title,
    ...rest,
    anyOf: anyOf.map(form => ({ ...form, properties: { ...SCHEMA, ...form.properties } })),
  }
}

/** The key that tells an editor which schema to check a file against. */
const SCHEMA = { $schema: { type: 'string' } } as const
