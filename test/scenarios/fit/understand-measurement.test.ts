import { describe, expect, it } from 'vitest'
import {
  type MeasuredOptions,
  understandMeasurement,
} from '../../../scenarios/fit/measured/understand-measurement.ts'

const rows = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, k) => `${from + k},1,${k + 1}`)
const read = (lines: readonly string[], options: Partial<MeasuredOptions> = {}) =>
  understandMeasurement(new TextEncoder().encode(lines.join('\n')), 'data.csv', {
    drives: ['voltage'],
    ...options,
  })
const error = (lines: readonly string[], options: Partial<MeasuredOptions> = {}): string => {
  try {
    read(lines, options)
    return 'no error'
  } catch (thrown) {
    return (thrown as Error).message
  }
}

describe('understandMeasurement', () => {
  it('reads columns with units in any order, comments and empty responses', () => {
    const lines = [
      '# a comment',
      'current_uA,time_ms,note_x,voltage_mV',
      ...Array.from({ length: 12 }, (_, k) => `${k === 3 ? '' : k},${1000 * k},x,500`),
    ]
    const { measurement, understood } = read(lines)
    const { seconds, drive, response, driveKind, responseUnit } = measurement
    expect(understood).toBe(
      'time = "time_ms" in ms, voltage = "voltage_mV" in mV, current = "current_uA" in uA; 12 rows (header in line 2, commas)',
    )
    expect(Array.from(seconds.slice(0, 3))).toEqual([0, 1, 2])
    expect(drive[0]).toBeCloseTo(0.5, 12)
    expect(response[2]).toBeCloseTo(2e-6, 18)
    expect(response[3]).toBeNaN()
    expect([driveKind, responseUnit]).toEqual(['voltage', 'A'])
  })

  it('takes a current as the drive where the device has one', () => {
    const lines = ['time_s,current_mA,voltage_V', ...rows(0, 12)]
    const { measurement: found } = read(lines, { drives: ['current', 'voltage'] })
    expect(found).toMatchObject({ driveKind: 'current', responseUnit: 'V' })
    expect(found.drive[0]).toBeCloseTo(1e-3, 12)
  })

  const head = 'time_s,voltage_V,current_A'
  it.each([
    [
      'no drive',
      ['time_s,current_A', ...rows(0, 12)],
      'data.csv:1: found the columns time_s, current_A; expected a column voltage_V',
    ],
    [
      'no response',
      ['time_s,voltage_V', ...rows(0, 12)],
      'data.csv:1: found the columns time_s, voltage_V; expected a column current_A',
    ],
    ['no time', ['voltage_V,current_A', ...rows(0, 12)], 'expected a column time_s'],
    [
      'a wrong unit',
      ['time_s,voltage_A,current_A', ...rows(0, 12)],
      'data.csv:1:8: found the column "voltage_A", whose unit is not one of voltage; expected voltage with its unit',
    ],
    [
      'a unit that is none',
      ['time (foo),voltage_V,current_A', ...rows(0, 12)],
      'data.csv:1:1: found the column "time (foo)", whose unit is none; expected time with its unit, time_s or time_ms',
    ],
    [
      'a column twice',
      ['time_s,voltage_V,current_A,time_ms', ...rows(0, 12)],
      '2 columns that could be the time, "time_s" and "time_ms", in: time_s, voltage_V, current_A, time_ms | 0, 1, 1 | 1, 1, 2; expected --columns "time=time_s"',
    ],
    [
      'too few points',
      [head, ...rows(0, 9)],
      'data.csv:10: found 9 values of current_A; expected 10 or more',
    ],
    ['no points', [head], 'data.csv:1: found 0 values'],
    [
      'time that runs backwards',
      [head, ...rows(0, 12), '3,1,1'],
      'data.csv:14:1: found time_s 3 after 11; expected a time that does not run backwards',
    ],
    [
      'a word',
      [head, ...rows(0, 3), '3,one,1', ...rows(4, 12)],
      'data.csv:5:3: found "one"; expected a number in the column voltage_V',
    ],
    ['a short line', [head, ...rows(0, 3), '3', ...rows(4, 12)], 'data.csv:5: found 1 fields'],
    ['an empty file', [''], 'found an empty file'],
  ])('says what is wrong with %s', (_, lines, expected) => {
    expect(error(lines)).toContain(expected)
  })
})

/** 12 rows of 0.1 s, a voltage that rises by 10 mV and its current through 1 kohm, written with these marks. */
const numbers = (separator: string, point = '.', scale = [1, 1, 1]): string[] =>
  Array.from({ length: 12 }, (_, k) =>
    [k / 10, k / 100, k / 1e5]
      .map((value, c) => String(value * scale[c]).replace('.', point))
      .join(separator),
  )

const INSTRUMENTS: readonly (readonly [string, readonly string[]])[] = [
  ['a Keithley', ['Time,AV,AI', ...numbers(',')]],
  ['a Keithley with names of its units', ['Smu1.Time[1][1],Smu1.V[1][1],Smu1.I[1][1]', ...numbers(',')]],
  ['names with brackets', ['Time (s),Voltage [mV],Current (mA)', ...numbers(',', '.', [1, 1e3, 1e3])]],
  ['quoted names', ['"Time (s)","Voltage, applied (V)","I (A)"', ...numbers(',')]],
  [
    'German, with a trailing separator',
    ['Zeit (s);Spannung (V);Strom (\u00b5A);', ...numbers(';', ',', [1, 1, 1e6]).map(row => `${row};`)],
  ],
  ['a potentiostat', ['time/s;Ewe/V;<I>/mA', ...numbers(';', ',', [1, 1, 1e3])]],
  [
    'an EC-Lab file',
    [
      'EC-Lab ASCII FILE',
      'Nb header lines : 5',
      '',
      'Cyclic Voltammetry, v = 20 mV/s',
      'mode\ttime/s\tcontrol/V\tEwe/V\t<I>/mA\t',
      ...numbers('\t', '.', [1, 1, 1e3]).map(row => {
        const [time, volts, amps] = row.split('\t')
        return [2, time, 0.5, volts, amps, ''].join('\t')
      }),
    ],
  ],
  [
    'a Keysight B1500',
    [
      'SetupTitle, loop',
      'TestParameter, Channel.Unit, SMU1',
      'DataName, Time, V1, I1',
      ...numbers(', ').map(row => `DataValue, ${row}`),
    ],
  ],
  [
    'a Tektronix scope',
    ['Model,MSO4', 'Record Length,12', '', 'TIME,CH1,CH2', ...numbers(',', '.', [1, 1, -50])],
  ],
  ['a Keysight scope', ['x-axis,1,2', 'second,Volt,Volt', ...numbers(',', '.', [1, 1, -50])]],
  ['two header lines', ['t\tU\tI', 's\tmV\tmA', ...numbers('\t', '.', [1, 1e3, 1e3])]],
  [
    'tabs after a preamble',
    [
      'Sample 7, wafer 5"',
      'Operator: x',
      'Points: 12',
      '',
      'Time (sec)\tVoltage (Volts)\tCurrent (uA)',
      ...numbers('\t', '.', [1, 1, 1e6]),
    ],
  ],
  ['no header', numbers(' ')],
]
const COLUMNS: Readonly<Record<string, string>> = {
  'a Tektronix scope': 'voltage=CH1, current=-CH2/50ohm',
  'a Keysight scope': 'voltage="1", current=-3/50ohm',
  'no header': 'time=1, voltage=2, current=3',
  'quoted names': 'voltage=2',
}

describe('files of instruments', () => {
  it.each(INSTRUMENTS)('%s', (name, lines) => {
    const { seconds, drive, response } = read(lines, { columns: COLUMNS[name] }).measurement
    for (let k = 0; k < 12; k++) {
      expect(seconds[k]).toBeCloseTo(k / 10, 12)
      expect(drive[k]).toBeCloseTo(k / 100, 12)
      expect(response[k]).toBeCloseTo(k / 1e5, 12)
    }
  })

  it('are UTF-8 with a mark, UTF-16 in both orders, or Windows-1252', () => {
    const text = ['Zeit (s);Spannung (V);Strom (\u00b5A)', ...numbers(';', ',', [1, 1, 1e6])].join('\r\n')
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    for (const bytes of [
      Buffer.from(`\ufeff${text}`),
      little,
      Buffer.from(little).swap16(),
      Buffer.from(text, 'utf16le'),
      Buffer.from(text, 'latin1'),
    ]) {
      const { response } = understandMeasurement(bytes, 'data.txt', { drives: ['voltage'] }).measurement
      expect(response[11]).toBeCloseTo(11e-5, 12)
    }
    expect(() =>
      understandMeasurement(Buffer.from('PK\u0003\u0004'), 'data.xlsx', { drives: ['voltage'] }),
    ).toThrow(
      'data.xlsx: found an Excel workbook; expected a table of numbers as text: CSV, TXT or MPT; save it as CSV',
    )
  })

  it('need no time where the speed of the sweep or the time between rows is known', () => {
    const lines = [
      'Voltage (V),Current (A)',
      ...Array.from({ length: 12 }, (_, k) => `${k < 7 ? k : 12 - k},${k + 1}`),
    ]
    const byRate = read(lines, { rate: 0.5 }).measurement.seconds
    const byInterval = read(lines, { interval: 2 }).measurement.seconds
    for (let k = 0; k < 12; k++) expect([byRate[k], byInterval[k]]).toEqual([2 * k, 2 * k])
    expect(error(lines)).toContain('or --rate 0.1V/s, or --interval 10ms')
  })

  it.each([
    [
      'two columns of one name',
      ['second,Volt,Volt', ...numbers(',')],
      {},
      '2 columns that could be the voltage, "Volt" and "Volt", in: second, Volt, Volt | 0, 0, 0 | 0.1, 0.01, 0.00001; expected --columns "voltage=2", the one to take',
    ],
    [
      'two columns of volts',
      ['Time,AV,BV,AI', ...numbers(',').map(row => `${row},0`)],
      {},
      'data.csv:1: found 2 columns that could be the voltage, "AV" and "BV", in: Time, AV, BV, AI | 0, 0, 0, 0 | 0.1, 0.01, 0.00001, 0; expected --columns "voltage=AV", the one to take',
    ],
    [
      'no header',
      numbers(','),
      {},
      'data.csv: found 3 columns without names: 0, 0, 0 | 0.1, 0.01, 0.00001; expected a column voltage_V, what drives the device; --columns "voltage=1" says which one it is',
    ],
    [
      'current that flows out',
      ['Time,AV,AI', ...numbers(',', '.', [1, 1, -1])],
      {},
      'expected current into the terminal at which the voltage is positive; --columns "current=-AI" turns its sign',
    ],
    [
      'a column that is not there',
      ['Time,AV,AI', ...numbers(',')],
      { columns: 'current=BI' },
      'data.csv:1: found no column BI; expected one of "Time", "AV", "AI", or a number from 1 to 3',
    ],
    [
      'a unit that is none',
      ['Time,AV,AI', ...numbers(',')],
      { columns: 'current=AI[Q]' },
      '--columns: found current=AI[Q], where Q is no unit; expected a unit of current, such as current=AI[mA]',
    ],
    [
      'an unknown quantity',
      ['Time,AV,AI', ...numbers(',')],
      { columns: 'amps=AI' },
      '--columns: found "amps"; expected one of time, voltage',
    ],
    [
      'a unit of something else',
      ['Time,AV,AI', ...numbers(',')],
      { columns: 'current=AI[mV]' },
      '--columns: found current=AI[mV] in mV; expected a unit of current',
    ],
  ] as const)('say what is wrong with %s', (_, lines, options, expected) => {
    expect(error(lines, options)).toContain(expected)
  })
})

describe('conductances', () => {
  const pulses = 'up 3.2 V 300 us; down -2.8 V 300 us; read 0.5 V; pause 1 ms'
  const up = Array.from({ length: 10 }, (_, k) => `up,${k},${(k + 1) / 1e9}`)
  const down = Array.from({ length: 10 }, (_, k) => `down,${k},${(10 - k) / 1e9}`)

  it('against pulses are reads after each, with its pause', () => {
    const { measurement } = read(['direction,pulse,conductance_S', ...up, ...down], { pulses })
    const { seconds, drive, response, reads } = measurement
    expect([drive[0], drive[10]]).toEqual([3.2, -2.8])
    expect([reads?.volts, reads?.pauseSeconds, reads?.pulses[9], reads?.pulses[10]]).toEqual([
      0.5, 1e-3, 1, 0,
    ])
    expect(seconds[19]).toBeCloseTo(18 * 1.3e-3, 12)
    expect(response[9]).toBeCloseTo(5e-9, 18)
  })

  it('that are counted from the end are turned, and it is said', () => {
    const back = Array.from({ length: 10 }, (_, k) => `down,${k},${(k + 1) / 1e9}`)
    const { measurement, understood } = read(['direction,pulse,conductance_S', ...up, ...back], { pulses })
    expect(measurement.response[10]).toBeCloseTo(5e-9, 18)
    expect(understood).toContain('10 rows down, read from their end because their conductance rises')
  })

  it('in one column rise to their largest and fall after it', () => {
    const values = [...up, ...down].map(row => row.split(',')[2])
    const { drive } = read(['conductance_S', ...values], { pulses }).measurement
    expect(Array.from(drive)).toEqual([...Array(10).fill(3.2), ...Array(10).fill(-2.8)])
  })

  it('against time are reads at rest', () => {
    const lines = ['time_s,conductance_nS', ...Array.from({ length: 10 }, (_, k) => `${k + 5},${10 - k}`)]
    const { seconds, drive, response } = read(lines, { pulses: 'read 0.5 V' }).measurement
    expect([seconds[0], seconds[9], drive[9]]).toEqual([0, 9, 0])
    expect(response[0]).toBeCloseTo(5e-9, 18)
  })

  it.each([
    ['without volts', undefined, 'found conductances and no volts that they were read at; expected --pulses'],
    ['without a direction', 'up 3 V 1 ms; read 0.5 V', 'data.csv:12: found rows of direction down'],
    ['with an unknown word', 'rise 3 V 1 ms; read 0.5 V', '--pulses: found "rise 3 V 1 ms"'],
    ['with another unit', 'up 3 A 1 ms; read 0.5 V', '--pulses: found "3 A"'],
  ])('%s are refused', (_, flag, expected) => {
    expect(error(['direction,pulse,conductance_S', ...up, ...down], { pulses: flag })).toContain(expected)
  })
})
