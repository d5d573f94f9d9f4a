/** The hourly limit of the Admin API: counted for every caller whose key is good, and told with every answer. */
import type { ServerResponse } from 'node:http'
import type { OperationContract } from '../../contract/operation.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { RateLimitedError } from '../../errors/request-errors.ts'
import type { RateLimits } from '../../services/limits/rate-limits.ts'

/** @throws RateLimitedError */
export async function countAdminCall(
  { credentials }: Pick<OperationContract, 'credentials'>,
  environment: ProductEnvironment,
  response: ServerResponse,
  rateLimits: RateLimits,
  now: number,
): Promise<void> {
  if (credentials !== 'basic') return
  const { limit, remaining, resetsAt, isExceeded } = await rateLimits.adminCall(environment)
  response.setHeader('X-FeatureRateLimit-Limit', limit)
  response.setHeader('X-FeatureRateLimit-Remaining', remaining)
  response.setHeader('X-FeatureRateLimit-Reset', new Date(resetsAt).toUTCString())
  if (!isExceeded) return
  const again = new Date(resetsAt)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')
  throw new RateLimitedError(
    `Rate Limit Exceeded. Limit of ${limit} api operations reached. Try again on ${again}`,
    resetsAt - now,
  )
}
