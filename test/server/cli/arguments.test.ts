import { describe, expect, it } from 'vitest'
import { readArguments } from '../../../server/cli/arguments.ts'
import { UsageError } from '../../../server/cli/usage-error.ts'

const FLAGS = {
  port: { summary: 'Port', value: '<port>' },
  data: { summary: 'Folder', value: '<folder>' },
  https: { summary: 'HTTPS' },
}

describe('command-line arguments', () => {
  it.each([
    [['--port', '9000'], { port: '9000' }],
    [['--port=9000'], { port: '9000' }],
    [['--port', '1', '--port', '2'], { port: '2' }],
    [['--data='], { data: '' }],
    [['--data', '-x'], { data: '-x' }],
    [['--https'], { https: true }],
    [['--no-https'], { https: false }],
    [['--https=false'], { https: false }],
    [['-h'], { help: true }],
  ])('%j', (args, flags) => {
    expect(readArguments(args, FLAGS).flags).toEqual(flags)
  })

  it('are taken as they stand after --', () => {
    expect(readArguments(['a', '--', '--port'], FLAGS)).toEqual({ flags: {}, positionals: ['a', '--port'] })
  })

  it.each([
    [['--prot', '1'], 'Unknown flag --prot; did you mean --port?'],
    [['--prt=1'], 'Unknown flag --prt; did you mean --port?'],
    [['--nonsense'], 'Unknown flag --nonsense'],
    [['-p'], 'Unknown flag -p'],
    [['--port'], '--port needs a value: --port <port>'],
    [['--port', '--https'], '--port needs a value: --port <port>'],
    [['--https=yes'], '--https is a switch and takes no value; got "yes"'],
    [['--no-port'], 'Unknown flag --no-port'],
    [['--constructor'], 'Unknown flag --constructor'],
  ])('%j are refused', (args, message) => {
    expect(() => readArguments(args, FLAGS)).toThrow(UsageError)
    expect(() => readArguments(args, FLAGS)).toThrow(message)
  })
})
