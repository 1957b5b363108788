import { distance } from 'fastest-levenshtein'
import { plainText } from '../plain-text.ts'

/** A list of so many names is shown whole; of a longer one the nearest few are. */
const WHOLE_LIST = 8
const NEAREST = 3
/** Letters of a name that are shown and compared: a file may hold names of any length. */
const LONGEST_NAME = 60

/**
 * Names expected where a name is unknown, in the words of an error: the known names, or of more than eight the three nearest,
 * and the one that was probably meant. 'one of "half", "third"; did you mean "half"?'
 */
export function expectedName(found: string, known: readonly string[]): string {
  if (known.length === 0) return 'no name here'
  const quoted = (names: readonly string[]): string =>
    names.map(name => `"${plainText(name, LONGEST_NAME)}"`).join(', ')
  const list =
    known.length <= WHOLE_LIST
      ? `one of ${quoted(known)}`
      : `one of ${known.length} names, the nearest ${quoted(nearestNames(found, known))}`
  const guess = nearestName(found, known)
  return guess === undefined ? list : `${list}; did you mean "${guess}"?`
}

/** The three known names that are fewest typing mistakes away, those that hold what was typed first. */
function nearestNames(found: string, known: readonly string[]): string[] {
  const typed = found.toLowerCase().slice(0, LONGEST_NAME)
  const mistakes = (name: string): number => {
    const known = name.toLowerCase().slice(0, LONGEST_NAME)
    const holds = typed.length > 1 && (known.includes(typed) || typed.includes(known))
    return distance(typed, known) - (holds ? LONGEST_NAME : 0)
  }
  return known
    .map(name => ({ name, wrong: mistakes(name) }))
    .sort((a, b) => a.wrong - b.wrong)
    .slice(0, NEAREST)
    .map(({ name }) => name)
}

/** The known name that is few typing mistakes away, if there is one. */
export function nearestName(found: string, known: readonly string[]): string | undefined {
  if (found.length > LONGEST_NAME) return undefined
  const typed = found.toLowerCase()
  const mistakes = (name: string): number => {
    const wrong = distance(typed, name.toLowerCase())
    // Letters in another order count two and are the likelier mistake of two.
    return letters(typed) === letters(name.toLowerCase()) ? wrong - 0.5 : wrong
  }
  const allowed = (name: string): number => Math.max(1, Math.round(name.length * 0.4))
  const [guess] = known
    .filter(name => name.length <= LONGEST_NAME && Math.abs(name.length - found.length) <= allowed(name))
    .map(name => ({ name, wrong: mistakes(name) }))
    .sort((a, b) => a.wrong - b.wrong)
  return guess !== undefined && guess.wrong <= allowed(guess.name) ? guess.name : undefined
}

function letters(word: string): string {
  return [...word].sort().join('')
}
