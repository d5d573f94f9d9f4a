/** What is kept of a video, in the form in which it is shown. */
import type { VideoFacts } from '../../ports/describer.ts'

export function presentVideo(video: VideoFacts) {
  return {
    is_audio: video.isAudio,
    duration: video.duration,
    rotation: video.rotation,
    ...(video.frameRate === null ? {} : { frame_rate: video.frameRate }),
    ...(video.bitRate === null ? {} : { bit_rate: video.bitRate }),
    ...(video.frames === null ? {} : { nb_frames: video.frames }),
    ...(video.video === null ? {} : { video: video.video }),
    ...(video.audio === null ? {} : { audio: video.audio }),
  }
}
