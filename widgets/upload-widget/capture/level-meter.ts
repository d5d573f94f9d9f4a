/** How loud a stream is: 0 to 1 on the scale of ears, where half is half as loud. */

export interface LevelMeter {
  /** Of the last twentieth of a second. */
  level(): number
  close(): void
}

const SAMPLES = 2048
/** Below this, in decibels under full scale, is silence. */
const FLOOR = -60

/** Undefined when the stream has no sound. */
export function levelMeter(stream: MediaStream): LevelMeter | undefined {
  if (stream.getAudioTracks().length === 0 || typeof AudioContext === 'undefined') return undefined
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  analyser.fftSize = SAMPLES
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(SAMPLES)
  return {
    level() {
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / SAMPLES
      return power === 0 ? 0 : Math.min(1, Math.max(0, 1 - (10 * Math.log10(power)) / FLOOR))
    },
    close: () => void context.close(),
  }
}
