/** What is on the server of the file chosen last: `{ api, file, id }`. */
let kept = null;

/** Sends a sound file, once however often it is spoken; `assetId` is its name on the server. */
export class SoundUpload {
  #abort = new AbortController();

  /** @param {import("./api.js").Api} api  @param {File} file  @param {(share: number) => void} onProgress  0 to 1 */
  constructor(api, file, onProgress) {
    onProgress(0);
    /** @type {Promise<string>} */
    this.assetId = this.#send(api, file, onProgress);
  }

  /** Takes the last file off the server again: it was meant for this page only. */
  static forget() {
    kept?.api.removeAsset(kept.id).catch(() => {});
    kept = null;
  }

  /** Stops sending. */
  close() {
    this.#abort.abort();
  }

  async #send(api, file, onProgress) {
    if (kept?.api !== api || kept.file !== file) {
      SoundUpload.forget();
      const { asset_id: id } = await api.upload(file, onProgress, this.#abort.signal);
      kept = { api, file, id };
    }
    return kept.id;
  }
}
