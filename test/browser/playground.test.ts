import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textFiles } from '../../arrays/text-files.ts'
import type { ScenarioFile } from '../../scenarios/file/scenario-file.ts'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { loadScenario } from '../../src/run/load-scenario.ts'
import { mapValues, type OpenedPage, openPage, present, saved, settled } from './open-page.ts'

/** Bytes after gzip. */
const MOST_BYTES = 1.5e6
const LONG = 180_000

let opened: OpenedPage
let page: Page

/** The conductances of the last frame, as the command finds them. */
async function lastConductance(text: string): Promise<number[]> {
  const files = textFiles({ texts: { 'saved.json': text } })
  const host = { files, openEngine: async () => undefined }
  const found = await runScenario({ document: files.document('saved.json'), baseDir: '', host })
  const { planes } = found.quantities.find(({ name }) => name === 'conductance')!
  return [...(planes.at(-1)!.data as Float64Array)]
}

function expectSame(found: readonly number[], wanted: readonly number[]): void {
  const largest = Math.max(...wanted.map(Math.abs))
  expect(found).toHaveLength(wanted.length)
  wanted.forEach((value, k) => {
    expect(Math.abs(found[k] - value) / largest).toBeLessThan(1e-9)
  })
}

async function press(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

async function toLastFrame(): Promise<void> {
  const frame = page.getByLabel('Frame', { exact: true })
  await frame.focus()
  await page.keyboard.press('End')
}

describe.skipIf(!present)('playground.html from file storage (needs Debian chromium)', () => {
  beforeAll(async () => {
    opened = await openPage()
    page = opened.page
  }, LONG)
  afterAll(() => opened?.close())

  it('is one small file without modules', () => {
    const html = readFileSync(opened.built.oneFile)
    expect(gzipSync(html).length).toBeLessThan(MOST_BYTES)
    expect(html.toString()).not.toMatch(/<script[^>]*(type="module"|src=)/)
    expect(html.toString()).not.toMatch(/<link[^>]*stylesheet/)
  })

  it(
    'plays the three scenarios as films, equal to the command',
    async () => {
      for (const [film, name] of [
        ['Show and forget', 'mof-refresh'],
        ['Learn, erase, relearn', 'learn-erase-relearn'],
        ['Filter noise', 'hi-filter'],
      ]) {
        const scenario = loadScenario(name)
        const { title } = scenario.document.value as { readonly title: string }
        await press(film)
        await page.getByRole('heading', { name: title }).waitFor()
        await settled(page)
        const { frames, quantities } = await runScenario(scenario, {}, { sneak: false })
        const shown = frames.filter(({ label }) => name !== 'hi-filter' || label.startsWith('case-4'))
        // The array at rest is a frame as well. Between the button and the first frame the page is not busy.
        const last = (): Promise<string | null> =>
          page.getByLabel('Frame', { exact: true }).getAttribute('max')
        await expect.poll(last, { timeout: 60_000 }).toBe(String(shown.length))
        await settled(page)
        await toLastFrame()
        const { planes } = quantities.find(({ name }) => name === 'conductance')!
        expectSame(await mapValues(page), [...(planes.at(-1)!.data as Float64Array)])
        // Once more: nothing is left out because the engine knows it already.
        await press(film)
        await settled(page)
        await expect.poll(last, { timeout: 60_000 }).toBe(String(shown.length))
      }
      expect(opened.faults).toEqual([])
    },
    LONG,
  )

  it(
    'paints with the pointer, writes, erases, waits, undoes, and saves what the command runs',
    async () => {
      await press('Empty array')
      await press('Paint')
      const map = page.getByRole('application')
      const box = (await map.boundingBox())!
      const middle = [box.x + box.width / 2, box.y + box.height / 2] as const
      await page.mouse.move(...middle)
      await page.mouse.down()
      await page.mouse.move(middle[0] + 90, middle[1], { steps: 6 })
      await page.mouse.up()
      await press('Write')
      await settled(page)
      const written = await mapValues(page)
      const high = written.filter(siemens => siemens > 2 * Math.min(...written)).length
      expect(high).toBeGreaterThanOrEqual(2)
      expect(high).toBeLessThanOrEqual(5)
      const steps = page.locator('.steps li')
      await press('Wait')
      await settled(page)
      await press('Erase')
      await settled(page)
      expect(await steps.count()).toBe(3)
      const text = await saved(page, 'Scenario file')
      expectSame(await mapValues(page), await lastConductance(text))
      await page.getByRole('button', { name: 'Undo' }).click()
      await page.getByRole('button', { name: 'Undo' }).click()
      await settled(page)
      expect(await steps.count()).toBe(1)
      expect(await mapValues(page)).toEqual(written)
      await page.getByRole('button', { name: 'Redo' }).click()
      await settled(page)
      expect(await steps.count()).toBe(2)
    },
    LONG,
  )

  it(
    'restores all of it from a link, and says what is wrong with one',
    async () => {
      const wanted = await mapValues(page)
      const text = await saved(page, 'Scenario file')
      await page.getByRole('button', { name: 'Link' }).click()
      await page.waitForFunction("location.hash.startsWith('#play/1.')")
      const fragment = new URL(page.url()).hash
      expect(fragment.length).toBeLessThan(8000)
      const other = await opened.another(fragment)
      await other.locator('.steps li').nth(1).waitFor()
      await settled(other)
      expect(await mapValues(other)).toEqual(wanted)
      expect(await saved(other, 'Scenario file')).toBe(text)
      await other.close()

      const body = fragment.split('.')[2]
      const old = await opened.another(`#play/1.0_0_9.${body}`)
      await old.getByText('This link was made by Sneakpath 0.0.9').waitFor()
      await old.close()
      const { deflateSync } = await import('fflate')
      const bomb = Buffer.from(deflateSync(new Uint8Array(50e6))).toString('base64url')
      for (const [wrong, said] of [
        [`#play/1.0_1_0.${body.slice(0, 40)}`, 'damaged'],
        ['#play/9.1_0_0.abc', 'of another form'],
        [`#play/1.0_1_0.${bomb}`, 'more than 1 MB'],
      ]) {
        const refused = await opened.another(wrong)
        await refused.getByRole('alert').getByText(said).waitFor()
        await refused.close()
      }
    },
    LONG,
  )

  it(
    'says in one line what is wrong with a pasted device and with a file, and where',
    async () => {
      await page.getByRole('button', { name: 'Paste a device file' }).click()
      const area = page.getByLabel('Device file, YAML or JSON')
      await area.fill(
        'kind: sneakpath-device\nversion: 1\nname: mine\nbase: zntpp\nparameters: { volatle: 3 }\n',
      )
      await page.getByRole('button', { name: 'Use this device' }).click()
      const alert = page.getByRole('dialog').getByRole('alert')
      await alert.getByText('pasted.yaml:').waitFor()
      expect(await alert.textContent()).toMatch(/^pasted\.yaml:\d+:\d+: .*found .*; expected /)
      const marked = await page.evaluate(
        "(area => document.activeElement === area && area.value.slice(area.selectionStart, area.selectionEnd))(document.querySelector('.paste textarea'))",
      )
      expect(marked).toContain('volatle')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByLabel('Scenario, device or picture').setInputFiles({
        name: 'wrong.yaml',
        mimeType: 'text/yaml',
        buffer: Buffer.from(
          'name: wrong\ntitle: x\narray: { size: [2, 2], cells: { device: zntpq } }\nprogram: [{ wait: 1 }]\n',
        ),
      })
      const fault = page.locator('.playground > .notice.bad')
      await fault.waitFor()
      expect(await fault.textContent()).toMatch(
        /^wrong\.yaml:3:41: array\.cells\.device: found the device "zntpq"; expected/,
      )
      await fault.getByRole('button', { name: 'Dismiss' }).click()
      // A device with a gate is refused before it takes the place of the array.
      await page.getByLabel('Scenario, device or picture').setInputFiles({
        name: 'gated.yaml',
        mimeType: 'text/yaml',
        buffer: Buffer.from(
          'name: gated\ntitle: x\narray: { size: [2, 2], cells: { device: psg-wo3 } }\nprogram: [{ wait: 1 }]\n',
        ),
      })
      await fault.waitFor()
      expect(await fault.textContent()).toMatch(
        /^gated\.yaml:3:41: array\.cells\.device: found psg-wo3, a device with a gate; .*sneakpath run/,
      )
      await fault.getByRole('button', { name: 'Dismiss' }).click()
      expect(await page.getByRole('heading', { name: 'An array of my own' }).count()).toBe(1)
      // A file that looks like a page is data.
      await page.getByLabel('Scenario, device or picture').setInputFiles({
        name: 'own.json',
        mimeType: 'application/json',
        buffer: Buffer.from(
          JSON.stringify({
            name: 'own',
            title: '<img src=x onerror="document.title=1">',
            array: { size: [3, 3], cells: { device: 'zntpp' } },
            network: 'crossbar',
            images: { one: ['#..', '.#.', '..#'] },
            program: [{ write: 'one', volts: 10, width: 0.1 }],
            outputs: ['conductance'],
          } satisfies Partial<Record<keyof ScenarioFile, unknown>>),
        ),
      })
      await page.getByRole('heading', { name: '<img src=x' }).waitFor()
      await settled(page)
      expect(await page.title()).toBe('Sneakpath')
    },
    LONG,
  )

  it(
    'takes another device and other wires without a fault, and shows wires while they move',
    async () => {
      const other = await opened.another()
      await settled(other)
      const fault = other.locator('.playground > .notice.bad')
      const slide = (place: number): Promise<unknown> =>
        other.evaluate(`(() => {
          const slider = document.querySelector('input[aria-label="Wire, a segment, slider"]')
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, ${place})
          slider.dispatchEvent(new Event('input', { bubbles: true }))
        })()`)
      const sense = (): Promise<string | null> => other.locator('.numbers dd').first().textContent()
      await other.locator('.field', { hasText: 'Device' }).locator('select').selectOption('vteam')
      await settled(other)
      expect(await fault.count()).toBe(0)
      for (const place of [140, 170, 200]) {
        const before = await sense()
        await slide(place)
        await expect.poll(sense, { timeout: 20_000 }).not.toBe(before)
      }
      expect(await fault.count()).toBe(0)
      await other.close()
    },
    LONG,
  )

  it(
    'starts a lost engine anew and says so',
    async () => {
      const before = await mapValues(page)
      await page.workers()[0].evaluate('close()')
      await page.getByRole('alert').getByText('The engine was lost').waitFor()
      await settled(page)
      await page.getByRole('button', { name: 'Dismiss' }).click()
      expect(await mapValues(page)).toEqual(before)
      await press('Write')
      await settled(page)
      expect(await page.locator('.steps li').count()).toBe(2)
    },
    LONG,
  )

  it(
    'is used with the keyboard alone',
    async () => {
      const keys = await opened.another()
      await settled(keys)
      const reach = async (selector: string): Promise<void> => {
        for (let tab = 0; tab < 120; tab++) {
          if (await keys.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) === true`))
            return
          await keys.keyboard.press('Tab')
        }
        throw new Error(`no way to ${selector}`)
      }
      await reach('.map')
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowLeft', ' ']) await keys.keyboard.press(key)
      await keys
        .locator('#cell-now')
        .filter({ hasText: 'Word line 7, bit line 9' })
        .waitFor({ state: 'attached' })
      await keys.keyboard.press('Shift+Tab')
      await reach('summary')
      const write = keys.getByRole('button', { name: 'Write', exact: true })
      await write.focus()
      await keys.keyboard.press('Enter')
      await keys.locator('.steps li').nth(1).waitFor()
      await settled(keys)
      expect(await keys.locator('.steps li').count()).toBe(2)
      await keys.keyboard.press('Control+z')
      await keys.locator('.steps li').nth(1).waitFor({ state: 'detached' })
      await settled(keys)
      expect(await keys.locator('.steps li').count()).toBe(1)
      await keys.getByText('As a table').focus()
      await keys.keyboard.press('Enter')
      await keys.locator('.map-table tbody tr').nth(11).waitFor()
      expect(await keys.locator('.map-table tbody tr').count()).toBe(12)
      expect(await keys.locator('.map-table tbody td').first().textContent()).toMatch(/^[\d.]+$/)
      await keys.close()
    },
    LONG,
  )

  it(
    'keeps work and offers it after a reload',
    async () => {
      await page.waitForTimeout(900)
      await page.reload()
      await page.getByText('Your work of last time is still here').waitFor()
      await press('Go on with it')
      await settled(page)
      expect(await page.locator('.steps li').count()).toBe(2)
    },
    LONG,
  )

  it(
    'holds no more memory after 100 runs than after 10',
    async () => {
      const other = await opened.another()
      await settled(other)
      const heap = async (): Promise<number> => {
        await other.evaluate('gc()')
        return (await other.evaluate('performance.memory.usedJSHeapSize')) as number
      }
      const run = async (): Promise<void> => {
        await other.getByRole('button', { name: 'Write', exact: true }).click()
        await settled(other)
        await other.getByRole('button', { name: 'Undo' }).click()
        await settled(other)
      }
      for (let k = 0; k < 10; k++) await run()
      const early = await heap()
      for (let k = 10; k < 100; k++) await run()
      expect((await heap()) / early).toBeLessThan(1.2)
      await other.close()
    },
    2 * LONG,
  )
})
