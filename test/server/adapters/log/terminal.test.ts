import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { terminalLog } from '../../../../server/adapters/log/terminal.ts'

describe('the log at a terminal', () => {
  it('writes a request as people expect it', () => {
    const line = written((log) =>
      log.info(
        { requestId: 'r1', method: 'GET', path: '/demo/a.jpg', status: 200, ms: 12.4, complete: true },
        'request',
      ),
    )

    expect(line).toMatch(/^\d\d:\d\d:\d\d info {2}GET \/demo\/a\.jpg 200 12 ms$/)
  })

  it('names the request of an answer that went wrong', () => {
    const line = written((log) =>
      log.info({ requestId: 'r1', method: 'GET', path: '/', status: 500, ms: 1, complete: true }, 'request'),
    )

    expect(line).toContain('500 1 ms requestId=r1')
  })

  it('writes fields and the stack of an error', () => {
    const line = written((log) => log.error({ part: 'database', error: new Error('gone') }, 'not ready'))

    expect(line).toMatch(/error not ready part=database\nError: gone\n {4}at /)
  })

  it('leaves out what is less severe than asked for', () => {
    expect(written((log) => log.debug({}, 'detail'))).toBe('')
  })

  function written(act: (log: ReturnType<typeof terminalLog>) => void): string {
    const lines: string[] = []
    act(terminalLog('info', (line) => lines.push(stripVTControlCharacters(line))))
    return lines.join('\n')
  }
})
