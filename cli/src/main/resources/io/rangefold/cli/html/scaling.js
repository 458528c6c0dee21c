'use strict';
// A scaling report: data is a document rangefold.scaling/1.

const sizes = data.sizes;
const most = sizes[sizes.length - 1].slots;
const LARGE = 16;

/** From the least to the greatest, a stroke; from the first to the third quarter, a box; at the median, a line. */
const boxes = {
  id: 'boxes',
  beforeDatasetsDraw(chart) {
    const pen = chart.ctx;
    chart.data.datasets.forEach(dataset => {
      for (const box of dataset.boxes || []) {
        const x = chart.scales.x.getPixelForValue(box.x);
        const [min, low, median, high, max] = box.at.map(value => chart.scales.y.getPixelForValue(value));
        const half = Math.min(26, chart.chartArea.width / 8);
        pen.save();
        pen.strokeStyle = dataset.borderColor;
        pen.fillStyle = colour('blue-soft');
        pen.lineWidth = 1.5;
        pen.beginPath();
        pen.moveTo(x, min);
        pen.lineTo(x, max);
        pen.stroke();
        pen.fillRect(x - half, high, 2 * half, low - high);
        pen.strokeRect(x - half, high, 2 * half, low - high);
        pen.lineWidth = 2.5;
        pen.beginPath();
        pen.moveTo(x - half, median);
        pen.lineTo(x + half, median);
        pen.stroke();
        pen.restore();
      }
    });
  },
};

/** Strokes from the least to the greatest value of each point. */
const whiskers = {
  id: 'whiskers',
  afterDatasetsDraw(chart) {
    chart.data.datasets.forEach(dataset => {
      for (const whisker of dataset.whiskers || []) {
        const pen = chart.ctx;
        const x = chart.scales.x.getPixelForValue(whisker.x);
        const low = chart.scales.y.getPixelForValue(whisker.low);
        const high = chart.scales.y.getPixelForValue(whisker.high);
        pen.save();
        pen.strokeStyle = dataset.borderColor;
        pen.lineWidth = 1.5;
        pen.beginPath();
        for (const y of [low, high]) {
          pen.moveTo(x - 5, y);
          pen.lineTo(x + 5, y);
        }
        pen.moveTo(x, low);
        pen.lineTo(x, high);
        pen.stroke();
        pen.restore();
      }
    });
  },
};

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * (sorted[Math.ceil(at)] - sorted[below]);
}

function law(slots, serial, cost) {
  return 1 / (cost * (serial + (1 - serial) / slots));
}

/** Slots from 1 to the last, evenly for a line. */
function steps(last) {
  const points = [];
  for (let i = 0; i <= 80; i++) points.push(last > LARGE ? Math.pow(last, i / 80) : 1 + (last - 1) * i / 80);
  return points;
}

function slotsAxis(last) {
  const counts = [...new Set(sizes.map(size => size.slots))];
  const large = last > LARGE;
  return axis('slots', {
    type: large ? 'logarithmic' : 'linear',
    min: large ? 1 : 0,
    max: large ? last : last + Math.max(0.25, last * 0.06),
    afterBuildTicks: scale => { if (!large) scale.ticks = counts.map(value => ({ value })); },
    ticks: { callback: value => large && Math.log2(value) % 1 !== 0 ? '' : String(value), autoSkip: large },
  });
}

function line(label, points, name, more) {
  return Object.assign({
    label, data: points, showLine: true, borderColor: colour(name), backgroundColor: colour(name), borderWidth: 2,
    pointRadius: 0, pointHitRadius: 0, tension: 0,
  }, more || {});
}

function measured(value, low, high) {
  return line('measured: median, from least to greatest', sizes.map(size => ({ x: size.slots, y: value(size) })), 'blue', {
    pointRadius: 4.5, pointHitRadius: 8, borderWidth: sizes.length > 1 ? 2 : 0,
    whiskers: sizes.map(size => ({ x: size.slots, low: low(size), high: high(size) })),
  });
}

function tooltip() {
  return { filter: item => item.dataset.pointRadius > 0, callbacks: {
    title: () => '',
    label: item => item.raw.label || item.parsed.x + ' slots: ' + item.parsed.y.toFixed(2),
  } };
}

function speedUpChart() {
  const datasets = [measured(size => size.speedUp.median, size => size.speedUp.min, size => size.speedUp.max),
    line('ideal', [{ x: 1, y: 1 }, { x: most, y: most }], 'grey', { borderDash: [6, 5], borderWidth: 1.5 })];
  if (data.fit) {
    datasets.push(line("Amdahl's law", steps(most).map(n => ({ x: n, y: law(n, data.fit.serialFraction, data.fit.cost) })),
      'orange', { borderWidth: 1.5 }));
  }
  return { type: 'scatter', data: { datasets }, plugins: [whiskers], options: {
    scales: { x: slotsAxis(most),
      y: axis('times as fast as the plain loop', { min: most > LARGE ? undefined : 0, type: most > LARGE ? 'logarithmic' : 'linear' }) },
    plugins: { tooltip: tooltip() },
  } };
}

function efficiencyChart() {
  const share = (size, value) => value / size.slots;
  const datasets = [
    measured(size => size.efficiency, size => share(size, size.speedUp.min), size => share(size, size.speedUp.max)),
    line('ideal', [{ x: 1, y: 1 }, { x: most, y: 1 }], 'grey', { borderDash: [6, 5], borderWidth: 1.5 })];
  if (data.fit) {
    datasets.push(line("Amdahl's law", steps(most).map(n => ({ x: n, y: law(n, data.fit.serialFraction, data.fit.cost) / n })),
      'orange', { borderWidth: 1.5 }));
  }
  return { type: 'scatter', data: { datasets }, plugins: [whiskers], options: {
    scales: { x: slotsAxis(most),
      y: axis('speed-up by slots', { min: 0, suggestedMax: 1.1, ticks: { callback: value => Math.round(value * 100) + ' %' } }) },
    plugins: { tooltip: tooltip() },
  } };
}

function spreadChart() {
  const groups = [{ title: 'plain loop', runs: data.baseLine.runs },
    ...sizes.map(size => ({ title: size.title, runs: size.runs.map(run => run.seconds) }))];
  const jitter = (i, n) => n === 1 ? 0 : (i / (n - 1) - 0.5) * Math.min(0.22, 0.05 * n);
  return { type: 'scatter', plugins: [boxes], data: { datasets: [{
    label: 'a run', borderColor: colour('blue'), backgroundColor: colour('orange'), pointRadius: 3.5, pointBorderWidth: 0,
    data: groups.flatMap((group, x) => group.runs.map((y, i) => ({ x: x + jitter(i, group.runs.length), y,
      label: group.title + ', repetition ' + (i + 1) + ': ' + seconds(y) }))),
    boxes: groups.map((group, x) => ({ x, at: [0, 0.25, 0.5, 0.75, 1].map(share => quantile(group.runs, share)) })),
  }] }, options: {
    scales: {
      x: axis('', { min: -0.6, max: groups.length - 0.4, grid: { display: false },
        afterBuildTicks: scale => { scale.ticks = groups.map((_, value) => ({ value })); },
        ticks: { callback: value => (groups[value] || {}).title, autoSkip: false } }),
      y: axis('seconds', { min: 0 }),
    },
    plugins: { legend: { display: false }, tooltip: tooltip() },
  } };
}

function outlookChart() {
  const fit = data.fit;
  const worth = fit.worthDoublingUpTo;
  const last = Math.pow(2, Math.min(20, Math.ceil(Math.log2(Math.max(64, most * 4, worth ? worth * 4 : 1024)))));
  const points = Array.from({ length: 121 }, (_, i) => Math.pow(last, i / 120));
  const curve = serial => points.map(n => ({ x: n, y: law(n, serial, fit.cost) }));
  const datasets = [
    line('ideal', [{ x: 1, y: 1 }, { x: last, y: last }], 'grey', { borderDash: [6, 5], borderWidth: 1.5 }),
    line('greatest of 95 %', curve(fit.low), 'orange', { borderWidth: 0, fill: '+1', backgroundColor: colour('blue-soft') }),
    line('least of 95 %', curve(fit.high), 'orange', { borderWidth: 0 }),
    line("Amdahl's law; its interval of 95 %", curve(fit.serialFraction), 'orange'),
    line('measured', sizes.map(size => ({ x: size.slots, y: size.speedUp.median })), 'blue',
      { pointRadius: 4, pointHitRadius: 8, showLine: false }),
  ];
  if (worth && worth <= last) {
    datasets.push(line('last doubling that gains 10 %', [{ x: worth, y: 1 }, { x: worth, y: law(worth, fit.serialFraction, fit.cost) }],
      'violet', { borderDash: [2, 3] }));
  }
  const powers = value => Math.log2(value) % 2 === 0 ? short(value) : '';
  return { type: 'scatter', data: { datasets }, options: {
    scales: { x: axis('slots', { type: 'logarithmic', min: 1, max: last, ticks: { callback: powers, autoSkip: false },
      afterBuildTicks: scale => { scale.ticks = powersUpTo(last); } }),
      y: axis('times as fast as the plain loop', { type: 'logarithmic', min: 1, max: last, ticks: { callback: powers, autoSkip: false },
        afterBuildTicks: scale => { scale.ticks = powersUpTo(last); } }) },
    plugins: { tooltip: tooltip(), legend: { labels: { filter: item => !item.text.endsWith('of 95 %') || item.text.startsWith('Amdahl') } } },
  } };
}

function powersUpTo(last) {
  const ticks = [];
  for (let value = 1; value <= last; value *= 2) ticks.push({ value });
  return ticks;
}

function cards() {
  const best = sizes.reduce((a, b) => b.speedUp.median > a.speedUp.median ? b : a);
  const cells = [
    card(best.speedUp.median.toFixed(2) + ' ×', 'as fast as the plain loop, with ' + best.title),
    card(percent(best.efficiency), 'of the ideal, with ' + best.title),
  ];
  if (data.fit) {
    cells.push(card(percent(data.fit.serialFraction), 'serial fraction (Amdahl), 95 %: '
      + percent(data.fit.low) + ' to ' + percent(data.fit.high)));
    cells.push(card(data.fit.worthDoublingUpTo === null ? '∞' : short(data.fit.worthDoublingUpTo),
      'slots up to which doubling them gains 10 % or more, by that law'));
  }
  return el('div', 'cards', cells);
}

function sizesTable() {
  const rows = [['plain loop', seconds(data.baseLine.seconds.median), seconds(data.baseLine.seconds.min),
    seconds(data.baseLine.seconds.max), '', '', '1.00', '']];
  for (const size of sizes) {
    rows.push([size.title, seconds(size.seconds.median), seconds(size.seconds.min), seconds(size.seconds.max),
      seconds(quantile(size.runs.map(run => run.wholeSeconds), 0.5)), seconds(quantile(size.runs.map(run => run.busySeconds), 0.5)),
      size.speedUp.median.toFixed(2) + ' (' + size.speedUp.min.toFixed(2) + ' – ' + size.speedUp.max.toFixed(2) + ')',
      percent(size.efficiency)]);
  }
  return table(['size', '#median', '#least', '#greatest', '#with submission', '#busy', '#speed-up', '#efficiency'], rows);
}

function machine() {
  const load = data.load;
  return list([
    ['job', data.kind + ' ' + Object.entries(data.arguments).map(([name, value]) => name + '=' + value).join(' ')],
    ['kernel', data.kernel], ['items', whole(data.items)], ['verification', data.verify],
    ['slots', data.placeTitle],
    ['processor', data.machine.processor + ', ' + data.machine.cores + ' cores'
      + (data.machine.memoryBytes ? ', ' + (data.machine.memoryBytes / 2 ** 30).toFixed(0) + ' GiB' : '')],
    ['system', data.machine.system], ['Java', data.machine.jdk], ['Rangefold', data.machine.version],
    ['load average', load.before < 0 ? '' : load.before.toFixed(2) + ' before, ' + load.after.toFixed(2) + ' at the end'],
    ['other work', load.otherCores === null ? '' : load.otherCores.toFixed(2) + ' cores on average meanwhile'],
    ['measured', moment(data.startedAt) + ' to ' + moment(data.finishedAt)],
    ['answer', 'equal in all runs, SHA-256 ' + data.answerSha256],
  ]);
}

document.getElementById('page').append(
  el('h1', '', 'How ' + data.kind + ' scales'),
  el('p', 'sub', data.repetitions + (data.repetitions === 1 ? ' repetition' : ' repetitions') + ' in turns after '
    + data.warmUps + ' to warm up; ' + data.placeTitle.replaceAll('`', '') + '; ' + moment(data.startedAt)),
  cards(),
  data.warnings.length ? el('div', 'warnings', el('h2', '', 'To be read with care'),
    el('ul', '', data.warnings.map(text => el('li', '', text)))) : null,
  el('div', 'pair',
    panel('Speed-up', 'Over a plain loop of the same kernel on one thread, without a cluster.', chart(speedUpChart)),
    panel('Efficiency', 'Speed-up by the number of slots.', chart(efficiencyChart)),
    panel('Spread of the runs', 'Every run is a point; the box holds the middle half of them, its line is the median.', chart(spreadChart)),
    data.fit ? panel('Outlook', "What Amdahl's law says of more slots, if nothing else changes.", chart(outlookChart)) : null),
  panel('Findings', '', el('ul', '', data.findings.map(text => el('li', '', text)))),
  panel('Sizes', '“With submission” is the time from the submission until the end was known; “busy” the time in kernels of all slots.', sizesTable()),
  panel('How it was measured', '', machine(), el('pre', '', data.command)),
  el('footer', '', 'Every answer was compared before anything was reported. Order within repetitions by seed ' + data.seed + '.'));
show();
