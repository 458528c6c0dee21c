// Slots over time: a row per slot, or per worker where there are many. No imports, so that a report can carry it inline.

const GANTT_AXIS = 22;
const GANTT_ROW = 16;
const GANTT_WORKER_ROW = 26;
const GANTT_MANY = 64;

const GANTT_LIGHT = {
  idle: '#ffffff', text: '#3c4650', faint: '#7d8893', grid: '#e3e7eb', edge: '#b9c1c9', lost: '#d32f2f', failed: '#8e1616',
  ended: '#b4bdc6', audit: '#1f6fd0', hatch: 'rgba(255,255,255,0.6)', running: 0.5, hover: '#111820', group: '#f3f5f7',
};
const GANTT_DARK = {
  idle: '#f4f6f8', text: '#c3ccd5', faint: '#8a949e', grid: '#d5dbe0', edge: '#56616b', lost: '#e53935', failed: '#8e1616',
  ended: '#aab4bd', audit: '#2f7fe0', hatch: 'rgba(255,255,255,0.55)', running: 0.5, hover: '#000000', group: '#232a31',
};

/** The colour of a worker by its place in a list; the same as in the range map. */
function ganttColour(index, dark) {
  const turn = ((index * 0.618034 + 0.12) % 1) * 260;
  const hue = turn < 115 ? 22 + turn : 197 + (turn - 115);
  const light = [52, 42, 62][index % 3] + (dark ? 8 : 0);
  return `hsl(${hue.toFixed(0)} 58% ${light}%)`;
}

/**
 * Draws a document `rangefold.timeline/1` over the canvas's size in CSS pixels. White is idle, red is lost.
 *
 * Options, all of them optional: `view` {start, end} in seconds, `top` (CSS pixels that are scrolled away), `expanded` (ids of
 * workers whose slots are shown although there are more than 64 of them), `dark`, `workers` (ids, whose order gives the
 * colours), `hover` (a bar, which is outlined), `gutter` (width of the names, CSS pixels).
 *
 * Returns where things are: `at(x, y)` gives {time, row, bar, busy}, `timeAt(x)`, `height` of all rows, `view`, `aggregated`.
 */
export function drawGantt(canvas, timeline, options = {}) {
  const { context, width, height } = ganttPrepare(canvas);
  const ink = options.dark ? GANTT_DARK : GANTT_LIGHT;
  const gutter = options.gutter ?? Math.min(150, Math.max(70, width * 0.16));
  const view = options.view ?? { start: 0, end: Math.max(timeline.seconds, 1e-3) };
  const plan = ganttRows(timeline, new Set(options.expanded ?? []));
  const order = options.workers ?? [...new Set(timeline.lanes.map((lane) => lane.worker))];
  const index = new Map(order.map((id, place) => [id, place]));
  const frame = {
    context, ink, view, gutter, width, height, timeline,
    colour: (id) => ganttColour(index.get(id) ?? index.size, options.dark),
    x: (seconds) => gutter + ((seconds - view.start) / (view.end - view.start)) * (width - gutter),
  };
  const barsOf = ganttBars(timeline);

  context.clearRect(0, 0, width, height);
  let y = GANTT_AXIS - (options.top ?? 0);
  const places = [];
  for (const row of plan.rows) {
    if (y + row.height > GANTT_AXIS && y < height) {
      places.push({ row, y });
      ganttRow(frame, row, y, barsOf);
    }
    y += row.height;
  }
  ganttHover(frame, options.hover, places);
  ganttMarks(frame);
  ganttAxis(frame);
  const timeAt = (x) => view.start + ((x - gutter) / (width - gutter)) * (view.end - view.start);
  return {
    at: (x, at) => ganttAt(frame, places, barsOf, timeAt(x), x, at),
    timeAt, view, gutter, height: plan.height + GANTT_AXIS, aggregated: plan.aggregated,
  };
}

/** Counts for people who do not see the picture. Seconds are those of all slots together. */
export function summarizeTimeline(timeline) {
  const outcomes = { RUNNING: 0, COMMITTED: 0, LOST: 0, FAILED: 0, ENDED: 0 };
  let audits = 0;
  for (const bar of timeline.bars) {
    outcomes[bar.outcome] = (outcomes[bar.outcome] ?? 0) + 1;
    audits += bar.purpose === 'audit' ? 1 : 0;
  }
  const sum = (field) => timeline.lanes.reduce((total, lane) => total + lane[field], 0);
  return {
    slots: timeline.lanes.length, workers: new Set(timeline.lanes.map((lane) => lane.worker)).size, outcomes, audits,
    busySeconds: sum('busySeconds'), lostSeconds: sum('lostSeconds'), verificationSeconds: sum('verificationSeconds'),
  };
}

function ganttPrepare(canvas) {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = canvas.clientWidth || canvas.width || 800;
  const height = canvas.clientHeight || canvas.height || 400;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width, height };
}

/** Slots of one worker stand together, workers by name; above 64 slots a worker is one row until it is expanded. */
function ganttRows(timeline, expanded) {
  const workers = new Map();
  timeline.lanes.forEach((lane, number) => {
    const known = workers.get(lane.worker) ?? { worker: lane.worker, name: lane.name, lanes: [] };
    known.lanes.push({ number, slot: lane.slot });
    workers.set(lane.worker, known);
  });
  const sorted = [...workers.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const aggregated = timeline.lanes.length > GANTT_MANY;
  const rows = [];
  for (const worker of sorted) {
    worker.lanes.sort((a, b) => a.slot - b.slot);
    const single = !aggregated || worker.lanes.length === 1;
    if (!single) {
      const open = expanded.has(worker.worker);
      rows.push({ ...worker, group: true, open, height: GANTT_WORKER_ROW, lanes: worker.lanes.map((lane) => lane.number) });
    }
    if (single || expanded.has(worker.worker)) {
      for (const lane of worker.lanes) {
        rows.push({ ...worker, group: false, inner: !single, slot: lane.slot, height: GANTT_ROW, lanes: [lane.number] });
      }
    }
  }
  return { rows, aggregated, height: rows.reduce((sum, row) => sum + row.height, 0) };
}

function ganttBars(timeline) {
  const bars = timeline.lanes.map(() => []);
  for (const bar of timeline.bars) {
    bars[bar.lane]?.push(bar);
  }
  return bars;
}

function ganttRow(frame, row, y, barsOf) {
  const { context, ink, gutter, width } = frame;
  context.fillStyle = row.group ? ink.text : row.inner ? ink.faint : ink.text;
  context.font = '11px system-ui, sans-serif';
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const mark = row.group ? (row.open ? '▾ ' : '▸ ') : row.inner ? '    ' : '';
  const label = row.group ? `${mark}${row.name} (${row.lanes.length})` : row.inner ? `${mark}slot ${row.slot}` : `${row.name} / ${row.slot}`;
  context.fillText(ganttFit(context, label, gutter - 6), 0, y + row.height / 2);
  context.fillStyle = ink.idle;
  context.fillRect(gutter, y + 1, width - gutter, row.height - 2);
  context.save();
  context.beginPath();
  context.rect(gutter, y + 1, width - gutter, row.height - 2);
  context.clip();
  if (row.group) {
    ganttShares(frame, row, y, barsOf);
  } else {
    for (const bar of barsOf[row.lanes[0]]) {
      ganttBar(frame, bar, row, y + 2, row.height - 4);
    }
  }
  context.restore();
}

/** A lease: what it committed in its worker's colour, then what became of the rest. */
function ganttBar(frame, bar, row, y, height) {
  const { context, ink, view } = frame;
  const end = bar.end ?? frame.timeline.seconds;
  if (end < view.start || bar.start > view.end) {
    return;
  }
  const left = frame.x(bar.start);
  const middle = frame.x(Math.min(bar.committedAt, end));
  const right = Math.max(frame.x(end), left + 1);
  const audit = bar.purpose === 'audit';
  context.fillStyle = audit ? ink.audit : frame.colour(row.worker);
  context.fillRect(left, y, Math.max(middle - left, 0), height);
  ganttTail(frame, bar, context.fillStyle, Math.max(middle, left), right, y, height);
  if (audit) {
    ganttHatch(context, left, y, right - left, height, ink.hatch);
  }
  if (bar.purpose === 'suspect') {
    context.strokeStyle = ink.lost;
    context.lineWidth = 1;
    context.strokeRect(left + 0.5, y + 0.5, Math.max(1, right - left - 1), height - 1);
  }
}

function ganttTail(frame, bar, colour, left, right, y, height) {
  const { context, ink } = frame;
  const fill = { LOST: ink.lost, FAILED: ink.failed, ENDED: ink.ended }[bar.outcome] ?? colour;
  context.fillStyle = fill;
  context.globalAlpha = bar.outcome === 'RUNNING' ? ink.running : 1;
  // What was lost is the news: it is seen even if it was a moment.
  const width = bar.outcome === 'LOST' || bar.outcome === 'FAILED' ? Math.max(right - left, 3) : right - left;
  context.fillRect(left, y, width, height);
  context.globalAlpha = 1;
}

/** A worker's slots as one: how many were busy from below, of these lost ones red, audits hatched. */
function ganttShares(frame, row, y, barsOf) {
  const { context, ink, width, gutter } = frame;
  const columns = Math.max(1, Math.ceil(width - gutter));
  const shares = ganttColumns(frame, row.lanes.flatMap((lane) => barsOf[lane]), columns);
  const unit = (row.height - 4) / row.lanes.length;
  const bottom = y + row.height - 2;
  for (let column = 0; column < columns; column++) {
    let top = bottom;
    for (const [values, colour] of [[shares.work, frame.colour(row.worker)], [shares.audit, ink.audit], [shares.lost, ink.lost]]) {
      const height = Math.min(values[column], row.lanes.length) * unit;
      if (height > 0.05) {
        // A slot of a thousand is less than a pixel; what it lost is one.
        const seen = colour === ink.lost ? Math.max(height, 2) : height;
        context.fillStyle = colour;
        context.fillRect(gutter + column, top - seen, 1, seen);
        top -= seen;
      }
    }
  }
}

function ganttColumns(frame, bars, columns) {
  const made = () => new Float64Array(columns + 1);
  const shares = { work: made(), audit: made(), lost: made() };
  for (const bar of bars) {
    const end = bar.end ?? frame.timeline.seconds;
    if (end < frame.view.start || bar.start > frame.view.end) {
      continue;
    }
    const lost = bar.outcome === 'LOST' || bar.outcome === 'FAILED';
    const kept = lost ? Math.min(bar.committedAt, end) : end;
    const to = (seconds) => frame.x(seconds) - frame.gutter;
    ganttCover(bar.purpose === 'audit' ? shares.audit : shares.work, to(bar.start), to(kept), columns);
    if (lost) {
      ganttCover(shares.lost, to(kept), Math.max(to(end), to(kept) + 1), columns);
    }
  }
  return shares;
}

function ganttCover(values, from, to, columns) {
  const left = Math.max(0, from);
  const right = Math.min(columns, to);
  for (let column = Math.floor(left); column < right; column++) {
    values[column] += Math.min(right, column + 1) - Math.max(left, column);
  }
}

function ganttHatch(context, left, top, width, height, colour) {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let x = Math.floor((left - height) / 5) * 5; x < left + width; x += 5) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}

function ganttHover(frame, hover, places) {
  const place = hover && places.find(({ row }) => !row.group && row.lanes[0] === hover.lane);
  if (place) {
    const left = Math.max(frame.gutter, frame.x(hover.start));
    const right = Math.max(frame.x(hover.end ?? frame.timeline.seconds), left + 2);
    frame.context.strokeStyle = frame.ink.hover;
    frame.context.lineWidth = 1.5;
    frame.context.strokeRect(left, place.y + 1.5, right - left, place.row.height - 3);
  }
}

function ganttMarks(frame) {
  const { context, ink, gutter, width, height } = frame;
  for (const mark of frame.timeline.marks) {
    const x = frame.x(mark.at);
    if (x >= gutter && x <= width) {
      const bad = mark.type === 'WORKER_LOST' || mark.type === 'AUDIT_FAILED' || mark.type === 'WORKER_QUARANTINED';
      context.strokeStyle = bad ? ink.lost : ink.edge;
      context.lineWidth = bad ? 1.5 : 1;
      context.setLineDash(bad ? [] : [3, 3]);
      context.beginPath();
      context.moveTo(x, GANTT_AXIS - 5);
      context.lineTo(x, height);
      context.stroke();
      context.setLineDash([]);
    }
  }
}

function ganttAxis(frame) {
  const { context, ink, view, gutter, width } = frame;
  context.clearRect(0, 0, width, GANTT_AXIS - 5);
  context.fillStyle = ink.text;
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'top';
  context.textAlign = 'center';
  const step = ganttStep((view.end - view.start) / Math.max(1, (width - gutter) / 90));
  for (let tick = Math.ceil(view.start / step) * step; tick <= view.end; tick += step) {
    const x = frame.x(tick);
    context.textAlign = x > width - 20 ? 'right' : x < gutter + 20 ? 'left' : 'center';
    context.fillText(ganttTime(tick, step), Math.min(x, width), 2);
  }
}

function ganttStep(least) {
  const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400];
  const small = 10 ** Math.floor(Math.log10(Math.max(least, 1e-6)));
  return least > 0.5
    ? steps.find((step) => step >= least) ?? Math.ceil(least / 86400) * 86400
    : [1, 2, 5, 10].map((factor) => factor * small).find((step) => step >= least);
}

function ganttTime(seconds, step) {
  if (step < 1) {
    return `${seconds.toFixed(Math.min(6, Math.ceil(-Math.log10(step))))} s`;
  }
  const whole = Math.round(seconds);
  const two = (value) => String(value).padStart(2, '0');
  return whole < 3600
    ? whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)}:${two(whole % 60)}`
    : `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

function ganttFit(context, text, width) {
  let shown = text;
  while (shown.length > 3 && context.measureText(shown).width > width) {
    shown = `${shown.slice(0, -2)}…`;
  }
  return shown;
}

function ganttAt(frame, places, barsOf, time, x, y) {
  const place = places.find((candidate) => y >= candidate.y && y < candidate.y + candidate.row.height) ?? null;
  const reach = ((frame.view.end - frame.view.start) / Math.max(1, frame.width - frame.gutter)) * 2;
  const holds = (bar) => bar.start - reach <= time && time <= (bar.end ?? frame.timeline.seconds) + reach;
  if (!place || x < frame.gutter || y < GANTT_AXIS) {
    return { time, row: y < GANTT_AXIS ? null : place?.row ?? null, bar: null, busy: 0 };
  }
  const found = place.row.lanes.flatMap((lane) => barsOf[lane].filter(holds));
  return { time, row: place.row, bar: place.row.group ? null : found.at(-1) ?? null, busy: found.length };
}
