import { signal } from '@preact/signals'
import { blankEasel } from './document.ts'
import { change, doc, fault } from './store.ts'

/** Action of a pointer on the map. */
export const brush = signal<'look' | 'paint' | 'clear'>('look')
/** The easel while a stroke goes on. */
export const draft = signal<readonly string[] | undefined>(undefined)

/** A stroke over cells; at its end it is one change. */
export function paintOver(how: 'paint' | 'clear'): {
  add(cell: readonly [number, number]): void
  end(): void
} {
  const mark = how === 'paint' ? '#' : '.'
  return {
    add([i, j]) {
      const rows = draft.value ?? doc.value?.easel
      if (rows === undefined || rows[i][j] === mark) return
      draft.value = rows.map((row, k) => (k === i ? `${row.slice(0, j)}${mark}${row.slice(j + 1)}` : row))
    },
    end() {
      const rows = draft.value
      draft.value = undefined
      if (rows !== undefined && doc.value !== undefined) change({ ...doc.value, easel: rows })
    },
  }
}

function setEasel(rows: readonly string[]): void {
  if (doc.value !== undefined) change({ ...doc.value, easel: rows })
}

export function clearEasel(): void {
  if (doc.value !== undefined) setEasel(blankEasel(doc.value.scenario.array.size))
}

export function invertEasel(): void {
  if (doc.value === undefined) return
  const inverse = (pixel: string): string =>
    pixel === '#' ? '.' : pixel === '.' ? '#' : String(9 - Number(pixel))
  setEasel(doc.value.easel.map(row => [...row].map(inverse).join('')))
}

const MOST_BYTES = 4e6

/** Reads a picture or a table of levels from 0 to 1 onto the easel, each cell from the nearest pixel. */
export async function loadPicture(file: File): Promise<void> {
  const size = doc.value?.scenario.array.size
  if (size === undefined) return
  try {
    if (file.size > MOST_BYTES)
      throw new Error(`found ${(file.size / 1e6).toFixed(1)} MB; expected at most 4 MB`)
    const levels = /\.(csv|txt)$/i.test(file.name) ? tableLevels(await file.text()) : await pixelLevels(file)
    setEasel(rowsOf(levels, size))
  } catch (error) {
    fault.value = { message: `${file.name}: ${error instanceof Error ? error.message : 'cannot be read'}` }
  }
}

type Levels = readonly (readonly number[])[]

function tableLevels(text: string): Levels {
  const lines = text.split(/\r\n|\n|\r/).filter(line => line.trim() !== '' && !line.startsWith('#'))
  const rows = lines.map((line, i) =>
    line.split(/[,;\t]/).map((field, j) => {
      const level = Number(field)
      if (field.trim() !== '' && level >= 0 && level <= 1) return level
      throw new Error(
        `line ${i + 1}, column ${j + 1}: found "${field.trim().slice(0, 20)}"; expected a level from 0 to 1`,
      )
    }),
  )
  if (rows.length === 0) throw new Error('found no row; expected rows of levels from 0 to 1')
  const ragged = rows.findIndex(row => row.length !== rows[0].length)
  if (ragged >= 0)
    throw new Error(`line ${ragged + 1}: found ${rows[ragged].length} values; expected ${rows[0].length}`)
  return rows
}

async function pixelLevels(file: File): Promise<Levels> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error(
      'found no picture; expected a PNG, another picture that browsers know, or a CSV of levels',
    )
  })
  const { width, height } = picture
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(picture, 0, 0)
  picture.close()
  const { data } = context.getImageData(0, 0, width, height)
  return Array.from({ length: height }, (_, i) =>
    Array.from({ length: width }, (_, j) => {
      const at = 4 * (i * width + j)
      return (
        ((0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2]) / 255) * (data[at + 3] / 255)
      )
    }),
  )
}

function rowsOf(levels: Levels, [rows, columns]: readonly [number, number]): string[] {
  const [height, width] = [levels.length, levels[0].length]
  const pixel = (level: number): string =>
    level >= 0.995 ? '#' : level < 0.056 ? '.' : String(Math.round(level * 9))
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) =>
      pixel(levels[Math.floor(((i + 0.5) * height) / rows)][Math.floor(((j + 0.5) * width) / columns)]),
    ).join(''),
  )
}
