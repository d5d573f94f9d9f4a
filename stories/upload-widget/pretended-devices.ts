/** Cameras, microphones and screens of the stories: drawn and played in the page, so that no browser asks for anything. */

export interface Pretended {
  /** What asking for a device is answered with, instead of one. */
  readonly refusal?: 'NotAllowedError' | 'NotFoundError' | 'NotReadableError'
  /** How the browser lacks something. */
  readonly lacks?: 'everything' | 'screens'
}

const DEVICES = [
  ['videoinput', 'front', 'Front camera'],
  ['videoinput', 'desk', 'Desk camera'],
  ['audioinput', 'built-in', 'Built-in microphone'],
  ['audioinput', 'headset', 'Headset'],
] as const

/** From now on the page has these devices. */
export function pretendDevices({ refusal, lacks }: Pretended = {}): void {
  const answer = async (make: () => MediaStream): Promise<MediaStream> => {
    if (refusal) throw new DOMException('refused by the story', refusal)
    return make()
  }
  const devices = Object.assign(new EventTarget(), {
    enumerateDevices: async () => DEVICES.map(([kind, deviceId, label]) => ({ kind, deviceId, label })),
    getUserMedia: ({ video, audio }: MediaStreamConstraints) =>
      answer(() => new MediaStream([...(video ? picture(640, 480, 210) : []), ...(audio ? sound() : [])])),
    ...(lacks === 'screens'
      ? {}
      : { getDisplayMedia: () => answer(() => new MediaStream([...picture(1280, 720, 260), ...sound()])) }),
  })
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: lacks === 'everything' ? undefined : devices,
  })
}

/** A ball that goes to and fro over a sky. */
function picture(width: number, height: number, hue: number): MediaStreamTrack[] {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  const stream = canvas.captureStream(15)
  const [track] = stream.getVideoTracks()
  const draw = (): void => {
    if (!context || track?.readyState === 'ended') return
    const sky = context.createLinearGradient(0, 0, 0, height)
    sky.addColorStop(0, `hsl(${hue} 60% 45%)`)
    sky.addColorStop(1, `hsl(${hue + 30} 70% 82%)`)
    context.fillStyle = sky
    context.fillRect(0, 0, width, height)
    context.fillStyle = 'hsl(42 95% 62%)'
    context.beginPath()
    context.arc(width / 2 + (width / 3) * Math.sin(performance.now() / 900), height / 2, height / 8, 0, 7)
    context.fill()
    setTimeout(draw, 66)
  }
  draw()
  return stream.getVideoTracks()
}

/** A tone that comes and goes. */
function sound(): MediaStreamTrack[] {
  const context = new AudioContext()
  const out = context.createMediaStreamDestination()
  const [tone, loudness, waves, depth] = [
    context.createOscillator(),
    context.createGain(),
    context.createOscillator(),
    context.createGain(),
  ]
  loudness.gain.value = 0.2
  depth.gain.value = 0.15
  waves.frequency.value = 1.5
  waves.connect(depth).connect(loudness.gain)
  tone.connect(loudness).connect(out)
  tone.start()
  waves.start()
  const [track] = out.stream.getAudioTracks()
  // Nothing tells of a track that the page itself has stopped.
  const watch = setInterval(() => {
    if (track?.readyState !== 'ended') return
    clearInterval(watch)
    void context.close()
  }, 500)
  return out.stream.getAudioTracks()
}
