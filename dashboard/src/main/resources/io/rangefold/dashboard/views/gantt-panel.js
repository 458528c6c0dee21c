// Slots over time with what belongs to it: scrolling, zooming, rows that open, the text beside the pointer, the same in words.

import { drawGantt, summarizeTimeline } from '../draw/gantt.js';
import { isDark, workerOrder } from '../colours.js';
import { duration, integer, rate } from '../format.js';
import { Tooltip, zoomable, zoomButtons } from './zoom.js';

const MOST_HEIGHT = 520;
const LEAST_SECONDS = 0.01;
const LEGEND = [['leased', 'committed, a colour for each worker'], ['audited', 'audit'], ['lost', 'lost'], ['failed', 'failed'], ['ended', 'given back'], ['idle', 'idle']];

export class GanttPanel {
  #timeline = null;
  #view = null;
  #layout = null;
  #hover = null;
  #expanded = new Set();

  constructor(redraw) {
    this.redraw = redraw;
    this.element = document.createElement('div');
    this.element.className = 'picture';
    this.canvas = document.createElement('canvas');
    this.canvas.className = 'gantt';
    this.canvas.id = 'gantt';
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-describedby', 'gantt-summary');
    this.summary = document.createElement('ul');
    this.summary.id = 'gantt-summary';
    this.summary.className = 'visually-hidden';
    this.where = document.createElement('span');
    this.where.className = 'where';
    const on = {
      zoom: (factor, x) => this.#zoom(factor, x), pan: (share) => this.#pan(share), whole: () => this.#look(null),
      select: (left, right) => this.#look({ start: this.#layout.timeAt(left), end: this.#layout.timeAt(right) }),
      step: (by) => this.#step(by), point: (x, y) => this.#point(x, y), leave: () => this.#leave(),
      click: (x, y) => this.#click(x, y), band: (left, right) => this.#band(left, right),
    };
    const tools = document.createElement('div');
    tools.className = 'tools';
    tools.append(zoomButtons(on), this.where);
    // The canvas stays in sight while the rows are scrolled: one as high as a thousand rows would be too large.
    this.scroller = document.createElement('div');
    this.scroller.className = 'frame scroller';
    this.spacer = document.createElement('div');
    this.bandElement = document.createElement('div');
    this.bandElement.className = 'band';
    this.bandElement.hidden = true;
    const sticky = document.createElement('div');
    sticky.className = 'sticky';
    sticky.append(this.canvas, this.bandElement);
    this.scroller.append(sticky, this.spacer);
    this.scroller.addEventListener('scroll', () => this.draw());
    this.element.append(tools, this.scroller, legend(), this.summary);
    this.tooltip = new Tooltip(this.element);
    zoomable(this.canvas, on);
  }

  update(timeline) {
    if (timeline && timeline !== this.#timeline) {
      this.#timeline = timeline;
      this.#describe(timeline);
    }
    this.draw();
  }

  draw() {
    const timeline = this.#timeline;
    if (!timeline || !this.canvas.isConnected) {
      return;
    }
    const workers = workerOrder(timeline.lanes.map((lane) => lane.worker));
    this.#layout = drawGantt(this.canvas, timeline, {
      view: this.#view ?? undefined, top: this.scroller.scrollTop, expanded: this.#expanded, dark: isDark(), workers, hover: this.#hover,
    });
    const height = Math.max(60, Math.min(MOST_HEIGHT, this.#layout.height));
    if (this.canvas.clientHeight !== height) {
      this.canvas.style.height = `${height}px`;
      this.scroller.style.maxHeight = `${height}px`;
      this.redraw();
    }
    this.spacer.style.height = `${Math.max(0, this.#layout.height - height)}px`;
    const { start, end } = this.#layout.view;
    this.where.textContent = `${duration(start)} to ${duration(end)} after the start${this.#layout.aggregated ? ', slots of a worker together: click to open' : ''}${timeline.complete ? '' : ', the beginning is not known here'}`;
  }

  #look(view) {
    if (!this.#timeline) {
      return;
    }
    const all = Math.max(this.#timeline.seconds, LEAST_SECONDS);
    if (view) {
      const span = Math.min(all, Math.max(LEAST_SECONDS, view.end - view.start));
      const start = Math.max(0, Math.min(view.start, all - span));
      this.#view = span >= all ? null : { start, end: start + span };
    } else {
      this.#view = null;
    }
    this.draw();
  }

  #zoom(factor, x) {
    if (this.#layout) {
      const { start, end } = this.#layout.view;
      const centre = x === null ? (start + end) / 2 : Math.max(start, this.#layout.timeAt(x));
      this.#look({ start: centre - (centre - start) * factor, end: centre + (end - centre) * factor });
    }
  }

  #pan(share) {
    if (this.#view) {
      const by = (this.#view.end - this.#view.start) * share;
      this.#look({ start: this.#view.start + by, end: this.#view.end + by });
    }
  }

  #step(by) {
    const bars = this.#timeline?.bars ?? [];
    if (bars.length) {
      const place = bars.findIndex((bar) => bar.lease === this.#hover?.lease && bar.lane === this.#hover?.lane);
      this.#hover = bars[Math.max(0, Math.min(bars.length - 1, place < 0 ? bars.length - 1 : place + by))];
      this.draw();
      this.tooltip.show(this.#lines(this.#hover), this.canvas.clientWidth / 2, this.canvas.clientHeight);
    }
  }

  #point(x, y) {
    const found = this.#layout?.at(x, y);
    this.#hover = found?.bar ?? null;
    this.draw();
    if (found?.bar) {
      this.tooltip.show(this.#lines(found.bar), x, y + 30);
    } else if (found?.row) {
      const { row } = found;
      this.tooltip.show([row.group ? `${row.name}: ${found.busy} of ${row.lanes.length} slots busy` : `${row.name}, slot ${row.slot}: idle`,
        `at ${duration(Math.max(0, found.time))}`], x, y + 30);
    } else {
      this.tooltip.hide();
    }
  }

  #click(x, y) {
    const row = this.#layout?.at(x, y).row;
    if (row?.group) {
      if (!this.#expanded.delete(row.worker)) {
        this.#expanded.add(row.worker);
      }
      this.draw();
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

  #lines(bar) {
    const lane = this.#timeline.lanes[bar.lane];
    const end = bar.end ?? this.#timeline.seconds;
    const done = Number(BigInt(bar.committedTo) - BigInt(bar.from));
    return [
      `${lane.name}, slot ${lane.slot}`,
      `${bar.purpose}, attempt ${bar.attempt}, ${bar.outcome.toLowerCase()}`,
      `indices [${integer(bar.from)}, ${integer(bar.to)}) of stage ${bar.stage + 1}`,
      `committed to ${integer(bar.committedTo)}${bar.busySeconds > 0 ? `, ${rate(done / bar.busySeconds)}` : ''}`,
      `${duration(bar.start)} to ${bar.end === null ? 'now' : duration(end)}: ${duration(end - bar.start)}`,
      bar.outcome === 'LOST' ? `lost: ${duration(Math.max(0, end - bar.committedAt))} since its last commit` : '',
    ];
  }

  #describe(timeline) {
    const summary = summarizeTimeline(timeline);
    const { outcomes } = summary;
    const lines = [`${summary.slots} slots of ${summary.workers} workers, ${timeline.bars.length} leases, ${summary.audits} of them audits`,
      `${outcomes.RUNNING} running, ${outcomes.COMMITTED} committed, ${outcomes.LOST} lost, ${outcomes.FAILED} failed`,
      ...timeline.marks.map((mark) => `${duration(mark.at)}: ${mark.type.toLowerCase().replaceAll('_', ' ')} ${mark.text}`).slice(-20)];
    this.summary.replaceChildren(...lines.map((line) => {
      const row = document.createElement('li');
      row.textContent = line;
      return row;
    }));
    Object.assign(this.canvas.dataset, {
      slots: summary.slots, bars: timeline.bars.length, lost: outcomes.LOST, running: outcomes.RUNNING, audits: summary.audits, ended: timeline.ended,
    });
    this.canvas.setAttribute('aria-label', `Slots over time: ${lines.slice(0, 2).join('; ')}`);
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
