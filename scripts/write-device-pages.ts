// Writes the pages of the models of the field and the comparison of all devices, in two minutes: npx tsx scripts/write-device-pages.ts
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from '../arrays/devices/field/registry.ts'
import { devicePage } from './docs/device-page.ts'

const PAGES = new URL('../docs/devices/', import.meta.url)

for (const model of [...FIELD_DEVICE_MODELS, ...FIELD_GATED_DEVICE_MODELS])
  writeFileSync(new URL(`models/${model.name}.md`, PAGES), devicePage(model))

const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ['--import', 'tsx', main, 'compare', '--devices', 'all', '--size', '16'],
  { encoding: 'utf8' },
)
if (status !== 0) throw new Error(stderr)
writeFileSync(
  new URL('compare.md', PAGES),
  `# All devices in a 16 x 16 array

Written by \`npx tsx scripts/write-device-pages.ts\`; the table is what \`npx sneakpath compare --devices all --size 16\` prints in two minutes (names or device
files with commas between in the place of \`all\`, \`--json\` for a program).

${stdout.trim()}

- **array**: memories of two terminals in a passive crossbar; devices with a gate on gate, drain and source lines (\`gated\`); what has no memory, or forgets within a millisecond, in series with
  cells of 100 kohm and 10 Mohm (\`1S1R\`). Wires have 1 ohm a segment, unselected lines are at V/2. Where a gate is driven by a current, other gate and source lines are open.
- **on, on/off**: conductance at the read voltage after one write from rest, over that after one erase following it. A write is as many pulses as the device says cross its range, without pauses: one of models that say nothing and of the
  devices of the papers, the whole train of devices with a gate. A selector is read at the largest voltage it was measured at: its cells of 100 kohm over those of 10 Mohm.
- **disturbance**: relative change of a written cell by 1,000 pulses of -V/2 of the write; where a gate is driven by a current, of the cell beside one that 1,000 pulses erase. **a write**: energy delivered to a lone cell. **retention**: time at 0 V until half of on - off
  is left, at most 1e8 s.
- **read margin**: (I_on - I_off)/I_on of the farthest cell, all others on. **written**: what one write of that cell through the array changes, over what it changes alone; \`-\` where a device rests where a write leads.
- **It works** where on/off is above 1.1, disturbance at most 10 %, the margin 10 to 100 %, and a write arrives to 10 %.

What the table says: few devices survive 16 lines without help. Most memories have no threshold, so that half-select pulses write them; those with one (\`threshold-memristor\`, \`stanford-pku\`) lose their margin to fifteen half-selected cells.
\`pcm\` works because its volts only tell its pulses: the model has no half-selected state. \`threshold-switch\` never turns on behind 100 kohm at 2 V; it is read as the insulator that it is. \`selector-ots\` insulates two thousand times better and turns on. \`selector-miec\` keeps its margin by the
steepness of its current: picoamperes at half of the read.
\`fefet\` keeps its margin, and half of its write turns its domains back; its energy is that of the leak of its gate alone. Gates that conduct let a write by current flow through the other cells of their lines (\`ecram\`, \`nafion-wo3\`,
\`peo-graphene\`). A margin above 100 % (\`lipon-licoo2\`) is a read whose current turns round: cells are batteries, and one in another state is charged by the others on its gate line. Devices that store charge as a circuit
(\`fmes\`) are not compared; they train and run programs. A table of steps is compared where it is named (\`--devices mine.yaml\`): it says nothing of half of the volts of its pulses, at which it stays where it is, so that its disturbance is 0.
`,
)
