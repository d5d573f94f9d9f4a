/**
 * How much an animation looks like a cinemagraph, 0 to 1: a still picture of which some part moves, over and over.
 * The share of its pixels that never change, times how well its end joins its beginning. A still picture, an animation
 * in which nothing moves, and one in which everything does, have 0.
 */
import type { SourceFile } from '../ports/renderer.ts'
import { openSource } from '../render/image/open-source.ts'
import { Passes } from '../render/image/passes.ts'
import { frameOf, type Pixels } from '../render/image/pixels.ts'
import type { MediaLimits } from '../render/pool/protocol.ts'
import { hundredths } from './hundredths.ts'
import { noLayers } from './sample.ts'

/** Longest side of the frames that are compared. */
const SIDE = 96
/** Levels of a channel by which a pixel has to change: lossy coding lets still ones tremble. */
const TREMBLE = 12

export async function cinemagraphScore(file: SourceFile, limits: MediaLimits): Promise<number> {
  if (!file.facts.animated) return 0
  const { width, height } = file.facts
  const selection = { page: 0, pages: -1, density: 72, autoOrient: true, width, height }
  const passes = new Passes(await openSource(file, selection, limits))
  const scale = Math.min(1, SIDE / Math.max(passes.shape.width, passes.shape.height))
  const [across, down] = [passes.shape.width, passes.shape.height].map((side) => Math.max(1, Math.round(side * scale)))
  await passes.apply([{ op: 'resize', width: across as number, height: down as number }], { layer: noLayers })
  return scoreOf(await passes.toPixels())
}

function scoreOf(animation: Pixels): number {
  const frames = Array.from({ length: animation.frames }, (_, index) => frameOf(animation, index).data)
  const [first, last] = [frames[0], frames.at(-1)]
  if (first === undefined || last === undefined) return 0
  const pixels = first.length / animation.channels
  const hasMoved = new Uint8Array(pixels)
  let steps = 0
  for (const [index, frame] of frames.entries()) {
    markMoved(first, frame, animation.channels, hasMoved)
    if (index > 0) steps += meanDifference(frames[index - 1] as Buffer, frame)
  }
  const moved = hasMoved.reduce((sum, one) => sum + one, 0) / pixels
  if (moved === 0) return 0
  return hundredths((1 - moved) * joined(meanDifference(last, first), steps / (frames.length - 1)))
}

function markMoved(from: Buffer, to: Buffer, channels: number, hasMoved: Uint8Array): void {
  for (let index = 0, at = 0; index < hasMoved.length; index++, at += channels) {
    for (let channel = 0; channel < channels; channel++) {
      if (Math.abs((from[at + channel] as number) - (to[at + channel] as number)) > TREMBLE) hasMoved[index] = 1
    }
  }
}

function meanDifference(a: Buffer, b: Buffer): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += Math.abs((a[at] as number) - (b[at] as number))
  return sum / a.length
}

/** 1 while the jump from the last frame to the first is like the other steps; falls with its size. */
function joined(jump: number, step: number): number {
  return jump <= 2 * step ? 1 : (2 * step) / jump
}
