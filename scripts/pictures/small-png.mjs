// Screenshots made small: a palette of at most 256 colours, packed as tightly as deflate can.
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const MOST_COLOURS = 256;
/** Colours of large areas, which stay as they are, however close to each other. */
const KEPT_COLOURS = 64;

/**
 * Writes a screenshot anew with a palette (PNG, 2nd edition: colour type 3). Of more than 256
 * colours, rare ones that are close become one (median cut, Heckbert 1982).
 *
 * @param png as Chromium writes it: 8 bits a channel, not interlaced
 */
export function smallPng(png) {
  const { width, height, pixels } = decode(png);
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const { palette, indexOf } = reduce(counts);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf.get(pixels[y * width + x]);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((one) => channelsOf(one)));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The pixels of a picture as numbers 0xRRGGBB, row by row. */
function decode(png) {
  const parts = chunksOf(png);
  const header = parts.find(({ type }) => type === 'IHDR').data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 6 ? 4 : 3;
  const packed = parts.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const bytes = unfilter(inflateSync(Buffer.concat(packed)), { height, channels, width });
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i += 1) {
    const at = i * channels;
    pixels[i] = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
  }
  return { width, height, pixels };
}

function chunksOf(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** Takes the filters of the rows back (PNG, 2nd edition, section 9). */
function unfilter(filtered, { width, height, channels }) {
  const stride = width * channels;
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const kind = filtered[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = y * stride + x;
      const left = x < channels ? 0 : bytes[at - channels];
      const up = y === 0 ? 0 : bytes[at - stride];
      const corner = y === 0 || x < channels ? 0 : bytes[at - stride - channels];
      const guesses = [0, left, up, (left + up) >> 1, kind === 4 ? paeth(left, up, corner) : 0];
      bytes[at] = filtered[y * (stride + 1) + 1 + x] + guesses[kind];
    }
  }
  return bytes;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const away = [left, up, corner].map((one) => Math.abs(guess - one));
  if (away[0] <= away[1] && away[0] <= away[2]) return left;
  return away[1] <= away[2] ? up : corner;
}

/** A palette, and for each colour its place in it. */
function reduce(counts) {
  const colours = [...counts].toSorted((a, b) => b[1] - a[1]).map(([colour]) => colour);
  let boxes = colours.slice(0, KEPT_COLOURS).map((colour) => [colour]);
  if (colours.length > KEPT_COLOURS) boxes.push(colours.slice(KEPT_COLOURS));
  while (boxes.length < MOST_COLOURS) {
    const widest = boxes
      .map((box) => ({ colours: box, ...widestChannel(box) }))
      .reduce((a, b) => (b.spread > a.spread ? b : a));
    if (widest.spread === 0) break;
    boxes = [...boxes.filter((box) => box !== widest.colours), ...halves(widest, counts)];
  }
  const indexOf = new Map(boxes.flatMap((box, index) => box.map((colour) => [colour, index])));
  return { palette: boxes.map((box) => commonest(box, counts)), indexOf };
}

function widestChannel(colours) {
  const spreads = [0, 1, 2].map((channel) => {
    let [low, high] = [255, 0];
    for (const colour of colours) {
      const value = channelsOf(colour)[channel];
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  });
  const spread = Math.max(...spreads);
  return { spread, channel: spreads.indexOf(spread) };
}

/** Cut where half of the spread lies on either side, so that a rare colour keeps its own. */
function halves({ colours, channel, spread }) {
  const values = colours.map((colour) => channelsOf(colour)[channel]);
  const middle = values.reduce((a, b) => Math.min(a, b)) + spread / 2;
  return [
    colours.filter((_, index) => values[index] <= middle),
    colours.filter((_, index) => values[index] > middle),
  ];
}

/** The commonest stands for all: large areas keep their very colour. */
function commonest(colours, counts) {
  return colours.reduce((a, b) => (counts.get(b) > counts.get(a) ? b : a));
}

function channelsOf(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, sum]);
}

/** CRC-32 as PNG has it (2nd edition, annex D). */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
