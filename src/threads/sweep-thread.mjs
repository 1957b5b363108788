// The second thread of the network solver in Node.
import { workerData } from 'node:worker_threads'
import { openLoops } from '../../kernels/assembly/loops-thread.mjs'

const { port, ...start } = workerData
port.on('message', openLoops(start))
