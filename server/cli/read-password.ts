/** A password from whoever runs a command: asked for twice at a terminal, without showing it, else the first line. */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { StartError } from './start-error.ts'

export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return firstLine()
  const password = await ask('Password: ')
  if ((await ask('The same again: ')) !== password)
    throw new StartError('The two passwords differ: nothing was changed')
  return password
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line
  throw new StartError('There was no password on standard input')
}

function ask(question: string): Promise<string> {
  process.stderr.write(question)
  // readline shows what it writes: here, nothing.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true })
  return new Promise((resolve, reject) => {
    reader.once('SIGINT', () => reject(new StartError('Interrupted: nothing was changed')))
    reader.question('', resolve)
  }).finally(() => {
    reader.close()
    process.stderr.write('\n')
  }) as Promise<string>
}
