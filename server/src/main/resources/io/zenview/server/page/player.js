// The <video>: shows the frame that is asked for, and tells which one is really shown.

const FASTEST = 8;

/**
 * Fires `shown` for each picture, `settled` when a seek is over, `state` when it begins or ceases
 * to run, and `failed` when the browser can't play the film.
 */
export class Player extends EventTarget {
  film = null;
  /** The frame that is shown; null while there is none. */
  frame = null;
  #video;
  // Where the next step begins. It is not always what is shown: keys repeat faster than pictures come.
  #goal = null;
  // Seconds: where to be, and where the video was last sent. One seek at a time: sent on before it
  // has arrived, a video shows nothing at all while a key is held.
  #wanted = null;
  #sent = null;
  #backwards = 0;

  constructor(video) {
    super();
    this.#video = video;
    video.addEventListener("loadedmetadata", () => this.#send());
    video.addEventListener("seeked", () => this.#arrived());
    for (const type of ["play", "pause", "ended", "ratechange", "volumechange", "durationchange"]) {
      video.addEventListener(type, () => this.#tell("state"));
    }
    video.addEventListener("error", () => {
      this.#sent = this.#wanted = null;
      this.#tell("failed");
    });
    if (video.requestVideoFrameCallback) {
      this.#watchPictures();
    }
    // Where there are no callbacks, and for sound, the clock has to do.
    video.addEventListener("timeupdate", () => {
      if (!video.requestVideoFrameCallback || this.film?.hasFrames === false) {
        this.#show(video.currentTime, false);
      }
    });
  }

  #tell(type) {
    this.dispatchEvent(new Event(type));
  }

  #watchPictures() {
    this.#video.requestVideoFrameCallback((now, { mediaTime }) => {
      this.#show(mediaTime, true);
      this.#watchPictures();
    });
  }

  #show(seconds, begins) {
    const film = this.film;
    if (film?.hasFrames) {
      if (!film.constantRate) {
        // Labels go by time there, and a picture may have several.
        this.frame = film.frameAt(this.running ? seconds : this.#video.currentTime);
      } else {
        this.frame = begins ? film.frameBeginningAt(seconds) : film.frameAt(seconds);
      }
    }
    this.#tell("shown");
  }

  open(film, url, place) {
    this.stop();
    this.film = film;
    this.frame = this.#goal = this.#sent = null;
    this.#wanted = place;
    this.#video.src = url;
  }

  get seconds() {
    return this.#wanted ?? this.#video.currentTime;
  }

  get duration() {
    return this.#video.duration || this.film?.facts.duration || 0;
  }

  /** How fast it runs: negative backwards, 0 when it stands. */
  get speed() {
    if (this.#backwards) {
      return this.#backwards;
    }
    return this.#video.paused || this.#video.ended ? 0 : this.#video.playbackRate;
  }

  get running() {
    return this.speed !== 0;
  }

  get muted() {
    return this.#video.muted;
  }

  set muted(muted) {
    this.#video.muted = muted;
  }

  stop() {
    this.#backwards = 0;
    this.#video.pause();
    this.#video.playbackRate = 1;
    this.#tell("state");
  }

  toggle() {
    if (this.running) {
      this.stop();
    } else {
      this.#run(1);
    }
  }

  /** Runs in a direction, and twice as fast if it does so already. */
  shuttle(direction) {
    const speed = this.speed;
    const same = Math.sign(speed) === direction;
    this.#run(same ? direction * Math.min(FASTEST, 2 * Math.abs(speed)) : direction);
  }

  #run(speed) {
    this.#goal = null;
    if (speed < 0) {
      const began = this.#backwards !== 0;
      this.#video.pause();
      this.#backwards = speed;
      this.#tell("state");
      if (!began) {
        this.#runBackwards(performance.now());
      }
      return;
    }
    this.#backwards = 0;
    this.#video.playbackRate = speed;
    // It may be refused, or be stopped before it has begun: then the state says so.
    this.#video.play().catch(() => this.#tell("state"));
    this.#tell("state");
  }

  // Browsers can't play backwards; seeking from frame to frame is what is left, as fast as it goes.
  #runBackwards(last) {
    let place = this.seconds;
    const turn = (now) => {
      if (this.#backwards === 0) {
        return;
      }
      place += (this.#backwards * (now - last)) / 1000;
      last = now;
      if (this.#sent === null) {
        if (this.film.hasFrames) {
          const frame = this.film.frameAt(place);
          if (frame !== this.#goal) {
            this.goTo(frame);
          }
        } else {
          this.seek(Math.max(0, place));
        }
      }
      if (place <= 0) {
        this.stop();
        return;
      }
      requestAnimationFrame(turn);
    };
    requestAnimationFrame(turn);
  }

  /** Shows a time. */
  seek(seconds) {
    this.#wanted = seconds;
    if (this.#sent === null) {
      this.#send();
    }
  }

  #send() {
    if (this.#wanted !== null && this.#video.readyState > 0) {
      this.#sent = this.#wanted;
      this.#video.currentTime = this.#sent;
    }
  }

  #arrived() {
    if (this.#wanted !== null && this.#wanted !== this.#sent) {
      this.#send();
      return;
    }
    this.#wanted = this.#sent = null;
    if (this.film?.constantRate === false) {
      // Another label, but perhaps no other picture that would be called back for.
      this.#show(this.#video.currentTime, false);
    }
    this.#tell("settled");
  }

  /** Shows a frame; its place is known exactly to who has asked the server. */
  goTo(frame, place) {
    this.#goal = this.film.nearest(frame);
    this.seek(place ?? this.film.middleOf(this.#goal));
  }

  /** Stops, and shows the frame so many later. */
  step(count) {
    this.stop();
    this.goTo((this.#goal ?? this.frame ?? 0) + count);
  }
}
