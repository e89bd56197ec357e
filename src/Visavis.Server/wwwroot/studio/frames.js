/**
 * Calls back for each picture shown, with its time on the player's clock.
 * @param {(currentTime: number) => void} onFrame  @returns {() => void} stops it
 */
export function watchFrames(video, onFrame) {
  return video.requestVideoFrameCallback ? byFrame(video, onFrame) : byRepaint(video, onFrame);
}

function byFrame(video, onFrame) {
  const step = (_, frame) => {
    handle = video.requestVideoFrameCallback(step);
    onFrame(frame.mediaTime);
  };
  let handle = video.requestVideoFrameCallback(step);
  return () => video.cancelVideoFrameCallback(handle);
}

// Browsers without the frame callback: each repaint of the page while there is a picture and it moves.
function byRepaint(video, onFrame) {
  let last = -1;
  const step = () => {
    handle = requestAnimationFrame(step);
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.currentTime !== last) {
      last = video.currentTime;
      onFrame(last);
    }
  };
  let handle = requestAnimationFrame(step);
  return () => cancelAnimationFrame(handle);
}
