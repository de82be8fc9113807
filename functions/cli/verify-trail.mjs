#!/usr/bin/env node
/**
 * Checks an exported trail, for anybody: it needs Node 18 or newer and nothing else, neither the product nor a network.
 *
 *   node verify-trail.mjs trail.jsonl [--heads heads.jsonl --key public-key.pem]
 *
 * `trail.jsonl`: a heading, then one entry to a line, as the product exports them without a filter but that of a unit or an area:
 *   ["<hash>",<text>], where the hash is the SHA-256 of exactly that text, and the text is JSON:
 *   [stream, sequence, at, actor, from, action, subject, details, changes, previousHash].
 * `heads.jsonl`: one signed set of heads to a line: { document, signature }; the document is JSON text
 *   { format: "biaochi-heads/1", at, heads: [{ stream, from, hashes }] }, where `hashes` are those of the entries from number `from` on.
 * Take the heads out before the trail: whatever is signed between the two would seem to be missing.
 * Ends with 0 when all holds, with 1 and the exact entry when something does not, with 2 when it was called wrongly.
 */
import * as crypto from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const genesis = '0'.repeat(64);
/** In one call where this Node has it, which is twice as fast. */
const sha256 =
  typeof crypto.hash === 'function'
    ? (bytes) => crypto.hash('sha256', bytes, 'hex')
    : (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

/** What stands before and after the hash of a line, and before the hash at the end of its text. */
const [lineStart, textStart, textEnd] = ['["', '",', '"]'];
const [hashAt, textAt] = [lineStart.length, lineStart.length + 64 + textStart.length];

/** Where an entry says that it stands. */
function placeIn(text) {
  const [stream, sequence] = JSON.parse(text);
  return { stream, sequence };
}

/**
 * The stream that a line belongs to, and where in it. Lines of one stream follow one another, so that the beginning of a line can
 * nearly always be compared with what it should be, without reading the line.
 */
function placeOf(text, last) {
  if (last !== null) {
    const sequence = last.count + 1;
    const start = `${last.start}${sequence},"`;
    // Every character of a stream's name and of a number is one byte.
    if (text.length > start.length && text.latin1Slice(0, start.length) === start)
      return { stream: last.stream, sequence };
  }
  return placeIn(text.toString('utf8'));
}

/** Checks entries as they come, each against the one before and against what was signed. */
function checker(signed) {
  const streams = new Map();
  let last = null;
  const turnTo = (stream) => {
    const start = `${JSON.stringify([stream]).slice(0, -1)},`;
    const { hashes = [], at = [] } = signed.get(stream) ?? {};
    last = streams.get(stream) ?? { stream, start, count: 0, hash: genesis, hashes, at };
    streams.set(stream, last);
  };
  return {
    countOf: (stream) => streams.get(stream)?.count ?? 0,
    streams: () => streams.size,
    /** @returns what is wrong with a line, or null */
    next: (line) => {
      const hash = line.latin1Slice(hashAt, hashAt + 64);
      const text = line.subarray(textAt, line.length - 1);
      const { stream, sequence } = placeOf(text, last);
      if (last?.stream !== stream) turnTo(stream);
      const { count } = last;
      const wrong = (said) => `${stream} entry ${sequence} ${said}`;
      if (sequence !== count + 1)
        return wrong(`stands where entry ${count + 1} belongs: something was removed, inserted or swapped`);
      const end = text.length - textEnd.length;
      if (text.latin1Slice(end - 64, end) !== last.hash) return wrong('does not follow the entry before it');
      if (sha256(text) !== hash) return wrong('was edited: its hash is not that of what it says');
      const said = last.hashes[count];
      if (said !== undefined && said !== hash)
        return wrong(`is not the one signed at ${last.at[count]}: the chain was written anew`);
      last.count = sequence;
      last.hash = hash;
      return null;
    },
  };
}

/** The lines of a file as bytes, read in pieces of some megabytes, so that a trail of any length can be read. */
function* linesOf(file) {
  const handle = openSync(file, 'r');
  try {
    let piece = Buffer.allocUnsafe(1 << 22);
    let kept = 0;
    for (;;) {
      // A line longer than a piece gets a piece that holds it.
      if (kept === piece.length) piece = Buffer.concat([piece], piece.length * 2);
      const size = readSync(handle, piece, kept, piece.length - kept, null);
      const end = kept + size;
      let start = 0;
      for (let at = piece.indexOf(10, kept); at !== -1 && at < end; at = piece.indexOf(10, start)) {
        if (at > start) yield piece.subarray(start, at);
        start = at + 1;
      }
      piece.copyWithin(0, start, end);
      kept = end - start;
      if (size > 0) continue;
      if (kept > 0) yield piece.subarray(0, kept);
      return;
    }
  } finally {
    closeSync(handle);
  }
}

/** What the trail was filtered by, from its first line. */
function filterIn(line) {
  const { format, filter } = JSON.parse(line.toString('utf8'));
  if (format !== 'biaochi-trail/2') throw new Error('the first line is not the heading of a trail');
  const { from, to, actor, kind } = filter;
  if (from ?? to ?? actor ?? kind) throw new Error('a trail filtered by day, person or kind has gaps');
  return filter;
}

/** Reads the trail. @returns what it holds, and the first fault */
function readTrail(file, signed) {
  const check = checker(signed);
  let filter = null;
  let entries = 0;
  for (const line of linesOf(file)) {
    if (filter === null) {
      filter = filterIn(line);
      continue;
    }
    const fault = faultOf(check, line, entries + 2);
    if (fault !== null) return { entries, streams: check.streams(), fault };
    entries += 1;
  }
  if (filter === null) throw new Error('the first line is not the heading of a trail');
  return { entries, streams: check.streams(), fault: missingFrom(check, signed, filter) };
}

function faultOf(check, line, number) {
  try {
    return check.next(line);
  } catch {
    return `line ${number} is no entry`;
  }
}

const ofUnits = ['unit', 'requests', 'contacts', 'appeals', 'problems'];
const ofBodies = ['body', 'plans'];

/** Whether a trail with this filter has a stream: what is signed of others cannot be looked for in it. */
function hasStream({ area, unit, body }, stream) {
  const [, name, of] = stream.split('/');
  if (area !== undefined && area !== (name ?? stream)) return false;
  if (unit !== undefined && !(ofUnits.includes(name) && of === unit)) return false;
  return body === undefined || (ofBodies.includes(name) && of === body);
}

/** The first entry that is signed and that the trail should have and has not, or null. */
function missingFrom(check, signed, filter) {
  for (const [stream, { hashes, at }] of signed) {
    const count = check.countOf(stream);
    if (hasStream(filter, stream) && count < hashes.length)
      return `${stream} entry ${count + 1} is missing: signed at ${at[count]}, cut off since`;
  }
  return null;
}

/** Reads what was signed. @returns the hashes of every stream from its first entry on, when each was signed, and the first fault */
function readHeads(file, key) {
  const publicKey = crypto.createPublicKey(readFileSync(key));
  const parts = [];
  for (const line of linesOf(file)) {
    const { document, signature } = JSON.parse(line.toString('utf8'));
    if (!crypto.verify('sha256', Buffer.from(document, 'utf8'), publicKey, Buffer.from(signature, 'base64')))
      return { signed: new Map(), fault: 'a set of heads is not signed by this key' };
    const { format, at, heads } = JSON.parse(document);
    if (format !== 'biaochi-heads/1')
      return { signed: new Map(), fault: 'a set of heads has a form that is not known' };
    for (const head of heads) parts.push({ ...head, at });
  }
  // By where they begin, so that it does not matter in which order sets were found.
  parts.sort((left, right) => left.from - right.from);
  const signed = new Map();
  for (const part of parts) {
    const fault = addSigned(signed, part);
    if (fault !== null) return { signed, fault };
  }
  return { signed, fault: null };
}

/** Adds what one set says of a stream to what others have said. @returns where they do not agree, or null */
function addSigned(signed, { stream, from, hashes, at }) {
  const known = signed.get(stream) ?? { hashes: [], at: [] };
  signed.set(stream, known);
  if (from > known.hashes.length + 1)
    return `${stream} entry ${known.hashes.length + 1} is in no set of heads, although later ones are`;
  for (const [index, hash] of hashes.entries()) {
    const place = from - 1 + index;
    if (known.hashes[place] !== undefined && known.hashes[place] !== hash)
      return `${stream} entry ${place + 1} is not the same in two sets of heads: the chain was written anew`;
    known.hashes[place] = hash;
    known.at[place] ??= at;
  }
  return null;
}

function argument(name) {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}

function check(trail, heads, key) {
  const { signed, fault } = heads === undefined ? { signed: new Map(), fault: null } : readHeads(heads, key);
  return fault === null ? readTrail(trail, signed) : { entries: 0, streams: 0, fault };
}

const [, , trail] = process.argv;
const [heads, key] = [argument('--heads'), argument('--key')];
if (trail === undefined || trail.startsWith('--') || (heads === undefined) !== (key === undefined)) {
  console.error('usage: node verify-trail.mjs trail.jsonl [--heads heads.jsonl --key public-key.pem]');
  process.exitCode = 2;
} else {
  const { entries, streams, fault } = check(trail, heads, key);
  if (fault === null) console.log(`${entries} entries in ${streams} streams hold`);
  else console.log(`NOT AS IT WAS: ${fault}`);
  if (heads === undefined)
    console.log('without signed heads, a cut tail or a chain written anew cannot be seen');
  process.exitCode = fault === null ? 0 : 1;
}
