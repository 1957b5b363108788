import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type ServedPage, type ServePageOptions, servePage } from '../../../src/open/serve-page.ts'
import { scratch } from '../files/scratch.ts'
import { writeSampleRun } from './sample-run.ts'

const { folder } = scratch()
const page = join(folder, 'page')
mkdirSync(join(page, 'assets'), { recursive: true })
mkdirSync(join(page, 'workers'))
writeFileSync(join(page, 'index.html'), '<title>page</title>')
writeFileSync(join(page, 'assets/page.js'), 'export {}')
writeFileSync(join(page, 'workers/engine.js'), 'export {}')
writeFileSync(join(folder, 'secret.txt'), 'secret')
symlinkSync(join(folder, 'secret.txt'), join(page, 'assets/out.txt'))
const run = await writeSampleRun(folder, 'run')

const running: ServedPage[] = []
afterAll(() => Promise.all(running.map(one => one.close())))

async function serve(options: ServePageOptions = {}): Promise<ServedPage> {
  const served = await servePage({ page, ...options })
  running.push(served)
  return served
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request whose path is sent as it is: fetch would take the dots out of it. */
function ask(
  address: string,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers, agent: false }, response => {
      const parts: Buffer[] = []
      response.on('data', part => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString('latin1'),
        }),
      )
    })
      .on('error', reject)
      .end()
  })
}

const { address } = await serve({ run })
const base = new URL(address).pathname

describe('the server of the page', () => {
  it('sends the page, isolated and without other origins', async () => {
    const { status, headers, body } = await ask(address, base)
    expect({ status, body }).toEqual({ status: 200, body: '<title>page</title>' })
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/https?:|\*|unsafe-inline|'unsafe-eval'/)
    const worker = await ask(address, `${base}workers/engine.js`)
    expect(String(worker.headers['content-security-policy'])).toContain("'unsafe-eval'")
  })

  it('sends the files of the run as data, and parts of them', async () => {
    const whole = await ask(address, `${base}run/maps/conductance.npy`)
    expect(whole.status).toBe(200)
    expect(whole.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': '224',
    })
    const part = await ask(address, `${base}run/maps/conductance.npy`, { headers: { range: 'bytes=1-5' } })
    expect(part).toMatchObject({ status: 206, body: 'NUMPY', headers: { 'content-range': 'bytes 1-5/224' } })
    const beyond = await ask(address, `${base}run/maps/conductance.npy`, { headers: { range: 'bytes=224-' } })
    expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */224' } })
  })

  it('listens on loopback alone', () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{24}\/#run\/served$/)
  })

  const wrong = base.replace(/.(?=\/$)/, letter => (letter === 'A' ? 'B' : 'A'))
  it.each([
    ['no token', '/', 403],
    ['no token, a file', '/assets/page.js', 403],
    ['a token that is wrong in one letter', wrong, 403],
    ['a token that is cut', base.slice(0, 10), 403],
    ['the token without what follows', base.slice(0, -1), 403],
    ['a folder', `${base}assets/`, 404],
    ['a folder of the run', `${base}run/maps`, 404],
    ['a file of the run that the page does not read', `${base}run/pictures/conductance.svg`, 404],
    ['..', `${base}../secret.txt`, 404],
    ['.. after a folder', `${base}run/../../secret.txt`, 404],
    ['.. in percent signs', `${base}run/%2e%2e/%2e%2e/secret.txt`, 404],
    ['.. with a backslash', `${base}run\\..\\..\\secret.txt`, 404],
    ['a path of the machine', `${base}/etc/passwd`, 404],
    ['a name with a null byte', `${base}index.html%00`, 404],
    ['a link out of the folder', `${base}assets/out.txt`, 404],
    ['a name that every object has', `${base}constructor`, 404],
  ])('refuses %s', async (_, path, status) => {
    const answer = await ask(address, path)
    expect(answer.status).toBe(status)
    expect(answer.body).not.toContain('secret')
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'")
  })

  it('refuses another host, and takes localhost', async () => {
    const { port } = new URL(address)
    const host = (name: string): Promise<Answer> => ask(address, base, { headers: { host: name } })
    expect((await host('evil.example')).status).toBe(421)
    expect((await host(`evil.example:${port}`)).status).toBe(421)
    expect((await host('127.0.0.1')).status).toBe(421)
    expect((await host(`localhost:${port}`)).status).toBe(200)
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE'])('refuses %s', async method => {
    expect(await ask(address, base, { method })).toMatchObject({ status: 405, headers: { allow: 'GET' } })
  })

  it('does not follow what became a link, and sends no file that went away', async () => {
    const copy = join(folder, 'changing')
    cpSync(run, copy, { recursive: true })
    const { address } = await serve({ run: copy })
    const path = `${new URL(address).pathname}run/summary.json`
    expect((await ask(address, path)).status).toBe(200)
    rmSync(join(copy, 'summary.json'))
    expect((await ask(address, path)).status).toBe(404)
    symlinkSync(join(folder, 'secret.txt'), join(copy, 'summary.json'))
    expect(await ask(address, path)).toMatchObject({ status: 404, body: 'no such file\n' })
    rmSync(join(copy, 'maps'), { recursive: true })
    symlinkSync(join(run, 'maps'), join(copy, 'maps'))
    expect((await ask(address, `${new URL(address).pathname}run/maps/conductance.npy`)).status).toBe(404)
  })

  it('runs twice at once, each with its own token', async () => {
    const one = await serve()
    const two = await serve()
    expect(new URL(one.address).port).not.toBe(new URL(two.address).port)
    expect((await ask(one.address, new URL(one.address).pathname)).status).toBe(200)
    expect((await ask(two.address, new URL(two.address).pathname)).status).toBe(200)
    expect((await ask(two.address, new URL(one.address).pathname)).status).toBe(403)
    expect((await ask(one.address, `${new URL(one.address).pathname}run/manifest.json`)).status).toBe(404)
  })

  it('ends while a browser is still there', async () => {
    const { address, close } = await servePage({ page })
    const browser = connect(Number(new URL(address).port), '127.0.0.1')
    const ended = once(browser, 'close')
    await once(browser, 'connect')
    await close()
    await ended
    await expect(ask(address, '/')).rejects.toThrow('ECONNREFUSED')
  })
})

describe('what is not served', () => {
  function linked(file: string, to: string): string {
    const copy = join(folder, `linked-${file.replaceAll('/', '-')}`)
    cpSync(run, copy, { recursive: true })
    rmSync(join(copy, file), { recursive: true })
    symlinkSync(to, join(copy, file))
    return copy
  }

  it('a folder that is no run', async () => {
    await expect(servePage({ page, run: page })).rejects.toThrow(
      'found no manifest.json; expected a run folder',
    )
    await expect(servePage({ page, run: join(folder, 'none') })).rejects.toThrow('found no such folder')
    await expect(servePage({ page, run: join(folder, 'secret.txt') })).rejects.toThrow('found no folder')
  })

  it('a run with a link out of it', async () => {
    const file = linked('summary.json', join(folder, 'secret.txt'))
    await expect(servePage({ page, run: file })).rejects.toThrow(
      'summary.json: found a link; expected a file of the run itself',
    )
    await expect(servePage({ page, run: linked('maps', join(run, 'maps')) })).rejects.toThrow('found a link')
  })

  it('a run with a pipe in the place of a file', async () => {
    const copy = join(folder, 'pipe')
    cpSync(run, copy, { recursive: true })
    rmSync(join(copy, 'manifest.json'))
    execFileSync('mkfifo', [join(copy, 'manifest.json')])
    await expect(servePage({ page, run: copy })).rejects.toThrow('manifest.json: found no regular file')
  })

  it('a run behind a link that the user named is', async () => {
    symlinkSync(run, join(folder, 'latest'))
    const { address } = await serve({ run: join(folder, 'latest') })
    expect((await ask(address, `${new URL(address).pathname}run/manifest.json`)).status).toBe(200)
  })

  it('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    await expect(servePage({ page, port })).rejects.toThrow(`--port: found ${port}, a port that is taken`)
    other.close()
  })

  it('a page that was not built', async () => {
    await expect(servePage({ page: join(folder, 'unbuilt') })).rejects.toThrow('found no page')
  })
})
