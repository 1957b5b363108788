import { isNumber, type LawNode, nameNode, numberNode } from './law-node.ts'
import { operate } from './operate.ts'

/** A product of powers of atoms: names, and sums that cannot be taken apart. */
interface Monomial {
  readonly coefficient: number
  readonly powers: ReadonlyMap<string, number>
}

/** A sum of products; equal products stand once. */
export interface Monomials {
  readonly terms: ReadonlyMap<string, Monomial>
  /** Laws of the atoms, by key. */
  readonly atoms: ReadonlyMap<string, LawNode>
}

/** A law multiplied out as a sum of products, in which equal terms cancel exactly. */
export function monomialsOf(law: LawNode | number): Monomials {
  if (typeof law === 'number') return one(law, new Map(), new Map())
  if (law.kind === 'number') return one(law.value, new Map(), new Map())
  if (law.kind === 'name') return atom(law.name, law)
  const [a, b] = law.operands as [LawNode, LawNode]
  switch (law.operation) {
    case '+':
      return sumOf(monomialsOf(a), monomialsOf(b))
    case '-':
      return sumOf(monomialsOf(a), negated(monomialsOf(b)))
    case 'negate':
      return negated(monomialsOf(a))
    case '*':
      return productOf(monomialsOf(a), monomialsOf(b))
    case '/': {
      const above = monomialsOf(a)
      const below = monomialsOf(b)
      return quotient(above, below) ?? productOf(above, reciprocalAtom(b))
    }
    case '**': {
      if (isNumber(b) && Number.isInteger(b.value) && b.value > 0 && b.value < 5) {
        return productOf(monomialsOf(a), monomialsOf(operate('**', a, numberNode(b.value - 1))))
      }
      return atom(keyOf(law), law)
    }
    default:
      return atom(keyOf(law), law)
  }
}

/** a / b where b is one product. */
export function quotient(a: Monomials, b: Monomials): Monomials | undefined {
  const terms = [...b.terms.values()]
  const [below] = terms
  if (terms.length !== 1 || below === undefined) return undefined
  const inverse = new Map([...below.powers].map(([name, power]) => [name, -power]))
  return productOf(a, one(1 / below.coefficient, inverse, b.atoms))
}

export function negated(a: Monomials): Monomials {
  return productOf(a, one(-1, new Map(), new Map()))
}

export function sumOf(a: Monomials, b: Monomials): Monomials {
  const terms = new Map(a.terms)
  for (const [key, term] of b.terms) {
    const coefficient = (terms.get(key)?.coefficient ?? 0) + term.coefficient
    if (coefficient === 0) terms.delete(key)
    else terms.set(key, { ...term, coefficient })
  }
  return { terms, atoms: new Map([...a.atoms, ...b.atoms]) }
}

/** Equal sums have equal texts. */
export function textOf({ terms }: Monomials): string {
  return [...terms]
    .map(([key, { coefficient }]) => `${coefficient} ${key}`)
    .sort()
    .join(' + ')
}

/** The sum of products as a law again. */
export function toLaw({ terms, atoms }: Monomials): LawNode {
  let law: LawNode = numberNode(0)
  for (const { coefficient, powers } of terms.values()) {
    let above: LawNode = numberNode(coefficient)
    let below: LawNode = numberNode(1)
    for (const [name, power] of powers) {
      const base = atoms.get(name) ?? nameNode(name)
      for (let k = 0; k < Math.abs(power); k++) {
        if (power > 0) above = operate('*', above, base)
        else below = operate('*', below, base)
      }
    }
    law = operate('+', law, operate('/', above, below))
  }
  return law
}

function productOf(a: Monomials, b: Monomials): Monomials {
  let product: Monomials = { terms: new Map(), atoms: new Map([...a.atoms, ...b.atoms]) }
  for (const x of a.terms.values()) {
    for (const y of b.terms.values()) {
      const powers = new Map(x.powers)
      for (const [name, power] of y.powers) {
        const sum = (powers.get(name) ?? 0) + power
        if (sum === 0) powers.delete(name)
        else powers.set(name, sum)
      }
      product = sumOf(product, one(x.coefficient * y.coefficient, powers, product.atoms))
    }
  }
  return product
}

function one(
  coefficient: number,
  powers: ReadonlyMap<string, number>,
  atoms: ReadonlyMap<string, LawNode>,
): Monomials {
  const key = [...powers]
    .map(([name, power]) => `${name}^${power}`)
    .sort()
    .join(' ')
  return { terms: coefficient === 0 ? new Map() : new Map([[key, { coefficient, powers }]]), atoms }
}

function atom(key: string, law: LawNode): Monomials {
  return one(1, new Map([[key, 1]]), new Map([[key, law]]))
}

/** 1 / (a sum). */
function reciprocalAtom(law: LawNode): Monomials {
  const key = keyOf(law)
  return one(1, new Map([[key, -1]]), new Map([[key, law]]))
}

function keyOf(law: LawNode): string {
  if (law.kind === 'number') return String(law.value)
  if (law.kind === 'name') return law.name
  return `(${law.operation} ${law.operands.map(keyOf).join(' ')})`
}
