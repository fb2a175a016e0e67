// Places in a text by code points, as the record counts them, from and to those of the browser, which counts UTF-16.
// Each stretch of the text stands in an element with `data-at`, the code point at which it begins; its blocks are <p>.

/** How many code points a string has. */
export const length = (words) => [...words].length;

export class Text {
  constructor(root) {
    this.root = root;
    this.pieces = [];
    for (const element of root.querySelectorAll("[data-at]")) {
      const node = element.firstChild;
      if (!node) continue;
      const start = Number(element.dataset.at);
      this.pieces.push({ node, start, end: start + length(node.data), block: element.closest("p") });
    }
  }

  /** The part of a selection that lies in the text, as [start, end), or null. */
  selected(selection) {
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const inside = this.pieces.filter(({ node }) => range.intersectsNode(node));
    if (!inside.length) return null;
    const [first, last] = [inside[0], inside[inside.length - 1]];
    const start = range.startContainer === first.node ? this.#before(first, range.startOffset) : first.start;
    const end = range.endContainer === last.node ? this.#before(last, range.endOffset) : last.end;
    return start < end ? [start, end] : null;
  }

  /** The range of the browser for [start, end). */
  range([start, end]) {
    const first = this.pieces.find((piece) => start < piece.end);
    const last = this.pieces.findLast((piece) => piece.start < end);
    const range = document.createRange();
    range.setStart(first.node, this.#units(first, start));
    range.setEnd(last.node, this.#units(last, end));
    return range;
  }

  /** The words of [start, end). */
  words([start, end]) {
    let found = "";
    let block = null;
    for (const piece of this.pieces) {
      if (piece.end <= start || end <= piece.start) continue;
      if (block && block !== piece.block) found += "\n\n";
      block = piece.block;
      found += [...piece.node.data].slice(Math.max(start - piece.start, 0), end - piece.start).join("");
    }
    return found;
  }

  /** Where words, with and without their punctuation, or characters as a reader sees them, begin and end. */
  edges(unit) {
    const [starts, ends] = [[], []];
    for (const block of new Set(this.pieces.map((piece) => piece.block))) {
      let at = this.pieces.find((piece) => piece.block === block).start;
      const whole = this.pieces.filter((piece) => piece.block === block).map(({ node }) => node.data).join("");
      const pieces = unit === "word" ? whole.split(/(\s+)/u) : [...new Intl.Segmenter().segment(whole)].map(({ segment }) => segment);
      for (const piece of pieces) {
        const points = [...piece];
        if (piece.trim()) {
          const [before, behind] = [marks(points), marks(points.toReversed())];
          starts.push(at);
          ends.push(at + points.length);
          if (before < points.length) {
            starts.push(at + before);
            ends.push(at + points.length - behind);
          }
        }
        at += points.length;
      }
    }
    const inOrder = (places) => [...new Set(places)].sort((one, other) => one - other);
    return { starts: inOrder(starts), ends: inOrder(ends) };
  }

  #before(piece, units) {
    return piece.start + length(piece.node.data.slice(0, units));
  }

  #units(piece, place) {
    return [...piece.node.data].slice(0, Math.max(place - piece.start, 0)).join("").length;
  }
}

/** With how many marks of punctuation a word begins. */
function marks(points) {
  const found = points.findIndex((point) => !/\p{P}/u.test(point));
  return found < 0 ? points.length : found;
}

/** [start, end) with one edge moved to the next or previous one of its kind; the same where there is none. */
export function moved([start, end], { edge, forward, starts, ends }) {
  if (edge === "end") {
    const found = forward ? ends.find((at) => at > end) : ends.findLast((at) => at < end && at > start);
    return [start, found ?? end];
  }
  const found = forward ? starts.find((at) => at > start && at < end) : starts.findLast((at) => at < start);
  return [found ?? start, end];
}
