// One connection to the live stream, kept up: it comes again after the coordinator has ended, and after a reset.

const FIRST_WAIT_MILLIS = 300;
const LONGEST_WAIT_MILLIS = 5000;
const SILENCE_MILLIS = 15000;
const TYPES = ['cluster', 'map', 'timeline'];

export class LiveSource {
  #events = null;
  #jobs = [];
  #tries = 0;
  #timer = 0;
  #heard = 0;
  #fresh = new Set();

  /**
   * @param onEvent told {type, fresh, document}
   * @param onState told "connecting", "live", "reconnecting" or "standby"
   */
  constructor(onEvent, onState) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.onState('connecting');
    setInterval(() => this.#watchSilence(), SILENCE_MILLIS / 3);
  }

  /** Says which jobs are looked at closely; connects anew if those have changed. */
  watch(ids) {
    const jobs = [...new Set(ids)].sort();
    if (!this.#events || jobs.join() !== this.#jobs.join()) {
      this.#jobs = jobs;
      this.#connect();
    }
  }

  close() {
    clearTimeout(this.#timer);
    this.#events?.close();
    this.#events = null;
  }

  #connect() {
    this.close();
    const query = this.#jobs.length ? `?jobs=${this.#jobs.map(encodeURIComponent).join(',')}` : '';
    const events = new EventSource(`/api/v1/live${query}`);
    this.#events = events;
    this.#fresh = new Set();
    this.#heard = Date.now();
    for (const type of TYPES) {
      events.addEventListener(type, (event) => this.#take(events, type, event.data));
    }
    events.addEventListener('reset', () => this.#again(events));
    events.onerror = () => this.#again(events);
  }

  #take(events, type, data) {
    if (events !== this.#events) {
      return;
    }
    this.#tries = 0;
    this.#heard = Date.now();
    const document = JSON.parse(data);
    const key = `${type} ${document.job ?? ''}`;
    this.onEvent({ type, fresh: !this.#fresh.has(key), document });
    this.#fresh.add(key);
    this.onState('live');
  }

  // The browser would try again by itself, but not after every error, and not after what a standby answers.
  #again(events) {
    if (events !== this.#events) {
      return;
    }
    this.close();
    const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** this.#tries++);
    this.#timer = setTimeout(() => this.#connect(), longest * (0.5 + Math.random() / 2));
    this.onState('reconnecting');
    this.#askWhy();
  }

  async #askWhy() {
    try {
      const answer = await fetch('/api/v1/version', { redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(5000) });
      if (answer.type === 'opaqueredirect' && !this.#events) {
        this.onState('standby');
      }
    } catch {
      // Nobody answers: the next try will tell.
    }
  }

  // Keep-alive comments are not shown to scripts, so whoever hears nothing asks whether there is anybody.
  async #watchSilence() {
    const events = this.#events;
    if (!events || Date.now() - this.#heard < SILENCE_MILLIS) {
      return;
    }
    try {
      await fetch('/api/v1/version', { redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(5000) });
      this.#heard = Date.now();
    } catch {
      this.#again(events);
    }
  }
}
