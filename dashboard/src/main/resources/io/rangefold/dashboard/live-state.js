// What the events of the live stream add up to. The shared worker keeps one for tabs that come later, each tab keeps its own.

export class LiveState {
  constructor() {
    this.jobs = new Map();
    this.workers = [];
    this.cluster = null;
    this.maps = new Map();
    this.timelines = new Map();
  }

  /** Takes an event {type, fresh, document}; `fresh` marks the first of its kind on a connection, which says everything anew. */
  apply(event) {
    const { type, fresh, document } = event;
    if (type === 'cluster') {
      this.#cluster(fresh, document);
    } else if (type === 'map') {
      this.maps.set(document.job, document);
    } else if (type === 'timeline') {
      this.timelines.set(document.job, fresh ? document : merged(this.timelines.get(document.job), document));
    }
  }

  /** Events that lead another one here. */
  snapshot(watched) {
    const events = [];
    if (this.cluster) {
      events.push({ type: 'cluster', fresh: true, document: { ...this.cluster, jobs: [...this.jobs.values()], removed: [], workers: this.workers } });
    }
    for (const id of watched) {
      for (const [type, documents] of [['map', this.maps], ['timeline', this.timelines]]) {
        if (documents.has(id)) {
          events.push({ type, fresh: true, document: documents.get(id) });
        }
      }
    }
    return events;
  }

  /** Forgets pictures of jobs that nobody looks at. */
  keepOnly(watched) {
    for (const documents of [this.maps, this.timelines]) {
      [...documents.keys()].filter((id) => !watched.includes(id)).forEach((id) => documents.delete(id));
    }
  }

  #cluster(fresh, document) {
    if (fresh) {
      this.jobs.clear();
    }
    document.removed.forEach((id) => this.jobs.delete(id));
    document.jobs.forEach((job) => this.jobs.set(job.id, job));
    this.workers = document.workers;
    const { jobs, removed, workers, ...rest } = document;
    this.cluster = rest;
  }
}

/** Bars that changed take the places of those with the same lane and lease; everything else comes whole. */
function merged(known, document) {
  if (!known || document.revision < known.revision) {
    return document;
  }
  const places = new Map(known.bars.map((bar, place) => [`${bar.lane} ${bar.lease}`, place]));
  const bars = [...known.bars];
  for (const bar of document.bars) {
    const place = places.get(`${bar.lane} ${bar.lease}`);
    if (place === undefined) {
      bars.push(bar);
    } else {
      bars[place] = bar;
    }
  }
  return { ...document, bars: bars.slice(-20000) };
}
