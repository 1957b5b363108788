import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { emptyRecord, ownValue } from '../../arrays/own-value.ts'
import type { UserFiles } from '../../arrays/user-files.ts'
import type { RunSettings } from './apply-settings.ts'
import { derivedImage, type Image, readPicture, resolveImage, scaleImage } from './images.ts'
import type { ScenarioFile } from './scenario-file.ts'

/** The images of a run by name, and the size that they all have. */
export interface Images {
  readonly size: readonly [number, number]
  readonly levels: Record<string, Float64Array>
}

/**
 * The images of a scenario, those that `--image` replaces made from the user's picture; the array takes the picture's size. Where
 * the run has a size of its own all images are scaled to it, and images that the picture does not replace to the picture's.
 * @throws ConfigError where a picture cannot be read or sizes disagree
 */
export async function resolveImages(
  file: ScenarioFile,
  document: SourceDocument,
  baseDir: string,
  settings: Pick<RunSettings, 'image' | 'size'>,
  files: UserFiles,
  signal?: AbortSignal,
): Promise<Images> {
  const { image: picture, size: wanted } = settings
  const scaled = (image: Image, size = wanted): Image =>
    size === undefined ? image : scaleImage(image, size)
  const given = picture === undefined ? undefined : scaled(await readPicture(picture, files, signal))
  if (given !== undefined && Object.keys(file.replace).length === 0) {
    throw new ConfigError(
      { file: '--image' },
      picture!,
      `a scenario with a "replace" section that says which image it takes the place of; ${file.name} has none`,
    )
  }
  const size = given?.size ?? file.array.size
  const levels = emptyRecord<Float64Array>()
  for (const [name, input] of Object.entries(file.images)) {
    const role = given === undefined ? undefined : ownValue(file.replace, name)
    const image: Image =
      role === undefined
        ? scaled(await resolveImage(input, name, document, baseDir, files, signal), given?.size)
        : derivedImage(given!, role, file.seed)
    if (image.size[0] !== size[0] || image.size[1] !== size[1]) {
      throw new ConfigError(
        document.place(['images', name]),
        `${image.size.join(' x ')} pixels`,
        `${size.join(' x ')}, the size of the array`,
      )
    }
    levels[name] = image.levels
  }
  return { size, levels }
}
