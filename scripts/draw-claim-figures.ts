/**
 * Draws the figures of docs/devices: simulated beside published, for the claims that its pages show. `npx tsx
 * scripts/draw-claim-figures.ts`, half a minute; the drawings change only where a model or a claim does.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { claimPlot } from '../src/reproduce/claim-plot.ts'
import { reproduceClaims } from '../src/reproduce/reproduce-claims.ts'

const FIGURES: readonly string[] = [
  ...['A01', 'A04', 'A07', 'A08', 'A10', 'A13', 'A14', 'A16', 'A19', 'A23'],
  ...['B02', 'B04', 'B07', 'B10', 'B12', 'B13'],
  ...['C01', 'C02', 'C03', 'C04', 'C07', 'C08', 'C10', 'C12', 'C21', 'C22', 'C24'],
  ...['D01', 'D05', 'D06', 'D07', 'D08', 'D09', 'D12', 'D15', 'D16'],
  ...['E02', 'E04', 'E08', 'E11', 'E12', 'E14', 'E27', 'E45'],
]

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'docs', 'devices', 'figures')
mkdirSync(folder, { recursive: true })
for (const row of await reproduceClaims({ ids: FIGURES })) {
  const plot = claimPlot(row)
  if (plot !== undefined) writeFileSync(join(folder, `${row.id}.svg`), plot)
}
