import type { LawDialect } from './law-dialect.ts'
import { isCondition, isNumber, type LawNode, type OperationNode, operandsOf } from './law-node.ts'
import { lowerLaw } from './lower-law.ts'
import { type Block, placeLaws } from './place-laws.ts'

/** Laws as statements that compute shared parts once. */
export interface WrittenLaws {
  /** Statements on uniform names alone, to stand before the loop over cells. */
  readonly before: string
  readonly body: string
  /** An expression for each law, valid after the body. */
  readonly results: readonly string[]
}

export interface WriteOptions {
  readonly dialect: LawDialect
  /** The text of a name in the loop. */
  readonly name: (name: string) => string
  /** Stands before the names of variables, which keeps the statements of two texts apart. */
  readonly mark?: string
  /** Names that have one value for all cells. */
  readonly isUniform: (name: string) => boolean
}

/**
 * Writes several laws as one sequence of statements: a part that stands in more than one of them is computed once, a
 * part of uniform names only before the loop, and the branches of a choice only where they are chosen.
 */
export function writeLaws(laws: readonly LawNode[], options: WriteOptions): WrittenLaws {
  const roots = laws.map(lowerLaw)
  return new Writer(roots, options).write(roots)
}

class Writer {
  readonly #options: WriteOptions
  readonly #blockOf: ReadonlyMap<LawNode, Block>
  readonly #uses: ReadonlyMap<LawNode, number>
  readonly #isChoice: (node: LawNode) => node is OperationNode
  /** Texts of nodes that have been written, innermost block last. */
  readonly #texts: Map<LawNode, string>[] = [new Map()]
  readonly #before: string[] = []
  #lines: string[] = []
  #count = 0

  constructor(roots: readonly LawNode[], options: WriteOptions) {
    this.#options = options
    const placed = placeLaws(roots, options.isUniform)
    this.#blockOf = placed.blockOf
    this.#uses = placed.uses
    this.#isChoice = placed.isChoice
  }

  write(roots: readonly LawNode[]): WrittenLaws {
    const results = roots.map(root => this.#text(root, this.#blockOf.get(root)!))
    return { before: this.#before.join('\n'), body: this.#lines.join('\n'), results }
  }

  /** The expression of a node, after the statements that it needs. */
  #text(node: LawNode, block: Block): string {
    if (node.kind === 'number') return this.#options.dialect.number(node.value)
    if (node.kind === 'name') return this.#options.name(node.name)
    const known = this.#known(node)
    if (known !== undefined) return known
    const own = this.#blockOf.get(node)!
    if (own.kind === 'before') return this.#writeBefore(node)
    if (this.#isChoice(node)) return this.#writeChoices(node, own)
    const text = this.#operation(node, block)
    // A comparison costs less than a variable for it, which not every device can have.
    return this.#uses.get(node)! > 1 && !isCondition(node) ? this.#keep(node, text) : text
  }

  #variable(kind: string): string {
    return `${this.#options.mark ?? ''}${kind}${this.#count++}`
  }

  #known(node: LawNode): string | undefined {
    for (let depth = this.#texts.length - 1; depth >= 0; depth--) {
      const text = this.#texts[depth].get(node)
      if (text !== undefined) return text
    }
    return undefined
  }

  #keep(node: LawNode, text: string): string {
    const name = this.#variable('t')
    this.#lines.push(this.#options.dialect.keep(name, text))
    this.#texts.at(-1)!.set(node, name)
    return name
  }

  /** A part of uniform names: computed once before the loop. */
  #writeBefore(node: OperationNode): string {
    if (isCondition(node)) return this.#operation(node, this.#blockOf.get(node)!)
    const lines = this.#lines
    this.#lines = this.#before
    const text = this.#operation(node, this.#blockOf.get(node)!)
    const name = this.#variable('u')
    this.#before.push(this.#options.dialect.keep(name, text))
    this.#lines = lines
    this.#texts[0].set(node, name)
    return name
  }

  /** All choices by one condition that can be made together, as one `if`. */
  #writeChoices(first: OperationNode, block: Block): string {
    const condition = first.operands[0]
    const group = this.#together(first, block)
    for (const choice of group) {
      for (const branch of [1, 2]) this.#prepare(choice.operands[branch], block)
    }
    const test = this.#text(condition, block)
    const names = group.map(() => this.#variable('t'))
    this.#lines.push(...names.map(name => this.#options.dialect.declare(name)))
    const outside = this.#lines
    const branches = [1, 2].map(branch => {
      this.#lines = []
      this.#texts.push(new Map())
      const inside = block.branch(condition, branch === 1)
      group.forEach((choice, k) => {
        const text = this.#text(choice.operands[branch], inside)
        this.#lines.push(`${names[k]} = ${text};`)
      })
      this.#texts.pop()
      return this.#lines
    })
    this.#lines = outside
    this.#lines.push(`if (${test}) {`, ...branches[0], '} else {', ...branches[1], '}')
    group.forEach((choice, k) => {
      this.#texts.at(-1)!.set(choice, names[k])
    })
    return this.#known(first)!
  }

  /** Choices of the same condition in the same block that depend on none of each other outside their branches. */
  #together(first: OperationNode, block: Block): OperationNode[] {
    const group = [first]
    for (const [node, own] of this.#blockOf) {
      if (own !== block || node === first || !this.#isChoice(node)) continue
      if (node.operands[0] !== first.operands[0] || this.#known(node) !== undefined) continue
      const members = new Set<LawNode>([...group, node])
      if (![...members].some(member => this.#needsOutside(member as OperationNode, members))) group.push(node)
    }
    return group
  }

  /** Whether a choice needs, outside its own branches, one of `members`. */
  #needsOutside(choice: OperationNode, members: ReadonlySet<LawNode>): boolean {
    const seen = new Set<LawNode>()
    const reaches = (node: LawNode): boolean => {
      if (members.has(node)) return true
      if (seen.has(node) || this.#known(node) !== undefined) return false
      seen.add(node)
      return operandsOf(node).some(reaches)
    }
    return choice.operands.some(reaches)
  }

  /** Writes what a branch needs from the block around it. */
  #prepare(node: LawNode, block: Block): void {
    if (node.kind !== 'operation' || this.#known(node) !== undefined) return
    const own = this.#blockOf.get(node)!
    if (own === block || own.kind === 'before' || block.isInside(own)) {
      const text = this.#text(node, own)
      if (this.#known(node) === undefined && own.kind !== 'before' && !isCondition(node))
        this.#keep(node, text)
      return
    }
    for (const operand of node.operands) this.#prepare(operand, block)
  }

  #operation({ operation, operands }: OperationNode, block: Block): string {
    const { dialect } = this.#options
    const texts = operands.map(operand => this.#text(operand, block))
    const [a, b, c] = texts as [string, string, string]
    switch (operation) {
      case '+':
      case '-':
      case '*':
      case '/':
      case '<':
      case '<=':
      case '&&':
      case '||':
        return `(${a} ${operation} ${b})`
      case '==':
        return `(${a} ${dialect.equal} ${b})`
      case '**':
        return dialect.power(a, b)
      case 'negate':
        return `(-${a})`
      case '!':
        return `(!${a})`
      case '?':
        return dialect.choose(isNumber(operands[0]) ? (operands[0].value === 0 ? 'false' : 'true') : a, b, c)
      default:
        return dialect.call(operation, texts)
    }
  }
}
