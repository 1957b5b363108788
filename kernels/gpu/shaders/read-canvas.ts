import { PlanError } from '../plan-error.ts'
import type { Reading } from './carry-out.ts'
import { USAGE } from './shader-resources.ts'
import type { Buffer, Canvas, CanvasOfGpu, CanvasPixels, Device, Encoder } from './webgpu-interface.ts'
import { writeShader } from './write-shader.ts'

/**
 * Reads numbers back from the GPU at once, where a thread cannot await them: browsers let a page wait for a mapped buffer in promises
 * alone, but a picture on a canvas is there when it is asked for. A pixel carries 16 bits and a check byte, so that a browser that
 * changes pixels (some add noise) is found out at each number.
 */
export interface CanvasReader {
  /** Hands commands over; that they were carried out is known at the next reading. */
  submit(encoder: Encoder): void
  /**
   * Hands commands over and fills the values.
   * @throws PlanError where any commands since the reading before were not carried out, or bits came back changed
   */
  read(reading: Reading): void
}

/** Pixels of a row, of a picture of one row and of others; rows are multiples of 256 bytes. */
const SHORT_ROW = 64
const LONG_ROW = 1024
/** Numbers in one picture at most; more come in several. */
const MOST_NUMBERS = 2 ** 21 - 1
/** Pictures kept, by their rows. */
const MOST_PICTURES = 4
/** Commands that are handed over between two readings at most. */
const MOST_HOPS = 256

const PACK = writeShader({
  name: 'pixels',
  parameters: [],
  bindings: [
    { name: 'place', type: 'vec4<u32>', access: 'uniform' },
    { name: 'token', type: 'array<u32>', access: 'read' },
    { name: 'words', type: 'array<u32>', access: 'read' },
    { name: 'pixels', type: 'array<u32>', access: 'write' },
  ],
  body: `
// Blue, green, red in memory: the picture gives red, green, blue.
fn pixel(half: u32) -> u32 {
  let low = half & 0xffu;
  let high = half >> 8u;
  return 0xff000000u | (low << 16u) | (high << 8u) | ((low + 3u * high + token[0]) & 0xffu);
}
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  // place: first word, words, groups in a row.
  let k = id.x + 64u * place.z * id.y;
  if (k > place.y) { return; }
  var word = token[0];
  if (k < place.y) { word = words[place.x + k]; }
  pixels[2u * k] = pixel(word & 0xffffu);
  pixels[2u * k + 1u] = pixel(word >> 16u);
}`,
})
const COMPUTE = 4
const MOST_GROUPS = 32_768

/** @param device its canvases show what it holds */
export function createCanvasReader(device: Device): CanvasReader {
  const { layout, pipeline } = packer(device)
  const place = device.createBuffer({ size: 16, usage: USAGE.uniform | USAGE.copyTo })
  const stamp = device.createBuffer({ size: 16, usage: USAGE.storage | USAGE.copyTo })
  // A token goes from one to the other with every commands that are carried out, and stops where some are not.
  const relay = [0, 1].map(() =>
    device.createBuffer({ size: 4 * (MOST_HOPS + 2), usage: USAGE.copyFrom | USAGE.copyTo }),
  )
  const pictures = new Map<number, Picture>()
  let pixels: { readonly buffer: Buffer; readonly count: number; readonly groups: WeakMap<Buffer, object> }
  pixels = pixelsFor(device, SHORT_ROW)
  let token = 0
  let hop = 0

  function nextToken(): void {
    token = (token + 1) >>> 0
    hop = 0
    device.queue.writeBuffer(relay[0], 0, new Uint32Array([token]))
  }
  nextToken()

  function groupOf(from: Buffer): object {
    const known = pixels.groups.get(from)
    if (known !== undefined) return known
    const entries = [place, stamp, from, pixels.buffer].map((buffer, k) => ({
      binding: k + 1,
      resource: { buffer },
    }))
    const group = device.createBindGroup({ layout, entries })
    pixels.groups.set(from, group)
    return group
  }

  function pictureOf(row: number, rows: number): Picture {
    const key = row * 65_536 + rows
    const known = pictures.get(key) ?? createPicture(device, row, rows)
    pictures.delete(key)
    pictures.set(key, known)
    if (pictures.size > MOST_PICTURES) pictures.delete(pictures.keys().next().value!)
    return known
  }

  /** A part that one picture holds. */
  function readPart(encoder: Encoder, from: Buffer, first: number, words: Uint32Array): void {
    const needed = 2 * (words.length + 1)
    const row = needed <= SHORT_ROW ? SHORT_ROW : LONG_ROW
    const rows = Math.ceil(needed / row)
    if (pixels.count < row * rows) {
      pixels.buffer.destroy()
      pixels = pixelsFor(device, row * rows)
    }
    const groups = Math.ceil((words.length + 1) / 64)
    const across = Math.min(groups, MOST_GROUPS)
    device.queue.writeBuffer(place, 0, new Uint32Array([first, words.length, across, 0]))
    encoder.copyBufferToBuffer(relay[hop % 2], 4 * hop, stamp, 0, 4)
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, groupOf(from))
    pass.dispatchWorkgroups(across, Math.ceil(groups / across))
    pass.end()
    const picture = pictureOf(row, rows)
    const texture = picture.gpu.getCurrentTexture()
    encoder.copyBufferToTexture(
      { buffer: pixels.buffer, bytesPerRow: 4 * row },
      { texture },
      { width: row, height: rows },
    )
    device.queue.submit([encoder.finish()])
    unpack(look(picture, row, rows), token, words)
    nextToken()
  }

  const reader: CanvasReader = {
    submit(encoder) {
      if (hop === MOST_HOPS) {
        readPart(encoder, stamp, 0, new Uint32Array(1))
        return
      }
      encoder.copyBufferToBuffer(relay[hop % 2], 4 * hop, relay[(hop + 1) % 2], 4 * (hop + 1), 4)
      hop++
      device.queue.submit([encoder.finish()])
    },
    read({ encoder, from, offset, values }) {
      const words = new Uint32Array(values.length)
      for (let at = 0; at < words.length; at += MOST_NUMBERS) {
        const part = words.subarray(at, Math.min(words.length, at + MOST_NUMBERS))
        readPart(at === 0 ? encoder : device.createCommandEncoder(), from, offset / 4 + at, part)
      }
      values.set(new Float32Array(words.buffer))
    },
  }
  return reader
}

interface Picture {
  readonly canvas: Canvas
  readonly gpu: CanvasOfGpu
  readonly seen: CanvasPixels
}
const COPY_TO_TEXTURE = 2

function createPicture(device: Device, width: number, height: number): Picture {
  const { OffscreenCanvas } = globalThis as unknown as {
    OffscreenCanvas: new (width: number, height: number) => Canvas
  }
  const canvas = new OffscreenCanvas(width, height)
  const gpu = canvas.getContext('webgpu')
  const seen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (gpu === null || seen === null) throw new PlanError('this browser has no canvas that shows a GPU')
  gpu.configure({ device, format: 'bgra8unorm', usage: COPY_TO_TEXTURE, alphaMode: 'opaque' })
  seen.globalCompositeOperation = 'copy'
  return { canvas, gpu, seen }
}

/** The pixels of a picture. */
function look({ canvas, seen }: Picture, width: number, height: number): Uint32Array {
  const bitmap = canvas.transferToImageBitmap()
  seen.drawImage(bitmap, 0, 0)
  bitmap.close()
  return new Uint32Array(seen.getImageData(0, 0, width, height).data.buffer)
}

/** Two pixels a word, and the token behind them. */
function unpack(pixels: Uint32Array, token: number, words: Uint32Array): void {
  let changed = 0
  for (let k = 0; k <= words.length; k++) {
    const low = pixels[2 * k]
    const high = pixels[2 * k + 1]
    changed |= checkOf(low, token) | checkOf(high, token)
    const word = (low & 0xffff) | (high << 16)
    if (k < words.length) words[k] = word
    else if (word >>> 0 !== token) changed |= 1
  }
  if (changed === 0) return
  const empty = pixels.every(pixel => (pixel & 0xffffff) === 0)
  throw new PlanError(
    empty
      ? 'the GPU gave an empty picture in place of numbers'
      : 'numbers that a page reads from the GPU came back changed, or are not of this work',
  )
}

/** 0 for a pixel that is whole. */
function checkOf(pixel: number, token: number): number {
  const sum = (pixel & 0xff) + 3 * ((pixel >>> 8) & 0xff) + token
  return ((sum ^ (pixel >>> 16)) & 0xff) | ((pixel >>> 24) ^ 0xff)
}

function packer(device: Device): { readonly layout: object; readonly pipeline: object } {
  const types = ['uniform', 'read-only-storage', 'read-only-storage', 'storage']
  const layout = device.createBindGroupLayout({
    entries: types.map((type, k) => ({ binding: k + 1, visibility: COMPUTE, buffer: { type } })),
  })
  const pipeline = device.createComputePipeline({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code: PACK.code }), entryPoint: 'main' },
  })
  return { layout, pipeline }
}

function pixelsFor(device: Device, count: number) {
  const buffer = device.createBuffer({ size: 4 * count, usage: USAGE.storage | USAGE.copyFrom })
  return { buffer, count, groups: new WeakMap<Buffer, object>() }
}
