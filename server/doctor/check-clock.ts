import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Check, failed, ok, warning } from './check.ts'

/** Nothing of this software is older. */
const EARLIEST = Date.UTC(2026, 0, 1)
const MAX_SKEW_MS = 10_000

/** Signatures are good for an hour and tokens expire, so a wrong clock refuses honest clients. */
export const checkClock: Check = {
  name: 'Clock',
  run() {
    const now = Date.now()
    const text = new Date(now).toISOString()
    if (now < EARLIEST) return failed(`The clock says ${text}`, 'Set it, for example by turning on systemd-timesyncd')
    const skew = Math.abs(fileTime() - now)
    if (skew > MAX_SKEW_MS) {
      return warning(
        `Files get times ${Math.round(skew / 1000)} s off the clock`,
        'Set the clock of the file server too',
      )
    }
    return ok(text)
  },
}

function fileTime(): number {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-doctor-'))
  try {
    writeFileSync(join(folder, 'now'), '')
    return statSync(join(folder, 'now')).mtimeMs
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
