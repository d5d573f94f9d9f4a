/** The one call of the SDK to the newer API: its feature is an add-on, and refused. */
import { describe, expect, it } from 'vitest'
import { errorBodyV2 } from '../../server/contract/error-json.ts'
import { basic } from '../support/api-client.ts'
import { adminError, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()
const PICTURE = 'https://example.com/a.jpg'

describeMethod('analysis.analyze_uri', sdk, {
  async isRefused({ cloudinary }) {
    const { analyze_uri } = cloudinary.analysis
    const custom = { model_name: 'mine', model_version: 1 }

    await expect(analyze_uri(PICTURE, 'captioning')).rejects.toMatchObject({
      error: {
        category: 'user_error',
        code: 'UNSUPPORTED_PARAMETER',
        http_code: 400,
        message: "You don't have an active subscription for captioning",
      },
      request_id: expect.any(String),
    })
    await expect(analyze_uri(PICTURE, 'custom', custom)).rejects.toMatchObject(
      adminError(400, "You don't have an active subscription for custom"),
    )
    await expect(analyze_uri(PICTURE, 'horoscope' as never)).rejects.toMatchObject(
      adminError(400, expect.stringContaining('parameter analysis_type: expected one of captioning')),
    )
    await expect(analyze_uri(PICTURE, 'coco', { api_secret: 'wrong' } as never)).rejects.toMatchObject({
      error: { category: 'auth_error', http_code: 401, message: 'api_secret mismatch' },
    })
  },
})

describe('operations that only the descriptions of the vendor know', () => {
  it.each([
    ['GET', '/v2/notifications/{cloud}/messages'],
    ['POST', '/v2/notifications/{cloud}/messages/ack'],
    ['GET', '/v2/accounts/{account}/permissions/policies/system'],
    ['POST', '/v2/accounts/{account}/permissions/policies/custom'],
    ['DELETE', '/v2/accounts/{account}/permissions/roles/1'],
    ['GET', '/v2/accounts/{account}/permissions/principal_roles/inspect'],
    ['GET', '/v1_1/{cloud}/video/analytics/views'],
    ['GET', '/v1_1/{cloud}/people'],
    ['GET', '/v1_1/{cloud}/operations/initial_backup'],
  ])('are answered with a 404 that names %s %s', async (method, template) => {
    const { url, cloudName, account } = sdk.server
    const path = template.replace('{cloud}', cloudName).replace('{account}', account.accountId)

    const response = await fetch(url + path, { method, headers: { authorization: basic() } })
    const body = (await response.json()) as { error: { message: string } }

    expect(response.status).toBe(404)
    expect(body.error.message).toBe(`Unknown operation: ${method} ${path.replace('/v1_1', '')}`)
    if (path.startsWith('/v2/')) {
      expect(errorBodyV2.strict().parse(body).request_id).toBe(response.headers.get('x-request-id'))
    }
  })
})
