/** Runs every check; the list is the order in which they are shown. */
import type { Config } from '../config/settings.ts'
import { type Check, type Finding, failed } from './check.ts'
import { checkAddress } from './check-address.ts'
import { checkClock } from './check-clock.ts'
import { checkCodecs } from './check-codecs.ts'
import { checkDisk } from './check-disk.ts'
import { checkFfmpeg } from './check-ffmpeg.ts'
import { checkFonts } from './check-fonts.ts'
import { checkForeignFormats } from './check-foreign-formats.ts'
import { checkLimits } from './check-limits.ts'
import { checkRuntime } from './check-runtime.ts'

const CHECKS: readonly Check[] = [
  checkRuntime,
  checkLimits,
  checkDisk,
  checkAddress,
  checkClock,
  checkCodecs,
  checkForeignFormats,
  checkFonts,
  checkFfmpeg,
]

export type NamedFinding = Finding & { readonly name: string }

export async function runChecks(config: Config): Promise<NamedFinding[]> {
  const findings: NamedFinding[] = []
  for (const { name, run } of CHECKS) {
    try {
      findings.push({ name, ...(await run(config)) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      findings.push({ name, ...failed(`The check itself failed: ${reason}`, 'Please report this with the line above') })
    }
  }
  return findings
}
