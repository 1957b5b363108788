/** A number in SI units, or one with its unit: "5e-4 m/s". */
export type Quantity = number | string

/**
 * A law as text, "v / ohms", or as a function of one destructured argument, ({ v, ohms }) => v / ohms, whose text is the law: it is
 * read, not called.
 */
export type Law<Names extends string = string> = string | number | LawFunction<Names>

// A method's argument is compared both ways, so that a function of fewer names is one of these as well.
export type LawFunction<Names extends string = string> = {
  law(values: Readonly<Record<Names, number>>): number
}['law']

export interface ParameterDefinition {
  readonly value: Quantity
  /** The physically possible interval. @defaultValue any number */
  readonly range?: readonly [Quantity, Quantity]
  /** In which the laws take it. @defaultValue that of the value, in SI */
  readonly unit?: string
  readonly meaning?: string
  readonly source?: string
}

export interface StateDefinition {
  /** Hard ends of the state. */
  readonly range: readonly [Quantity, Quantity]
  /** @defaultValue the lower end, or 0 where that is infinite */
  readonly start?: Quantity
  readonly unit?: string
  readonly meaning?: string
}

export interface UnknownDefinition<Names extends string = string> {
  /** 0 at the value of the unknown. */
  readonly equation: Law<Names>
  /** Two values at which the equation has different signs. */
  readonly between: readonly [Law<Names>, Law<Names>]
}

export interface RelaxationDefinition<Names extends string = string> {
  /** 1/s. */
  readonly rate: Law<Names>
  readonly target: Law<Names>
}

/** A pulse that writes or erases; of three-terminal devices one of a train at the gate. */
export interface PulseDefinition {
  readonly volts?: Quantity
  /** Of gates that are driven by a current. */
  readonly amps?: Quantity
  readonly width: Quantity
  /** Pulses that cross the range of a three-terminal device. @defaultValue 1 */
  readonly number?: number
}

/**
 * A device as its equations. Names that laws know: its parameters, states and `let` laws, `v` (the device's voltage, of
 * three-terminal devices drain minus source, V), `temperature` (K), the constants pi, elementaryCharge and boltzmann, in
 * `rates` also `i`, the current. Of three-terminal devices `vg` (gate minus source, V) or `ig` (into the gate, A).
 */
export interface DeviceDefinition<Names extends string = string> {
  /** Name on the command line and in files. */
  readonly name: string
  readonly title: string
  /** The paper that its equations and numbers are from. */
  readonly source: string
  /** @defaultValue 2 */
  readonly terminals?: 2 | 3
  readonly parameters?: Readonly<Record<string, Quantity | ParameterDefinition>>
  readonly states?: Readonly<Record<string, StateDefinition>>
  /** Laws that others may name. */
  readonly let?: Readonly<Record<string, Law<Names>>>
  /** At most one: an equation that is solved inside the cell. */
  readonly unknown?: Readonly<Record<string, UnknownDefinition<Names>>>
  /** Word line to bit line, or drain to source, A. */
  readonly current: Law<Names>
  /** Gate to source of a three-terminal device, A. */
  readonly gate?: Law<Names>
  /** How each state moves: its time derivative, or a relaxation. */
  readonly rates?: Readonly<Record<string, Law<Names> | RelaxationDefinition<Names>>>
  /** Energy that a cell keeps, J. */
  readonly stored?: Law<Names>
  /** Voltage of reads, V. */
  readonly read: Quantity
  /** Voltages that were measured at; of three-terminal devices gate volts or amperes. */
  readonly measured: readonly [Quantity, Quantity]
  readonly write?: PulseDefinition
  readonly erase?: PulseDefinition
}
