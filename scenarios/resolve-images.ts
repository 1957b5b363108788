import type { SourceDocument } from '../arrays/config/read-document.ts'
import { ConfigError } from '../arrays/errors.ts'
import { derivedImage, type Image, readPicture, resolveImage } from './images.ts'
import type { ScenarioFile } from './scenario-file.ts'

/** The images of a run by name, and the size that they all have. */
export interface Images {
  readonly size: readonly [number, number]
  readonly levels: Record<string, Float64Array>
}

/**
 * The images of a scenario, those that `--image` replaces made from the user's picture; the array takes the picture's size.
 * @throws ConfigError where a picture cannot be read or sizes disagree
 */
export async function resolveImages(
  file: ScenarioFile,
  document: SourceDocument,
  baseDir: string,
  picture: string | undefined,
): Promise<Images> {
  const given = picture === undefined ? undefined : await readPicture(picture)
  if (given !== undefined && Object.keys(file.replace).length === 0) {
    throw new ConfigError(
      { file: '--image' },
      picture!,
      `a scenario with a "replace" section that says which image it takes the place of; ${file.name} has none`,
    )
  }
  const levels: Record<string, Float64Array> = {}
  for (const [name, input] of Object.entries(file.images)) {
    const role = given === undefined ? undefined : file.replace[name]
    const image: Image =
      role === undefined
        ? await resolveImage(input, name, document, baseDir)
        : derivedImage(given!, role, file.seed)
    const size = given?.size ?? file.array.size
    if (image.size[0] !== size[0] || image.size[1] !== size[1]) {
      throw new ConfigError(
        document.place(['images', name]),
        `${image.size.join(' x ')} pixels`,
        `${size.join(' x ')}, the size of the array`,
      )
    }
    levels[name] = image.levels
  }
  return { size: given?.size ?? file.array.size, levels }
}
