/**
 * Asks one thing at a time: while one is answered, only the newest question waits.
 * @param ask answers a question; what it throws is handed to `failed`, with the question
 */
export function createLatest<Question>(
  ask: (question: Question) => Promise<void>,
  failed: (error: unknown, question: Question) => void,
): (question: Question) => void {
  let busy = false
  let waiting: { readonly question: Question } | undefined
  async function run(question: Question): Promise<void> {
    busy = true
    try {
      await ask(question)
    } catch (error) {
      failed(error, question)
    }
    busy = false
    const next = waiting
    waiting = undefined
    if (next !== undefined) void run(next.question)
  }
  return question => {
    if (busy) waiting = { question }
    else void run(question)
  }
}
