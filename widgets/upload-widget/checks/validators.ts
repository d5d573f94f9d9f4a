/** The page's own checks, one after the other; the first complaint is the answer. Loaded when a page has some. */
import type { FileToValidate, FileValidator } from '../options.ts'

/** A check may ask a server; it must not keep a file waiting for ever. */
const ANSWER_WITHIN_MS = 30_000

/** @returns what is wrong with the file, in the page's words; undefined when it passes */
export async function complaintAbout(
  file: FileToValidate,
  validators: readonly FileValidator[],
  moment: 'add' | 'upload',
): Promise<string | undefined> {
  for (const validator of validators) {
    const { validate, runOn = 'add' } = typeof validator === 'function' ? { validate: validator } : validator
    if (runOn !== moment) continue
    const answer = await within(Promise.resolve().then(() => validate(file)))
    if (typeof answer === 'string' && answer !== '') return answer
  }
  return undefined
}

async function within<Answer>(answer: Promise<Answer>): Promise<Answer | string> {
  let limit: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<string>((resolve) => {
    limit = setTimeout(() => resolve('The check did not answer'), ANSWER_WITHIN_MS)
  })
  try {
    return await Promise.race([answer, tooLate])
  } catch (error) {
    return error instanceof Error && error.message !== '' ? error.message : 'The check failed'
  } finally {
    clearTimeout(limit)
  }
}
