/** `tintype doctor`: looks at everything a server needs, and says how to repair what is not as it ought to be. */
import { type NamedFinding, runChecks } from '../doctor/run-checks.ts'
import type { Command } from './command.ts'
import { print } from './output.ts'
import { configFromFlags, SETTING_FLAGS } from './setting-flags.ts'

const MARKS = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const

export const doctor: Command = {
  summary: 'Checks codecs, fonts, ffmpeg, disk, clock and permissions, and says how to repair them',
  usage: 'doctor [--data <data>] [--json]',
  flags: { ...SETTING_FLAGS, json: { summary: 'Print the findings as JSON.' } },
  async run({ flags: { json, ...flags } }) {
    const findings = await runChecks(configFromFlags(flags))
    print(json ? JSON.stringify(findings, null, 2) : report(findings))
    return findings.some(({ status }) => status === 'failed') ? 1 : 0
  },
}

function report(findings: readonly NamedFinding[]): string {
  const lines = findings.flatMap(({ status, name, text, repair }) => [
    `${MARKS[status]}  ${name}: ${text}`,
    ...(repair === undefined ? [] : [`         -> ${repair}`]),
  ])
  const failed = findings.filter(({ status }) => status === 'failed').length
  const warnings = findings.filter(({ status }) => status === 'warning').length
  return [...lines, '', `${findings.length} checks: ${failed} failed, ${warnings} with a warning`].join('\n')
}
