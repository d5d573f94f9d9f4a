/** A real SMTP server on a loopback port that keeps what it is given. */
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body, quoted-printable undone. */
  readonly text: string
}

export interface MailServer {
  /** With user and password. */
  readonly url: string
  readonly mails: readonly ReceivedMail[]
  /** From now on it answers "try again later", so often. */
  refuse(times: number): void
  close(): Promise<void>
}

const USER = 'tintype'
const PASSWORD = 'p@ss/word'

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  let refusals = 0
  const server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) => {
      if (username === USER && password === PASSWORD) done(null, { user: USER })
      else done(new Error('Wrong user or password'))
    },
    onMailFrom: (_address, _session, done) => {
      refusals -= 1
      done(refusals >= 0 ? Object.assign(new Error('Try again later'), { responseCode: 451 }) : null)
    },
    onData: (stream, { envelope }, done) => {
      text(stream).then((raw) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), text: readable(raw) })
        done()
      }, done)
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    mails,
    refuse: (times) => {
      refusals = times
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

function readable(raw: string): string {
  return raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
