import { EventEmitter, Uri, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode';

/** Scheme of texts that are shown and are no files. */
const SCHEME = 'production-first-made';

/** Texts that stand beside files to be compared with them; registered when the first is shown. */
class ShownTexts implements TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private registration: Disposable | undefined;

  /**
   * Where `text` can be read.
   * @param path its ending tells the language; that of a file, with which it is compared
   * @param version which of several texts by that path
   */
  place(path: string, version: string, text: string): Uri {
    this.registration ??= workspace.registerTextDocumentContentProvider(SCHEME, this);
    const uri = Uri.from({ scheme: SCHEME, path, query: version });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: Uri): string {
    // After a reload of the window a tab may be back of which nothing is known any more.
    return this.texts.get(uri.toString()) ?? 'This was shown before the window was reloaded. Run the command again.\n';
  }

  has(uri: Uri): boolean {
    return uri.scheme === SCHEME;
  }
}

export const shownTexts = new ShownTexts();
