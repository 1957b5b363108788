/** Headings of --help and the flags that stand under them in any command; a flag means the same everywhere. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'What runs:': [
    'image',
    'device',
    'set',
    'model',
    'inputs',
    'images',
    'labels',
    'test-images',
    'test-labels',
    'items',
  ],
  'Array:': ['size', 'sizes', 'cell', 'network', 'access', 'wire', 'tile', 'map', 'states', 'low', 'high'],
  'Write and read:': ['bias', 'write', 'read', 'pull-up'],
  'Training:': ['epochs', 'tune', 'train-only'],
  'Converters and weights:': [
    'weight-bits',
    'weight-range',
    'input-range',
    'slices',
    'dac-bits',
    'adc-bits',
    'adc-range',
    'adc-per',
    'levels',
    'stream',
  ],
  'Faults and noise:': [
    'spread',
    'stuck-low',
    'stuck-high',
    'stuck-open',
    'stuck-short',
    'drift',
    'drift-spread',
    'read-noise',
    'noise',
  ],
  'Cost:': ['cost', 'costs', 'converters', 'columns-per-adc', 'line-farads', 'pitch'],
  'Pictures and tables:': ['quantity', 'frame', 'format', 'yaml'],
  'Computation:': ['seed', 'seeds', 'members', 'backend', 'tolerance', 'jobs', 'mnist', 'claims'],
  'Page:': ['port'],
  'Output:': ['out', 'report', 'leave-one-out', 'json', 'quiet', 'force'],
}

const GROUP_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(GROUPS).flatMap(([heading, names]) => names.map(name => [name, heading] as const)),
)

/** The heading of a flag in --help. */
export function flagGroup(name: string): string {
  return GROUP_OF.get(name) ?? 'Options:'
}
