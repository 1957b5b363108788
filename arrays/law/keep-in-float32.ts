import { isNumber, type LawNode, numberNode, type OperationNode } from './law-node.ts'
import { ARITHMETIC, operate } from './operate.ts'
import { nodesOf } from './walk-law.ts'

/** Powers of two beyond which the value of a part is far from what float32 holds. */
const FAR = 100
/** Powers of two of a factor that are left as they are. */
const NEAR = 20
/** Beyond float32. */
const MOST = 125
const MOST_POWER = 10

/** A law this large stands for nothing. */
export const INSANE = 1e30

/** Values of the names of a law at one place. */
export type LawPoint = Readonly<Record<string, number>>

/** A product: a number times powers of laws, of which `size` is the power of two that they are like. */
interface Product {
  readonly coefficient: number
  readonly factors: readonly Factor[]
}

interface Factor {
  readonly law: LawNode
  readonly size: number
  readonly power: number
}

/**
 * The same law in an order that float32 can follow: products a part of which would overflow or underflow are taken apart, their factors brought
 * near 1 by powers of two, and their numbers multiplied here, in float64.
 * @param points at which the sizes of its parts are looked at
 */
export function keepInFloat32(law: LawNode, points: readonly LawPoint[]): LawNode {
  const sizes = sizesOf(law, points)
  const isFar = (node: LawNode): boolean => Math.abs(sizes.get(node)!) > FAR
  if (!nodesOf([law]).some(isFar)) return law
  const done = new Map<LawNode, LawNode>()
  const sizeOf = (node: LawNode): number => Math.round(sizes.get(node)!)

  function whole(node: LawNode): LawNode {
    const known = done.get(node)
    if (known !== undefined) return known
    let made = node
    if (node.kind === 'operation') {
      made = isProduct(node) && hasFarPart(node) ? written(productOf(node)) : rebuilt(node)
    }
    done.set(node, made)
    return made
  }

  function rebuilt(node: OperationNode): LawNode {
    return operate(node.operation, ...node.operands.map(whole))
  }

  /** Whether a product, or a product in it, is far. */
  function hasFarPart(node: LawNode): boolean {
    if (isFar(node)) return true
    return node.kind === 'operation' && isProduct(node) && node.operands.some(hasFarPart)
  }

  function productOf(node: LawNode): Product {
    if (isNumber(node)) return { coefficient: node.value, factors: [] }
    if (node.kind === 'operation' && hasFarPart(node) && isProduct(node)) {
      const [a, b] = node.operands as [LawNode, LawNode]
      if (node.operation === 'negate') return times({ coefficient: -1, factors: [] }, productOf(a))
      if (node.operation === '*') return times(productOf(a), productOf(b))
      if (node.operation === '/') return times(productOf(a), raised(productOf(b), -1))
      if (node.operation === '**') return raised(productOf(a), isNumber(b) ? b.value : 1)
      // Half of the powers of two in front of the root.
      const half = Math.round(sizeOf(a) / 2)
      const inside = written(times({ coefficient: 2 ** (-2 * half), factors: [] }, productOf(a)))
      const size = Math.round(sizeOf(a) / 2 - half)
      return { coefficient: 2 ** half, factors: [{ law: operate('sqrt', inside), size, power: 1 }] }
    }
    return { coefficient: 1, factors: [{ law: whole(node), size: sizeOf(node), power: 1 }] }
  }

  return whole(law)
}

function isProduct({ operation, operands }: OperationNode): boolean {
  if (operation === '**') {
    const power = operands[1]
    return isNumber(power) && Number.isInteger(power.value) && Math.abs(power.value) <= MOST_POWER
  }
  return operation === '*' || operation === '/' || operation === 'negate' || operation === 'sqrt'
}

function times(a: Product, b: Product): Product {
  return { coefficient: a.coefficient * b.coefficient, factors: [...a.factors, ...b.factors] }
}

function raised({ coefficient, factors }: Product, power: number): Product {
  return {
    coefficient: coefficient ** power,
    factors: factors.map(factor => ({ ...factor, power: factor.power * power })),
  }
}

/** Factors near 1, then the number. */
function written({ coefficient, factors }: Product): LawNode {
  let number = coefficient
  let product: LawNode | undefined
  for (const { law, size, power } of factors) {
    // What float32 does not hold by itself is left to vanish.
    const by = Math.abs(size) > NEAR && Math.abs(size) < MOST ? size : 0
    number *= 2 ** (by * power)
    const scaled = by === 0 ? law : operate('*', law, numberNode(2 ** -by))
    const part = operate('**', scaled, numberNode(Math.abs(power)))
    if (product === undefined) product = power > 0 ? part : operate('/', numberNode(1), part)
    else product = operate(power > 0 ? '*' : '/', product, part)
  }
  return product === undefined ? numberNode(number) : operate('*', product, numberNode(number))
}

/** Largest power of two of every part of a law over some points; 0 of what is 0 or no number at all of them. */
function sizesOf(law: LawNode, points: readonly LawPoint[]): Map<LawNode, number> {
  const sizes = new Map<LawNode, number>()
  const nodes = nodesOf([law])
  for (const point of points) {
    const values = valuesAt(nodes, point, value => value)
    // No law of a device that stands for something is as large.
    if (!(Math.abs(values.get(law)!) < INSANE)) continue
    for (const node of nodes) {
      const size = Math.log2(Math.abs(values.get(node)!))
      if (!Number.isFinite(size)) continue
      sizes.set(node, Math.max(size, sizes.get(node) ?? size))
    }
  }
  for (const node of nodes) if (!sizes.has(node)) sizes.set(node, 0)
  return sizes
}

/** The value of a law where each operation is of float32, which has no numbers below 2^-126. */
export function inFloat32(law: LawNode, point: LawPoint): number {
  const round = (value: number): number => (Math.abs(value) < 2 ** -126 ? 0 : Math.fround(value))
  return valuesAt(nodesOf([law]), point, round).get(law)!
}

function valuesAt(
  nodes: readonly LawNode[],
  point: LawPoint,
  round: (value: number) => number,
): Map<LawNode, number> {
  const values = new Map<LawNode, number>()
  for (const node of nodes) {
    if (node.kind === 'number') values.set(node, round(node.value))
    else if (node.kind === 'name') values.set(node, round(point[node.name]))
    else
      values.set(
        node,
        round(ARITHMETIC[node.operation](...node.operands.map(operand => values.get(operand)!))),
      )
  }
  return values
}
