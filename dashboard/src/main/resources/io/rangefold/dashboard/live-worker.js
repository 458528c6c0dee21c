// The shared worker: one connection to the coordinator for all tabs of a browser.

import { LiveSource } from './live-source.js';
import { LiveState } from './live-state.js';

const SILENT_MILLIS = 180000;
/** As many as a stream may ask for; of more, those that were opened last. */
const MOST_JOBS = 16;
const tabs = new Map();
const state = new LiveState();
let connection = 'connecting';

const source = new LiveSource(
  (event) => {
    state.apply(event);
    for (const [port, tab] of tabs) {
      if (event.type === 'cluster' || tab.jobs.includes(event.document.job)) {
        port.postMessage({ events: [event] });
      }
    }
  },
  (next) => {
    if (next !== connection) {
      connection = next;
      tabs.forEach((tab, port) => port.postMessage({ connection }));
    }
  });

globalThis.onconnect = ({ ports: [port] }) => {
  tabs.set(port, { jobs: [], heard: Date.now() });
  port.onmessage = ({ data }) => hear(port, data);
  port.postMessage({ connection, events: state.snapshot([]), tabs: tabs.size });
};

function hear(port, message) {
  if (message.bye) {
    tabs.delete(port);
  } else if (message.watch) {
    tabs.set(port, { jobs: message.watch, heard: Date.now() });
    port.postMessage({ events: state.snapshot(message.watch) });
  } else {
    tabs.set(port, { jobs: [], ...tabs.get(port), heard: Date.now() });
  }
  follow();
}

function follow() {
  if (tabs.size === 0) {
    source.close();
    return;
  }
  const watched = [...new Set([...tabs.values()].flatMap((tab) => tab.jobs))].slice(-MOST_JOBS);
  state.keepOnly(watched);
  source.watch(watched);
}

// A tab that crashed says no farewell.
setInterval(() => {
  for (const [port, tab] of tabs) {
    if (Date.now() - tab.heard > SILENT_MILLIS) {
      tabs.delete(port);
    }
  }
  follow();
}, SILENT_MILLIS / 3);
