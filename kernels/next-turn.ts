/** Waits until what else has come in was served: signals, messages, a click. Costs some microseconds, unlike a timer. */
export function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise(resolve => {
    const turn = (): void => {
      port1.close()
      resolve()
    }
    port1.addEventListener('message', turn)
    port1.start()
    port2.postMessage(undefined)
  })
}
