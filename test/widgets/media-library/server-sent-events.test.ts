import { createEventParser } from '../../../widgets/media-library/api/server-sent-events.ts'
import { equal, same } from '../support/expect.ts'

const STREAM =
  '\uFEFF: hello\r\nretry: 1500\r\n\r\nevent: upload\r\nid: 7\r\ndata: {"a":\r\ndata: 1}\r\n\r\n' +
  'data\n\ndata:  two blanks\rid: 8\r\revent: lost\n\n: comment\nunknown: x\ndata: end\n\ndata: unfinished\n'
const EVENTS = [
  { type: 'upload', data: '{"a":\n1}', id: '7' },
  { type: 'message', data: '', id: '7' },
  { type: 'message', data: ' two blanks', id: '8' },
  { type: 'message', data: 'end', id: '8' },
]

describe('server-sent events', () => {
  it('are read whatever ends the lines, wherever the stream is cut', () => {
    for (let first = 0; first <= STREAM.length; first += 1) {
      for (let second = first; second <= STREAM.length; second += 7) {
        const parser = createEventParser()
        const pieces = [STREAM.slice(0, first), STREAM.slice(first, second), STREAM.slice(second)]
        same(
          pieces.flatMap((piece) => parser.push(piece)),
          EVENTS,
          `cut at ${first} and ${second}`,
        )
        equal(parser.retryMs, 1500)
      }
    }
  })

  it('go on from the id of an earlier connection until another comes', () => {
    const parser = createEventParser('41')

    same(
      parser.push('data: a\n\nid: 42\ndata: b\n\nid: 4\0\ndata: c\n\n').map(({ id }) => id),
      ['41', '42', '42'],
    )
  })

  it('end with an error when one is without end', () => {
    const parser = createEventParser()
    let message = ''
    try {
      for (let index = 0; index < 30; index += 1) parser.push(`data: ${'x'.repeat(50_000)}\n`)
    } catch (error) {
      message = String(error)
    }

    equal(message, 'RangeError: An event of the server is too long')
  })
})
