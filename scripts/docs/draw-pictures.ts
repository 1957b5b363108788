// Makes the pictures of the documentation by the commands of its pages: npm run docs:pictures. With --check nothing is written, and the
// pictures that are there are compared with those that the commands make, pixel by pixel; exit code 1 where one differs.
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decode } from 'fast-png'
import { pageBlocks, preparePage, runBlock } from './page-blocks.ts'

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url))

/** Where the commands of a page leave each picture of docs/images. */
const PICTURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'tutorial.md': {
    'first.png': 'first/pictures/sneak-share.png',
    'wires.png': 'wires.png',
  },
  'what-a-crossbar-does.md': {
    'crossbar-conductance.png': 'crossbar/pictures/conductance.png',
    'crossbar-read.png': 'crossbar/pictures/read-conductance.png',
    'crossbar-sneak.png': 'crossbar/pictures/sneak-share.png',
    'crossbar-disturbance.png': 'crossbar/pictures/disturbance.png',
    'crossbar-1k.png': 'crossbar-1k/pictures/read-conductance.png',
    'crossbar-margin.png': 'crossbar-margin/current-margin.png',
  },
  'how-to.md': {
    'disturbance.png': 'disturbance.png',
    'decay.png': 'decay/traces/program.conductance.png',
  },
  'figures.md': {
    'crossbar-diagram.png': 'circuit/diagram.png',
    'run-diagram.png': 'look-circuit/diagram.png',
  },
  'matrix-products.md': {
    'matrix-product.png': 'product/pictures/scatter.png',
  },
  'gallery.md': {
    'mof-refresh.png': 'mof/pictures/conductance.png',
    'hi-filter.png': 'hi/pictures/conductance.png',
    'learn-erase-relearn.png': 'learn/pictures/conductance.png',
    'sweep.png': 'sweep/plots/loops.png',
    'ppf.png': 'ppf/plots/ppf.png',
  },
}

/** Pages of which only the blocks under these headings draw pictures; the tests run them all. */
const HEADINGS: Readonly<Record<string, RegExp>> = { 'how-to.md': /^[24]\./ }

const check = process.argv.includes('--check')
let different = 0
for (const [page, pictures] of Object.entries(PICTURES)) {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-pictures-'))
  preparePage(page, folder)
  const drawing = HEADINGS[page] ?? /^/
  for (const block of pageBlocks(page)) {
    if (block.language !== 'sh' || !drawing.test(block.heading)) continue
    const { code, stderr } = runBlock(block, folder)
    if (code !== 0) throw new Error(`docs/${page}: ${block.text.trim()}: exit code ${code}: ${stderr}`)
  }
  for (const [name, made] of Object.entries(pictures)) {
    const [target, source] = [join(IMAGES, name), join(folder, made)]
    if (!check) copyFileSync(source, target)
    else if (!existsSync(target) || !samePixels(target, source)) {
      process.stdout.write(
        `docs/images/${name} is not what docs/${page} makes; npm run docs:pictures remakes it\n`,
      )
      different++
    }
  }
  rmSync(folder, { recursive: true })
}
process.exitCode = different === 0 ? 0 : 1

function samePixels(one: string, other: string): boolean {
  const [a, b] = [one, other].map(file => decode(readFileSync(file)))
  return (
    a.width === b.width &&
    a.height === b.height &&
    Buffer.from(a.data.buffer).equals(Buffer.from(b.data.buffer))
  )
}
