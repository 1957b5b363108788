import { describeValue } from '../../../arrays/config/describe-value.ts'
import { parseJson } from '../../../arrays/config/parse-json.ts'
import { parseYaml } from '../../../arrays/config/parse-yaml.ts'
import { ConfigError, type Place } from '../../../arrays/errors.ts'

/**
 * The value of `--set KEY=VALUE`, written in YAML as in a file.
 * @param place where it stands
 * @throws ConfigError for a text that is none
 */
export function settingValue(text: string, place: Place): unknown {
  // JSON is YAML, and read a hundred times as fast.
  const json = parseJson(text)
  if ('value' in json) return json.value
  const yaml = json.fault.syntax === true ? parseYaml(text) : json
  if ('value' in yaml) return yaml.value
  const { found, expected, syntax } = yaml.fault
  if (syntax === true) throw new ConfigError(place, describeValue(text), 'a value in YAML')
  throw new ConfigError(place, found, expected)
}
