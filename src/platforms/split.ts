// Every platform has a limit on a message: what is longer goes out in parts, cut between lines, and nothing is lost.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Groups of whole lines whose sizes add up to at most `maxSize`; a line that is larger alone is a group of its own. */
export function packLines<Line>(
  lines: readonly Line[],
  maxSize: number,
  sizeOf: (line: Line) => number,
): readonly (readonly Line[])[] {
  const groups: Line[][] = [];
  let room = 0;
  for (const line of lines) {
    const size = sizeOf(line);
    if (size > room || groups.length === 0) {
      groups.push([]);
      room = maxSize;
    }
    groups.at(-1)?.push(line);
    room -= size;
  }
  return groups;
}

/** Parts of at most `maxLength` UTF-16 units each when joined by line breaks. A longer line is cut between graphemes. */
export function splitLines(lines: readonly string[], maxLength: number): readonly (readonly string[])[] {
  const short = lines.flatMap((line) => cutLine(line, maxLength));
  return packLines(short, maxLength + 1, (line) => line.length + 1);
}

/** Pieces of at most `maxLength` units that join to the line again. A grapheme above the limit (a letter under hundreds of
 *  marks) is cut between code points. */
function cutLine(line: string, maxLength: number): readonly string[] {
  if (line.length <= maxLength) return [line];
  const units = Array.from(graphemes.segment(line), ({ segment }) => segment).flatMap((segment) =>
    segment.length > maxLength ? Array.from(segment) : [segment],
  );
  return packLines(units, maxLength, (unit) => unit.length).map((piece) => piece.join(''));
}
