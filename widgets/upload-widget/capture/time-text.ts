/** Lengths of recordings as people read them: minutes and seconds, hours where there are any, in the digits of the language. */
import type { UploadTexts } from '../messages/texts.ts'

export function timeText(texts: Pick<UploadTexts, 'language' | 'number'>, seconds: number): string {
  const whole = Math.floor(seconds)
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = new Intl.NumberFormat(texts.language, { minimumIntegerDigits: 2 })
  const shown = hours > 0 ? [texts.number(hours), two.format(minutes)] : [texts.number(minutes)]
  return [...shown, two.format(whole % 60)].join(':')
}
