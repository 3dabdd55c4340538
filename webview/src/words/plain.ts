/** Controls, and the marks that turn the direction of what follows: they would let text from a file rearrange the page. */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const LONGEST = 600;

/** Text from files, plans and data sources as it can be shown beside other text: no controls, and never endless. */
export function plain(text: string, longest = LONGEST): string {
  // Cut first: what is behind the cut is not worth a look.
  const clean = text.slice(0, longest * 2).replace(UNSAFE, '\u{fffd}');
  return clean.length > longest || text.length > longest * 2 ? `${clean.slice(0, longest - 1)}…` : clean;
}

const PRODUCTS = new Map([
  ['prometheus', 'Prometheus'],
  ['mlflow', 'MLflow'],
  ['evidently', 'Evidently'],
]);

/** A type of data source as its makers write it. */
export const productName = (type: string): string => PRODUCTS.get(type) ?? plainWord(type);

/** A name within the label of a button. */
export const plainWord = (text: string): string => plain(text, 24);

/** A name, as in a title, a label or a button. */
export const plainName = (text: string): string => plain(text, 120);
