import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { fittedCounts } from '../../../scenarios/papers/claims/fitted-counts.ts'
import { readClaims } from '../../../scenarios/papers/claims/read-claims.ts'
import { readHeldOut } from '../../../scenarios/papers/claims/read-held-out.ts'
import { readLeaveOneOut } from '../../../scenarios/papers/claims/read-leave-one-out.ts'
import { claimPlot } from '../../../src/reproduce/claim-plot.ts'
import { reportHtml } from '../../../src/reproduce/report-html.ts'
import { reproduceClaims } from '../../../src/reproduce/reproduce-claims.ts'
import { writeReport } from '../../../src/reproduce/write-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'report-'))
afterAll(() => rmSync(folder, { recursive: true }))

const rows = await reproduceClaims({ ids: ['A02', 'A01', 'A19', 'D11', 'D16', 'D18', 'C07'] })
const fittedDevices = fittedCounts(await readClaims())
const heldOut = await readHeldOut()
const leaveOneOut = await readLeaveOneOut()
const row = (id: string) => rows.find(found => found.id === id)!

describe('claimPlot', () => {
  it('draws published and simulated figures, with what is accepted', () => {
    const svg = claimPlot(row('D16'))!
    expect(svg).toContain('published')
    expect(svg).toContain('accepted')
    expect(svg.match(/<circle/g)!.length).toBeGreaterThanOrEqual(2)
    expect(svg).not.toContain('NaN')
  })

  it('draws trends as a line, and bounds with one end', () => {
    expect(claimPlot(row('A01'))).toContain('class="line"')
    expect(claimPlot(row('D18'))).toContain('accepted')
  })

  it('chooses the prefix of its axis, whatever that of the claim', () => {
    const large = { ...row('D18'), simulated: [2e3], unit: 'uS' }
    expect(claimPlot(large)).toContain('figure (mS)')
    expect(claimPlot({ ...large, unit: 'V uA' })).toContain('V A)')
  })

  it('draws the control beside it, dashed for a trend, but none that would flatten it', () => {
    expect(claimPlot(row('A01'))).toMatch(/stroke-dasharray="6 4"[\s\S]*>control</)
    const flattened = { ...row('A01'), control: { what: 'x', simulated: [1e9], verdict: 'fails' as const } }
    expect(claimPlot(flattened)).not.toContain('>control<')
  })

  it('draws nothing where there is no figure', () => {
    expect(claimPlot(row('D11'))).toBeUndefined()
  })
})

describe('the report', () => {
  it('has every claim in its table, a plot of those that ran, and the reason of those that did not', () => {
    const html = reportHtml({ claims: rows, fittedDevices, heldOut, leaveOneOut }, '9.9.9')
    for (const { id } of rows) expect(html).toContain(`>${id}<`)
    expect(html.match(/<svg /g)).toHaveLength(6)
    expect(html).toContain('trains a network on MNIST')
    expect(html).toContain('2 met, 3 met but not telling, 1 conflict, 1 not run')
    expect(html).toContain('1 of 5 predicted or fitted claims met')
    expect(html).toContain('<td>at least 20 uS</td>')
  })

  it('has quote, protocols, control, status and verdict of a claim, and the held-out predictions', () => {
    const html = reportHtml({ claims: rows, fittedDevices, heldOut, leaveOneOut }, '9.9.9')
    const section = html.slice(html.indexOf('<section id="A19">'), html.indexOf('<section id="C07">'))
    for (const part of [
      'quote)</b>: &quot;force of the actuator was 0, 3.5, and 9.1 N&quot;',
      'Protocol of the paper',
      'a resistor in place of the synapse',
      'passes as well, so the claim does not tell',
      'fitted: the actuator is a line',
      'met, not telling',
    ])
      expect(section).toContain(part)
    expect(html).toContain('Of 35 held-out predictions 10 met, 6 partly, 19 not met')
    expect(html).toContain('<td>H35</td>')
    expect(html).toContain('<td>pentacene-p13</td><td>3</td><td>11</td><td>3</td>')
  })

  it('escapes what stands in the table of claims', () => {
    const html = reportHtml(
      { claims: [{ ...row('D11'), note: '<b>&"' }], fittedDevices: [], heldOut: [], leaveOneOut: [] },
      '1',
    )
    expect(html).toContain('&lt;b&gt;&amp;&quot;')
  })

  it('is written whole, and replaces nothing but a report', async () => {
    const out = join(folder, 'out')
    expect(await writeReport({ claims: rows, fittedDevices, heldOut, leaveOneOut }, out)).toEqual([
      'index.html',
      'claims.json',
    ])
    expect(JSON.parse(readFileSync(join(out, 'claims.json'), 'utf8')).claims).toHaveLength(rows.length)
    await expect(writeReport({ claims: rows, fittedDevices, heldOut, leaveOneOut }, out)).rejects.toThrow(
      'something there already',
    )
    await writeReport({ claims: rows, fittedDevices, heldOut, leaveOneOut }, out, true)
    writeFileSync(join(out, 'mine.txt'), 'mine')
    await expect(
      writeReport({ claims: rows, fittedDevices, heldOut, leaveOneOut }, out, true),
    ).rejects.toThrow('found mine.txt; expected a folder with nothing but a report')
  })
})
