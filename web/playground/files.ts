import { engine } from '../app/engine-state.ts'
import { EngineError, LOST } from '../engine/engine.ts'
import { rampColours } from '../maps/colour-ramp.tsx'
import { drawMap, type MapInks, placeOf } from '../maps/draw-map.ts'
import { escaped, FONT, svgPen } from '../maps/pen.ts'
import { FILMS } from './built-in.ts'
import { blankEasel, type Doc, playable } from './document.ts'
import { loadPicture } from './easel.ts'
import { picture, scale, shown } from './picture.ts'
import { change, devices, doc, fault, frame, replaceDoc } from './store.ts'

const MOST_SCENARIO = 4e6
const MOST_DEVICE = 100e3

/** Opens a scenario from its text. @param film whether it is played from its beginning */
export async function openScenario(
  name: string,
  text: string,
  texts: Readonly<Record<string, string>>,
  film: boolean,
): Promise<void> {
  try {
    const scenario = playable(await engine.ask('open', { name, texts: { ...texts, [name]: text } }))
    const easel = Object.values(scenario.images).find(
      image => Array.isArray(image) && typeof image[0] === 'string',
    )
    fault.value = undefined
    // Of several cases the last is the one that all others lead to.
    const which = film && scenario.cases !== undefined ? scenario.cases.length - 1 : 0
    replaceDoc(
      {
        scenario,
        which,
        texts,
        easel: (easel as string[] | undefined) ?? blankEasel(scenario.array.size),
      },
      film,
    )
  } catch (error) {
    if (error instanceof EngineError && error.name !== LOST) fault.value = error.fault
  }
}

export async function openFilm(name: string): Promise<void> {
  const film = FILMS.find(known => known.name === name)!
  await openScenario(`${film.name}.yaml`, film.text, {}, true)
}

/** Takes a device from the text of its file; it is named by the file from now on. @throws EngineError for what is wrong with it */
export async function takeDevice(name: string, text: string): Promise<void> {
  if (text.length > MOST_DEVICE)
    throw new EngineError({
      name: 'ConfigError',
      message: `${name}: found ${text.length} bytes; expected at most 100 kB`,
    })
  const file = /\.(ya?ml|json)$/i.test(name) ? name : `${name}.yaml`
  const choice = await engine.ask('device', { name: file, text })
  devices.value = [...devices.value.filter(known => known.name !== file), { ...choice, name: file }]
  if (doc.value === undefined) return
  change(withDevice({ ...doc.value, texts: { ...doc.value.texts, [file]: text } }, file))
}

/** The same array of another device: what was set of the cells belongs to the one before. */
export function withDevice(before: Doc, device: string): Doc {
  const { scenario } = before
  const { cases, ...rest } = scenario
  return {
    ...before,
    which: 0,
    scenario: {
      ...rest,
      program: cases?.[before.which].program ?? scenario.program,
      variability: {},
      array: { ...scenario.array, cells: { device } },
    },
  }
}

/** Files that were dropped or chosen: a scenario with the devices that it names, a device, or a picture. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const read = files.filter(({ name }) => /\.(ya?ml|json)$/i.test(name))
  const other = files.find(file => !read.includes(file))
  if (read.length === 0) {
    if (other !== undefined) await loadPicture(other)
    return
  }
  const large = read.find(({ size }) => size > MOST_SCENARIO)
  if (large !== undefined) {
    fault.value = {
      message: `${large.name}: found ${(large.size / 1e6).toFixed(1)} MB; expected at most 4 MB`,
    }
    return
  }
  const texts = Object.fromEntries(await Promise.all(read.map(async file => [file.name, await file.text()])))
  const scenario = Object.keys(texts).find(name => /(^|[\s{,"'])array["']?\s*:/.test(texts[name]))
  if (scenario !== undefined) {
    const { [scenario]: text, ...others } = texts
    await openScenario(scenario, text, others, false)
    return
  }
  try {
    for (const [name, text] of Object.entries(texts)) await takeDevice(name, text as string)
  } catch (error) {
    if (error instanceof EngineError && error.name !== LOST) fault.value = error.fault
  }
}

function download(name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The scenario file, and the device files that it names. */
export function saveScenario({ scenario, texts }: Doc): void {
  download(`${scenario.name}.json`, `${JSON.stringify(scenario, null, 2)}\n`, 'application/json')
  const device = texts[scenario.array.cells.device]
  if (device !== undefined) download(scenario.array.cells.device, device, 'text/yaml')
}

const EXPORT_WIDTH = 760
const PAPER: MapInks = {
  line: '#b9bbb6',
  ink: '#1c1f24',
  soft: '#5c6370',
  current: '#d9691e',
  mark: 'none',
  easel: 'none',
  way: '#0b6e6e',
}

/** The map as SVG, on white, with its title, scale and unit. */
function mapSvg(): string {
  const place = placeOf(picture.value.size, EXPORT_WIDTH)
  const { pen, elements } = svgPen()
  const { easel: _, ...drawn } = picture.value
  drawMap(pen, drawn, place, PAPER)
  const height = Math.ceil(place.height + 110)
  const title = `${shown.value.title} · ${doc.value?.scenario.array.cells.device} · ${frame.value?.label}`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${EXPORT_WIDTH}" height="${height}" viewBox="0 0 ${EXPORT_WIDTH} ${height}" font-family="${FONT}">
<rect width="100%" height="100%" fill="#fff"/>
<text x="24" y="32" font-size="16" font-weight="600" fill="#1c1f24">${escaped(title)}</text>
<g transform="translate(0 44)">
${elements()}
</g>
${barSvg(EXPORT_WIDTH / 2 - 180, place.height + 56)}
</svg>
`
}

function barSvg(x: number, y: number): string {
  const width = 360
  const { ticks, display } = scale.value
  const stops = rampColours(scale.value).map(
    (colour, k, all) => `<stop offset="${k / (all.length - 1)}" stop-color="${colour}"/>`,
  )
  const marks = ticks.map(
    ({ position, label }) =>
      `<text x="${x + position * width}" y="${y + 26}" font-size="11" text-anchor="middle" fill="#5c6370">${escaped(label)}</text>`,
  )
  return `<defs><linearGradient id="bar">${stops.join('')}</linearGradient></defs>
<rect x="${x}" y="${y}" width="${width}" height="9" rx="4" fill="url(#bar)"/>
${marks.join('')}
<text x="${x + width + 12}" y="${y + 9}" font-size="11" fill="#1c1f24">${escaped(scale.value.kind === 'log' ? shown.value.unit : display.label)}</text>`
}

export function exportSvg(): void {
  download(`${fileName()}.svg`, mapSvg(), 'image/svg+xml')
}

/** The SVG at twice its size. */
export async function exportPng(): Promise<void> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(mapSvg())}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width * 2
  canvas.height = image.height * 2
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob(blob => {
    if (blob !== null) download(`${fileName()}.png`, blob, 'image/png')
  }, 'image/png')
}

/** The values of the map, every digit: a row a word line. */
export function exportCsv(): void {
  const { size, values } = picture.value
  const rows = Array.from({ length: size[0] }, (_, i) =>
    [...values.subarray(i * size[1], (i + 1) * size[1])]
      .map(value => (Number.isNaN(value) ? '' : value))
      .join(),
  )
  download(`${fileName()}.csv`, `${rows.join('\n')}\n`, 'text/csv')
}

function fileName(): string {
  return `${doc.value?.scenario.name ?? 'map'}-${shown.value.name}`
}
