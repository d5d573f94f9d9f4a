import { describe, expect, it } from 'vitest'
import { isPermitted, unknownGrants } from '../../../server/security/permissions.ts'

const upload = { id: 'assets.upload', method: 'POST', reads: false }
const search = { id: 'search.assets', method: 'POST', reads: true }
const profile = { id: 'streaming_profiles.get', method: 'GET', reads: true }
const removal = { id: 'streaming_profiles.delete', method: 'DELETE', reads: false }

describe('isPermitted', () => {
  it.each([
    ['everything', ['*'], [], upload, true],
    ['nothing', [], [], upload, false],
    ['one operation', ['assets.upload'], [], upload, true],
    ['another operation', ['assets.upload_auto'], [], upload, false],
    ['a group', ['streaming_profiles.*'], [], removal, true],
    ['a group that only begins alike', ['streaming.*'], [], removal, false],
    ['reads', ['GET'], [], profile, true],
    ['reads by POST', ['GET'], [], search, true],
    ['reads by POST are no writes', ['POST'], [], search, false],
    ['writes with a key that reads', ['GET'], [], upload, false],
    ['all but deletions', ['*'], ['DELETE'], removal, false],
    ['what all but deletions leaves', ['*'], ['DELETE'], upload, true],
    ['a denied member of an allowed group', ['streaming_profiles.*'], ['streaming_profiles.delete'], removal, false],
  ])('%s', (_name, allow, deny, subject, expected) => {
    expect(isPermitted({ allow, deny }, subject)).toBe(expected)
  })
})

describe('unknownGrants', () => {
  it('names what covers no operation', () => {
    const permissions = { allow: ['assets.*', 'asets.upload', 'GET', '*'], deny: ['PATCH', 'assets', 'PUT'] }

    expect(unknownGrants(permissions, [upload, profile])).toEqual(['asets.upload', 'PATCH', 'assets'])
  })
})
