/** Pictures and tables of a report, megabytes of them: lists or objects under these names are left out. */
const BULK: Readonly<Record<string, string>> = {
  widget: '[',
  widgets: '[',
  tests_widgets: '[',
  small_distribution: '{',
  plot_data: '{',
};
const LONGEST = Math.max(...Object.keys(BULK).map((name) => name.length));

/** Takes the text of a JSON file piece by piece and keeps it without what is bulky: null stands in its place. */
export class JsonSkimmer {
  /** Characters kept so far. */
  length = 0;
  private readonly kept: string[] = [];
  private isInString = false;
  private isEscaped = false;
  /** The string that is being read, or was read last, as far as it may be one of those names. */
  private name = '';
  /** Behind `"widgets":`, before its value. */
  private bulkStart: string | undefined;
  /** Brackets open in what is left out. */
  private depth = 0;

  feed(text: string): void {
    let start = 0;
    for (let index = 0; index < text.length; index++) {
      const char = text[index] ?? '';
      if (this.isInString) {
        index = this.endOfString(text, index);
        continue;
      }
      if (char === '"') {
        this.isInString = true;
        this.name = '';
        this.bulkStart = undefined;
      } else if (this.depth > 0) {
        if (char === '{' || char === '[') this.depth++;
        else if ((char === '}' || char === ']') && --this.depth === 0) start = index + 1;
      } else if (char === ':') this.bulkStart = Object.hasOwn(BULK, this.name) ? BULK[this.name] : undefined;
      else if (this.bulkStart !== undefined && char > ' ') {
        if (char === this.bulkStart) {
          this.keep(`${text.slice(start, index)}null`);
          this.depth = 1;
        }
        this.bulkStart = undefined;
      }
    }
    if (this.depth === 0) this.keep(text.slice(start));
  }

  text(): string {
    return this.kept.join('');
  }

  private keep(text: string): void {
    this.kept.push(text);
    this.length += text.length;
  }

  /** Index of the quote that ends the string, or of the last character when it goes on in the next piece. */
  private endOfString(text: string, from: number): number {
    let index = from;
    for (; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (this.isEscaped) this.isEscaped = false;
      else if (code === 92) this.isEscaped = true;
      else if (code === 34) {
        this.isInString = false;
        break;
      }
      if (this.name.length <= LONGEST) this.name += text[index] ?? '';
    }
    return index;
  }
}
