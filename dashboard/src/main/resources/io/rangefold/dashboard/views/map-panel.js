// The range map of a job with what belongs to it: zooming, the text beside the pointer, a legend, and the same in words.

import { drawRangeMap, summarizeRangeMap } from '../draw/range-map.js';
import { get, jobPath, query } from '../api.js';
import { isDark, workerOrder } from '../colours.js';
import { integer, rate, valueAt } from '../format.js';
import { Tooltip, zoomable, zoomButtons } from './zoom.js';

const LEGEND = [['committed', 'committed'], ['leased', 'leased, a colour for each worker'], ['pending', 'pending'], ['skipped', 'skipped'],
  ['set-aside', 'set aside'], ['unclaimed', 'unclaimed'], ['redispatched', 're-dispatched (above)'], ['audited', 'audited (below)']];
const LEAST_SPAN = 4n;
const REFRESH_MILLIS = 500;

export class MapPanel {
  #job = null;
  #whole = null;
  #part = null;
  #view = null;
  #layout = null;
  #hover = null;
  #asking = 0;
  #names = new Map();

  constructor(id) {
    this.id = id;
    this.element = document.createElement('div');
    this.element.className = 'picture';
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'range-map';
    this.canvas.id = 'range-map';
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-describedby', 'map-summary');
    this.summary = document.createElement('ul');
    this.summary.id = 'map-summary';
    this.summary.className = 'visually-hidden';
    this.where = document.createElement('span');
    this.where.className = 'where';
    const on = {
      zoom: (factor, x) => this.#zoom(factor, x), pan: (share) => this.#pan(share), whole: () => this.#look(null),
      select: (left, right) => this.#look({ from: this.#layout.indexAt(left), to: this.#layout.indexAt(right) + 1n }),
      step: (by) => this.#step(by), point: (x, y) => this.#point(x, y), leave: () => this.#leave(), band: (left, right) => this.#band(left, right),
    };
    const tools = document.createElement('div');
    tools.className = 'tools';
    tools.append(zoomButtons(on), this.where);
    this.bandElement = document.createElement('div');
    this.bandElement.className = 'band';
    this.bandElement.hidden = true;
    const frame = document.createElement('div');
    frame.className = 'frame';
    frame.append(this.canvas, this.bandElement);
    this.tooltip = new Tooltip(frame);
    this.element.append(tools, frame, legend(), this.summary);
    zoomable(this.canvas, on);
  }

  /** Shows the newest map of the whole; a part that is looked at is asked for anew. */
  update(job, map, workers) {
    this.#job = job;
    this.#names = new Map(workers.map((worker) => [worker.id, worker.name]));
    if (map && map !== this.#whole) {
      if (this.#whole && (this.#whole.stage !== map.stage || this.#whole.items !== map.items)) {
        this.#view = null;
        this.#part = null;
      }
      this.#whole = map;
      this.#describe(map);
      if (this.#view) {
        this.#ask(REFRESH_MILLIS);
      }
    }
    this.draw();
  }

  draw() {
    if (!this.#whole || !this.canvas.isConnected) {
      return;
    }
    const map = this.#view && this.#part ? this.#part : this.#whole;
    const workers = workerOrder(map.pieces.filter((piece) => piece.worker).map((piece) => piece.worker));
    this.#layout = drawRangeMap(this.canvas, map, { view: this.#view ?? undefined, dark: isDark(), workers, hover: this.#hover });
    const { from, to } = this.#layout.view;
    this.where.textContent = `stage ${this.#whole.stage + 1}: indices ${integer(from)} to ${integer(to)} of ${integer(this.#whole.items)}${map.exact ? '' : ', small pieces put together'}`;
    this.canvas.dataset.from = from;
    this.canvas.dataset.to = to;
  }

  close() {
    clearTimeout(this.#asking);
  }

  #look(view) {
    if (!this.#whole) {
      return;
    }
    const items = BigInt(this.#whole.items);
    if (view) {
      let span = view.to - view.from;
      span = span < LEAST_SPAN ? LEAST_SPAN : span;
      span = span > items ? items : span;
      let from = view.from < 0n ? 0n : view.from;
      from = from + span > items ? items - span : from;
      this.#view = span === items ? null : { from, to: from + span };
    } else {
      this.#view = null;
    }
    this.#hover = null;
    if (this.#view) {
      this.#ask(120);
    } else {
      this.#part = null;
    }
    this.draw();
  }

  #zoom(factor, x) {
    if (!this.#layout) {
      return;
    }
    const { from, to } = this.#layout.view;
    const at = x ?? this.#cursor();
    const share = at / this.canvas.clientWidth;
    const centre = this.#layout.indexAt(at);
    const span = Number(to - from) * factor;
    const before = BigInt(Math.round(Math.min(span * share, 2 ** 63)));
    this.#look({ from: centre - before, to: centre - before + BigInt(Math.max(1, Math.round(Math.min(span, 2 ** 63)))) });
  }

  #cursor() {
    return this.#hover ? (this.#layout.xOf(this.#hover.from) + this.#layout.xOf(this.#hover.to)) / 2 : this.canvas.clientWidth / 2;
  }

  #pan(share) {
    if (this.#view) {
      const by = BigInt(Math.round(Number(this.#view.to - this.#view.from) * share));
      this.#look({ from: this.#view.from + by, to: this.#view.to + by });
    }
  }

  #ask(millis) {
    if (!this.#asking) {
      this.#asking = setTimeout(async () => {
        this.#asking = 0;
        const view = this.#view;
        try {
          const part = view && await get(jobPath(this.id, `/map${query({ from: view.from, to: view.to })}`));
          if (part && this.#view) {
            this.#part = part;
            this.draw();
          }
        } catch {
          // The coarse map stays until the next answer.
        }
      }, millis);
    }
  }

  // From piece to piece, for those who use the keyboard.
  #step(by) {
    const map = this.#view && this.#part ? this.#part : this.#whole;
    if (!map?.pieces.length) {
      return;
    }
    const place = map.pieces.findIndex((piece) => piece.from === this.#hover?.from);
    const next = Math.max(0, Math.min(map.pieces.length - 1, place < 0 ? 0 : place + by));
    this.#hover = map.pieces[next];
    this.draw();
    this.tooltip.show(this.#lines(this.#hover, null, null), this.#cursor(), this.canvas.clientHeight);
  }

  #point(x, y) {
    if (!this.#layout) {
      return;
    }
    const { index, piece, mark } = this.#layout.at(x, y);
    this.#hover = piece;
    this.draw();
    if (piece || mark) {
      this.tooltip.show(this.#lines(piece, mark, index), x, y);
    } else {
      this.tooltip.hide();
    }
  }

  #leave() {
    this.#hover = null;
    this.tooltip.hide();
    this.draw();
  }

  #band(left, right) {
    this.bandElement.hidden = right <= left;
    this.bandElement.style.left = `${left}px`;
    this.bandElement.style.width = `${right - left}px`;
  }

  #lines(piece, mark, index) {
    const items = this.#whole.items;
    const range = (part) => {
      const from = valueAt(this.#job, part.from, items);
      return [`indices [${integer(part.from)}, ${integer(part.to)})`,
        from === null ? '' : `values ${integer(from)} to ${integer(valueAt(this.#job, BigInt(part.to) - 1n, items))}`];
    };
    const value = index === null ? null : valueAt(this.#job, index, items);
    return [
      mark ? `${mark.type === 'AUDITED' ? 'audited' : 're-dispatched'} [${integer(mark.from)}, ${integer(mark.to)})` : '',
      piece ? piece.state.toLowerCase().replace('_', ' ') : '',
      ...(piece ? range(piece) : []),
      piece?.worker ? `worker ${this.#names.get(piece.worker) ?? piece.worker}${piece.slot >= 0 ? `, slot ${piece.slot}` : ''}` : '',
      piece?.lease ? `${piece.purpose}, attempt ${piece.attempt}, ${rate(piece.itemsPerSecond)}` : '',
      index === null ? '' : `here: ${integer(index)}${value === null ? '' : `, value ${integer(value)}`}`,
    ];
  }

  #describe(map) {
    const { items, marks, pieces } = summarizeRangeMap(map);
    const lines = [...Object.entries(items).map(([state, count]) => `${state.toLowerCase().replace('_', ' ')}: ${integer(count)} indices`),
      `${pieces} pieces, ${marks.REDISPATCHED} ranges re-dispatched, ${marks.AUDITED} audited`];
    this.summary.replaceChildren(...lines.map((line) => {
      const row = document.createElement('li');
      row.textContent = line;
      return row;
    }));
    Object.assign(this.canvas.dataset, {
      stage: map.stage, items: map.items, committed: items.COMMITTED ?? 0n, leased: items.LEASED ?? 0n, pending: items.PENDING ?? 0n,
      redispatched: marks.REDISPATCHED, audited: marks.AUDITED,
    });
    this.canvas.setAttribute('aria-label', `Range map: ${lines.join('; ')}`);
  }
}

function legend() {
  const list = document.createElement('ul');
  list.className = 'legend';
  for (const [key, text] of LEGEND) {
    const row = document.createElement('li');
    row.className = `key-${key}`;
    row.textContent = text;
    list.append(row);
  }
  return list;
}
