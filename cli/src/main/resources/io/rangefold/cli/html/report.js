'use strict';
// A report of one job: data is a document rangefold.report/1, which holds the API's documents of the job.

const job = data.job;
const execution = job.execution;
const timeline = data.timeline;
const GANTT_MOST = 900;
const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELLED', 'TIMED_OUT'];

const dark = () => window.matchMedia('(prefers-color-scheme: dark)').matches;
const workers = [...new Set((timeline ? timeline.lanes : []).map(lane => lane.worker)
  .concat(data.map ? data.map.pieces.filter(piece => piece.worker).map(piece => piece.worker) : []))];
const names = new Map((timeline ? timeline.lanes : []).map(lane => [lane.worker, lane.name]));
const nameOf = worker => names.get(worker) || worker;

/** What a legend is made of: a text and the colour it stands for. */
function key(entries) {
  return el('div', 'key', entries.map(([text, paint]) => {
    const swatch = el('i', 'swatch');
    redraws.push(() => { swatch.style.background = paint(); });
    return el('span', '', swatch, ' ' + text);
  }));
}

function workerKeys() {
  return workers.length > 12 ? [] : workers.map((worker, i) => [nameOf(worker), () => workerColour(i, dark())]);
}

/** A canvas with a line of text below it that says what is under the pointer. */
function explored(classes, draw, say) {
  const text = el('p', 'pointed', '\u00a0');
  let layout = null;
  const canvas = drawing(target => { layout = draw(target); });
  canvas.className = classes;
  canvas.addEventListener('pointermove', event => {
    text.textContent = say(layout.at(event.offsetX, event.offsetY)) || '\u00a0';
  });
  canvas.addEventListener('pointerleave', () => { text.textContent = '\u00a0'; });
  return [canvas, text];
}

function rate(perSecond) {
  return short(perSecond) + ' items/s';
}

function rangeText(range) {
  return whole(range.from) + ' to ' + whole(range.to);
}

function mapPanel() {
  const map = data.map;
  const shades = [['COMMITTED', 'committed', '#3d7a75', '#3f8f88'], ['PENDING', 'pending', '#e4e8ec', '#2a3138'],
    ['SKIPPED', 'skipped', '#f6f7f8', '#1c2227'], ['SET_ASIDE', 'set aside', '#7c4f8e', '#9a6bb0'],
    ['UNCLAIMED', 'unclaimed', '#d59a2a', '#c98f2b']];
  const marks = [['REDISPATCHED', 'dispatched again (above)', '#cf2f2f', '#ef5350'],
    ['AUDITED', 'computed again by an audit (below)', '#1f6fd0', '#64a8ff']];
  const say = at => {
    const parts = [];
    if (at.mark) parts.push(at.mark.type.toLowerCase() + ' ' + rangeText(at.mark));
    if (at.piece) {
      const piece = at.piece;
      parts.push(piece.state.toLowerCase().replace('_', ' ') + ' ' + rangeText(piece)
        + (piece.worker ? ', ' + nameOf(piece.worker) + (piece.slot >= 0 ? ' / ' + piece.slot : '') : '')
        + (piece.attempt > 1 ? ', attempt ' + piece.attempt : ''));
    }
    return parts.length ? 'index ' + whole(at.index) + ': ' + parts.join('; ') : '';
  };
  return panel('Where the ranges are', 'Stage ' + (map.stage + 1) + ', ' + whole(map.items)
    + ' indices from left to right; the strip at the bottom has the colour of the worker that committed a range.'
    + (map.exact ? '' : ' Neighbours too narrow to be seen are drawn together.'),
    explored('map', canvas => drawRangeMap(canvas, map, { dark: dark(), workers }), say),
    key([...shades.filter(([state]) => map.pieces.some(piece => piece.state === state)),
      ...marks.filter(([type]) => map.marks.some(mark => mark.type === type))].map(([, text, light, night]) =>
      [text, () => dark() ? night : light]).concat(workerKeys())));
}

function ganttPanel() {
  const say = at => {
    if (!at.bar) return at.row ? 'second ' + at.time.toFixed(2) : '';
    const bar = at.bar;
    const lane = timeline.lanes[bar.lane];
    return lane.name + ' / ' + lane.slot + ': ' + bar.purpose + ' on ' + rangeText(bar) + ', ' + seconds(bar.start) + ' to '
      + (bar.end === null ? 'now' : seconds(bar.end)) + ', ' + bar.outcome.toLowerCase()
      + (bar.attempt > 1 ? ', attempt ' + bar.attempt : '');
  };
  const draw = canvas => {
    let layout = drawGantt(canvas, timeline, { dark: dark(), workers });
    const height = Math.max(60, Math.min(GANTT_MOST, layout.height + 4));
    if (canvas.clientHeight !== height) {
      canvas.style.height = height + 'px';
      layout = drawGantt(canvas, timeline, { dark: dark(), workers });
    }
    return layout;
  };
  const has = (test, text, light, night) => timeline.bars.some(test) ? [[text, () => dark() ? night : light]] : [];
  const marks = timeline.marks.filter(mark => /LOST|FAIL|QUARANTINE/.test(mark.type));
  return panel('Slots over time', 'A row for each slot, a bar for each lease; white is idle.'
    + (timeline.leftOut ? ' ' + whole(timeline.leftOut) + ' short leases are left out.' : '')
    + (timeline.complete ? '' : ' What happened before a change of the coordinator is not in it.'),
    explored('gantt', draw, say),
    key([...has(bar => bar.outcome === 'LOST', 'lost', '#d32f2f', '#e53935'),
      ...has(bar => bar.outcome === 'FAILED', 'failed', '#8e1616', '#8e1616'),
      ...has(bar => bar.purpose === 'audit', 'audit', '#1f6fd0', '#2f7fe0'),
      ...has(bar => bar.outcome === 'ENDED', 'given back', '#b4bdc6', '#aab4bd'), ...workerKeys()]),
    marks.length ? el('ul', 'red', marks.slice(0, 20).map(mark => el('li', '', seconds(mark.at) + ': ' + mark.text))) : null);
}

function line(label, points, name, more) {
  return Object.assign({ label, data: points, showLine: true, borderColor: colour(name), backgroundColor: colour(name),
    borderWidth: 2, pointRadius: 0, pointHitRadius: 6 }, more || {});
}

/** Slots commit about once a second, so that what is shown is the mean over a little more. */
function smoothed(samples) {
  const half = Math.max(1, timeline.seconds / 50);
  return samples.map(sample => {
    let items = 0;
    let time = 0;
    samples.forEach((near, i) => {
      if (Math.abs(near.at - sample.at) <= half) {
        const since = near.at - (i > 0 ? samples[i - 1].at : 0);
        items += near.itemsPerSecond * since;
        time += since;
      }
    });
    return { x: sample.at, y: time > 0 ? items / time : sample.itemsPerSecond };
  });
}

function rateChart() {
  const samples = timeline.samples;
  return { type: 'scatter', data: { datasets: [
    line('items a second', smoothed(samples), 'blue'),
    line('busy slots', samples.map(sample => ({ x: sample.at, y: sample.busySlots })), 'orange',
      { yAxisID: 'slots', stepped: true, borderWidth: 1.5 }),
  ] }, options: {
    scales: {
      x: axis('seconds', { min: 0, max: timeline.seconds }),
      y: axis('items a second', { min: 0, ticks: { callback: value => short(value) } }),
      slots: axis('busy slots', { position: 'right', min: 0, suggestedMax: Math.max(1, timeline.lanes.length),
        grid: { display: false }, ticks: { precision: 0 } }),
    },
  } };
}

function speedsChart() {
  return { type: 'scatter', data: { datasets: [line('speed',
    timeline.speeds.map(speed => ({ x: speed.quantile * 100, y: speed.itemsPerSecond })), 'violet', { pointRadius: 3.5 })] },
    options: { scales: {
      x: axis('per cent of the commits', { min: 0, max: 100 }),
      y: axis('at most so many items a second', { min: 0, ticks: { callback: value => short(value) } }),
    }, plugins: { legend: { display: false } } } };
}

function cpuChart() {
  const parts = [['useful', 'green'], ['verification', 'blue'], ['lost', 'red'], ['idle', 'grey']];
  return { type: 'bar', data: { labels: [''], datasets: parts.map(([name, paint]) => ({
    label: name + ' ' + seconds(data.cpu[name]), data: [data.cpu[name]], backgroundColor: colour(paint), barThickness: 34,
  })) }, options: { indexAxis: 'y', scales: {
    x: axis('seconds of all slots', { stacked: true }), y: { stacked: true, display: false },
  }, plugins: { legend: { labels: { boxHeight: 10, boxWidth: 14 } } } } };
}

function slotsTable() {
  const rows = data.slots.map((slot, i) => ({ slot, lane: timeline.lanes[i] }))
    .sort((a, b) => (a.slot.relative ?? 9) - (b.slot.relative ?? 9)).slice(0, 60);
  return table(['slot', '#items', '#commits', '#busy', '#verification', '#lost', '#items/s busy', '#of the median', '#last worked at'],
    rows.map(({ slot, lane }) => [
      el('span', slot.slow ? 'red' : '', slot.title + (slot.slow ? ' (slow)' : '')), whole(lane.items), whole(lane.commits),
      seconds(lane.busySeconds), seconds(lane.verificationSeconds), el('span', lane.lostSeconds > 0 ? 'red' : '', seconds(lane.lostSeconds)),
      slot.itemsPerSecond ? short(slot.itemsPerSecond) : '', slot.relative === undefined ? '' : percent(slot.relative),
      seconds(slot.lastSecond)]));
}

function lastTable() {
  return table(['slot', '#from', '#to', '#began', '#ended', 'outcome'], data.last.map(lease =>
    [lease.slot, whole(lease.from), whole(lease.to), seconds(lease.start), seconds(lease.end), lease.outcome.toLowerCase()]));
}

function curveChart() {
  const curve = data.result.curve;
  const points = side => curve.points.map(point => ({ x: point.x, y: point[side] }));
  return { type: 'scatter', data: { datasets: [
    line('upper end of the interval', points('high'), 'blue', { borderWidth: 0, fill: '+1', backgroundColor: colour('blue-soft') }),
    line('lower end', points('low'), 'blue', { borderWidth: 0 }),
    line(curve.yLabel, points('y'), 'blue'),
  ] }, options: { scales: { x: axis(curve.xLabel, { ticks: { callback: value => short(value) } }), y: axis(curve.yLabel) },
    plugins: { legend: { display: false } } } };
}

function resultPanel() {
  const result = data.result;
  const parts = [];
  if (result.picture) {
    const image = document.createElement('img');
    image.src = result.picture;
    image.alt = 'the result as a picture';
    parts.push(image);
  }
  if (result.curve) parts.push(chart(curveChart));
  if (result.text) parts.push(el('pre', '', result.text.trimEnd() + (result.cut ? ' …' : '')));
  const title = ENDED.includes(job.state) ? 'Result' : 'Result so far';
  return parts.length ? panel(title, result.cut ? 'Its beginning.' : '', parts) : null;
}

function historyPanel() {
  const events = data.history.events;
  const more = data.history.next === null ? '' : ' More follows that is not shown.';
  const rows = events.map(event => [moment(event.at), event.type.toLowerCase().replaceAll('_', ' '),
    event.worker ? nameOf(event.worker) : '', event.range ? rangeText(event.range) : '', event.detail]);
  return panel('History', events.length + (events.length === 1 ? ' event.' : ' events.') + more,
    table(['at', 'event', 'worker', 'range', 'detail'], rows));
}

function explanationPanel() {
  const why = data.explanation;
  return panel('Why it is where it is', '', el('p', '', why.summary),
    why.waits.length ? el('ul', '', why.waits.map(text => el('li', '', text))) : null,
    why.pending.length ? table(['pending', 'why'], why.pending.slice(0, 50).map(range => [rangeText(range), range.reason])) : null);
}

const GOOD = { VERIFIED: 'verified', AUDITED: 'audited', SKIPPED: 'not verified', FAILED: 'refuted', PENDING: 'not verified yet' };

function cards() {
  const verdict = job.verification.verdict;
  const good = job.state === 'SUCCEEDED' ? 'good' : ENDED.includes(job.state) ? 'bad' : '';
  const cells = [
    card(job.state.toLowerCase().replace('_', ' '), ENDED.includes(job.state) ? 'state' : percent(job.progress.fraction) + ' of the stage is done', good),
    card(seconds(execution.elapsedSeconds), 'from its start' + (ENDED.includes(job.state) ? ' to its end' : ' until now')),
    card(short(execution.itemsPerSecond), 'items a second, ' + short(Number(execution.items)) + ' in all'),
    card(execution.slots + (execution.slots === 1 ? ' slot' : ' slots'), 'of ' + execution.workers + (execution.workers === 1 ? ' worker' : ' workers')),
    card(GOOD[verdict] || verdict, verdict === 'AUDITED' ? percent(job.verification.coverage) + ' computed again' : job.verification.method || 'verification',
      verdict === 'FAILED' ? 'bad' : verdict === 'VERIFIED' || verdict === 'AUDITED' ? 'good' : ''),
  ];
  if (data.cpu) {
    const all = data.cpu.useful + data.cpu.verification + data.cpu.lost + data.cpu.idle;
    cells.push(card(all ? percent(data.cpu.lost / all) : '0 %', "of the slots' time was lost", data.cpu.lost > 0.05 * all ? 'bad' : ''));
  }
  return el('div', 'cards', cells);
}

function details() {
  return list([
    ['job', job.id], ['name', job.name], ['kind', job.kind],
    ...Object.entries(job.arguments).map(([name, value]) => ['--' + name, value]),
    ['priority', String(job.priority)], ['idempotency key', (job.idempotencyKey || '').startsWith('once-') ? '' : job.idempotencyKey],
    ['submitted', moment(job.submittedAt)], ['started', moment(job.startedAt)], ['ended', moment(job.finishedAt)],
    ['kernel', execution.kernel], ['leases', whole(execution.leases)], ['commits', whole(execution.commits)],
    ['dispatched again', whole(execution.redispatched)], ['stolen', whole(execution.stolen)],
    ['busy', seconds(execution.busySeconds)],
    ['verification', [GOOD[job.verification.verdict], job.verification.method, job.verification.detail].filter(Boolean).join(', ')],
    ['error', job.error ? job.error.message + (job.error.where ? ' (' + job.error.where + ')' : '') : ''],
  ]);
}

document.getElementById('page').append(
  el('h1', '', job.name || job.kind),
  el('p', 'sub', job.kind + ' ' + Object.entries(job.arguments).map(([name, value]) => name + '=' + value).join(' ')),
  cards(),
  panel('Findings', '', el('ul', '', data.findings.map(text => el('li', '', text)))),
  ...[
    resultPanel(),
    data.map ? mapPanel() : null,
    timeline ? ganttPanel() : null,
    timeline ? el('div', 'pair',
      panel('Rate', 'Items committed a second, as a moving mean, and slots at work.', chart(rateChart)),
      panel('Speed of strides', 'How fast slots were while they computed what they committed.',
        timeline.speeds.length ? chart(speedsChart) : el('p', 'hint', 'Nothing was measured.'))) : null,
    data.cpu ? panel("Slots' time", 'What the time of all slots that took part went into.', chart(cpuChart, 'low')) : null,
    data.slots ? panel('Slots', 'The slowest first. Speeds compare only where all items cost the same.', slotsTable()) : null,
    data.slots && data.last.length && ENDED.includes(job.state) ? panel('What ended last', 'Leases of work, the latest first. The slots ran out of work within '
      + seconds(data.tailSeconds) + ' of each other.', lastTable()) : null,
    data.explanation && !ENDED.includes(job.state) ? explanationPanel() : null,
    panel('Job', '', details()),
    data.history && data.history.events.length ? historyPanel() : null,
    el('footer', '', 'Made by Rangefold ' + data.version + ' at ' + moment(data.madeAt) + '.'),
  ].filter(Boolean));
show();
