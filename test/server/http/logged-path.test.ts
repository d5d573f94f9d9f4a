import { expect, it } from 'vitest'
import { loggedPath } from '../../../server/http/request-context.ts'

it.each([
  ['/demo/image/authenticated/s--8w1-YCAL--/w_20/a.jpg', '/demo/image/authenticated/s--(hidden)--/w_20/a.jpg'],
  ['/demo/iu/s----SjmNDA--/a.jpg', '/demo/iu/s--(hidden)--/a.jpg'],
  ['/demo/a/s--8w1-YCALxYqctCGvSPlt8Ch7a4JaObE2--/b.jpg?_a=x', '/demo/a/s--(hidden)--/b.jpg'],
  ['/demo/image/upload/a.jpg?__cld_token__=exp=1~hmac=00', '/demo/image/upload/a.jpg'],
  ['/v1_1/demo/image/download?signature=00', '/v1_1/demo/image/download'],
])('keeps signatures and tokens of %s out of the log', (url, logged) => {
  expect(loggedPath(url)).toBe(logged)
})
