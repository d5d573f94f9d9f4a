/**
 * `callback`: a plain form post (no script) is sent on to that page, the answer in its query. Scripts, which ask by
 * `X-Requested-With` or do not accept HTML, get JSON.
 */
import type { Request, Response } from 'express'

/** Whether the answer was sent that way. */
export function redirectToCallback(
  request: Request,
  response: Response,
  callback: string | undefined,
  answer: Readonly<Record<string, unknown>>,
): boolean {
  if (callback === undefined || !/^https?:\/\//i.test(callback) || !URL.canParse(callback)) return false
  if (request.headers['x-requested-with'] !== undefined) return false
  if (!(request.headers.accept ?? '').includes('text/html')) return false
  const target = new URL(callback)
  for (const [name, value] of Object.entries(answer)) {
    target.searchParams.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  response.redirect(302, target.href)
  return true
}
