/** What a reading of YAML from left to right knows where it stops. */
export interface ScanState {
  /** Where the comment around the end begins. */
  readonly comment: number | undefined;
  /** The quote that is open. */
  readonly quote: Quote | undefined;
  /** Where the scalar being written begins (its quote included); the end itself when nothing is written yet. */
  readonly tokenStart: number;
  /** Flow collections that are open, outermost first. */
  readonly flow: readonly ('{' | '[')[];
  /** What the scalar stands behind: a line's indentation, `-`, `:`, or a flow collection's `{`, `[` or `,`. */
  readonly behind: 'line' | 'dash' | 'colon' | 'flow';
  /** The value before is complete: nothing can stand here but a separator. */
  readonly closed: boolean;
  /** Inside the text of a `|` or `>` scalar. */
  readonly inBlockScalar: boolean;
  /** Column of the block mapping's key last begun. */
  readonly keyColumn: number;
}

type Quote = '"' | "'";

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';
const isBreak = (character: string | undefined): boolean => character === '\n' || character === '\r';
const isGap = (character: string | undefined): boolean =>
  character === undefined || isBlank(character) || isBreak(character);

/** A line that no forgotten closing quote above it should swallow. */
const ENTRY = /^[ \t]*(?:-[ \t]+\S|(?:-[ \t]+)?[\w.-]+:(?=\s|$))/;

/** Reads `text` up to `end`, tolerating anything: unlike a parser it answers in the middle of a word. */
export function scan(text: string, end: number): ScanState {
  const scanner = new Scanner(text, end);
  scanner.run();
  return scanner.state();
}

/** The comments that begin in `text`, without the blanks around them. */
export function commentsIn(text: string): string[] {
  const scanner = new Scanner(text, text.length);
  scanner.run();
  return scanner.comments;
}

class Scanner {
  readonly comments: string[] = [];
  private readonly text: string;
  private readonly end: number;
  private at = 0;
  private lineStart = 0;
  /** Column of the key last begun: a block scalar's text is indented more. */
  private keyColumn = 0;
  private readonly flow: ('{' | '[')[] = [];
  private behind: ScanState['behind'] = 'line';
  private token: number | undefined;
  private closed = false;
  private comment: number | undefined;
  private quote: Quote | undefined;
  private inBlockScalar = false;

  constructor(text: string, end: number) {
    this.text = text;
    this.end = end;
  }

  state(): ScanState {
    const { comment, quote, flow, behind, closed, inBlockScalar, keyColumn } = this;
    return { comment, quote, tokenStart: this.token ?? this.end, flow, behind, closed, inBlockScalar, keyColumn };
  }

  run(): void {
    while (this.at < this.end) {
      const c = this.text[this.at];
      if (isBreak(c)) this.lineBreak();
      else if (isBlank(c)) this.at++;
      else if (c === '#' && (this.at === this.lineStart || isBlank(this.text[this.at - 1]))) this.skipComment();
      else if (this.token !== undefined && !this.closed) this.insidePlain(c);
      else this.begin(c);
    }
  }

  private separate(behind: ScanState['behind']): void {
    this.behind = behind;
    this.token = undefined;
    this.closed = false;
    this.at++;
  }

  private skipComment(): void {
    const start = this.at;
    while (this.at < this.text.length && !isBreak(this.text[this.at])) this.at++;
    if (this.end <= this.at) this.comment = start;
    this.comments.push(this.text.slice(start, this.at).trimEnd());
  }

  private lineBreak(): void {
    const token = this.token === undefined ? '' : this.text.slice(this.token, this.at).trim();
    this.at += this.text.startsWith('\r\n', this.at) ? 2 : 1;
    this.lineStart = this.at;
    if (this.flow.length > 0) return;
    this.token = undefined;
    this.closed = false;
    this.behind = 'line';
    if (/^[|>][-+\d]*(?:[ \t]+#.*)?$/.test(token)) this.skipBlockScalar();
  }

  private skipBlockScalar(): void {
    const line = /([ \t]*)([^\r\n]*)(?:\r\n|\r|\n|$)/y;
    while (this.at < this.end) {
      line.lastIndex = this.at;
      const match = line.exec(this.text);
      const [whole = '', indent = '', content = ''] = match ?? [];
      if (whole === '' || (content !== '' && indent.length <= this.keyColumn)) return;
      if (this.at + indent.length + content.length >= this.end && content !== '') {
        this.inBlockScalar = true;
        this.at = this.end;
        return;
      }
      this.at = Math.min(this.end, this.at + whole.length);
      this.lineStart = this.at;
    }
  }

  private insidePlain(c: string | undefined): void {
    const inFlow = this.flow.length > 0;
    const next = this.text[this.at + 1];
    if (c === ':' && (isGap(next) || (inFlow && /[,[\]{}]/.test(next ?? '')))) this.separate('colon');
    else if (inFlow && c === ',') this.separate('flow');
    else if (inFlow && (c === ']' || c === '}')) this.close();
    else this.at++;
  }

  /** Something begins where no plain scalar is open. */
  private begin(c: string | undefined): void {
    const next = this.text[this.at + 1];
    const inFlow = this.flow.length > 0;
    if (inFlow && c === ',') this.separate('flow');
    else if (inFlow && (c === ']' || c === '}')) this.close();
    else if (c === ':' && (this.closed || isGap(next))) this.separate('colon');
    else if (this.closed) this.at++;
    else if (c === '[' || c === '{') {
      this.flow.push(c);
      this.separate('flow');
    } else if (c === '"' || c === "'") this.quoted(c);
    else if (!inFlow && this.behind !== 'colon' && (c === '-' || c === '?') && isGap(next)) this.separate('dash');
    else if ((c === '&' || c === '!') && !isGap(next)) this.skipProperty();
    else {
      this.startToken();
      this.at++;
    }
  }

  private startToken(): void {
    if (this.behind === 'line' || this.behind === 'dash') this.keyColumn = this.at - this.lineStart;
    this.token = this.at;
  }

  private close(): void {
    this.flow.pop();
    this.token = this.at++;
    this.closed = true;
  }

  /** An anchor or a tag: the value is still to come. */
  private skipProperty(): void {
    while (this.at < this.end && !isGap(this.text[this.at])) this.at++;
  }

  private quoted(mark: Quote): void {
    this.startToken();
    for (this.at++; this.at < this.end; this.at++) {
      const c = this.text[this.at];
      if (c === '\\' && mark === '"') this.at++;
      else if (c === mark && mark === "'" && this.text[this.at + 1] === "'") this.at++;
      else if (c === mark) {
        this.at++;
        this.closed = true;
        return;
      } else if (c === '\n' && this.flow.length === 0 && ENTRY.test(this.text.slice(this.at + 1, this.at + 200))) {
        return;
      }
    }
    this.at = this.end;
    this.quote = mark;
  }
}
