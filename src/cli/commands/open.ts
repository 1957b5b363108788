import { once } from 'node:events'
import { ConfigError } from '../../../arrays/errors.ts'
import { servePage } from '../../open/serve-page.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { countFlag } from '../flags/flags.ts'

const MOST_PORT = 65_535

export const openCommand: Command = defineCommand({
  usage: 'open [folder]',
  describe:
    'Show an array live, or a finished run, in a browser: prints the address and serves it until Ctrl-C',
  positionals: { folder: { describe: 'Folder of a run; left out, the playground', optional: true } },
  flags: {
    port: countFlag('port', { describe: 'Port on this machine', otherwise: 'a free one' }),
  },
  run: async ({ folder, port }, terminal) => {
    if (port !== undefined && port > MOST_PORT)
      throw new ConfigError({ file: '--port' }, String(port), `a port up to ${MOST_PORT}`)
    const { signal } = terminal
    const served = await servePage({ run: folder, port, signal })
    terminal.print(served.address)
    terminal.note('Only this machine reaches it. Ctrl-C ends it.')
    if (!signal.aborted) await once(signal, 'abort')
    await served.close()
    return EXIT.interrupted
  },
})
