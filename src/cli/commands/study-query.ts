import { queryStudy } from '../../study/export/query-study.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { choiceFlag, switchFlag } from '../flags/flags.ts'
import { tableCsv, tableText } from '../text/table-text.ts'

export const studyQueryCommand: Command = defineCommand({
  usage: 'query <folder> <sql>',
  describe:
    'Ask SQL of the results of a study: one table points, a column for each setting and figure (needs DuckDB)',
  positionals: {
    folder: { describe: 'Folder of a study' },
    sql: { describe: 'As DuckDB understands it: "SELECT wire, avg(contrast) FROM points GROUP BY wire"' },
  },
  flags: {
    format: choiceFlag('format', ['table', 'csv', 'json'], {
      describe: 'What is printed',
      otherwise: 'table',
    }),
    unrestricted: switchFlag('Let the SQL read and write any file of yours, and load extensions'),
  },
  run: async ({ folder, sql, format = 'table', unrestricted }, terminal) => {
    const result = await queryStudy(folder, sql, { unrestricted, signal: terminal.signal })
    switch (format) {
      case 'table':
        terminal.print(tableText(result))
        break
      case 'csv':
        terminal.print(tableCsv(result))
        break
      case 'json': {
        const objects = result.rows.map(row =>
          Object.fromEntries(result.columns.map((name, c) => [name, row[c]])),
        )
        terminal.print(JSON.stringify(objects))
        break
      }
      default:
        format satisfies never
    }
    return EXIT.done
  },
})
