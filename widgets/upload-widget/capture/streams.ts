/** Where pictures and sound come from: camera, microphone, screen, and screen with voice. */
import { chosenDevice } from './devices.ts'

export type CaptureSource = 'camera' | 'screen' | 'audio'

export interface Capture {
  readonly stream: MediaStream
  /** A microphone was asked for and there is none. */
  readonly lacksSound: boolean
  /** Switches everything off. */
  stop(): void
}

export interface Wishes {
  readonly source: CaptureSource
  /** With sound, where there is any. */
  readonly withSound: boolean
  /** Of the screen: also what people say. */
  readonly withVoice: boolean
  readonly facing: 'user' | 'environment'
  /** A photo wants every pixel of the camera, a video as many as can be written in time. */
  readonly isForVideo: boolean
}

/** @throws DOMException as `getUserMedia` and `getDisplayMedia` do */
export async function openCapture(wishes: Wishes): Promise<Capture> {
  if (wishes.source === 'screen') return openScreen(wishes)
  if (wishes.source === 'audio') return captureOf(await navigator.mediaDevices.getUserMedia({ audio: microphone() }))
  const video = camera(wishes)
  if (!wishes.withSound) return captureOf(await navigator.mediaDevices.getUserMedia({ video }))
  try {
    return captureOf(await navigator.mediaDevices.getUserMedia({ video, audio: microphone() }))
  } catch (error) {
    // Which of the two is missing is not said.
    if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error
    return captureOf(await navigator.mediaDevices.getUserMedia({ video }), true)
  }
}

/** Whether people expect to see themselves as in a mirror: not by the camera at the back of a phone. */
export function isMirrored(stream: MediaStream, source: CaptureSource): boolean {
  return source === 'camera' && stream.getVideoTracks()[0]?.getSettings().facingMode !== 'environment'
}

function camera({ facing, isForVideo }: Wishes): MediaTrackConstraints {
  const id = chosenDevice('videoinput')
  return {
    ...(id === undefined ? { facingMode: facing } : { deviceId: { exact: id } }),
    width: { ideal: isForVideo ? 1920 : 4096 },
    height: { ideal: isForVideo ? 1080 : 2160 },
  }
}

function microphone(): MediaTrackConstraints | true {
  const id = chosenDevice('audioinput')
  return id === undefined ? true : { deviceId: { exact: id } }
}

function captureOf(stream: MediaStream, lacksSound = false): Capture {
  return { stream, lacksSound, stop: () => stopTracks(stream) }
}

async function openScreen({ withSound, withVoice }: Wishes): Promise<Capture> {
  const screen = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: withSound })
  if (!withVoice) return captureOf(screen)
  try {
    const voice = await navigator.mediaDevices.getUserMedia({ audio: microphone() })
    return mixed(screen, voice)
  } catch (error) {
    stopTracks(screen)
    throw error
  }
}

/** A recording has one track of sound. */
function mixed(screen: MediaStream, voice: MediaStream): Capture {
  const sources = [screen, voice].filter((stream) => stream.getAudioTracks().length > 0)
  const context = new AudioContext()
  const both = context.createMediaStreamDestination()
  for (const source of sources) context.createMediaStreamSource(source).connect(both)
  return {
    stream: new MediaStream([...screen.getVideoTracks(), ...both.stream.getAudioTracks()]),
    lacksSound: false,
    stop: () => {
      for (const stream of [screen, voice, both.stream]) stopTracks(stream)
      void context.close()
    },
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
