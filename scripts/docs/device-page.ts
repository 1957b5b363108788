import { deviceYaml } from '../../arrays/devices/file/device-yaml.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

/** Notes of a page besides what the device says of itself: where it leaves its source, and what its referee does not see. */
const NOTES: Readonly<Record<string, readonly string[]>> = {
  'linear-drift-joglekar': ['The window is 0 at both ends: a state that starts there stays there.'],
  team: [
    'The speeds are those of the paper’s fit to the Simmons tunnel barrier, 1.46e-9 nm/s and -4.68e-13 nm/s, which public copies give in m/s without the factor; the windows are centred at the ends of the range.',
    'No waveform shows `wc`, the distance from an end over which the state stops: 1 pm of 3 nm, at which a hard end stops it too.',
  ],
  mss: ['Without the Schottky part that stands beside the switches in the source.'],
  'mss-stochastic': [
    'The mean is that of `mss`. In a pulse of the width `pulse` the share moves by a normal number with the variance that the binomial number of flips has; a pulse of 0.12 `tau` has the standard deviation to 0.3 %. Pulses of another width need their own `pulse`.',
    'A program draws `noise`; a lone cell, a protocol without `--size` and training show the mean.',
  ],
  umich: [
    'The form of the SPICE model, in which the diffusion is inside the bracket that `lambda` multiplies.',
  ],
  'threshold-memristor': [
    '`alpha` is 0 in the example of the source, nothing moves below the threshold: a change by 1 % changes nothing.',
  ],
  'jart-vcm-v1b': [
    'Public copies disagree in `rth0` (15.72e6 and 10e6 K/W) and in the permittivity of vacuum: the numbers here are those of the comments of the authors’ Verilog-A and of aihwkit; natural constants are those of the SI.',
    'Beyond some volts on the contact its barrier is back and it takes less current than before, so that up to three currents meet the equations. The device takes the largest, which a sweep from 0 V follows until it ends; a circuit simulator that comes from the other side stays on the smallest.',
    'Where the field would take the whole barrier of a hop away (`gamma` beyond 0.9999) the barrier stays at that; the source has no value there.',
    'The deterministic model; the variability of the later one is what `variability` draws.',
  ],
  memdiode: [
    'The parameter files of the authors’ repository have no time of the reset (`T0r=NaN`). The numbers here are those of a subcircuit that carries the author’s name and reads 1.3 V and -1.3 V in its comments; which paper prints them could not be found.',
    'Without the snapback, which is a second set of laws.',
  ],
  pcm: [
    'The source programs by iterations and says what comes out. Here one pulse of `write` does it, and one of `erase` brings 0; volts and width are ours and tell the pulses only. `gTarget` may differ from cell to cell.',
    'The exponent of the drift follows from the conductance that was programmed; aihwkit takes the target, and draws it from device to device, which is `variability: { nuMax: ... }` here. Read noise is not in the law.',
    'Closed forms referee it: programmed conductances at three targets, with normal numbers of 0, 0.5 and 1, and their drift over 0, 1e3 and 1e7 s.',
  ],
  ecram: [
    'aihwkit counts pulses and weights. Charge, conductances and the gate are ours, marked so; the shape of the steps does not depend on them.',
    'Closed forms referee it: the recursion of the steps up and down with their bounds, and one step with a normal number of 1.',
  ],
  'selector-exponential': [
    'The source prints g e^(p (|v| - vth)) with the sign of v, a step of 10 mA at 0 V; here the two exponentials are subtracted, which differs by e^(-2 p |v|).',
  ],
  'selector-miec': [
    'Where each number comes from: `margin` and the megabit arrays it was simulated in from the abstract of Narayanan 2015; `slope`, and that the margin is taken at 10 nA, from CrossSim, which names that paper as their source. The text of the paper itself was not at hand.',
    'The law is that of CrossSim: I0 (e^(|V|/V0) - 1) with V0 = slope/ln 10 and I0 = 10 nA/(e^(margin/(2 V0)) - 1) = 8.7e-18 A. Behind the memory that CrossSim prints beside it (Yakopcic, 0.38 mA x sinh(2.2 V), x from 0.1 to 1) and at its read of 1.3 V, CrossSim notes 0.246 V on the memory and an on/off of 6.92; this device gives 0.247 V and 6.93 (`test/referee/field/miec-in-crosssim.test.ts`).',
    'At half of the margin it takes 10 nA, at 0.5 V less than the 10 pA of leakage that the abstracts print.',
    'Missing, because no number of it is printed where we could look: the series resistance, which bends the curve at large currents, so that the measured range ends at 50 uA, the largest write current that an abstract names; and the time that ions take (recovery within microseconds, reads below 50 ns).',
  ],
  'threshold-switch': [
    'A vanadium dioxide switch; [selector-ots](selector-ots.md) is a chalcogenide. The source is for positive volts; here the sign does not matter.',
    '`tau` and `vSmooth` are not published; they are those of a public Verilog-A of the model.',
  ],
  'selector-ots': [
    'The letter prints an off-current of 2 nA, a threshold of 1.26 V, a voltage window of 0.55 V, a selectivity above 4.2e4 and an operating speed of 8.5 ns, no curve of numbers. The window is taken as threshold less hold, the off-current at half of the threshold, as is usual; the on-resistance follows from the selectivity, which is a lower bound, so that more current may flow when on.',
    'Off, the letter’s selector is exponential and this one ohmic: below half of the threshold it leaks more here. `vSmooth` is ours.',
    'Behind a cell that leaves it less than `vHold` when on, it settles between off and on, at the voltage of its moving threshold; a real one oscillates with the capacitance of its lines, which are not in the model.',
  ],
  fefet: [
    'The source draws a random number for each domain in every time step. Here stands their mean: the share of each class of domains that points up, and the mean progress of those that wait to turn; those that have just turned have none and dilute it. It is exact for pulses of one sign on domains that all began alike; in trains to and fro it is within 0.015 of 6,000 domains that turn one by one (`test/referee/field/fefet-domains.test.ts`).',
    'Six classes with activation voltages at the middles of equal parts of the normal distribution, in the place of 20 random domains. `noise` is not in the law; `variability: { activation: ... }` spreads cells.',
    'Interlayer, silicon and ferroelectric are the source’s, its surface potential an inner unknown. The drain current of the source needs a second one: here its strong inversion, with EKV’s interpolation below the threshold, for the small drain voltages of a read.',
    'The channel is read with its gate at `gateRead`, whatever the array does with its gate lines. `gateRead`, `leak`, `gGate`, and the pulses are ours. The charge that turns with the domains takes no energy from the gate line here, so that the energy of a write is that of `gGate` alone.',
    'At 0 V the polarisation turns domains back until the field over them is below what they need in 1e9 s: the device forgets most in its first second.',
  ],
}

/** A model of the field as a page: source, states, parameters and laws. */
export function devicePage(model: AnyDeviceModel): string {
  const { name, title, citation, states, parameters } = model
  const gated = 'control' in model
  const notes = Object.hasOwn(NOTES, name) ? NOTES[name] : []
  return `${[
    `# ${title}`,
    `\`${name}\`, ${gated ? `three terminals, driven by a gate ${model.control}` : 'two terminals'}. Written by \`npx tsx scripts/write-device-pages.ts\` from the device itself.`,
    `**Source.** ${citation}.`,
    ...(states.length === 0
      ? ['It has no state.']
      : [
          table(
            ['state', 'unit', 'range', 'start', 'what it is'],
            states.map(state => [
              `\`${state.name}\``,
              unitOf(state.unit),
              state.range.map(number).join(' to '),
              number(state.initial),
              state.meaning,
            ]),
          ),
        ]),
    table(
      ['parameter', 'value', 'unit', 'what it is'],
      parameters.map(each => [`\`${each.name}\``, number(each.value), unitOf(each.unit), each.meaning]),
    ),
    ...(notes.length === 0 ? [] : [['## Notes', notes.map(note => `- ${note}`).join('\n')].join('\n\n')]),
    '## Laws',
    `As \`npx sneakpath describe ${name} --yaml\` prints them; a copy is a [device file](../../bring-your-own-device.md).`,
    `    ${deviceYaml(model).trimEnd().replaceAll('\n', '\n    ')}`,
    'See also [how it is refereed](../field.md) and [how it does in an array](../compare.md).',
  ].join('\n\n')}\n`
}

function unitOf(unit: string): string {
  return unit === '1' ? '' : unit
}

function number(value: number): string {
  const size = Math.abs(value)
  return size !== 0 && (size < 1e-3 || size >= 1e5)
    ? value.toExponential(6).replace(/\.?0*e\+?/, 'e')
    : String(Number(value.toPrecision(7)))
}

/** Rows of Markdown. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n')
}
