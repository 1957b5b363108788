import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenedPage, openPage, present, settled } from './open-page.ts'

let opened: OpenedPage

describe.skipIf(!present)('the served page (needs Debian chromium)', () => {
  beforeAll(async () => {
    opened = await openPage('production')
  }, 180_000)
  afterAll(() => opened?.close())

  it('plays its first array with an engine of its own module, and asks nobody else', async () => {
    await settled(opened.page)
    await opened.page.locator('.numbers dd').first().waitFor()
    expect(await opened.page.locator('.numbers dd').first().textContent()).toMatch(/A$/)
    expect(opened.faults).toEqual([])
  }, 120_000)
})
