/**
 * Values with variables or expressions in them: `w_$width`, `w_iw_div_2`, `bo_$n_solid_$c`, `e_hue:$n_mul_2`. They are
 * kept as literal pieces and expressions, and read when the chain is walked.
 */
import type { Expression, OpenValue } from '../ast.ts'
import { parseArithmetic, readArithmetic, tokenise } from './expression.ts'

/**
 * What may be computed in a value. `number`: a lone characteristic (`w_iw`) is an expression; `text`: only what has a
 * variable or an operator is; `layer`: variables in the ID or in the style of a text, but never in the text itself;
 * `never`: the value is what is written.
 */
export type Openness = 'number' | 'text' | 'layer' | 'never'

/** Null when nothing in the value is to be computed. */
export function readOpenValue(text: string, openness: Openness): OpenValue | null {
  if (openness === 'never') return null
  if (openness === 'layer') return readOpenLayer(text)
  const computable = text.includes('$') || OPERATOR.test(text)
  if (!computable && (openness === 'text' || !CHARACTERISTIC_FORM.test(text))) return null
  const whole = parseArithmetic(text)
  if (whole !== null) return whole.kind === 'number' ? null : { kind: 'open', parts: [whole] }
  if (!computable) return null
  const parts: (string | Expression)[] = []
  for (const piece of text.split(DELIMITERS)) pushPiece(piece, parts)
  return parts.some((part) => typeof part !== 'string') ? { kind: 'open', parts } : null
}

/** `text:$style:…`, `text:Arial_$size:…`, `$image`, `folder:$image`. */
function readOpenLayer(text: string): OpenValue | null {
  if (!text.includes('$') || REMOTE_LAYER.test(text)) return null
  const styled = STYLED_LAYER.exec(text)?.[0]
  const parts: (string | Expression)[] = []
  for (const piece of (styled ?? text).split(DELIMITERS)) {
    if (styled === undefined) pushToken(piece, parts)
    else pushPiece(piece, parts)
  }
  if (styled !== undefined) pushText(text.slice(styled.length), parts)
  return parts.some((part) => typeof part !== 'string') ? { kind: 'open', parts } : null
}

function pushPiece(piece: string, parts: (string | Expression)[]): void {
  const tokens = piece.includes('$') || OPERATOR.test(piece) ? tokenise(piece) : null
  if (tokens === null) {
    pushText(piece, parts)
    return
  }
  let index = 0
  while (index < tokens.length) {
    if (index > 0) pushText('_', parts)
    const run = readArithmetic(tokens, index)
    const isWhole = index === 0 && run?.next === tokens.length && run.expression.kind === 'arithmetic'
    if (run !== null && (isWhole || hasVariable(run.expression))) {
      parts.push(run.expression)
      index = run.next
    } else {
      pushToken(tokens[index] ?? '', parts)
      index++
    }
  }
}

/** A token such as `$angle.vflip`: variables end where their name cannot go on. */
function pushToken(token: string, parts: (string | Expression)[]): void {
  let end = 0
  for (const match of token.matchAll(VARIABLES)) {
    pushText(token.slice(end, match.index), parts)
    parts.push({ kind: 'variable', name: match[1] ?? '' })
    end = match.index + match[0].length
  }
  pushText(token.slice(end), parts)
}

function pushText(text: string, parts: (string | Expression)[]): void {
  const last = parts.at(-1)
  if (typeof last === 'string') parts[parts.length - 1] = last + text
  else if (text !== '') parts.push(text)
}

/** Inside other text only variables make an expression: `logo_2_add_3` may be a name. */
function hasVariable(expression: Expression): boolean {
  if (expression.kind === 'arithmetic') return hasVariable(expression.left) || hasVariable(expression.right)
  return expression.kind === 'variable'
}

const OPERATOR = /_(?:add|sub|mul|div|mod|pow)_/
const CHARACTERISTIC_FORM = /^[a-z]{1,7}$|^(?:ctx|md):!/
const DELIMITERS = /([:;()])/
const VARIABLES = /\$([a-zA-Z][a-zA-Z0-9]*)/g
/** The words before the text: as far as the second colon. */
const STYLED_LAYER = /^(?:text|subtitles):[^:]*:/
const REMOTE_LAYER = /^(?:video:)?fetch:/
