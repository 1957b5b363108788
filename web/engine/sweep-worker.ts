import { openLoops, type SecondThreadStart } from 'sneakpath/core'

/** The second thread of the network solver: what loops it shares comes first, and then each memory. */
addEventListener(
  'message',
  ({ data }: MessageEvent<SecondThreadStart>) => {
    const serve = openLoops(data)
    addEventListener('message', event => serve(event.data))
  },
  { once: true },
)
postMessage('listens')
