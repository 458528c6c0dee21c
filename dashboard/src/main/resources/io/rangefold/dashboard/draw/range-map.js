// The range map: the whole domain of a job, or a part of it, as one bar. No imports, so that a report can carry it inline.

const MAP_AXIS = 20;
const MAP_LANE = 9;
const MAP_OWNER = 6;
const MAP_LEAST = 1.5;

const MAP_LIGHT = {
  text: '#3c4650', grid: '#c5ccd3', edge: '#8b96a1', committed: '#3d7a75', pending: '#e4e8ec', skipped: '#f6f7f8',
  setAside: '#4d555c', unclaimed: '#d59a2a', lost: '#cf2f2f', audited: '#1f6fd0', hatch: 'rgba(255,255,255,0.55)',
  bare: 'rgba(90,100,110,0.35)', hover: '#111820',
};
const MAP_DARK = {
  text: '#c3ccd5', grid: '#3b444d', edge: '#6d7883', committed: '#3f8f88', pending: '#2a3138', skipped: '#1c2227',
  setAside: '#8d98a3', unclaimed: '#c98f2b', lost: '#ef5350', audited: '#64a8ff', hatch: 'rgba(0,0,0,0.45)',
  bare: 'rgba(170,180,190,0.3)', hover: '#ffffff',
};

// What is drawn later lies above: rare states must not vanish below what is common.
const MAP_ORDER = ['SKIPPED', 'PENDING', 'COMMITTED', 'UNCLAIMED', 'LEASED', 'SET_ASIDE'];

/**
 * The colour of a worker by its place in a list. Hues near red (lost) and near the teal of what is committed are left out.
 */
export function workerColour(index, dark) {
  const turn = ((index * 0.618034 + 0.12) % 1) * 260;
  const hue = turn < 115 ? 22 + turn : 197 + (turn - 115);
  const light = [52, 42, 62][index % 3] + (dark ? 8 : 0);
  return `hsl(${hue.toFixed(0)} 58% ${light}%)`;
}

/**
 * Draws a document `rangefold.map/1` over the canvas's size in CSS pixels.
 *
 * Options, all of them optional: `view` {from, to} (BigInt, a part of the document's), `dark`, `workers` (ids, whose order
 * gives the colours), `hover` (a piece or mark of the document, which is outlined).
 *
 * Returns where things are: `at(x, y)` gives {index, piece, mark}, `xOf(index)` a place in CSS pixels, `indexAt(x)` a BigInt.
 */
export function drawRangeMap(canvas, map, options = {}) {
  const view = mapView(map, options.view);
  const ink = options.dark ? MAP_DARK : MAP_LIGHT;
  const { context, width, height } = mapPrepare(canvas);
  const scale = mapScale(view, width);
  const bar = { top: MAP_LANE + 3, bottom: height - MAP_AXIS - MAP_LANE - 3 };
  const workers = new Map((options.workers ?? mapWorkers(map)).map((id, index) => [id, index]));
  const colour = (id) => workerColour(workers.get(id) ?? workers.size, options.dark);

  context.clearRect(0, 0, width, height);
  for (const state of MAP_ORDER) {
    for (const piece of map.pieces) {
      if (piece.state === state) {
        mapPiece(context, piece, mapSpan(scale, piece), bar, ink, colour);
      }
    }
  }
  for (const mark of map.marks) {
    mapMark(context, mark, mapSpan(scale, mark), bar, ink);
  }
  context.strokeStyle = ink.edge;
  context.lineWidth = 1;
  context.strokeRect(0.5, bar.top - 0.5, width - 1, bar.bottom - bar.top + 1);
  mapHover(context, options.hover, scale, bar, ink);
  mapAxis(context, view, scale, { width, height }, ink);
  return { at: (x, y) => mapAt(map, scale, bar, x, y), xOf: scale.x, indexAt: scale.index, view };
}

/** How many indices are in which state, as BigInt; and how many pieces and marks of which kind there are. */
export function summarizeRangeMap(map) {
  const items = {};
  const marks = { AUDITED: 0, REDISPATCHED: 0 };
  for (const piece of map.pieces) {
    items[piece.state] = (items[piece.state] ?? 0n) + BigInt(piece.to) - BigInt(piece.from);
  }
  for (const mark of map.marks) {
    marks[mark.type] = (marks[mark.type] ?? 0) + 1;
  }
  return { items, marks, pieces: map.pieces.length };
}

function mapView(map, view) {
  const from = BigInt(view?.from ?? map.from);
  const to = BigInt(view?.to ?? map.to);
  return { from, to: to > from ? to : from + 1n };
}

function mapWorkers(map) {
  return [...new Set(map.pieces.filter((piece) => piece.worker).map((piece) => piece.worker))];
}

function mapPrepare(canvas) {
  const ratio = globalThis.devicePixelRatio || 1;
  const width = canvas.clientWidth || canvas.width || 800;
  const height = canvas.clientHeight || canvas.height || 120;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { context, width, height };
}

// Differences are exact before they become doubles: indices go up to 2^63, where doubles are 1024 apart.
function mapScale(view, width) {
  const span = view.to - view.from;
  const pixels = width / Number(span);
  return {
    width,
    x: (index) => Number(BigInt(index) - view.from) * pixels,
    index: (x) => {
      const share = Math.min(1, Math.max(0, x / width));
      const index = view.from + (span * BigInt(Math.round(share * 2 ** 40))) / 2n ** 40n;
      return index < view.to ? index : view.to - 1n;
    },
  };
}

function mapSpan(scale, range) {
  return { left: Math.max(0, scale.x(range.from)), right: Math.min(scale.width, scale.x(range.to)) };
}

function mapPiece(context, piece, span, bar, ink, colour) {
  if (span.right <= 0 || span.left >= span.right) {
    return;
  }
  const rare = piece.state !== 'PENDING' && piece.state !== 'COMMITTED' && piece.state !== 'SKIPPED';
  const width = rare ? Math.max(span.right - span.left, MAP_LEAST) : span.right - span.left;
  const height = bar.bottom - bar.top;
  context.fillStyle = mapFill(piece, ink, colour);
  context.fillRect(span.left, bar.top, width, height);
  if (piece.state === 'COMMITTED' && piece.worker) {
    context.fillStyle = colour(piece.worker);
    context.fillRect(span.left, bar.bottom - MAP_OWNER, width, MAP_OWNER);
  }
  if (piece.state === 'SKIPPED' || piece.state === 'SET_ASIDE' || piece.state === 'UNCLAIMED') {
    mapHatch(context, span.left, bar.top, width, height, piece.state === 'SKIPPED' ? ink.bare : ink.hatch);
  }
  if (piece.state === 'LEASED' && piece.purpose === 'suspect') {
    mapHatch(context, span.left, bar.top, width, height, ink.hatch);
  }
  if (width > 4 && rare) {
    context.fillStyle = ink.hatch;
    context.fillRect(span.left, bar.top, 1, height);
  }
}

function mapFill(piece, ink, colour) {
  switch (piece.state) {
    case 'COMMITTED': return ink.committed;
    case 'LEASED': return colour(piece.worker);
    case 'SKIPPED': return ink.skipped;
    case 'SET_ASIDE': return ink.setAside;
    case 'UNCLAIMED': return ink.unclaimed;
    default: return ink.pending;
  }
}

// Audited ranges have a lane of their own below the bar, re-dispatched ones above.
function mapMark(context, mark, span, bar, ink) {
  if (span.right < 0 || span.left > span.right) {
    return;
  }
  const width = Math.max(2, span.right - span.left);
  if (mark.type === 'REDISPATCHED') {
    context.fillStyle = ink.lost;
    context.fillRect(span.left, 1, width, MAP_LANE - 1);
  } else {
    context.fillStyle = ink.audited;
    context.fillRect(span.left, bar.bottom + 3, width, MAP_LANE - 2);
    mapHatch(context, span.left, bar.bottom + 3, width, MAP_LANE - 2, ink.hatch);
  }
}

function mapHatch(context, left, top, width, height, colour) {
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.beginPath();
  // Lines stand still while their piece grows: they begin at multiples of their distance.
  for (let x = Math.floor((left - height) / 7) * 7; x < left + width; x += 7) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
  context.restore();
}

function mapHover(context, hover, scale, bar, ink) {
  if (hover) {
    const span = mapSpan(scale, hover);
    context.strokeStyle = ink.hover;
    context.lineWidth = 2;
    context.strokeRect(span.left, bar.top, Math.max(2, span.right - span.left), bar.bottom - bar.top);
  }
}

function mapAxis(context, view, scale, size, ink) {
  context.font = '11px system-ui, sans-serif';
  context.fillStyle = ink.text;
  context.strokeStyle = ink.grid;
  context.textBaseline = 'bottom';
  const ticks = Math.max(1, Math.min(8, Math.floor(size.width / 170), Number(view.to - view.from)));
  for (let tick = 0; tick <= ticks; tick++) {
    const index = view.from + ((view.to - view.from) * BigInt(tick)) / BigInt(ticks);
    const x = (size.width * tick) / ticks;
    context.textAlign = tick === 0 ? 'left' : tick === ticks ? 'right' : 'center';
    context.fillText(mapShort(index, view.to - view.from), x, size.height);
    const line = Math.min(size.width - 0.5, Math.max(0.5, x));
    context.beginPath();
    context.moveTo(line, size.height - MAP_AXIS + 1);
    context.lineTo(line, size.height - MAP_AXIS + 5);
    context.stroke();
  }
}

// So many digits that neighbouring ticks differ; a power of ten is said as one.
function mapShort(index, span) {
  const digits = index.toString();
  const wanted = Math.max(1, digits.length - span.toString().length) + 2;
  if (digits.length <= 9 || wanted > 9) {
    return digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  }
  const mantissa = `${digits[0]}.${digits.slice(1, wanted)}`.replace(/\.?0+$/, '');
  const power = String(digits.length - 1).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]);
  return mantissa === '1' ? `10${power}` : `${mantissa}·10${power}`;
}

function mapAt(map, scale, bar, x, y) {
  const near = (range, reach) => scale.x(range.from) - reach <= x && x < scale.x(range.to) + reach;
  const lane = y < bar.top ? 'REDISPATCHED' : y > bar.bottom ? 'AUDITED' : null;
  const mark = map.marks.findLast((candidate) => (!lane || candidate.type === lane) && near(candidate, lane ? 2 : 0));
  // What was widened to be seen is found where it was drawn.
  const piece = map.pieces.find((candidate) => near(candidate, 0))
    ?? map.pieces.find((candidate) => candidate.state !== 'PENDING' && near(candidate, 1.5));
  return { index: scale.index(x), piece: piece ?? null, mark: mark ?? null };
}
