/** The functions of the test framework that web-test-runner gives to each page. */
declare function describe(subject: string, body: () => void): void
declare function it(behaviour: string, body: (this: { timeout(ms: number): void }) => void | Promise<void>): void
declare function beforeEach(body: () => void | Promise<void>): void
declare function afterEach(body: () => void | Promise<void>): void
declare function before(body: (this: { timeout(ms: number): void }) => void | Promise<void>): void
declare function after(body: () => void | Promise<void>): void
