// Results as comma-separated values, RFC 4180.

import { getWhole, jobPath } from '../api.js';

/** The result of a job: its long list a line each, or the pairs of its only table, or its fields. */
export async function csvOf(id, isList, result) {
  const rows = isList ? listRows(await lines(id)) : fieldRows(result);
  return new Blob([rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')], { type: 'text/csv;charset=utf-8' });
}

async function lines(id) {
  return valuesOf((await getWhole(jobPath(id, '/result/elements'))).text);
}

/** The values of a text that has one a line. */
export function valuesOf(text) {
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

function listRows(elements) {
  const objects = elements.filter((element) => element !== null && typeof element === 'object');
  if (objects.length === 0) {
    return elements.map((element) => [element]);
  }
  const names = [...new Set(objects.flatMap((element) => Object.keys(element)))];
  return [names, ...elements.map((element) => names.map((name) => element?.[name]))];
}

function fieldRows(result) {
  const fields = Object.entries(result);
  const [only] = fields;
  if (fields.length === 1 && typeof only[1] === 'object') {
    return Array.isArray(only[1]) ? [[only[0]], ...only[1].map((value) => [value])] : [['key', only[0]], ...Object.entries(only[1])];
  }
  return [fields.map(([name]) => name), fields.map(([, value]) => value)];
}

function cell(value) {
  const text = value === null || value === undefined ? '' : typeof value === 'object' ? nested(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// Factors as they are written, 2^3 5; every other list by blanks.
function nested(value) {
  return Array.isArray(value)
    ? value.map((item) => (item?.prime ? `${item.prime}${item.exponent > 1 ? `^${item.exponent}` : ''}` : typeof item === 'object' ? JSON.stringify(item) : item)).join(' ')
    : JSON.stringify(value);
}
