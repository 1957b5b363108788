import { z } from 'zod'
import { arrayFile } from '../arrays/config/array-file.ts'
import { scenarioFile } from '../scenarios/scenario-file.ts'
import { studyFile } from './study/study-file.ts'

/** JSON Schemas (draft 7) of the files that users write, by file name: what an editor checks while they type. */
export function publishedSchemas(): Record<string, object> {
  return {
    'array.schema.json': jsonSchema(arrayFile, 'An array for `sneakpath solve`'),
    'scenario.schema.json': jsonSchema(scenarioFile, 'A scenario for `sneakpath run`'),
    'study.schema.json': jsonSchema(studyFile, 'A study for `sneakpath study run`'),
  }
}

function jsonSchema(schema: z.ZodType, title: string): object {
  const { properties, ...rest } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', reused: 'ref' })
  return { title, ...rest, properties: { $schema: { type: 'string' }, ...properties } }
}
