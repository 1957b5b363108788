/** Replacements of a number in a text. */
const NUMBERS = [
  '1e309',
  '-1',
  'NaN',
  '1e9',
  '2147483648',
  '0',
  '""',
  'null',
  '[]',
  '{}',
  '9'.repeat(400),
  '1e-320',
  '0x10',
  '"1 kohm"',
]
/** Replacements of a word in a text. */
const WORDS = [
  '__proto__',
  'constructor',
  'toString',
  'a\nb',
  '\u001b[31mred',
  'x'.repeat(5000),
  '../../x',
  '\u0000',
  '=1+1',
  'é\ud800',
]

/**
 * Spoils a file: bytes flipped, cut off, doubled, repeated, moved or inserted; in texts also numbers, words and nesting that
 * nobody expects.
 * @param random uniform in [0, 1)
 */
export function mutate(bytes: Buffer, isText: boolean, random: () => number): Buffer {
  let spoiled = bytes
  for (let times = 1 + whole(3, random); times > 0; times--)
    spoiled = isText && random() < 0.6 ? mutateText(spoiled, random) : mutateBytes(spoiled, random)
  return spoiled
}

function whole(below: number, random: () => number): number {
  return Math.floor(below * random())
}

function mutateBytes(bytes: Buffer, random: () => number): Buffer {
  const at = whole(bytes.length + 1, random)
  const end = Math.min(bytes.length, at + 1 + whole(64, random))
  const [before, middle, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)]
  switch (whole(7, random)) {
    case 0: {
      const flipped = Buffer.from(bytes)
      for (let k = 1 + whole(8, random); k > 0 && flipped.length > 0; k--)
        flipped[whole(flipped.length, random)] ^= 1 << whole(8, random)
      return flipped
    }
    case 1:
      return before
    case 2:
      return Buffer.concat([before, after])
    case 3:
      return Buffer.concat([bytes, middle])
    case 4: {
      const times = 2 ** whole(14, random)
      return Buffer.concat([before, ...new Array<Buffer>(times).fill(middle), after])
    }
    case 5: {
      const noise = Buffer.from(Array.from({ length: 1 + whole(32, random) }, () => whole(256, random)))
      return Buffer.concat([before, noise, after])
    }
    default:
      // Lengths and sizes in headers are integers of four bytes, in one order or the other.
      return Buffer.concat([before, Buffer.alloc(4, random() < 0.5 ? 0xff : 0x7f), bytes.subarray(at + 4)])
  }
}

function mutateText(bytes: Buffer, random: () => number): Buffer {
  const text = bytes.toString('latin1')
  const replaceOne = (pattern: RegExp, by: string): string => {
    const found = [...text.matchAll(pattern)]
    const match = found[whole(found.length, random)]
    if (match === undefined) return text + by
    return text.slice(0, match.index) + by + text.slice(match.index + match[0].length)
  }
  const pick = (of: readonly string[]): string => of[whole(of.length, random)]
  const swap = (): string => {
    const lines = text.split('\n')
    const [a, b] = [whole(lines.length, random), whole(lines.length, random)]
    ;[lines[a], lines[b]] = [lines[b], lines[a]]
    return lines.join('\n')
  }
  const spoiled = (): string => {
    switch (whole(6, random)) {
      case 0:
      case 1:
        return replaceOne(/-?\d+(?:\.\d+)?(?:e-?\d+)?/gi, pick(NUMBERS))
      case 2:
        return replaceOne(/[a-z_]{2,}/gi, pick(WORDS))
      case 3:
        return replaceOne(/-?\d+/g, '['.repeat(5000))
      case 4:
        return swap()
      default:
        return replaceOne(/\n/g, '\n'.repeat(2 ** whole(17, random)))
    }
  }
  return Buffer.from(spoiled(), 'latin1')
}
